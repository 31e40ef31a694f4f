"""The queue of turns: in order within a lane, one process at a time, nothing lost and nothing twice."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from storage import Session
from storage.models.turns import Holder, Lease, Turn, TurnState
from storage.queries import leases, turns
from storage.queries.turns import Arrival, ClaimedTurn, LeaseLost

NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
ME, OTHER = "web-1", "web-2"


@pytest.fixture(autouse=True)
def _living(session: Session) -> None:
    leases.beat(session, ME)
    leases.beat(session, OTHER)


def arrive(session: Session, *updates: tuple[int, str]) -> int:
    """Take in updates, each given by its id and its lane."""
    arrivals = [Arrival(7, update, lane, f'{{"update_id":{update}}}') for update, lane in updates]
    return turns.take_in(session, arrivals, NOW)


def claim(session: Session, holder: str = ME, limit: int = 64, **options: Any) -> list[ClaimedTurn]:
    return sorted(turns.claim(session, holder, options.pop("dead", []), limit, **options), key=lambda turn: turn.id)


def finish(session: Session, turn: ClaimedTurn, holder: str = ME, *, go_on: bool = True) -> ClaimedTurn | None:
    """Finish one turn alone. Raises KeyError where its lane is another's."""
    return turns.finish(session, {turn: go_on}, holder, NOW)[turn]


def row(session: Session, update: int) -> Turn:
    session.expire_all()
    return session.scalars(select(Turn).where(Turn.update_id == update)).one()


def held(session: Session) -> dict[str, str]:
    return {lease.name: lease.holder for lease in session.execute(select(Lease.name, Lease.holder))}


def test_what_is_delivered_twice_is_kept_once(session: Session) -> None:
    assert arrive(session, (1, "a"), (2, "a")) == 2
    assert arrive(session, (2, "a"), (3, "a")) == 1

    assert session.scalars(select(Turn.update_id).order_by(Turn.id)).all() == [1, 2, 3]


def test_two_bots_may_have_updates_of_the_same_number(session: Session) -> None:
    arrive(session, (1, "a"))

    assert turns.take_in(session, [Arrival(8, 1, "b", "{}")], NOW) == 1


def test_each_lane_is_begun_at_its_oldest_turn(session: Session) -> None:
    arrive(session, (1, "a"), (2, "a"), (3, "b"))

    found = claim(session)

    assert [(turn.lane, turn.payload, turn.attempts, turn.more_waiting) for turn in found] == [
        ("a", '{"update_id":1}', 1, True),
        ("b", '{"update_id":3}', 1, False),
    ]


def test_a_lane_that_somebody_has_is_left_to_him(session: Session) -> None:
    arrive(session, (1, "a"))
    claim(session, OTHER)
    arrive(session, (2, "a"), (3, "b"))

    assert [turn.lane for turn in claim(session)] == ["b"]


def test_who_waits_longest_comes_first_when_there_is_little_room(session: Session) -> None:
    arrive(session, (1, "a"), (2, "b"), (3, "c"))

    assert [turn.lane for turn in claim(session, limit=2)] == ["a", "b"]
    assert [turn.lane for turn in claim(session, limit=2)] == ["c"]


def test_nothing_waits_when_there_is_nothing(session: Session) -> None:
    assert claim(session) == []


def test_the_lanes_of_a_dead_process_are_taken_over(session: Session) -> None:
    arrive(session, (1, "a"))
    claim(session, OTHER)

    assert claim(session, with_suspect=True) == []
    [taken] = claim(session, dead=[OTHER], with_suspect=True)

    assert (taken.lane, taken.attempts, held(session)) == ("a", 2, {"a": ME})


def test_the_lanes_of_a_process_that_was_forgotten_are_taken_over(session: Session) -> None:
    arrive(session, (1, "a"))
    claim(session, "forgotten")

    assert [turn.lane for turn in claim(session, with_suspect=True)] == ["a"]


def test_a_process_that_was_forgotten_does_not_take_over_from_itself(session: Session) -> None:
    arrive(session, (1, "a"))
    claim(session, "forgotten")

    assert claim(session, "forgotten", with_suspect=True) == []


def test_suspects_are_taken_one_by_one_and_innocents_beside_them(session: Session) -> None:
    arrive(session, (1, "a"), (2, "b"), (3, "c"))
    claim(session, OTHER)
    leases.leave(session, OTHER)
    arrive(session, (4, "d"))

    first = claim(session, with_suspect=True)
    second = claim(session, with_suspect=False)
    third = claim(session, with_suspect=True)

    assert [turn.lane for turn in first] == ["a", "d"]
    assert second == []
    assert [turn.lane for turn in third] == ["b"]


def test_without_a_suspect_the_room_is_for_the_others(session: Session) -> None:
    arrive(session, (1, "a"))

    assert [turn.lane for turn in claim(session, limit=1, with_suspect=True)] == ["a"]


def test_a_suspect_finds_room_among_many_innocents(session: Session) -> None:
    arrive(session, (1, "a"))
    claim(session, OTHER)
    leases.leave(session, OTHER)
    arrive(session, (2, "b"), (3, "c"), (4, "d"))

    assert [turn.lane for turn in claim(session, limit=2, with_suspect=True)] == ["a", "b"]


def test_finishing_wipes_what_was_written_and_begins_the_next(session: Session) -> None:
    arrive(session, (1, "a"), (2, "a"))
    [turn] = claim(session)

    following = finish(session, turn)

    assert following is not None
    assert (following.payload, following.attempts, following.more_waiting) == ('{"update_id":2}', 1, False)
    done = row(session, 1)
    assert (done.state, done.payload, done.answer, done.finished_at) == (TurnState.DONE, None, None, NOW)


def test_finishing_the_last_gives_the_lane_back(session: Session) -> None:
    arrive(session, (1, "a"))
    [turn] = claim(session)

    assert finish(session, turn) is None
    assert held(session) == {}


def test_who_does_not_go_on_gives_the_lane_back_with_its_next_turn_untouched(session: Session) -> None:
    arrive(session, (1, "a"), (2, "a"))
    [turn] = claim(session)

    assert finish(session, turn, go_on=False) is None

    assert held(session) == {}
    assert row(session, 2).attempts == 0


def test_who_lost_the_lane_can_neither_finish_nor_send_nor_begin_again(session: Session) -> None:
    arrive(session, (1, "a"))
    [turn] = claim(session, OTHER)
    claim(session, dead=[OTHER], with_suspect=True)
    session.commit()

    attempts: list[Callable[[], object]] = [
        lambda: turns.hold(session, "a", OTHER),
        lambda: turns.set_aside(session, turn, OTHER, "why", NOW),
        lambda: turns.count_sending(session, turn, OTHER, 0, 1),
        lambda: turns.begin_again(session, turn, OTHER, counted=True),
    ]
    for attempt in attempts:
        with pytest.raises(LeaseLost):
            attempt()
        session.rollback()

    assert turns.finish(session, {turn: True}, OTHER, NOW) == {}
    assert row(session, 1).state == TurnState.WAITING


def test_turns_that_are_finished_together_go_on_each_in_its_own_way(session: Session) -> None:
    arrive(session, (1, "goes on"), (2, "stops"), (3, "is over"), (4, "is lost"), (5, "goes on"), (6, "stops"))
    goes_on, stops, is_over, is_lost = claim(session)
    session.execute(update(Lease).where(Lease.name == "is lost").values(holder=OTHER))

    following = turns.finish(session, {goes_on: True, stops: False, is_over: True, is_lost: True}, ME, NOW)

    begun = following[goes_on]
    assert begun is not None
    assert (begun.payload, following) == ('{"update_id":5}', {goes_on: begun, stops: None, is_over: None})
    assert held(session) == {"goes on": ME, "is lost": OTHER}
    assert [row(session, number).state for number in (1, 2, 3, 4)] == ["done", "done", "done", "waiting"]


def test_the_first_sending_is_counted_with_the_answer(session: Session) -> None:
    arrive(session, (1, "a"))
    [turn] = claim(session)

    turns.store_answer(session, turn.id, "{}", first=1)

    assert (row(session, 1).sent, row(session, 1).sendings) == (1, 1)


def test_what_is_set_aside_is_kept_and_blocks_nobody(session: Session) -> None:
    arrive(session, (1, "a"), (2, "a"))
    [turn] = claim(session)

    following = turns.set_aside(session, turn, ME, "ValueError", NOW)

    assert following is not None
    assert following.id == row(session, 2).id
    aside = row(session, 1)
    assert (aside.state, aside.payload, aside.error) == (TurnState.SET_ASIDE, '{"update_id":1}', "ValueError")


def test_what_was_set_aside_is_begun_anew_when_it_is_retried(session: Session) -> None:
    arrive(session, (1, "a"))
    [turn] = claim(session)
    turns.set_aside(session, turn, ME, "ValueError", NOW)

    assert turns.retry_set_aside(session) == 1

    [again] = claim(session)
    assert (again.attempts, again.answer, row(session, 1).error) == (1, None, None)
    assert turns.retry_set_aside(session) == 0


def test_work_that_was_stored_is_not_done_again_when_it_is_retried(session: Session) -> None:
    arrive(session, (1, "a"))
    [turn] = claim(session)
    turns.store_answer(session, turn.id, "{}")
    turns.count_sending(session, turn, ME, 1, 2)
    turns.set_aside(session, turn, ME, "unknown", NOW)

    turns.retry_set_aside(session)

    [again] = claim(session)
    assert (again.answer, again.sent, again.sendings) == ("{}", 1, 0)


@pytest.mark.parametrize(("counted", "attempts"), [(True, 2), (False, 1)])
def test_a_try_that_failed_counts_unless_it_was_the_databases_fault(
    session: Session, counted: bool, attempts: int
) -> None:
    arrive(session, (1, "a"))
    [turn] = claim(session)

    again = turns.begin_again(session, turn, ME, counted=counted)

    assert again is not None
    assert again.attempts == attempts


def test_beginning_again_after_a_commit_that_was_not_heard_of_finds_its_answer(session: Session) -> None:
    arrive(session, (1, "a"))
    [turn] = claim(session)
    turns.store_answer(session, turn.id, "{}")

    again = turns.begin_again(session, turn, ME, counted=False)

    assert again is not None
    assert (again.answer, again.attempts) == ("{}", 1)


def test_a_file_is_remembered_by_its_newest_id_until_it_is_forgotten(session: Session) -> None:
    turns.remember_file(session, 7, "progress", "one")
    turns.remember_file(session, 7, "progress", "two")
    assert turns.known_file(session, 7, "progress") == "two"
    assert turns.known_file(session, 8, "progress") is None

    turns.forget_file(session, 7, "progress")

    assert turns.known_file(session, 7, "progress") is None


def test_one_message_shows_a_thing_in_a_chat(session: Session) -> None:
    turns.remember_shown(session, 1, "card", 10)
    turns.remember_shown(session, 1, "card", 11)

    assert turns.shown_message(session, 1, "card") == 11
    assert turns.shown_message(session, 2, "card") is None


def test_a_new_telegram_may_number_from_the_beginning(session: Session) -> None:
    arrive(session, (1, "a"))
    turns.remember_file(session, 7, "progress", "one")

    turns.forget_telegram(session)

    assert turns.known_file(session, 7, "progress") is None
    assert arrive(session, (1, "a")) == 1


class TestLeases:
    """Leases that outlive a turn: the courier's, the clock's."""

    def test_one_has_it_at_a_time(self, session: Session) -> None:
        assert leases.take(session, "courier", ME, [])
        assert not leases.take(session, "courier", OTHER, [])
        assert leases.take(session, "courier", ME, [])

    def test_it_is_taken_over_from_the_dead(self, session: Session) -> None:
        leases.take(session, "courier", ME, [])

        assert leases.take(session, "courier", OTHER, [ME])
        assert held(session) == {"courier": OTHER}

    def test_it_is_taken_over_from_who_is_not_known_any_more(self, session: Session) -> None:
        leases.take(session, "courier", "forgotten", [])

        assert leases.take(session, "courier", ME, [])

    def test_who_leaves_gives_all_back(self, session: Session) -> None:
        leases.take(session, "courier", ME, [])

        leases.leave(session, ME)

        assert leases.take(session, "courier", OTHER, [])
        assert leases.beat(session, OTHER) == {OTHER: 2}

    def test_the_dead_are_forgotten_once_they_hold_nothing(self, session: Session) -> None:
        leases.take(session, "courier", OTHER, [])
        leases.forget(session, [OTHER])
        assert set(session.scalars(select(Holder.id))) == {ME, OTHER}

        leases.take(session, "courier", ME, [OTHER])
        leases.forget(session, [OTHER])

        assert set(session.scalars(select(Holder.id))) == {ME}

    def test_who_is_alone_clears_everything(self, session: Session) -> None:
        leases.take(session, "courier", OTHER, [])

        leases.clear(session)

        assert held(session) == {}
