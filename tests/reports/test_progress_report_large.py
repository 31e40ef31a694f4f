"""The progress report of a large plan, and as LibreOffice opens it: for the soak, which has the time."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from participation.publication.requesting import FileFormat
from reports.progress_report import ProgressReport
from reports.progress_report.files import file_of
from tests.support.progress_reports import Files, made, spanish

__all__ = ["made"]
pytestmark = pytest.mark.soak
TIMES = 100
"""The seed's five products so often: 500."""


def text_of(content: bytes) -> Iterator[str]:
    for page in PdfReader(BytesIO(content)).pages:
        yield page.extract_text()


def test_five_hundred_products_are_all_in_the_pdf_and_each_page_of_rows_has_its_heads(made: Files) -> None:
    facts = made.report.facts
    details = [
        replace(one, product=replace(one.product, code=f"{one.product.code}-{turn}", task_name=f"Tarea {turn}x"))
        for activity in facts.plan.activities
        for turn in range(TIMES)
        for one in facts.details
        if one.product.activity_code == activity.code
    ]

    pages = list(text_of(file_of(ProgressReport(replace(facts, details=details)), FileFormat.PDF, *spanish())))

    text = "".join(pages).replace("\n", "")
    assert [turn for turn in range(TIMES) if f"Tarea {turn}x" not in text] == []
    rows = [page for page in pages if "Cuándo:" in page]
    assert len(rows) > 40
    assert [page for page in rows if "EJECUCIÓN" not in page or "EVIDENCIAS" not in page] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_document_as_it_is(made: Files, tmp_path: Path) -> None:
    (tmp_path / "informe.docx").write_bytes(made[FileFormat.DOCX])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "informe.docx"],
        check=True,
        capture_output=True,
        timeout=180,
    )

    text = "".join(text_of((tmp_path / "informe.pdf").read_bytes())).replace("\n", "").replace(" ", "")
    for said in ("Seguimientoavancescronograma", "EVIDENCIAS", "hUYCEN1yIVY", "»Gracias«"):
        assert said in text
