"""The progress report as a page: no barriers on a telephone and at a desk, and paper keeps its addresses."""

from io import BytesIO
from pathlib import Path

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]  # it has no type hints
from playwright.async_api import Page
from pypdf import PdfReader

from participation.publication.requesting import FileFormat
from tests.support.progress_reports import Files, made

__all__ = ["made"]
VIDEO = "https://www.youtube.com/watch?v=hUYCEN1yIVY"


async def test_axe_finds_no_barrier_in_the_progress_report_and_paper_keeps_it(
    page: Page, made: Files, tmp_path: Path
) -> None:
    file = tmp_path / "informe.html"
    file.write_bytes(made[FileFormat.HTML])
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    for width in (360, 1280):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(file.as_uri())
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            found = await Axe().run(page)
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    printed = PdfReader(BytesIO(await page.pdf(format="Letter")))

    words = "".join("".join(sheet.extract_text() for sheet in printed.pages).split())
    assert VIDEO in words
    assert complaints == []
