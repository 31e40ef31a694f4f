"""Reminders: a day and an hour before, to who pressed the button; in the night only what cannot wait; never twice."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from participation.events import editing, lifecycle
from participation.events.moments import Moment
from participation.events.reminders import next_reminder, put_down_reminders
from storage import Session
from storage.models.notices import CopyState, Notice, NoticeState
from storage.models.staff import StaffMember
from tests.participation.events.stories import (
    BOGOTA,
    FIFTEENTH,
    announced,
    at,
    copies,
    drafted,
    keys,
    subscribe,
    want_reminder,
)
from tests.support.observing import on_sqlite
from tests.support.running import START

pytestmark = on_sqlite  # what it writes is tested on both databases with the moves


def ticked(session: Session, *instants: str) -> list[str]:
    """What is said of each tick."""
    return [said for instant in instants for said in put_down_reminders(session, at(instant), BOGOTA)]


def reminders(session: Session) -> list[Notice]:
    return list(session.scalars(select(Notice).where(Notice.kind == "event_reminder").order_by(Notice.id)))


def test_who_asked_is_reminded_a_day_and_an_hour_before_and_nobody_else(
    planned: Session, publisher: StaffMember
) -> None:
    event = announced(planned, publisher)
    subscribe(planned, 1)
    want_reminder(planned, event, 2)

    ticked(planned, "2021-07-14 14:59", "2021-07-14 15:00", "2021-07-14 15:00", "2021-07-15 14:00", "2021-07-15 14:01")

    assert [key.split(":")[3] for key in keys(planned) if "reminder" in key] == ["1440", "60"]
    assert copies(planned, "reminder") == {"2": CopyState.WAITING}


@pytest.mark.parametrize(
    ("hour", "tick", "waits"),
    [
        (time(6), "2021-07-14 06:00", True),  # there is the whole day left
        (time(21), "2021-07-14 21:00", True),
        (time(7, 30), "2021-07-15 06:30", False),  # at 7 it would be too late
        (time(6), "2021-07-15 05:00", False),
    ],
)
def test_in_the_night_a_reminder_waits_while_that_leaves_an_hour(
    planned: Session, publisher: StaffMember, hour: time, tick: str, *, waits: bool
) -> None:
    announced(planned, publisher, Moment(date(2021, 7, 15), hour))

    ticked(planned, tick)

    assert [notice.waits_at_night for notice in reminders(planned)][-1] is waits


def test_after_three_hours_without_a_clock_only_what_is_still_of_use_is_told(
    planned: Session, publisher: StaffMember
) -> None:
    want_reminder(planned, announced(planned, publisher), 1)
    ticked(planned, "2021-07-14 15:00")

    said = ticked(planned, "2021-07-15 15:30", "2021-07-15 15:31")

    assert len(said) == 1
    assert "too late to be of use" in said[0]
    late = reminders(planned)[-1]
    assert late.state is NoticeState.CLOSED
    assert copies(planned, ":60:") == {}


def test_a_late_reminder_is_told_while_the_next_one_is_not_due(planned: Session, publisher: StaffMember) -> None:
    want_reminder(planned, announced(planned, publisher), 1)

    ticked(planned, "2021-07-14 18:00")

    assert copies(planned, ":1440:") == {"1": CopyState.WAITING}


def test_another_date_has_reminders_of_its_own_and_another_link_has_not(
    planned: Session, publisher: StaffMember
) -> None:
    event = announced(planned, publisher)
    ticked(planned, "2021-07-14 15:00")
    editing.edit(planned, event, {"link": "https://otro.example.org"}, publisher, at("2021-07-14 15:10"))

    assert ticked(planned, "2021-07-14 15:11") == []
    lifecycle.reschedule(planned, event, Moment(date(2021, 7, 22), time(15)), publisher, at("2021-07-14 16:00"), BOGOTA)
    assert len(ticked(planned, "2021-07-14 16:01", "2021-07-15 14:00", "2021-07-21 15:00")) == 1


@pytest.mark.parametrize("move", ["postpone", "cancel"])
def test_a_dead_event_is_not_reminded_of(planned: Session, publisher: StaffMember, move: str) -> None:
    event = announced(planned, publisher)
    if move == "cancel":
        lifecycle.cancel(planned, event, "Motivo", publisher, START, BOGOTA)
    else:
        lifecycle.postpone(planned, event, None, "Motivo", publisher, START, BOGOTA)

    assert ticked(planned, "2021-07-14 15:00", "2021-07-15 14:00") == []


def test_what_was_due_before_the_date_was_known_is_nobodys_reminder(planned: Session, publisher: StaffMember) -> None:
    event = drafted(planned, publisher, Moment(date(2021, 7, 1), time(15)))
    now: datetime = START  # six hours before
    lifecycle.announce(planned, event, publisher, now, BOGOTA)

    assert put_down_reminders(planned, now, BOGOTA) == []
    assert len(ticked(planned, "2021-07-01 14:00")) == 1


def test_times_of_its_own_replace_the_usual_ones(planned: Session, publisher: StaffMember) -> None:
    event = announced(planned, publisher)

    editing.remind_at(planned, event, [30], publisher, START)

    assert ticked(planned, "2021-07-14 15:00", "2021-07-15 14:00") == []
    assert len(ticked(planned, "2021-07-15 14:30")) == 1


def test_without_an_hour_it_is_remembered_in_the_morning_before(planned: Session, publisher: StaffMember) -> None:
    announced(planned, publisher, Moment(FIFTEENTH.day))

    assert ticked(planned, "2021-07-14 08:59") == []
    assert len(ticked(planned, "2021-07-14 09:00", "2021-07-15 09:00")) == 1


def test_the_next_reminder_is_known(planned: Session, publisher: StaffMember) -> None:
    announced(planned, publisher)

    assert next_reminder(planned, START, BOGOTA) == at("2021-07-14 15:00")
    assert next_reminder(planned, at("2021-07-14 15:00"), BOGOTA) == at("2021-07-15 14:00")
    assert next_reminder(planned, at("2021-07-15 14:00"), BOGOTA) is None
