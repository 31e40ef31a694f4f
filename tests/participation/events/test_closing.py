"""After its hour: edits are told together, and what nobody confirmed is asked for until somebody closes it."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from participation.events import editing, lifecycle
from participation.events.closing import ask_whether_held, next_question
from participation.events.lifecycle import Proof
from participation.events.moments import Moment
from participation.events.quiet import next_edit_to_tell, tell_edits
from participation.plan.agenda import list_events
from storage import Session
from storage.models.notices import CopyState, Notice
from storage.models.plan import EventState
from storage.models.staff import Role, StaffMember
from tests.participation.events.stories import (
    BOGOTA,
    all_sent,
    announced,
    at,
    copies,
    keys,
    member,
    subscribe,
    want_reminder,
)
from tests.support.observing import on_sqlite
from tests.support.running import START

pytestmark = on_sqlite  # what it writes is tested on both databases with the moves

FRIDAY = Moment(date(2021, 7, 16), time(15))
MINUTE = timedelta(minutes=1)


def test_edits_of_a_quiet_period_make_one_notice(planned: Session, publisher: StaffMember) -> None:
    subscribe(planned, 1)
    event = announced(planned, publisher)
    all_sent(planned)
    want_reminder(planned, event, 2)
    editing.edit(planned, event, {"place": "Teatro"}, publisher, START)
    editing.edit(planned, event, {"link": "https://vivo.example.org"}, publisher, START + 8 * MINUTE)

    assert next_edit_to_tell(planned, START, BOGOTA) == START + 18 * MINUTE
    assert tell_edits(planned, START + 10 * MINUTE, BOGOTA) == []
    assert copies(planned, "announced")["1"] is CopyState.SENT
    assert len(tell_edits(planned, START + 18 * MINUTE, BOGOTA)) == 1
    assert tell_edits(planned, START + 40 * MINUTE, BOGOTA) == []
    assert copies(planned, "announced") == {"1": CopyState.BEHIND, "@canal": CopyState.BEHIND, "2": CopyState.WAITING}


def test_what_is_told_at_once_takes_the_edits_before_with_it(planned: Session, publisher: StaffMember) -> None:
    event = announced(planned, publisher)
    editing.edit(planned, event, {"place": "Teatro"}, publisher, START)

    lifecycle.cancel(planned, event, "Motivo", publisher, START + MINUTE, BOGOTA)

    assert tell_edits(planned, START + 20 * MINUTE, BOGOTA) == []


def test_what_people_are_not_told_of_raises_no_version(planned: Session, publisher: StaffMember) -> None:
    event = announced(planned, publisher)
    before = event.version

    editing.edit(planned, event, {"speakers": ["Ana"], "description": "Otra"}, publisher, START)

    assert event.version == before
    assert tell_edits(planned, START + 20 * MINUTE, BOGOTA) == []


def test_the_clock_says_that_it_is_not_confirmed_and_never_that_it_was_held(
    planned: Session, publisher: StaffMember
) -> None:
    event = announced(planned, publisher, FRIDAY, minutes_long=60)

    assert ask_whether_held(planned, at("2021-07-16 16:59"), BOGOTA) == []
    assert next_question(planned, at("2021-07-16 16:59"), BOGOTA) == at("2021-07-16 17:00")
    ask_whether_held(planned, at("2021-07-16 17:00"), BOGOTA)

    assert event.state is EventState.UNCONFIRMED
    assert list_events(planned, date(2021, 7, 16)).upcoming[0].state is EventState.UNCONFIRMED


def test_staff_are_asked_an_hour_after_and_on_five_working_mornings(planned: Session, publisher: StaffMember) -> None:
    member(planned, Role.CONSULTS, 900_000_002)
    event = announced(planned, publisher, FRIDAY, minutes_long=60)
    asked: list[datetime] = []
    now = next_question(planned, at("2021-07-16 16:00"), BOGOTA)
    while now is not None and len(asked) < 10:
        before = len(keys(planned))
        ask_whether_held(planned, now, BOGOTA)
        asked += [now] * (len(keys(planned)) - before)
        now = next_question(planned, now, BOGOTA)

    # Tuesday the 20th is a holiday
    mornings = [f"2021-07-{day} 08:00" for day in (19, 21, 22, 23, 26)]
    assert asked == [at("2021-07-16 17:00"), *map(at, mornings)]
    assert copies(planned, "unconfirmed") == {str(publisher.telegram_id): CopyState.WAITING}
    assert event.state is EventState.UNCONFIRMED


def test_once_it_is_closed_nobody_is_asked_any_more(planned: Session, publisher: StaffMember) -> None:
    event = announced(planned, publisher, FRIDAY)
    ask_whether_held(planned, at("2021-07-16 18:00"), BOGOTA)

    lifecycle.mark_held(planned, event, Proof(record="Acta"), publisher, at("2021-07-16 19:00"), BOGOTA)

    assert ask_whether_held(planned, at("2021-07-19 08:00"), BOGOTA) == []
    assert next_question(planned, at("2021-07-19 08:00"), BOGOTA) is None


def test_after_days_without_a_clock_staff_are_asked_once(planned: Session, publisher: StaffMember) -> None:
    announced(planned, publisher, FRIDAY)

    ask_whether_held(planned, at("2021-07-22 09:00"), BOGOTA)
    ask_whether_held(planned, at("2021-07-22 09:01"), BOGOTA)

    assert len(list(planned.scalars(select(Notice).where(Notice.kind == "staff_alert")))) == 1
