"""Who writes very much lets others go first: of two people who wait, the one with few messages is not kept waiting."""

from datetime import UTC, datetime

from storage import Session
from storage.queries import leases, turns
from storage.queries.turn_statements import FLOOD
from storage.queries.turns import Arrival

NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
ME = "web-1"
FLOODING = [f"flood-{number}" for number in range(5)]


def arrive(session: Session, lanes: list[str]) -> None:
    """A message of each of these, in this order."""
    turns.take_in(session, [Arrival(7, place, lane, "{}") for place, lane in enumerate(lanes)], NOW)


def claimed(session: Session, room: int) -> set[str]:
    leases.beat(session, ME)
    return {turn.lane for turn in turns.claim(session, ME, [], room)}


def test_who_came_after_a_flood_goes_before_what_is_left_of_it(session: Session) -> None:
    arrive(session, [*FLOODING * (FLOOD + 1), "rosa", "camilo"])

    assert claimed(session, room=3) == {"rosa", "camilo", FLOODING[0]}


def test_an_album_with_its_corrections_is_no_flood(session: Session) -> None:
    arrive(session, [*["album"] * FLOOD, "rosa"])

    assert claimed(session, room=1) == {"album"}


def test_a_flood_is_worked_on_where_nobody_else_waits(session: Session) -> None:
    arrive(session, FLOODING * (FLOOD + 1))

    assert claimed(session, room=3) == set(FLOODING[:3])
