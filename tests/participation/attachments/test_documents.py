"""Office documents lose authors, machines and previews and keep their words; what could do harm is refused."""

import re
from xml.etree import ElementTree

import pytest

from participation.attachments import Kind, Refused, inspect
from tests.participation.attachments.office_samples import docx, docx_parts, odt, odt_parts, relations, xlsx
from tests.participation.attachments.samples import SECRET, jpeg, unzipped, zipped

PIECE = 256 * 1024
TYPES = docx_parts()["[Content_Types].xml"]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def cleaned(content: bytes, name: str) -> dict[str, bytes]:
    return unzipped(inspect(content, name, None, Kind.DOCUMENT).clean)


def words(part: bytes) -> str:
    """The text of a part, as a reader would show it."""
    return "".join(ElementTree.fromstring(part).itertext())  # noqa: S314 - written by the code under test


@pytest.mark.parametrize(
    ("content", "name", "mime"),
    [
        (docx(), "oficio.docx", WORD),
        (xlsx(), "cuentas.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (odt(), "oficio.odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_nobody_can_be_told_by_a_clean_document(content: bytes, name: str, mime: str) -> None:
    accepted = inspect(content, name, None, Kind.DOCUMENT)

    assert (accepted.mime, accepted.extension, accepted.notes) == (mime, name[-5:].lstrip("so"), ())
    assert [part for part, inside in unzipped(content).items() if SECRET in inside] != []
    assert [part for part, inside in unzipped(accepted.clean).items() if SECRET in inside] == []


def test_the_words_stay_as_they_were() -> None:
    before = docx_parts()["word/document.xml"]

    after = cleaned(docx(), "oficio.docx")["word/document.xml"]

    assert words(after) == words(before) == 'La vía está <cerrada> & dañada. author="nadie" '
    assert re.findall(rb"</?w:[a-z]+", after, re.IGNORECASE) == re.findall(rb"</?w:[a-z]+", before, re.IGNORECASE)
    assert b"rsid" not in after


def test_dropped_parts_are_named_nowhere() -> None:
    parts = cleaned(docx(), "oficio.docx")

    listed = parts["[Content_Types].xml"] + b"".join(part for name, part in parts.items() if name.endswith(".rels"))

    assert not any(word in listed for word in (b"docProps", b"people", b"attachedTemplate"))
    assert b"media/image1.jpg" in listed
    assert b"https://www.example.org/plan" in listed


def test_a_picture_in_a_document_is_cleaned_and_keeps_its_orientation() -> None:
    picture = cleaned(docx(), "oficio.docx")["word/media/image1.jpg"]

    assert SECRET not in picture
    assert b"Exif\0\0MM\0*" in picture


def test_a_printed_sheet_forgets_the_printer_and_keeps_its_rows() -> None:
    parts = cleaned(xlsx(), "cuentas.xlsx")

    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert "<v>Vía</v>" in sheet
    assert '<pageSetup paperSize="9"/>' in sheet
    assert b"printerSettings" not in parts["xl/worksheets/_rels/sheet1.xml.rels"]
    assert b"comments1.xml" in parts["xl/worksheets/_rels/sheet1.xml.rels"]


def test_a_mention_of_the_printer_is_found_wherever_the_sheet_is_cut_into_pieces() -> None:
    parts = unzipped(xlsx())
    sheet = parts["xl/worksheets/sheet1.xml"]
    for before in range(60):  # the first piece of 256 KiB ends so many bytes after the tag's beginning
        filling = b"<x>" + b"y" * (PIECE - before - sheet.index(b"<pageSetup") - len(b"<x></x>")) + b"</x></sheetData>"
        filled = sheet.replace(b"</sheetData>", filling)

        clean = cleaned(zipped(parts | {"xl/worksheets/sheet1.xml": filled}), "cuentas.xlsx")

        assert filled.index(b"<pageSetup") == PIECE - before
        assert clean["xl/worksheets/sheet1.xml"] == filled.replace(b' r:id="rId1"', b"")


def test_a_sheet_behind_a_chart_is_cleaned_too() -> None:
    parts = cleaned(docx("word/embeddings/Microsoft_Excel_Sheet1.xlsx", xlsx()), "oficio.docx")

    inner = unzipped(parts["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])
    assert [name for name, part in inner.items() if SECRET in part] == []


def test_an_open_document_loads_nothing_from_elsewhere_and_keeps_its_words() -> None:
    parts = cleaned(odt(), "oficio.odt")

    assert words(parts["content.xml"]) == "La vía está cerrada.AutorNota"
    assert b"example.org" not in parts["content.xml"]
    assert b"meta.xml" not in parts["META-INF/manifest.xml"]
    assert next(iter(parts)) == "mimetype"


def test_a_digital_signature_is_told_to_be_lost() -> None:
    signed = docx("_xmlsignatures/sig1.xml", b"<Signature/>")

    accepted = inspect(signed, "oficio.docx", None, Kind.DOCUMENT)

    assert [note.message for note in accepted.notes] == [
        "We took the hidden data out of the file. Its digital signature can no longer be checked."
    ]
    assert "_xmlsignatures/sig1.xml" not in unzipped(accepted.clean)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx("word/vbaProject.bin", b"macro"), "macros"),
        (docx("word/activeX/activeX1.bin", b"control"), "macros"),
        (docx("xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
        (
            docx(
                "[Content_Types].xml",
                TYPES.replace(b"main+xml", b"macroEnabled.main+xml"),
            ),
            "macros",
        ),
        (odt("Basic/Standard/Module1.xml", b"<x/>"), "macros"),
        (odt("Scripts/python/x.py", b"print()"), "macros"),
        (docx("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0"), "other files inside"),
        (docx("word/media/image9.png", b"MZ\x90\x00"), "other files inside"),
        (docx("word/embeddings/a.xlsx", docx("word/embeddings/b.docx", docx())), "other files inside"),
        (docx("instalar.exe", b"MZ\x90\x00"), "other files inside"),
        (odt("Object 1", b"\xd0\xcf\x11\xe0"), "other files inside"),
        (docx("word/media/image9.jpg", jpeg()[:300]), "hidden data"),
        (
            docx("word/_rels/footer.xml.rels", relations(("oleObject", "http://example.org/x!", "External"))),
            "loads content from another place",
        ),
        (
            odt(
                "META-INF/manifest.xml",
                odt_parts()["META-INF/manifest.xml"].replace(
                    b"</m:manifest>", b"<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
                ),
            ),
            "password",
        ),
        (docx("word/document.xml", b"<w:document>"), "damaged"),
        (docx("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "damaged"),
        (docx("word/document.xml", b"<a " + b"x" * 3_000_000 + b"=''/>"), "too complicated"),
    ],
)
def test_a_document_that_could_do_harm_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        inspect(content, None, None, Kind.DOCUMENT)


def test_a_picture_from_elsewhere_is_not_loaded() -> None:
    tracked = relations(("image", "https://example.org/seguimiento.png", "External"))

    parts = cleaned(docx("word/_rels/header.xml.rels", tracked), "oficio.docx")

    assert b"example.org" not in parts["word/_rels/header.xml.rels"]
