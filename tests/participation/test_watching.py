"""What counts as stopped: not what waits by rule, nor a long sending that goes on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from participation.notices import Subject, put_down, to_staff
from participation.watching import Part, Standing, Trouble, due_copies, standing, stopped
from storage import Session
from storage.models.notices import CopyChannel, NoticeKind
from storage.queries import watching
from storage.queries.watching import Queue
from tests.support.office import ZONE, at, official

NOON = at(date(2021, 7, 1), 12)
LONG_AGO = NOON - timedelta(days=1)
NONE = Queue(0, None)
ALL_WELL = dict.fromkeys((part.value for part in Part), NOON)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def told(session: Session, kind: NoticeKind, at_moment: datetime, key: str = "x") -> None:
    """A notice to one member of staff."""
    me = official(session, int(at_moment.timestamp()) % 1000)
    notice = put_down(session, kind, Subject("staff", me.id), key, at_moment)
    assert notice is not None
    to_staff(session, notice, [me])
    session.flush()


def test_a_copy_is_late_from_when_it_could_have_left(session: Session) -> None:
    told(session, NoticeKind.STAFF_ALERT, NOON - 7 * MINUTE)

    assert due_copies(session, NOON, ZONE) == {CopyChannel.TELEGRAM: NOON - 7 * MINUTE}


def test_what_waits_for_the_morning_is_late_from_the_morning_on(session: Session) -> None:
    night, morning = at(date(2021, 6, 30), 23), at(date(2021, 7, 1), 7)
    told(session, NoticeKind.CUT_PUBLISHED, night)

    assert due_copies(session, night + 30 * MINUTE, ZONE) == {}
    assert due_copies(session, morning + 3 * MINUTE, ZONE) == {CopyChannel.TELEGRAM: morning}


def stands(**found: object) -> Standing:
    values: dict[str, object] = {"pulses": ALL_WELL, "turns": NONE, "jobs": NONE, "due_since": {}, **found}
    return Standing(**values)  # type: ignore[arg-type]  # what each test gives is of its kind


@pytest.mark.parametrize(
    ("found", "troubles"),
    [
        (stands(), {}),
        (stands(pulses={**ALL_WELL, "clock": NOON - 6 * MINUTE}), {Trouble.CLOCK: NOON - 6 * MINUTE}),
        (stands(pulses={**ALL_WELL, "clock": NOON - 4 * MINUTE}), {}),
        (stands(pulses={**ALL_WELL, "worker": NOON - 14 * MINUTE}), {}),
        (stands(pulses={**ALL_WELL, "worker": NOON - 16 * MINUTE}), {Trouble.WORKER: NOON - 16 * MINUTE}),
        (stands(turns=Queue(3, NOON - 6 * MINUTE)), {Trouble.TURNS: NOON - 6 * MINUTE}),
        # A long sending: the first copy is late, and others leave all the time.
        (stands(due_since={CopyChannel.TELEGRAM: NOON - 60 * MINUTE}), {}),
        (
            stands(
                due_since={CopyChannel.EMAIL: NOON - 60 * MINUTE},
                pulses={**ALL_WELL, "sent_email": NOON - 50 * MINUTE},
            ),
            {Trouble.MAILS: NOON - 50 * MINUTE},
        ),
        (
            stands(due_since={CopyChannel.TELEGRAM: NOON - 4 * MINUTE}, pulses={**ALL_WELL, "sent_telegram": LONG_AGO}),
            {},
        ),
    ],
)
def test_what_has_stopped_is_what_stands_still_for_long(found: Standing, troubles: dict[Trouble, datetime]) -> None:
    assert stopped(found, NOON, NOON, LONG_AGO) == troubles


def test_who_has_just_begun_to_watch_gives_everything_its_time() -> None:
    nothing = stands(pulses={}, turns=Queue(3, LONG_AGO))

    assert stopped(nothing, NOON, NOON, NOON - 4 * MINUTE) == {}
    assert stopped(nothing, NOON, NOON, NOON - 16 * MINUTE).keys() == {Trouble.CLOCK, Trouble.WORKER, Trouble.TURNS}


def test_the_bots_date_and_the_machines_are_not_mixed_up(session: Session) -> None:
    machine = datetime(2026, 11, 22, tzinfo=UTC)
    told(session, NoticeKind.STAFF_ALERT, NOON - 7 * MINUTE)
    pulses = dict.fromkeys((part.value for part in Part), machine)
    watching.keep_pulses(session, pulses)

    found = standing(session, NOON, ZONE)

    assert stopped(found, NOON, machine, machine - timedelta(hours=1)) == {}
    later = machine + 6 * MINUTE
    assert stopped(found, NOON, later, machine - timedelta(hours=1)).keys() == {Trouble.CLOCK, Trouble.MESSAGES}


def test_a_pulse_is_not_put_back_by_a_slower_process(session: Session) -> None:
    watching.keep_pulses(session, {"clock": NOON})
    watching.keep_pulses(session, {"clock": NOON - MINUTE, "worker": NOON})

    assert watching.pulses(session) == {"clock": NOON, "worker": NOON}


def test_of_two_processes_one_tells_and_again_only_after_a_while(session: Session) -> None:
    watching.raise_alarm(session, "clock", NOON)
    watching.raise_alarm(session, "clock", NOON + MINUTE)

    claimed = [watching.claim_telling(session, "clock", NOON, NOON - MINUTE) for _ in range(2)]
    later = watching.claim_telling(session, "clock", NOON + 2 * MINUTE, NOON + MINUTE)

    assert (claimed, later) == ([True, False], True)
    assert watching.alarms(session)["clock"].since == NOON
    assert watching.end_alarm(session, "clock")
    assert not watching.end_alarm(session, "clock")
