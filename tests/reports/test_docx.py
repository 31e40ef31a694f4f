"""A document as Word opens it."""

from io import BytesIO
from zipfile import ZipFile

import docx
from defusedxml import ElementTree
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from reports.documents import DocumentFormat, render
from tests.reports.sample import ADDRESS, sample


def opened() -> WordDocument:
    return docx.Document(BytesIO(render(sample(), DocumentFormat.DOCX)))


def test_headings_title_and_lists_are_words_own_styles() -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in opened().paragraphs if paragraph.style}

    assert styles["Informe de prueba, año 2021"] == "Title"
    assert styles["En resumen"] == "Heading 1"
    assert styles["PPC-9"] == "Heading 2"
    assert styles["Uno"] == "List Bullet"
    assert styles["Casos por tema"] == "Caption"


def test_the_header_row_repeats_and_the_table_says_everything() -> None:
    (table,) = opened().tables

    assert [row._tr.xpath("./w:trPr/w:tblHeader") != [] for row in table.rows] == [True, False, False]
    assert [cell.text for cell in table.rows[0].cells][:4] == ["Número", "Recibida", "Día", "Días"]
    assert [cell.text for cell in table.rows[1].cells] == [
        *("PPC-1", "1 de julio de 2021, 9:15\u00a0a.\u00a0m.", "9 de julio de 2021", "1.240", ADDRESS),
        "Señalización ¿sí?",
    ]


def test_pictures_have_their_alternative_text_and_the_language_is_the_documents() -> None:
    word = opened()
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]

    assert described == ["Escudo de la entidad", "Una barra azul de prueba"]
    assert {element.get(qn("w:val")) for element in word.styles.element.iter(qn("w:lang"))} == {"es-CO"}
    assert (word.core_properties.language, word.core_properties.title) == ("es-CO", "Informe de prueba, año 2021")


def test_links_lead_somewhere_and_are_written_out() -> None:
    word = opened()
    paragraph = next(one for one in word.paragraphs if one.text.startswith("Está en"))

    assert paragraph.text == f"Está en la página ({ADDRESS})."
    assert [link.address for link in paragraph.hyperlinks] == [ADDRESS]
    assert "javascript:alert(1)" not in {relation.target_ref for relation in word.part.rels.values()}


def test_what_a_person_wrote_is_only_text() -> None:
    words = "\n".join(paragraph.text for paragraph in opened().paragraphs)

    assert "=1+1 <b>no</b> <script>alert(1)</script> #panic() {{7*7}}  😀 xxx" in words
    assert "Línea 1\nLínea 2" in words


def test_every_part_of_the_file_is_well_formed_and_the_file_is_the_same_each_time() -> None:
    file = render(sample(), DocumentFormat.DOCX)

    with ZipFile(BytesIO(file)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    assert render(sample(), DocumentFormat.DOCX) == file
