"""The document with a person's own data."""

from io import BytesIO

from pypdf import PdfReader

from reports.personal_data import CaseSheet, PersonalSheet, as_pdf


def sheet(**changes: object) -> PersonalSheet:
    values = {
        "language": "es",
        "title": "Mis datos",
        "person": "Ñoño Güepajé",
        "lines": ("Un caso",),
        "cases_title": "Mis casos",
        "cases": (),
        "unsent_title": "Lo que no he enviado",
        "unsent": (),
        "nothing": "No tenemos datos suyos.",
        **changes,
    }
    return PersonalSheet(**values)  # type: ignore[arg-type]  # the values are as the called expects


def text_of(document: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split())


def test_accents_are_read_back_and_markup_is_only_text() -> None:
    written = "#set page(fill: red) *no* <b>&</b> $x$ ¿Señalización? @ref https://x.co/#y"
    case = CaseSheet("PPC-2021-000001-7", (("Sobre", "El plan [completo]"),), (written, ""))

    read = text_of(as_pdf(sheet(cases=(case,), unsent=("Todavía pienso",))))

    for expected in ("Ñoño Güepajé", "PPC-2021-000001-7", "¿Señalización?", "<b>&</b>", "[completo]", "Todavía pienso"):
        assert expected in read


def test_nothing_held_is_said() -> None:
    assert "No tenemos datos suyos." in text_of(as_pdf(sheet(lines=(), person="")))


def test_the_document_is_tagged_and_has_a_title_and_a_language() -> None:
    reader = PdfReader(BytesIO(as_pdf(sheet())))

    assert reader.metadata is not None
    assert reader.metadata.title == "Mis datos"
    assert str(reader.root_object["/Lang"]).startswith("es")
    assert "/StructTreeRoot" in reader.root_object
