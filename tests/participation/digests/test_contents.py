"""What a digest says, line by line; and what is never in it."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from handlers.keyboards import digests as keyboards
from locales import Language, utf16_length, words
from participation.digests.contents import Alike, Section
from participation.digests.waiting import waiting
from participation.followup import inbox
from participation.staff.audit import record
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.followup import AnswerState, AreaRequest, CaseAnswer, Clarification
from storage.models.kinds import AboutKind, CaseState, ContributionKind
from storage.models.plan import Event, EventState
from storage.models.staff import Role
from storage.queries.digests import Matter
from storage.queries.inbox import Shelf
from tests.support.digests import (
    DIALOGUE,
    FRIDAY,
    INVITATIONS,
    TUESDAY,
    VIDEO,
    arrive,
    case,
    contents,
    last,
    like,
    lines,
    member,
    read,
    tick,
)
from tests.support.office import at, on_sqlite, plan

SOME_DAY = date(2021, 7, 5)
PETITION, COMPLAINT, DENUNCIA = ContributionKind.PETITION, ContributionKind.COMPLAINT, ContributionKind.DENUNCIA
EXAMPLE = """Resumen del martes 17 de agosto de 2021

Vencidas: 1 · Por vencer (3 días hábiles): 2 · Nuevas desde el viernes: 4

Vencidas
1. 000012 · Video · petición · venció el 13 de agosto · sin asignar

Por vencer
2. 000004 · Diálogo · petición · hoy · a su cargo
3. 000015 · Invitaciones · queja · 20 de agosto · sin asignar

Nuevas
4. Diálogo: 3 (2 parecidas)
5. Video: 1"""
"""The morning after a weekend with a holiday."""


def test_the_morning_after_a_long_weekend(session: Session) -> None:
    plan(session)
    me = member(session)
    in_review, assigned = CaseState.IN_REVIEW, CaseState.ASSIGNED
    case(session, SOME_DAY, VIDEO, PETITION, number=12, state=in_review, due_on=FRIDAY)
    case(session, SOME_DAY, INVITATIONS, COMPLAINT, number=15, state=in_review, due_on=date(2021, 8, 20))
    case(session, SOME_DAY, VIDEO, COMPLAINT, number=16, state=in_review, due_on=date(2021, 8, 23))  # the fourth day
    case(session, SOME_DAY, DIALOGUE, PETITION, state=assigned, due_on=TUESDAY, assigned_to=me.id)  # number 4
    tick(session, FRIDAY)
    arrive(session)
    case(session, FRIDAY, DIALOGUE, text="El diálogo empezó tarde y sin sonido", person=1, number=20)
    case(session, FRIDAY, DIALOGUE, text="Empezó tarde el diálogo, y sin sonido", person=2, number=21)
    case(session, date(2021, 8, 15), DIALOGUE, text="Inviten a las veedurías", person=3, number=22)
    case(session, date(2021, 8, 16), VIDEO, text="Pongan subtítulos", person=4, number=23)

    tick(session, TUESDAY)

    assert last(session, me).facts["since"] == at(FRIDAY, 7).isoformat()
    assert read(session, me) == EXAMPLE


def test_what_staff_have_touched_is_not_new_and_what_is_answered_is_not_due(session: Session) -> None:
    plan(session)
    me = member(session)
    case(session, FRIDAY, VIDEO, PETITION, state=CaseState.IN_REVIEW)
    case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.ANSWERED, due_on=FRIDAY, answered_at=at(FRIDAY))
    case(session, FRIDAY, VIDEO)

    tick(session, TUESDAY)

    found = contents(session, me)
    assert (found.overdue, found.due_soon, found.new) == (0, 0, 1)


def test_what_was_registered_for_somebody_is_new_whenever_it_was_received(session: Session) -> None:
    plan(session)
    me = member(session)
    tick(session, FRIDAY)
    old = case(session, SOME_DAY, VIDEO, registered_by=me.id)
    record(session, me, "case.registered", at(FRIDAY, 10), subject="case", subject_id=old.id)

    tick(session, TUESDAY)

    assert contents(session, me).new == 1


@pytest.mark.parametrize(("may_read", "said"), [(True, True), (False, False)])
def test_a_denuncia_is_a_bare_count_for_who_may_read_it_and_else_nothing(
    session: Session, may_read: bool, said: bool
) -> None:
    plan(session)
    me = member(session, reads_denuncias=may_read)
    case(session, date(2021, 8, 12), VIDEO, DENUNCIA, text="El supervisor recibió una coima", due_on=date(2021, 8, 12))

    made = tick(session, FRIDAY)

    assert made == [f"digest:2021-08-13 for {int(said)}"]
    text = read(session, me)
    assert ("Denuncias nuevas: 1 · Denuncias vencidas: 1" in text) is said
    assert not contents(session, me).sections[Section.NEW]
    assert "Video" not in text
    assert "coima" not in text


@on_sqlite
def test_nobodys_name_and_nobodys_words_are_in_it(session: Session) -> None:
    plan(session)
    me, other = member(session, 1), member(session, 2, name="Laura Gómez")
    case(session, SOME_DAY, VIDEO, PETITION, text="Mi vecino Pedro debe la obra", state=CaseState.ASSIGNED)
    case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.ASSIGNED, due_on=TUESDAY, assigned_to=other.id)
    case(session, FRIDAY, VIDEO, text="Mi vecino Pedro debe la obra")

    tick(session, TUESDAY)

    text = read(session, me)
    assert "hoy · a cargo de otra persona" in text
    assert not any(word in text for word in ("Rosa", "Pedro", "vecino", "Laura"))


def test_what_else_waits_has_a_line_each_by_what_one_may_do(session: Session) -> None:
    plan(session)
    chief, clerk = member(session, 1, role=Role.ADMINISTERS), member(session, 2)
    _what_waits(session, clerk.id)

    tick(session, TUESDAY)

    everybodys = [
        "Reabiertas: la respuesta no sirvió: 1",
        "Aclaraciones que llegaron: 2",
        "Aclaraciones que no llegaron a tiempo: 1",
        "Insumos de áreas atrasados: 1",
        "Respuestas sin entregar, por publicar: 1",
    ]
    own = ["Respuestas que esperan su visto bueno: 1", *everybodys, "Eventos sin confirmar: 1"]
    assert [line.split(". ", 1)[1] for line in lines(read(session, chief), "También esperan")] == own
    assert [line.split(". ", 1)[1] for line in lines(read(session, clerk), "También esperan")] == everybodys


def test_several_cases_behind_a_line_can_be_opened_each(session: Session) -> None:
    plan(session)
    me = member(session, 2)
    _what_waits(session, me.id)
    tick(session, TUESDAY)
    notice = last(session, me)

    found = waiting(session, me, notice.id, Matter.CLARIFIED, TUESDAY)

    keyboard = keyboards.digest(contents(session, me), notice.id, words(Language.ES))
    data = {button.label: button.data for row in keyboard for button in row}
    assert data["Abrir 2"] == f"1:resl:{notice.id}:clarified"
    assert found is not None
    assert len(found) == 2
    assert waiting(session, me, notice.id + 1_000, Matter.CLARIFIED, TUESDAY) is None
    me.removed_at = at(TUESDAY)
    with pytest.raises(NotAllowed):
        waiting(session, me, notice.id, Matter.CLARIFIED, TUESDAY)


@on_sqlite
def test_500_new_ones_about_10_things_fit_a_message_that_is_read_in_a_minute(session: Session) -> None:
    plan(session)
    me = member(session)
    products = [f"producto-{number}" for number in range(8)] + [VIDEO, DIALOGUE]
    new, due = case(session, FRIDAY, hour=9), case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.IN_REVIEW)
    texts = [f"Falta la señal {number % 7} del paso {number % 25}" for number in range(500)]
    like(session, new, [{"about_code": products[n % 10], "text": text} for n, text in enumerate(texts)])
    like(session, due, [{"due_on": day} for day in [TUESDAY - timedelta(days=10), TUESDAY] * 20])
    new.state = due.state = CaseState.WITHDRAWN
    tick(session, TUESDAY)

    text, found = read(session, me), contents(session, me)

    assert utf16_length(text) < 4_096
    assert len(re.findall(r"\w+", text)) < 230  # words that are read in a minute
    assert "Nuevas desde el viernes: 500" in text
    assert "Otras vencidas: 14" in text
    buttons = [b for row in keyboards.digest(found, 1, words(Language.ES)) for b in row]
    opened = {b.label: b.data for b in buttons}
    assert [opened[f"Abrir {n}"].split(":")[1] for n in range(1, 25)] == [*["bcaso"] * 6, "ban"] * 2 + ["ban"] * 10  # type: ignore[union-attr] # buttons of ours have data
    assert len(buttons) <= 100
    assert [item.group.cases for item in found.sections[Section.NEW] if isinstance(item, Alike)] == [50] * 10
    topic = AboutKind.PRODUCT, VIDEO
    pages = [inbox.page(session, me, Shelf.NEW, topic, number, TUESDAY) for number in range(7)]
    assert len({line.id for page in pages for line in page.lines}) == 50
    assert not pages[-1].has_more


@on_sqlite
def test_where_not_all_were_compared_it_says_so(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("participation.digests.contents.MOST_OF_A_TOPIC", 2)
    plan(session)
    me = member(session)
    for number in range(3):
        case(session, FRIDAY, VIDEO, text="El video no tiene subtítulos", person=number)

    tick(session, TUESDAY)

    assert list(lines(read(session, me), "Nuevas")) == ["1. Video: 3 (al menos 2 parecidas)"]


@on_sqlite
def test_ones_own_cases_come_first_where_not_all_have_a_line(session: Session) -> None:
    plan(session)
    me = member(session)
    for number in range(9):
        due = date(2021, 8, 2) + timedelta(days=number)
        case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.IN_REVIEW, due_on=due)
    case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.ASSIGNED, due_on=FRIDAY, number=77, assigned_to=me.id)

    tick(session, TUESDAY)

    own, second, *_, rest = lines(read(session, me), "Vencidas")
    assert own.startswith("1. 000077")
    assert second.startswith("2. 000001")
    assert rest == "7. Otras vencidas: 4"


def _what_waits(session: Session, clerk: int) -> None:
    """One thing of each kind that waits, two clarifications that arrived; all cases but one are in review."""
    case(session, SOME_DAY, VIDEO, state=CaseState.REOPENED)
    for number in range(2):
        asked = case(session, SOME_DAY, VIDEO, PETITION, due_on=None, state=CaseState.IN_REVIEW)
        session.add(_clarification(asked.id, clerk, answered_at=at(FRIDAY, 10 + number)))
    asked = case(session, SOME_DAY, VIDEO, state=CaseState.IN_REVIEW)
    session.add(_clarification(asked.id, clerk, lapsed_at=at(TUESDAY, 7)))
    owed = case(session, SOME_DAY, VIDEO, state=CaseState.IN_REVIEW)
    session.add(
        AreaRequest(
            case_id=owed.id,
            area="Prensa",
            email="prensa@entidad.example.org",
            question="¿Qué pasó?",
            due_on=FRIDAY,
            asked_at=at(SOME_DAY),
            by_staff=clerk,
        )
    )
    answered = case(session, SOME_DAY, VIDEO, state=CaseState.ANSWERED, answered_at=at(FRIDAY))
    session.add(_answer(answered.id, clerk, AnswerState.SENT))
    written = case(session, SOME_DAY, VIDEO, state=CaseState.IN_REVIEW)
    session.add(_answer(written.id, clerk, AnswerState.AWAITS_APPROVAL))
    event = session.scalars(select(Event).order_by(Event.id)).first()
    assert event is not None
    event.state, event.day = EventState.UNCONFIRMED, FRIDAY
    session.flush()


def _clarification(case_id: int, by: int, **values: object) -> Clarification:
    return Clarification(case_id=case_id, question="¿Dónde?", asked_at=at(SOME_DAY), by_staff=by, **values)


def _answer(case_id: int, by: int, state: AnswerState) -> CaseAnswer:
    return CaseAnswer(
        case_id=case_id,
        version=1,
        state=state,
        case_version=1,
        text="Lo haremos.",
        by_staff=by,
        created_at=at(SOME_DAY),
        updated_at=at(SOME_DAY),
        sent_at=at(FRIDAY) if state is AnswerState.SENT else None,
    )
