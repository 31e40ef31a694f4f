"""A document as a PDF."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.documents import Column, DocumentFormat, Heading, Paragraph, Part, Table, render
from reports.typesetting import TypesettingError
from tests.reports.sample import ADDRESS, COLUMNS, sample


def read(document: bytes) -> PdfReader:
    return PdfReader(BytesIO(document))


def text_of(reader: PdfReader) -> str:
    return " ".join("".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())


def test_it_says_everything_with_its_accents_and_its_addresses() -> None:
    text = text_of(read(render(sample(), DocumentFormat.PDF)))

    for said in (
        "Entidad Ñandú (inventada)",
        "Informe de prueba, año 2021",
        "Periodo: del 1 al 31 de julio de 2021",
        "80 %",
        "Está en la página",
        "1 de julio de 2021, 9:15 a. m.",
        "1.240",
        "Señalización ¿sí?",
        "no (javascript:alert(1))",
        "=1+1 <b>no</b> <script>alert(1)</script> #panic() {{7*7}}",
        "Línea 1 Línea 2",
        "Página 2 de",
    ):
        assert said in text
    assert ADDRESS in text.replace(" ", "")


def test_the_title_of_a_table_is_on_the_page_of_its_first_row() -> None:
    parts: list[Part] = []
    for number in range(1, 13):
        parts += [Paragraph(f"Línea {one}.") for one in range(3 * number)]
        parts.append(Table(f"Título {number}.", (Column(f"Columna {number}."),), [("Una fila.\n" * 9,)]))
    reader = read(render(replace(sample(), parts=tuple(parts)), DocumentFormat.PDF))
    pages = [page.extract_text().replace("\u00a0", " ") for page in reader.pages]

    titles, heads = (
        [next(place for place, page in enumerate(pages) if f"{said} {number}." in page) for number in range(1, 13)]
        for said in ("Título", "Columna")
    )

    assert len(pages) > 4
    assert titles == heads


def test_it_is_tagged_titled_in_its_language_and_has_bookmarks() -> None:
    reader = read(render(sample(), DocumentFormat.PDF))

    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (
        "Informe de prueba, año 2021",
        "Entidad Ñandú (inventada)",
    )
    assert str(reader.root_object["/Lang"]) == "es-CO"
    assert "/StructTreeRoot" in reader.root_object
    assert b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()  # type: ignore[attr-defined]  # a stream
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)][-3:] == [
        "En resumen",
        "Tabla",
        "Casos",
    ]


def test_the_figures_stand_on_the_first_page_after_the_cover() -> None:
    pages = read(render(sample(), DocumentFormat.PDF)).pages

    assert "80" not in pages[0].extract_text()
    assert re.search(r"80\s%\s+12 de 15", pages[1].extract_text())


def test_the_heads_are_on_each_page_of_a_long_table() -> None:
    rows = [(f"PPC-{number}", None, None, number, None, "Un texto") for number in range(120)]
    pages = read(render(sample(Heading("Tabla"), Table("Casos", COLUMNS, rows)), DocumentFormat.PDF)).pages[1:]

    assert len(pages) > 2
    assert all("Recibida" in page.extract_text() for page in pages)


def test_only_web_and_mail_addresses_are_live() -> None:
    pages = read(render(sample(), DocumentFormat.PDF)).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    live = {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})}

    assert live == {ADDRESS, "mailto:plan@example.org"}


def test_the_same_document_is_the_same_file() -> None:
    assert render(sample(), DocumentFormat.PDF) == render(sample(), DocumentFormat.PDF)


def test_a_skipped_heading_is_refused_since_a_screen_reader_would_lose_the_way() -> None:
    with pytest.raises(TypesettingError, match="heading"):
        render(sample(Heading("Uno"), Heading("Tres", level=3), Paragraph("x")), DocumentFormat.PDF)
