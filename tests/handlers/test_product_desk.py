"""What is asked while a product is changed, what it makes, and that every screen holds the longest that it takes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from handlers.answer import Call, Change, Say
from handlers.plan_desk.products import reading
from handlers.plan_desk.products.facts import edit_of, next_step
from handlers.plan_desk.products.looking import EDITING
from handlers.plan_desk.products.reading import LONGEST_NAME, LONGEST_REASON, LONGEST_TEXT
from participation.plan.edit_errors import LastEvidence, NeedsEvidence
from participation.plan.editing import Kind, save
from participation.plan.product_now import product_now
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.models.plan import Product, ProductStatus
from storage.models.staff import Role
from storage.queries import desks
from tests.handlers.test_longest_screens import MESSAGE, long, wrong
from tests.participation.dialogue.stories import hold
from tests.participation.events.stories import announced
from tests.support import office
from tests.support.answering import NOW
from tests.support.forging import press
from tests.support.office import ZONE, official

TODAY = date(2021, 7, 2)
REASON = "Así lo decidió el comité."


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.mark.parametrize(
    ("code", "what", "answers", "asked"),
    [
        ("evento-vivo", Kind.STATUS, {"status": "en_ejecucion"}, ["status"]),
        ("evento-vivo", Kind.STATUS, {"status": "cumplido", "on": "2021-06-30"}, ["status", "on"]),
        (
            "video",
            Kind.STATUS,
            {"status": "en_ejecucion", "percent": 60, "reason": REASON},
            ["status", "percent", "reason"],
        ),
        ("evento-vivo", Kind.PROGRESS, {"percent": 40}, ["percent"]),
        ("evento-vivo", Kind.PROGRESS, {"percent": 100, "on": "2021-07-01"}, ["percent", "on"]),
        (
            "video",
            Kind.PROGRESS,
            {"percent": 60, "status": "aplazado", "reason": REASON},
            ["percent", "status", "reason"],
        ),
        (
            "video",
            Kind.EVIDENCE,
            {"text": "Está en línea.", "dates": [], "proof": "none"},
            ["text", "dates", "proof"],
        ),
        (
            "video",
            Kind.EVIDENCE,
            {"text": "Vea https://example.org/a", "link": "https://example.org/a", "dates": []},
            ["text", "dates"],
        ),
        ("evento-vivo", Kind.REMOVAL, {"which": 2, "reason": REASON}, ["which", "reason"]),
        (
            "evento-vivo",
            Kind.MOVE,
            {"to": "2021-10-15", "reason": REASON, "signed": "La jefe"},
            ["to", "reason", "signed"],
        ),
        ("evento-vivo", Kind.CANCELLATION, {"reason": REASON, "signed": "La jefe"}, ["reason", "signed"]),
    ],
)
def test_only_what_is_needed_is_asked_and_it_makes_a_sound_product(
    session: Session, code: str, what: Kind, answers: dict[str, Any], asked: list[str]
) -> None:
    office.plan(session)
    now = product_now(session, code)
    facts: dict[str, Any] = {"product": code, "what": what.value}
    steps = []
    while (step := next_step(facts, now)) is not None:
        steps.append(step)
        facts[step] = answers[step]
        facts |= {"link": answers["link"]} if "link" in answers else {}

    assert steps == asked
    assert edit_of(facts, now, TODAY).after(now).faults() == []


def test_who_says_that_it_is_done_hears_at_once_that_the_evidence_is_missing(session: Session) -> None:
    office.plan(session)
    now = product_now(session, "evento-vivo").with_values({}, [])

    for facts in ({"what": "status", "status": "cumplido"}, {"what": "progress", "percent": 100}):
        with pytest.raises(NeedsEvidence):
            next_step(facts, now)


def test_who_takes_the_last_evidence_of_what_is_done_hears_it_at_once(session: Session) -> None:
    office.plan(session)
    now = product_now(session, "video")
    assert (now.is_done, len(now.evidence)) == (True, 1)

    with pytest.raises(LastEvidence):
        next_step({"what": "removal", "which": 1}, now)


def test_who_only_reads_sees_the_products_and_changes_nothing(session: Session) -> None:
    office.plan(session)
    me = official(session, 1, Role.CONSULTS)
    kept = session.query(PlanChange).count()

    card = press(session, me.telegram_id, "1:ppc:evento-vivo").calls[-1]
    for data in ("1:ppk:evento-vivo:status", "1:pps:evento-vivo:percent:40", "1:ppg:evento-vivo:1"):
        given = press(session, me.telegram_id, data).calls[-1]
        assert isinstance(given, Say | Change)
        assert "Su rol no permite hacer eso" in given.text or "No hay nada" in given.text, given.text

    assert isinstance(card, Say | Change)
    assert [button.label for row in card.keyboard for button in row] == ["Historia", "Volver"]
    assert session.query(PlanChange).count() == kept
    assert desks.desk(session, me.telegram_id) is None


def test_the_screens_hold_the_longest_that_is_taken(session: Session) -> None:
    office.plan(session)
    me = official(session, 1, Role.PUBLISHES, name=long(128))
    for product in session.query(Product):
        product.name = product.short_name = product.responsible = long(400)
    session.flush()
    reason, name = long(LONGEST_REASON), long(LONGEST_NAME)
    texts: list[Call] = []
    for what, answers in (
        ("evidence", {"text": long(LONGEST_TEXT), "dates": [], "proof": "none", "link": None}),
        ("removal", {"which": 1, "reason": reason}),
        ("move", {"to": "2021-S2", "reason": reason, "signed": name}),
        ("cancellation", {"reason": reason, "signed": name}),
    ):
        press(session, me.telegram_id, f"1:ppk:evento-vivo:{what}")
        now = product_now(session, "evento-vivo")
        facts: dict[str, Any] = {"product": "evento-vivo", "what": what, "seen": now.seen(), **answers}
        desks.sit_down(session, me.telegram_id, EDITING, NOW, **facts)
        texts += press(session, me.telegram_id, "1:pps:evento-vivo:on:today").calls
        save(session, me, "evento-vivo", edit_of(facts, now, TODAY), facts["seen"], NOW)
        texts += press(session, me.telegram_id, "1:ppc:evento-vivo").calls
    texts += press(session, me.telegram_id, "1:ppl:0").calls

    shown = [call.text for call in texts if isinstance(call, Say | Change)]
    assert len(shown) == 9
    assert [fault for text in shown if (fault := wrong(text, MESSAGE))] == []


def test_what_the_bot_did_for_an_event_is_saved_as_evidence_with_its_link(session: Session) -> None:
    office.plan(session)
    me = official(session, 1, Role.PUBLISHES)
    product = session.query(Product).filter_by(code="evento-vivo").one()
    event = announced(session, me, product_id=product.id)
    hold(session, event, me, "https://video.example.org/dialogo")
    event.day = date(2021, 7, 1)

    asked = press(session, me.telegram_id, "1:ppk:evento-vivo:evidence").calls[-1]
    assert isinstance(asked, Say)
    [use] = [button for row in asked.keyboard for button in row if button.label == "Usar: grabación del evento"]
    shown = press(session, me.telegram_id, str(use.data)).calls[-1]
    assert isinstance(shown, Say)
    assert "Las cuentas del plan quedan iguales." in shown.text
    press(session, me.telegram_id, str(shown.keyboard[0][0].data))

    found = product_now(session, "evento-vivo").evidence[-1]
    assert (found.link, found.dates) == ("https://video.example.org/dialogo", ("2021-07-01",))
    last = session.query(PlanChange).order_by(PlanChange.id.desc()).first()
    assert last is not None
    assert (last.origin, last.key, last.staff_id) == (Origin.EVENT, "evento-vivo/3", me.id)


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (reading.status, "En ejecución", ProductStatus.IN_PROGRESS),
        (reading.status, "cumplido.", ProductStatus.DONE),
        (reading.status, "cancelado", None),
        (reading.percentage, "al 60 %", 60),
        (reading.percentage, "101", None),
        (reading.link, "Está en https://example.org/a.", "https://example.org/a"),
        (reading.link, "https://a.example.org https://b.example.org", None),
        (reading.link, "www.example.org/acta", "https://www.example.org/acta"),
        (reading.link, "el acta", None),
        (reading.means_yes, "Guardar.", True),
        (reading.means_yes, "no guardar", False),
    ],
)
def test_what_is_typed_is_understood_or_asked_again(read: Callable[[str], object], text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("segundo semestre", "2021-S2"), ("15 de octubre", "2021-10-15"), ("el 15 de octubre a las 3 p. m.", None)],
)
def test_a_move_goes_to_a_period_or_to_a_day(text: str, expected: str | None) -> None:
    assert reading.target(text, 2021, NOW, ZONE) == expected
