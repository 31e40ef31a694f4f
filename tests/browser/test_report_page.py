"""A report as a page: no barriers, no strangers, cards on a telephone, and its addresses on paper."""

from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]  # it has no type hints
from playwright.async_api import Page, expect
from pypdf import PdfReader

from reports.documents import DocumentFormat, render
from reports.observations import as_document
from tests.reports.follow_ups import HOSTILE, follow_up, some_rows, spanish, unanswered
from tests.reports.sample import ADDRESS, sample


@pytest.fixture
def report(tmp_path: Path) -> str:
    """The address of a follow-up report of 40 cases, one of them hostile."""
    cases = (*some_rows(40), unanswered(41, text=HOSTILE, point=HOSTILE))
    return kept(tmp_path, render(as_document(follow_up(*cases, denuncias=1), *spanish()), DocumentFormat.HTML))


def kept(folder: Path, page: bytes) -> str:
    file = folder / "informe.html"
    file.write_bytes(page)
    return file.as_uri()


async def test_axe_finds_no_barrier_and_nothing_leaves_the_column(either: Page, report: str) -> None:
    complaints: list[str] = []
    either.on("console", lambda message: complaints.append(message.text))
    await either.goto(report)

    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        await either.emulate_media(color_scheme=scheme)
        found = await Axe().run(either)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []
    assert await either.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert complaints == []


async def test_each_row_is_a_card_with_its_names_on_a_telephone_and_still_a_table_aloud(
    telephone: Page, report: str
) -> None:
    await telephone.goto(report)
    table = telephone.get_by_role("table", name="Todos los casos")
    cell = table.get_by_role("cell").first

    await expect(table.get_by_role("columnheader")).to_have_count(6)
    assert await cell.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"Fecha y hora"'
    assert await cell.evaluate("(cell) => cell.getBoundingClientRect().width > 300")


@pytest.mark.soak
async def test_paper_keeps_the_addresses(desk: Page, tmp_path: Path) -> None:
    await desk.goto(kept(tmp_path, render(sample(), DocumentFormat.HTML)))

    printed = PdfReader(BytesIO(await desk.pdf(format="Letter")))

    words = "".join("".join(page.extract_text() for page in printed.pages).split())
    assert f"lapágina({ADDRESS})" in words
    assert f"({ADDRESS})({ADDRESS})" not in words
