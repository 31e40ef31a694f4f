"""The seed's report, remade from the seed's plan: it says everything that the original says, and marks what it adds."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from participation.plan.report import DifficultyView, Signed
from participation.plan.views import CutView, EvidenceView
from participation.publication.requesting import FileFormat
from reports.documents import DocumentFormat, render
from reports.progress_report import ProgressReport, as_document
from storage.queries.progress_report import CasesAtCut
from tests.support.progress_reports import CUT, Files, made, spanish

__all__ = ["made"]

ORIGINAL = Path(__file__).with_name("data") / "informe-avance-2021-semestre-1.txt"
"""The text of the entity's own report; the headings of its tables and their cells may share a line there."""
APART = re.compile(r"\t| (?=TAREAS PARA)| (?=\*\*EJ)| (?=Realizar dos)| (?=\d+%$)")
LINKS = {
    "https://www.enterritorio.gov.co/web/calendar-field_fecha/month",
    "https://www.youtube.com/watch?v=hUYCEN1yIVY",
}
HOSTILE = "=1+1 <b>no</b> <script>alert(1)</script> #panic() {{7*7}} *x* _y_ | [z](javascript:1)"


def squeezed(text: str) -> str:
    """Without what a line's end, a column or a typeface may change."""
    return re.sub(r"[\s\u200b*]", "", text).casefold()


def original() -> Iterator[str]:
    """Everything that the original says, piece by piece."""
    for line in ORIGINAL.read_text("utf-8").splitlines():
        for piece in APART.split(line):
            if said := squeezed(piece).removeprefix("-"):
                yield said


def pdf(made: Files) -> PdfReader:
    return PdfReader(BytesIO(made[FileFormat.PDF]))


def read(made: Files, wanted: FileFormat) -> str:
    match wanted:
        case FileFormat.PDF:
            return "\n".join(page.extract_text() for page in pdf(made).pages)
        case FileFormat.DOCX:
            word = docx.Document(BytesIO(made[wanted]))
            cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
            return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
        case FileFormat.HTML:
            return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", made[wanted].decode(), flags=re.DOTALL))
    return re.sub(r"\[([^\]]+)\]\(<[^>]+>\)", r"\1", made[wanted].decode().replace("\\", ""))


def told(report: ProgressReport) -> str:
    """The whole report in words, without Markdown's own signs."""
    shown = render(as_document(report, *spanish()), DocumentFormat.MARKDOWN).decode()
    return shown.replace("\\\n", "\n").replace("\\", "").replace("**", "")


def changed(made: Files, **facts: Any) -> ProgressReport:
    return replace(made.report, facts=replace(made.report.facts, **facts))


@pytest.mark.parametrize("wanted", [FileFormat.PDF, FileFormat.DOCX, FileFormat.HTML, FileFormat.MARKDOWN])
def test_every_piece_of_the_original_is_in_the_remade_report(made: Files, wanted: FileFormat) -> None:
    text = squeezed(read(made, wanted))

    assert [piece for piece in original() if piece not in text] == []


def test_a_reader_of_the_pdf_finds_the_dates_the_figures_and_the_links(made: Files) -> None:
    reader = pdf(made)
    text, first_inner = read(made, FileFormat.PDF), reader.pages[1].extract_text()
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]

    for said in (
        "29 de diciembre de 2020",
        "15, 16, 20 y 21 de junio de 2021",
        "30 de junio de 2021",
        "26 % de avance global del plan",
        "80 % de ejecución I semestre",
        "4 ÷ 15 = 26 %",
        "Nueva fecha: por definir",
        "Motivo: el plan no lo dice",
        "Nadie anotó dificultades para este corte.",
        "Participa no recibió observaciones ni peticiones.",
    ):
        assert squeezed(said) in squeezed(text), said
    assert re.search(r"26\s%\s+4 de 15 productos", first_inner)
    assert re.search(r"80\s%\s+4 de 5 productos", first_inner)
    assert {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})} >= LINKS


def test_the_pdf_is_tagged_for_screen_readers_and_has_bookmarks(made: Files) -> None:
    reader = pdf(made)
    tags = list(_tags(reader.root_object["/StructTreeRoot"]))
    kinds = [str(tag.get("/S")) for tag in tags]
    figures = [tag for tag in tags if str(tag.get("/S")) == "/Figure"]

    assert b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()  # type: ignore[attr-defined]  # a stream
    assert str(reader.root_object["/Lang"]) == "es-CO"
    assert reader.metadata is not None
    assert reader.metadata.title == "Informe de avance I semestre · Plan de Participación Ciudadana 2021"
    assert [bool(str(tag.get("/Alt", ""))) for tag in figures] == [True, True, True]
    assert kinds.count("/Table") == 5
    assert kinds.count("/TH") >= 3 + 3 * 4 + 2
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[:4] == ["Objetivo de este informe", "Plan", "Seguimiento", "Seguimiento avances cronograma"]


def _tags(node: Any) -> Iterator[Any]:
    node = node.get_object()
    if isinstance(node, dict):
        yield node
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from _tags(child)


def test_word_gets_its_own_styles_repeating_heads_and_described_pictures(made: Files) -> None:
    word = docx.Document(BytesIO(made[FileFormat.DOCX]))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    schedule = [table for table in word.tables if table.rows[0].cells[0].text == "NOMBRE ACTIVIDAD"]
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]

    assert styles["PLAN DE PARTICIPACIÓN CIUDADANA 2021"] == "Title"
    assert styles["INFORME DE AVANCE I SEMESTRE"] == "Subtitle"
    assert styles["Seguimiento avances cronograma"] == "Heading 1"
    assert [len(table.rows) for table in schedule] == [3, 3, 2]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in word.tables)
    assert described[0] == "Escudo de ENTerritorio"
    assert "Todo el plan: 4 de 15" in described[1]
    assert "Lo programado a junio: 4 de 5" in described[2]


def test_the_workbook_has_its_figures_as_numbers_and_its_days_as_days(made: Files) -> None:
    book = openpyxl.load_workbook(BytesIO(made[FileFormat.XLSX]))
    figures = [tuple(cell.value for cell in row) for row in book["Cifras"].iter_rows(min_row=2)]
    schedule = [tuple(cell.value for cell in row) for row in book["Cronograma"].iter_rows(min_row=2)]

    assert figures[0] == ("Todo el año", 4, 15, 26)
    assert figures[1] == ("Lo programado hasta el corte", 4, 5, 80)
    assert [row[2] for row in schedule] == [100, 100, 100, 0, 100]
    assert str(schedule[4][5]) == f"{CUT} 00:00:00"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_the_open_data_have_a_row_a_product_with_its_evidence(made: Files) -> None:
    rows = list(csv.DictReader(StringIO(made[FileFormat.CSV].decode("utf-8-sig"))))

    assert [(row["producto_codigo"], row["avance"], row["entregado"]) for row in rows][3] == ("evento-vivo", "0", "no")
    assert rows[2]["fechas"].splitlines() == ["2021-06-15", "2021-06-16", "2021-06-20", "2021-06-21"]
    assert {link for row in rows for link in row["enlaces"].splitlines()} == LINKS
    assert {(row["corte"], row["version"]) for row in rows} == {("2021-06-30", "1")}


def test_what_this_edition_adds_has_a_sign_that_is_explained_once(made: Files) -> None:
    text = told(made.report)
    own = told(changed(made, plan=replace(made.report.plan, computed=frozenset())))

    assert text.count("Añadido por Participa: el signo [+]") == 1
    for added in (
        "Total de productos del año [+]",
        "4 de 15 productos [+]",
        "2 de 2 productos (100 %) [+]",
        "## Palabras de este informe [+]",
        "## Quién elaboró y quién aprobó [+]",
    ):
        assert added.replace(" %", "\u00a0%") in text
    assert "Total de productos del año |" in own
    assert "2 de 2 productos (100\u00a0%) [+]" not in own


def test_difficulties_and_signatures_are_told_as_the_office_wrote_them(made: Files) -> None:
    told_of = (
        DifficultyView(1, "Diálogo", HOSTILE, "Se acuerda otra fecha"),
        DifficultyView(2, None, "Hubo paro", None),
    )
    report = changed(made, difficulties=told_of, signed=Signed("Ana Ruiz, profesional (inventada)", None))
    text = told(report)

    assert f"| Diálogo | {HOSTILE} | Se acuerda otra fecha |" in text
    assert "| Todo el plan | Hubo paro | Nadie anotó ninguna. |" in text
    assert "Elaboró: Ana Ruiz, profesional (inventada)" in text
    assert re.search(r"Aprobó: _{20}", text)
    assert b"<script>" not in render(as_document(report, *spanish()), DocumentFormat.HTML)
    assert render(as_document(report, *spanish()), DocumentFormat.PDF).startswith(b"%PDF")


def test_a_file_that_was_uploaded_as_proof_has_its_name_its_size_and_its_address(made: Files) -> None:
    proof = EvidenceView("La foto del diálogo.", (), None, "jpg", 240_000, "Foto del diálogo.jpg", "ab" * 32)
    first, *others = made.report.facts.details
    text = told(changed(made, details=(replace(first, evidence=(proof,)), *others)))

    assert "La foto del diálogo. Archivo: Foto del diálogo.jpg, 240\u00a0kB" in text
    assert f"https://participa.example.org/evidencia/{'ab' * 8}/foto-del-dialogo.jpg" in text


def test_an_address_that_the_words_of_a_proof_have_is_there_once_and_live(made: Files) -> None:
    proof = EvidenceView("Publicado en www.example.gov.co/video.", (), "https://www.example.gov.co/video", None, None)
    first, *others = made.report.facts.details
    text = told(changed(made, details=(replace(first, evidence=(proof,)), *others)))

    assert "- Publicado en [www.example.gov.co/video](<https://www.example.gov.co/video>)." in text
    assert text.count("https://www.example.gov.co/video") == 1


def test_a_correction_says_so_and_where_the_version_before_it_is(made: Files) -> None:
    second = CutView(CUT, "I semestre", CUT, 2, "faltaba la evidencia del video")
    text = told(
        changed(
            made,
            plan=replace(made.report.plan, cut=second),
            earlier=(CutView(CUT, "I semestre", CUT, 1),),
        )
    )

    assert "Datos hasta el 30 de junio de 2021. Versión 2." in text
    assert "Versión 2, corrige la versión 1: faltaba la evidencia del video" in text
    assert "https://participa.example.org/informe-de-avance/2021-06-30/1" in text


def test_a_figure_its_formula_and_its_chart_are_on_one_page_also_of_a_correction(made: Files) -> None:
    second = CutView(CUT, "I semestre", CUT, 2, "faltaba la evidencia del video")
    plan = replace(made.report.plan, cut=second)
    report = changed(made, plan=plan, earlier=(CutView(CUT, "I semestre", CUT, 1),))
    reader = PdfReader(BytesIO(render(as_document(report, *spanish()), DocumentFormat.PDF)))

    pages = [squeezed(page.extract_text()) for page in reader.pages[2:]]

    of_period = next(page for page in pages if "80%deejecuciónisemestre" in page)
    assert "productosejecutadosajunio" in of_period
    assert "loprogramadoajunio" in of_period


def test_a_version_that_was_corrected_says_where_the_last_one_is(made: Files) -> None:
    second = CutView(CUT, "I semestre", CUT, 2, "faltaba la evidencia del video")
    text = told(changed(made, later=(second, replace(second, version=3))))

    assert "Hay una versión posterior de este informe. Versión 3: " in text
    assert "https://participa.example.org/informe-de-avance/2021-06-30/3" in text


def test_the_observations_are_counted_and_nobody_is_named(made: Files) -> None:
    text = told(changed(made, cases=CasesAtCut(received=7, answered=3, pending=3, overdue=1, closed=1)))

    assert "Participa recibió 7 observaciones y peticiones." in text
    for row in ("| Respondidos | 3 |", "| Pendientes | 3 |", "| De los pendientes, vencidos | 1 |"):
        assert row in text


def test_without_a_cut_it_says_that_these_are_the_figures_of_today(made: Files) -> None:
    text = told(changed(made, plan=replace(made.report.plan, cut=None)))

    assert "# INFORME DE AVANCE" not in text
    assert "Datos de hoy, 30 de junio de 2021. Aún no se ha publicado ningún corte." in text
    assert "80\u00a0% de ejecución hasta hoy" in text


def test_a_cut_inside_a_month_is_named_with_its_day(made: Files) -> None:
    cut = CutView(date(2021, 6, 15), "15 de junio de 2021", CUT, 1)
    text = told(changed(made, plan=replace(made.report.plan, cut=cut, reference=cut.on)))

    assert "INFORME DE AVANCE AL 15 DE JUNIO DE 2021" in text.replace("\u00a0", " ")
    assert "de ejecución al 15 de junio de 2021" in text.replace("\u00a0", " ")
    assert "frente a los ejecutados con corte al 15 de junio." in text
    assert "Número total de productos programados a 15 de junio: 5" in text


def test_the_same_facts_are_the_same_file(made: Files) -> None:
    assert render(as_document(made.report, *spanish()), DocumentFormat.PDF) == made[FileFormat.PDF]
