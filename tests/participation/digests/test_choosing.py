"""When a digest is put down, and for whom; each table says what the clock sees at which hour."""

from datetime import date

import pytest
from sqlalchemy import func, select

from participation.digests.choosing import next_digest, read_name
from participation.office import delegating
from storage import Session
from storage.models.kinds import CaseState
from storage.models.notices import Copy, CopyState, Notice
from storage.models.staff import Digest, Role
from tests.support.digests import FRIDAY, TUESDAY, arrive, case, contents, last, member, read, tick, told
from tests.support.office import ZONE, at, official, on_sqlite, plan

pytestmark = on_sqlite
MONDAY = date(2021, 8, 9)
CLOSED = "\nreglas:\n  dias_cerrados: [2021-08-17]\n"


@pytest.mark.parametrize(
    ("day", "hour", "minute", "made"),
    [
        (FRIDAY, 6, 59, []),  # at night nothing is made, not even what was missed
        (FRIDAY, 7, 0, ["digest:2021-08-13 for 1"]),
        (FRIDAY, 15, 30, ["digest:2021-08-13 for 1"]),  # late, once
        (FRIDAY, 20, 0, []),  # too late: it is in the next one
        (date(2021, 8, 14), 7, 0, ["digest:2021-08-13 for 1"]),  # a Saturday: the one that was missed
        (date(2021, 8, 16), 7, 0, []),  # a holiday, 72 hours after Friday's
        (TUESDAY, 7, 0, ["digest:2021-08-17 for 1"]),
    ],
)
def test_it_is_due_on_working_days_at_seven_and_told_late_within_72_hours(
    session: Session, day: date, hour: int, minute: int, made: list[str]
) -> None:
    plan(session)
    member(session)
    case(session, date(2021, 8, 12))

    found = tick(session, day, hour, minute)

    assert found == made
    assert [read_name(name) for name in found] == [(date.fromisoformat(name[7:17]), 1) for name in made]


def test_nobody_is_told_twice_however_often_the_clock_looks(session: Session) -> None:
    plan(session)
    me = member(session)
    case(session, date(2021, 8, 12))

    looks = [tick(session, FRIDAY, 7), tick(session, FRIDAY, 7, 1), tick(session, FRIDAY, 19)]

    assert looks == [["digest:2021-08-13 for 1"], [], []]
    assert told(session) == [(f"digest:2021-08-13:{me.id}", "telegram", str(me.telegram_id))]


def test_days_that_the_clock_stood_still_are_told_once_and_wholly(session: Session) -> None:
    plan(session)
    me = member(session)
    tick(session, date(2021, 8, 11))
    case(session, date(2021, 8, 11))
    case(session, date(2021, 8, 12))
    case(session, FRIDAY)

    assert tick(session, TUESDAY, 9) == ["digest:2021-08-17 for 1"]

    assert len(told(session)) == 1
    assert "Nuevas desde el miércoles: 3" in read(session, me)


def test_a_digest_that_never_arrived_is_told_by_the_next_one(session: Session) -> None:
    plan(session)
    me = member(session)
    case(session, date(2021, 8, 11))
    tick(session, date(2021, 8, 12))
    session.scalars(select(Copy)).one().state = CopyState.SKIPPED
    session.flush()

    tick(session, FRIDAY)

    assert contents(session, me).new == 1


def test_what_was_told_is_not_new_any_more(session: Session) -> None:
    plan(session)
    me = member(session)
    case(session, date(2021, 8, 11))
    tick(session, date(2021, 8, 12))
    arrive(session)
    case(session, date(2021, 8, 12))

    tick(session, FRIDAY)

    assert contents(session, me).new == 1


def test_nothing_new_and_nothing_due_is_no_message_but_the_weekly_one(session: Session) -> None:
    plan(session)
    member(session, 1)
    weekly = member(session, 2, weekly_digest=True)

    assert tick(session, MONDAY) == ["digest:2021-08-09 for 1"]

    assert told(session) == [(f"digest:2021-08-09:{weekly.id}", "telegram", str(weekly.telegram_id))]
    assert "No hay nada nuevo ni nada por vencer." in read(session, weekly, weekly=True)


def test_what_comes_later_on_a_quiet_day_waits_for_the_next_morning(session: Session) -> None:
    plan(session)
    member(session)
    quiet = tick(session, date(2021, 8, 12))
    case(session, date(2021, 8, 12), hour=10)

    assert (quiet, tick(session, date(2021, 8, 12), 11)) == (["digest:2021-08-12 for 0"], [])
    assert tick(session, FRIDAY) == ["digest:2021-08-13 for 1"]


@pytest.mark.parametrize(
    ("days", "on"),
    [
        ([MONDAY, date(2021, 8, 10), date(2021, 8, 11)], "2021-08-09"),
        ([date(2021, 8, 16), TUESDAY, date(2021, 8, 18)], "2021-08-17"),  # Monday is a holiday
        ([date(2021, 8, 11), date(2021, 8, 12)], "2021-08-11"),  # the clock stood until Wednesday
        ([date(2021, 8, 12), FRIDAY], None),  # until Thursday: next Monday tells it
    ],
)
def test_the_weekly_one_comes_on_the_first_working_day_of_the_week(
    session: Session, days: list[date], on: str | None
) -> None:
    plan(session)
    me = member(session, weekly_digest=True)

    for day in days:
        tick(session, day)

    assert [key for key, _, _ in told(session)] == ([f"digest:{on}:{me.id}"] if on else [])


def test_the_weekly_one_tells_the_whole_week(session: Session) -> None:
    plan(session)
    me = member(session, weekly_digest=True)
    case(session, date(2021, 8, 6))
    tick(session, MONDAY)
    arrive(session)
    case(session, date(2021, 8, 10))
    case(session, FRIDAY)

    tick(session, FRIDAY)
    tick(session, TUESDAY)

    assert contents(session, me).new == 2
    assert "Nuevas desde el 9 de agosto: 2" in read(session, me, weekly=True)


@pytest.mark.parametrize(
    ("digest", "email", "channels"),
    [
        (Digest.TELEGRAM, "ana@entidad.example.org", ["telegram"]),
        (Digest.EMAIL, "ana@entidad.example.org", ["email"]),
        (Digest.BOTH, "ana@entidad.example.org", ["email", "telegram"]),
        (Digest.EMAIL, None, ["telegram"]),  # without an address it is not lost
        (Digest.NONE, "ana@entidad.example.org", []),
    ],
)
def test_it_comes_where_each_member_wants_it(
    session: Session, digest: Digest, email: str | None, channels: list[str]
) -> None:
    plan(session)
    member(session, digest=digest, email=email)
    case(session, date(2021, 8, 12))

    tick(session, FRIDAY)

    assert [channel for _, channel, _ in told(session)] == channels


def test_who_came_after_seven_or_left_is_not_told(session: Session) -> None:
    plan(session)
    case(session, date(2021, 8, 12))
    member(session, 1, joined_at=at(FRIDAY, 7, 1))
    member(session, 2, removed_at=at(FRIDAY, 6))

    assert tick(session, FRIDAY, 8) == ["digest:2021-08-13 for 0"]


def test_who_stands_in_is_told_of_the_absent_ones_cases_as_of_the_own(session: Session) -> None:
    plan(session)
    absent, me = member(session, 1), member(session, 2)
    delegating.delegate(session, absent, absent.id, me.id, FRIDAY, TUESDAY, at(FRIDAY, 6))
    case(session, date(2021, 8, 2), due_on=TUESDAY, state=CaseState.ASSIGNED, assigned_to=absent.id)

    tick(session, TUESDAY)

    assert [recipient for _, _, recipient in told(session)] == [str(me.telegram_id)]
    assert "hoy · a su cargo" in read(session, me)


def test_the_entitys_own_days_off_count(session: Session) -> None:
    plan(session, CLOSED)
    member(session)
    case(session, FRIDAY)

    assert tick(session, TUESDAY) == []
    assert tick(session, date(2021, 8, 18)) == ["digest:2021-08-18 for 1"]


def test_every_role_gets_it_and_the_first_tells_all_that_nobody_touched(session: Session) -> None:
    plan(session)
    case(session, date(2021, 7, 8))
    members = [official(session, number, role) for number, role in enumerate(Role, 1)]

    assert tick(session, FRIDAY) == [f"digest:2021-08-13 for {len(Role)}"]
    assert contents(session, members[0]).new == 1
    assert last(session, members[0]).expires_at == at(TUESDAY, 7)


def test_where_nobody_works_nothing_is_written(session: Session) -> None:
    plan(session)

    assert tick(session, FRIDAY) == []
    assert session.scalar(select(func.count(Notice.id))) == 0


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (at(FRIDAY, 6, 59), at(FRIDAY, 7)),
        (at(FRIDAY, 7), at(TUESDAY, 7)),
        (at(date(2021, 8, 15), 12), at(TUESDAY, 7)),
    ],
)
def test_the_next_one_is_known_beforehand(session: Session, after: object, due: object) -> None:
    plan(session)
    member(session)

    assert next_digest(session, after, ZONE) == due  # type: ignore[arg-type] # instants
