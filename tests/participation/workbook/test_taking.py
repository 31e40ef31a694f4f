"""A workbook that comes back: what only it changed is taken, what was done here meanwhile is never lost silently."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from locales import Language, formats, words
from participation.events import editing
from participation.plan import PlanFileErrors, import_plan, read_plan_text
from participation.plan.workbook.merging import Choice
from participation.plan.workbook.reading import read_workbook
from participation.plan.workbook.taking import Undecided, preview, save
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.models.plan import Event, Product
from storage.models.staff import AuditEntry, Role
from storage.queries.plan_parts import Part, stored_parts
from tests.participation.plan_texts import NOW, changed, take
from tests.participation.workbook.edited import YEAR, exported, put, taken
from tests.support.digests import member
from tests.support.observing import on_sqlite

pytestmark = on_sqlite
LATER = NOW + timedelta(days=1)
EN, FORMATS = words(Language.EN), formats(Language.EN, ZoneInfo("America/Bogota"))


@pytest.fixture
def content(session: Session) -> bytes:
    take(session)
    return exported(stored_parts(session, YEAR))


def here(session: Session, *replacements: tuple[str, str]) -> None:
    """Somebody changes the plan here, after the export."""
    import_plan(session, read_plan_text(changed(*replacements)), LATER, origin=Origin.CHAT)


def percentage(session: Session, code: str) -> int:
    return session.scalars(select(Product.percentage).where(Product.code == code)).one()


def test_the_same_workbook_changes_nothing(session: Session, content: bytes) -> None:
    official = member(session, role=Role.PUBLISHES)

    found = save(session, read_workbook(content), official, LATER)

    assert (list(found.differences), list(found.stays), list(found.clashes)) == ([], [], [])
    assert session.scalars(select(AuditEntry).where(AuditEntry.act == "plan.workbook")).all() == []


def test_what_the_file_changed_is_saved_with_its_history(session: Session, content: bytes) -> None:
    official = member(session, role=Role.PUBLISHES)
    book = taken(content, put("Productos", "Avance (%)", 2, 0.4), put("Productos", "Estado", 2, "En ejecución"))

    shown = preview(session, book)
    assert [one.text(EN) for one in shown.differences] == [
        "Product charla · Status: In progress (before: Programmed)",
        "Product charla · Progress: 40\u00a0% (before: 0\u00a0%)",
    ]
    assert percentage(session, "charla") == 0

    save(session, book, official, LATER)

    assert percentage(session, "charla") == 40
    kept = session.scalars(select(PlanChange).where(PlanChange.field == "percentage")).one()
    assert (kept.origin, kept.staff_id, kept.old, kept.new) == (Origin.WORKBOOK, official.id, 0, 40)
    audit = session.scalars(select(AuditEntry).where(AuditEntry.act == "plan.workbook")).one()
    assert (audit.staff_id, audit.facts["changes"]) == (official.id, 2)


def test_only_who_may_publish_saves_a_workbook(session: Session, content: bytes) -> None:
    with pytest.raises(NotAllowed):
        save(session, read_workbook(content), member(session, role=Role.ANSWERS), LATER)


def test_what_was_changed_here_meanwhile_stays(session: Session, content: bytes) -> None:
    here(
        session, ("Página publicada", "Página en el portal"), ("vecinos, nombre: Vecinos", "vecinos, nombre: Vecindad")
    )
    book = taken(content, put("Productos", "Nombre corto", 2, "Charlas"))

    found = save(session, book, None, LATER, from_command_line=True)

    assert [one.text(EN) for one in found.differences] == ["Product charla · Short name: Charlas (before: Charla)"]
    assert [one.text(EN) for one in found.stays] == [
        "Group vecinos · Name: Vecindad stays, as the team changed it in the chat (the file: Vecinos)",
        "Product pagina · Product: Página en el portal stays, as the team changed it in the chat"
        " (the file: Página publicada)",
    ]
    names = {row.key: row.values["name"] for row in stored_parts(session, YEAR) if row.part is Part.PRODUCT}
    assert names["pagina"] == "Página en el portal"


def test_a_value_changed_on_both_sides_is_asked_about_with_who_and_when(session: Session, content: bytes) -> None:
    here(session, ("nombre_corto: Charla", "nombre_corto: Charla de mayo"))
    book = taken(content, put("Productos", "Nombre corto", 2, "Charlas"), put("Productos", "Nombre corto", 1, "Portal"))

    with pytest.raises(Undecided) as undecided:
        save(session, book, None, LATER, from_command_line=True)

    (clash,) = undecided.value.preview.clashes
    assert clash.text(EN, FORMATS) == (
        "Product charla · Short name: here Charla de mayo"
        f" (the command line, {FORMATS.moment(LATER)}); in the file Charlas"
    )
    shorts = select(Product.short_name).order_by(Product.position)
    assert session.scalars(shorts).all() == ["Página", "Charla de mayo"]

    save(session, book, None, LATER, Choice.OURS, from_command_line=True)
    assert session.scalars(shorts).all() == ["Portal", "Charla de mayo"]
    save(session, book, None, LATER, Choice.THEIRS, from_command_line=True)
    assert session.scalars(shorts).all() == ["Portal", "Charlas"]


def test_each_value_changed_on_both_sides_can_be_decided_by_itself(session: Session, content: bytes) -> None:
    here(session, ("nombre_corto: Charla", "nombre_corto: De mayo"), ("nombre_corto: Página", "nombre_corto: Web"))
    book = taken(content, put("Productos", "Nombre corto", 2, "Charlas"), put("Productos", "Nombre corto", 1, "Portal"))
    page, talk = (clash.conflict.spot for clash in preview(session, book).clashes)

    with pytest.raises(Undecided) as undecided:
        save(session, book, None, LATER, each={page: Choice.THEIRS}, from_command_line=True)
    save(session, book, None, LATER, each={page: Choice.THEIRS, talk: Choice.OURS}, from_command_line=True)

    assert [clash.conflict.spot for clash in undecided.value.preview.undecided] == [talk]
    shorts = select(Product.short_name).order_by(Product.position)
    assert session.scalars(shorts).all() == ["Portal", "De mayo"]
    audit = session.scalars(select(AuditEntry).where(AuditEntry.act == "plan.workbook")).one()
    assert (audit.facts["conflicts"], audit.facts["choice"]) == (2, "each")


def test_a_row_that_is_deleted_goes_unless_it_was_changed_here(session: Session, content: bytes) -> None:
    def drop_talk(book: Any) -> None:
        book["Productos"].delete_rows(3)
        book["Eventos"].delete_rows(2)

    book = taken(content, drop_talk)
    assert [one.text(EN) for one in preview(session, book).differences] == [
        "No longer there: Product charla",
        "No longer there: Event charla-mayo",
    ]

    here(session, ("nombre_corto: Charla", "nombre_corto: Charla de mayo"))

    ours, theirs = (preview(session, book, choice) for choice in Choice)
    assert [(one.conflict.part, one.conflict.key) for one in ours.clashes] == [(Part.PRODUCT, "charla")]
    assert [one.text(EN) for one in ours.differences] == ["No longer there: Event charla-mayo"]
    assert "No longer there: Product charla" in [one.text(EN) for one in theirs.differences]


def test_evidence_that_both_sides_add_is_kept_twice(session: Session, content: bytes) -> None:
    proof = "              - texto: Publicada en el portal.\n                fecha: 2022-02-01\n"
    here(session, (proof, f"{proof}              - texto: De aquí.\n"))

    def add(book: Any) -> None:
        book["Evidencias"].append(["pagina", None, None, "Del archivo."])

    found = save(session, taken(content, add), None, LATER, from_command_line=True)

    assert list(found.clashes) == []
    proofs = [row for row in stored_parts(session, YEAR) if row.part is Part.EVIDENCE]
    assert [row.values["text"] for row in proofs] == ["Publicada en el portal.", "De aquí.", "Del archivo."]


def test_what_does_not_fit_together_is_refused_in_its_row(session: Session, content: bytes) -> None:
    proof = (
        "            evidencias:\n              - texto: Publicada en el portal.\n                fecha: 2022-02-01\n"
    )
    here(session, (f"cumplido\n            avance: 100\n{proof}", "en_ejecucion\n            avance: 50\n"))
    book = taken(content, put("Productos", "Cumplido el", 1, "01/02/2022"))

    with pytest.raises(PlanFileErrors) as raised:
        preview(session, book)

    assert [error.text(words(Language.ES)) for error in raised.value.errors] == [
        "Hoja «Productos», celda A2: Solo un producto cumplido tiene la fecha en que se cumplió."
    ]


def test_a_workbook_without_its_memory_is_taken_as_a_plan_file_is(session: Session, content: bytes) -> None:
    book = taken(content, lambda book: book.remove(book["participa"]), put("Productos", "Nombre corto", 2, "Charlas"))

    assert book.exported is None
    found = save(session, book, None, LATER, from_command_line=True)

    assert [one.text(EN) for one in found.differences] == ["Product charla · Short name: Charlas (before: Charla)"]


def test_an_event_that_was_changed_here_stays_for_the_plan_file_too(session: Session, content: bytes) -> None:
    official = member(session, role=Role.PUBLISHES)
    event = session.scalars(select(Event)).one()
    editing.edit(session, event, {"title": "Charla de junio"}, official, LATER)

    save(session, taken(content, put("Productos", "Nombre corto", 2, "Charlas")), official, LATER)
    assert event.title == "Charla de junio"

    import_plan(session, read_plan_text(changed(("nombre_corto: Charla", "nombre_corto: Charlas"))), LATER)
    assert event.title == "Charla de junio"
