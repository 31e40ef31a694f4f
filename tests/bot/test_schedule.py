"""What is due: late is done late and once, and no hour is lost or doubled where clocks are put forward and back."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.schedule import (
    CLEAN_FILES,
    ERASE_UNSENT,
    FORGET_RECIPIENTS,
    FORGET_TURNS,
    RULES,
    due_instants,
    put_down_due,
    upcoming,
)
from storage import Session
from storage.models.jobs import JobState
from storage.queries import jobs

BOGOTA, NEW_YORK = ZoneInfo("America/Bogota"), ZoneInfo("America/New_York")
NOON = datetime(2021, 7, 1, 12, 0, tzinfo=BOGOTA)
HOURLY = next(rule for rule in RULES if rule.name == ERASE_UNSENT)
NIGHTLY = next(rule for rule in RULES if rule.name == FORGET_TURNS)


def at(hour: int, minute: int, day: int = 1) -> datetime:
    return datetime(2021, 7, day, hour, minute, tzinfo=BOGOTA)


def test_of_each_rule_the_latest_instant_is_due_in_the_entity_s_zone() -> None:
    assert due_instants({}, NOON, BOGOTA) == [
        (FORGET_TURNS, at(3, 20)),
        (CLEAN_FILES, at(3, 40)),
        (FORGET_RECIPIENTS, at(3, 50)),
        (ERASE_UNSENT, at(11, 10)),
    ]


def test_what_was_put_down_is_not_due_again() -> None:
    last = {rule.name: at(11, 10) for rule in RULES}

    assert due_instants(last, NOON, BOGOTA) == []
    assert due_instants(last, at(12, 9), BOGOTA) == []
    assert due_instants(last, at(12, 10), BOGOTA) == [(ERASE_UNSENT, at(12, 10))]


def test_late_is_done_once_however_much_was_missed() -> None:
    last = {rule.name: at(0, 0) for rule in RULES}

    assert due_instants(last, at(12, 0, day=3), BOGOTA) == [
        (FORGET_TURNS, at(3, 20, day=3)),
        (CLEAN_FILES, at(3, 40, day=3)),
        (FORGET_RECIPIENTS, at(3, 50, day=3)),
        (ERASE_UNSENT, at(11, 10, day=3)),
    ]


def test_what_is_older_than_72_hours_is_not_looked_for() -> None:
    last = {rule.name: NOON - timedelta(days=400) for rule in RULES}

    assert {instant for _, instant in due_instants(last, NOON, BOGOTA)} == {
        *(at(3, 20), at(3, 40), at(3, 50), at(11, 10))
    }


def test_a_date_that_was_set_back_makes_nothing_due() -> None:
    last = {rule.name: NOON + timedelta(days=30) for rule in RULES}

    assert due_instants(last, NOON, BOGOTA) == []


@pytest.mark.parametrize("zone", [BOGOTA, NEW_YORK])
@pytest.mark.parametrize("day", [datetime(2021, 3, 14, tzinfo=UTC), datetime(2021, 11, 7, tzinfo=UTC)])
def test_every_hour_of_a_day_comes_once_whatever_the_clocks_do(zone: ZoneInfo, day: datetime) -> None:
    instant, found = day, []
    while instant < day + timedelta(hours=30):
        instant = upcoming(HOURLY, instant, zone)
        found.append(instant.astimezone(UTC))

    assert all(later - earlier == timedelta(hours=1) for earlier, later in pairwise(found))


@pytest.mark.parametrize("day", [datetime(2021, 3, 13, 12, tzinfo=UTC), datetime(2021, 11, 6, 12, tzinfo=UTC)])
def test_a_nightly_job_comes_once_in_the_night_in_which_clocks_change(day: datetime) -> None:
    first = upcoming(NIGHTLY, day, NEW_YORK)
    second = upcoming(NIGHTLY, first, NEW_YORK)

    assert [(one.astimezone(NEW_YORK).hour, one.astimezone(NEW_YORK).minute) for one in (first, second)] == [
        (3, 20)
    ] * 2
    assert second.astimezone(NEW_YORK).date() - first.astimezone(NEW_YORK).date() == timedelta(days=1)


def test_jobs_are_put_down_once(session: Session) -> None:
    assert put_down_due(session, NOON, BOGOTA) == [FORGET_TURNS, CLEAN_FILES, FORGET_RECIPIENTS, ERASE_UNSENT]
    assert put_down_due(session, NOON, BOGOTA) == []
    assert put_down_due(session, at(12, 10), BOGOTA) == [ERASE_UNSENT]
    assert not jobs.put_down(session, ERASE_UNSENT, at(12, 10))


def test_forgetting_old_jobs_keeps_the_last_of_each_kind(session: Session) -> None:
    put_down_due(session, NOON, BOGOTA)
    put_down_due(session, at(12, 10), BOGOTA)
    while (job := jobs.next_waiting(session)) is not None:
        jobs.finish(session, job.id, JobState.DONE, NOON)
        session.expire_all()

    assert jobs.forget_done(session, NOON + timedelta(days=1)) == 1
    assert put_down_due(session, at(12, 10), BOGOTA) == []
