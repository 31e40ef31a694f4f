"""«Bandeja»: what is on which shelf, for whom, and what a card holds."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from participation.followup import feedback, inbox, sending
from participation.observations import following
from participation.observations.drafting import About
from participation.office.errors import NoSuchCase
from participation.staff.overview import overview
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.kinds import AboutKind, CaseState, ContributionKind
from storage.models.notices import Copy, CopyState
from storage.models.staff import Role, StaffMember
from storage.queries.inbox import Shelf
from tests.support.answering import DAY, NOW, answered, written
from tests.support.office import KEYS, official, on_sqlite, plan, received

pytestmark = on_sqlite
VIDEO = About(AboutKind.PRODUCT, "video")


def counted(session: Session, by: StaffMember, today: date = DAY) -> dict[Shelf, int]:
    return {shelf: n for shelf, n in inbox.shelves(session, by, today).counts.items() if n}


def numbers(session: Session, by: StaffMember, shelf: Shelf, today: date = DAY) -> list[int]:
    return [line.number for line in inbox.page(session, by, shelf, None, 0, today).lines]


def test_a_case_is_on_every_shelf_where_somebody_would_look_for_it(session: Session) -> None:
    plan(session)
    me = official(session)
    new, mine, answered_one = (received(session, date(2021, 7, 1), person=50 + n).case for n in range(3))
    mine.assigned_to, mine.state = me.id, CaseState.ASSIGNED
    answered(session, me, answered_one)
    overdue = new.due_on

    assert overdue is not None
    assert counted(session, me) == {Shelf.OPEN: 2, Shelf.NEW: 1, Shelf.MINE: 1}
    assert counted(session, me, overdue) == {Shelf.OPEN: 2, Shelf.NEW: 1, Shelf.MINE: 1, Shelf.SOON: 2}
    late = overdue + timedelta(days=1)
    assert counted(session, me, late)[Shelf.OVERDUE] == 2
    assert numbers(session, me, Shelf.OVERDUE, late) == [1, 2]
    assert overview(session, me, late).mine == 1


def test_what_is_due_first_stands_first_and_a_page_tells_that_there_is_more(session: Session) -> None:
    plan(session)
    me = official(session)
    cases = [received(session, date(2021, 7, 1), person=50 + n).case for n in range(inbox.PAGE + 2)]
    cases[-1].due_on, cases[0].due_on = date(2021, 7, 5), None

    first = inbox.page(session, me, Shelf.NEW, None, 0, DAY)
    second = inbox.page(session, me, Shelf.NEW, None, 1, DAY)

    assert (first.lines[0].number, first.has_more, second.has_more) == (len(cases), True, False)
    assert [line.number for line in second.lines] == [inbox.PAGE + 1, 1]


def test_open_cases_are_found_by_what_they_are_about(session: Session) -> None:
    plan(session)
    me = official(session)
    received(session, date(2021, 7, 1), person=50, about=VIDEO)
    received(session, date(2021, 7, 1), person=51, about=VIDEO)
    received(session, date(2021, 7, 1), person=52)

    topics = inbox.shelves(session, me, DAY).topics
    page = inbox.page(session, me, Shelf.ABOUT, (AboutKind.PRODUCT, "video"), 0, DAY)

    assert [(topic.about, topic.code, topic.cases) for topic in topics] == [
        (AboutKind.PRODUCT, "video", 2),
        (AboutKind.PLAN, None, 1),
    ]
    assert [line.number for line in page.lines] == [1, 2]


def test_nothing_of_a_denuncia_is_counted_listed_or_opened_without_the_permission(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1), ContributionKind.DENUNCIA, None).case
    case.due_on = DAY
    root, trusted = official(session, 1, Role.ADMINISTERS), official(session, 2, denuncias=True)
    case.assigned_to = root.id

    assert counted(session, root) == {}
    assert inbox.shelves(session, root, DAY).topics == []
    assert all(numbers(session, root, shelf) == [] for shelf in Shelf)
    with pytest.raises(NoSuchCase):
        inbox.card(session, root, case.id, KEYS, DAY)
    assert counted(session, trusted)[Shelf.DENUNCIAS] == 1
    assert numbers(session, trusted, Shelf.SOON) == [1]
    assert inbox.card(session, trusted, case.id, KEYS, DAY).case is case


def test_the_answer_to_a_denuncia_never_stands_among_those_to_publish(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1), ContributionKind.DENUNCIA, None).case
    trusted = official(session, denuncias=True)
    answered(session, trusted, case)
    for copy in session.query(Copy):
        copy.state = CopyState.BLOCKED
    session.flush()

    assert Shelf.UNDELIVERED not in counted(session, trusted)


def test_who_left_sees_nothing(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    me.removed_at = NOW

    for look in (
        lambda: inbox.shelves(session, me, DAY),
        lambda: inbox.page(session, me, Shelf.NEW, None, 0, DAY),
        lambda: inbox.card(session, me, case.id, KEYS, DAY),
    ):
        with pytest.raises(NotAllowed):
            look()


@pytest.mark.parametrize(("named", "hidden", "name"), [(True, False, "Rosa"), (False, False, None), (True, True, None)])
def test_the_name_is_shown_as_its_author_chose(session: Session, named: bool, hidden: bool, name: str | None) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1), with_name=named).case
    case.hides_identity = hidden

    assert inbox.card(session, me, case.id, KEYS, DAY).name == name


def test_what_was_added_after_the_answer_is_not_overlooked(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answered(session, me, case)
    later = NOW + timedelta(hours=1)

    following.add_information(session, KEYS, 41, case, 99, "Falta el acta", None, later)

    assert counted(session, me) == {Shelf.ADDED: 1}


def test_reopened_ones_and_those_to_approve_have_a_shelf(session: Session) -> None:
    plan(session)
    me, approver = official(session), official(session, 2, Role.APPROVES)
    first, second = (received(session, date(2021, 7, 1), person=50 + n).case for n in range(2))
    answer = answered(session, me, first)
    feedback.reopen(session, KEYS, 50, answer.id, "No", NOW, DAY)
    sending.ask_approval(session, me, written(session, me, second).id, NOW, DAY)

    assert numbers(session, me, Shelf.REOPENED) == [1]
    assert numbers(session, approver, Shelf.APPROVAL) == [2]


def test_the_number_of_statements_does_not_depend_on_how_many_cases_there_are(session: Session) -> None:
    plan(session)
    me = official(session)
    statements: list[str] = []
    session.flush()
    event.listen(session.connection(), "before_cursor_execute", lambda *call: statements.append(call[2]))

    def made() -> int:
        statements.clear()
        inbox.shelves(session, me, DAY)
        inbox.page(session, me, Shelf.OPEN, None, 0, DAY)
        return len(statements)

    received(session, date(2021, 7, 1), person=50)
    made()
    few = made()
    for number in range(6):
        received(session, date(2021, 7, 1), person=60 + number)
    made()

    assert made() == few
