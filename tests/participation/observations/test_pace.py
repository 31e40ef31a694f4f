"""How fast one person may write."""

from datetime import timedelta

from participation.observations import pace
from participation.observations.pace import MOST_MESSAGES, WINDOW, Pace
from storage import Session
from tests.support.running import START


def counted(session: Session, times: int, chat_id: int = 1) -> list[Pace]:
    return [pace.count_message(session, chat_id, START + timedelta(seconds=number)) for number in range(times)]


def test_the_first_message_too_many_is_told_apart_from_the_others(session: Session) -> None:
    found = counted(session, MOST_MESSAGES + 3)

    assert found == [Pace.FINE] * MOST_MESSAGES + [Pace.FIRST_TOO_MANY, Pace.TOO_MANY, Pace.TOO_MANY]


def test_after_a_minute_it_begins_anew(session: Session) -> None:
    counted(session, MOST_MESSAGES + 3)

    assert pace.is_exhausted(session, 1, START + WINDOW - timedelta(seconds=1))
    assert not pace.is_exhausted(session, 1, START + WINDOW)
    assert pace.count_message(session, 1, START + WINDOW) is Pace.FINE


def test_one_person_s_flood_is_nobody_else_s(session: Session) -> None:
    counted(session, MOST_MESSAGES + 1)

    assert counted(session, 1, chat_id=2) == [Pace.FINE]


def test_old_counts_are_forgotten(session: Session) -> None:
    counted(session, 3)

    assert pace.forget_old(session, START + timedelta(hours=23)) == 0
    assert pace.forget_old(session, START + timedelta(days=1, seconds=1)) == 1


def test_staff_see_how_many_write_too_fast_for_an_hour(session: Session) -> None:
    counted(session, MOST_MESSAGES + 1, chat_id=1)
    counted(session, MOST_MESSAGES + 1, chat_id=2)
    counted(session, MOST_MESSAGES, chat_id=3)

    assert pace.too_fast_lately(session, START + timedelta(minutes=59)) == 2
    assert pace.too_fast_lately(session, START + timedelta(minutes=61)) == 0
