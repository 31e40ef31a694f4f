"""Every button of staff, forged: by who works here no more or never did, by who only reads, and for a denuncia."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from types import ModuleType

import pytest
from sqlalchemy import delete, select

from handlers.answer import packed
from handlers.buttons import cases, event_public, general, observing, plan
from handlers.buttons.audience import NoNotices, NoticePace, SwitchNotices
from handlers.buttons.dialogue import OwnQuestion, SayRating
from handlers.buttons.office import AnswerClarification, Constancia
from handlers.buttons.reports import SaveReceipt
from handlers.buttons.staff import ChangeMember
from handlers.buttons.teaching import NotThat
from handlers.texts import general as texts
from locales import Language, words
from participation.dialogue import commitments, questions
from participation.followup import sending
from participation.notices import Subject, put_down
from participation.observations.filing import Writer
from participation.office import noting
from participation.office.clarifying import ask
from storage import Session
from storage.models.base import Base
from storage.models.followup import AnswerTemplate, AreaRequest, Decision, Desk
from storage.models.kinds import ContributionKind
from storage.models.notices import Broadcast, NoticeKind
from storage.models.plan import Event
from storage.models.staff import Role, StaffMember
from tests.support import office
from tests.support.answering import NOW, written
from tests.support.forging import kinds, leads_somewhere, press, presses, said
from tests.support.office import KEYS, ZONE, official, on_sqlite, received, voice

pytestmark = on_sqlite
ES = words(Language.ES)
SECRET, AUTHOR, NUMBER = "El interventor pide plata", "Rosa", "PPC-2021-000001"
OF_CITIZENS = {
    *(cases, event_public, general, observing, plan),
    *(
        NotThat,
        NoNotices,
        NoticePace,
        SwitchNotices,
        OwnQuestion,
        SayRating,
        AnswerClarification,
        Constancia,
        SaveReceipt,
    ),
}
"""What everybody may press: modules, and classes of modules that are staff's otherwise."""
KEPT_OF_TRYING = frozenset({"audit", "turns"})
OWN = {
    *(("oaus", "staff"), ("oaus", "desks"), ("resm", "staff"), ("resm", "desks")),
    *(("infd", "desks"), ("infa", "reports"), ("infa", "jobs"), ("infa", "desks")),
}
"""What everybody on the staff settles for oneself: absences, digests, and reports to look at."""
OF_A_CASE = frozenset(
    {
        *("cases", "case_answers", "case_notes", "case_files", "case_versions", "clarifications", "extensions"),
        *("area_requests", "published_answers", "reviewed_texts", "outside_answers", "copies"),
    }
)


def forged() -> Iterator[str]:
    """Whatever is not said to be the citizens' is staff's: a new button is forged without anybody thinking of it."""
    public = {one.__name__ for one in OF_CITIZENS if isinstance(one, ModuleType)}
    for kind in kinds():
        if kind not in OF_CITIZENS and kind.__module__ not in public:
            made = presses(kind)
            assert made, kind
            if leads_somewhere(made[0]):
                yield from made


def everything(session: Session) -> StaffMember:
    """An entity at work, where the rows with the number 1 are those of a denuncia. Gives who may read it."""
    office.plan(session)
    reader = official(session, 1, Role.ADMINISTERS, denuncias=True, name="Lectora")
    filed = received(session, date(2021, 7, 1), ContributionKind.DENUNCIA, None, text=SECRET, files=[voice()])
    case, event = filed.case, session.scalars(select(Event)).first()
    assert event is not None
    assert (case.id, event.id) == (1, 1)
    noting.note(session, reader, 1, SECRET, NOW)
    ask(session, reader, 1, SECRET, case.version, NOW, ZONE)
    day, email = date(2021, 7, 9), "x@example.org"
    asked = AreaRequest(case_id=1, area="x", email=email, question=SECRET, due_on=day, asked_at=NOW, by_staff=1)
    session.add(asked)
    session.add(AnswerTemplate(decision=Decision.ACCEPTED, name="Plantilla", text="Hola", updated_at=NOW))
    session.add(Broadcast(text="Hola", by_staff=reader.id, created_at=NOW))
    put_down(session, NoticeKind.BROADCAST, Subject("broadcast", 1), "broadcast:1", NOW)
    questions.ask(session, event, "¿Habrá intérprete?", 8, Writer(5, 5, "Ana"), KEYS, NOW, ZONE)
    commitments.add(session, event, "Publicar el acta", "Comunicaciones", date(2021, 7, 30), reader, NOW)
    answer = written(session, reader, case, text=SECRET)
    official(session, 2, Role.APPROVES, denuncias=True)
    sending.ask_approval(session, reader, answer.id, NOW, date(2021, 7, 2))
    session.flush()
    return reader


def rows(session: Session) -> Mapping[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    session.flush()
    session.expire_all()
    return {
        table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
        if table.name not in KEPT_OF_TRYING
    }


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize("works_here_no_more", [False, True])
def test_who_is_not_of_the_staff_gets_the_answer_of_an_unknown_command(
    session: Session, works_here_no_more: bool
) -> None:
    everything(session)
    who = official(session, 9, Role.ADMINISTERS, denuncias=True)
    if works_here_no_more:
        who.removed_at = NOW
    else:
        session.delete(who)
    before, odd = rows(session), {}

    for data in forged():
        told = said(press(session, 900_000_009, data))
        if told != [str(texts.unknown_command(ES))]:
            odd[data] = told

    assert odd == {}
    assert changed(before, rows(session)) == set()


def test_who_only_reads_changes_nothing_with_any_button(session: Session) -> None:
    everything(session)
    reads = official(session, 9, Role.CONSULTS, denuncias=True)
    before, acted = rows(session), set()

    for code, made in groupby(forged(), key=lambda data: data.split(":")[1]):
        for data in made:
            press(session, reads.telegram_id, data)
        after = rows(session)
        acted |= {(code, table) for table in changed(before, after)} - OWN
        session.execute(delete(Desk))
        before = {**after, "desks": []}

    assert acted == set()


@pytest.mark.parametrize("role", [pytest.param(Role.ANSWERS, marks=pytest.mark.soak), Role.ADMINISTERS])
def test_without_the_permission_a_denuncia_is_neither_seen_nor_touched(session: Session, role: Role) -> None:
    everything(session)
    who = official(session, 9, role)
    before, told = rows(session), {}

    for data in forged():
        if data.split(":")[1] == ChangeMember.code:
            continue  # who administers may take the permission, on record
        given = packed(press(session, who.telegram_id, data))
        if any(trace in given for trace in (SECRET, AUTHOR, NUMBER)):
            told[data] = given

    assert told == {}
    after = rows(session)
    assert {name for name in OF_A_CASE if after[name][: len(before[name])] != before[name]} == set()
