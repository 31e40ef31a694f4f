"""How a chat that floods is slowed down, and who is not."""

from contextlib import nullcontext

import pytest

from bot.fairness import AT_ONCE, FEW, QUICK, SLOW, Fairness, Paces, unevenly

FLOOD = 100  # messages


def _waits(paces: Paces, chat: str, moments: list[float]) -> list[float]:
    return [paces.begin(chat, moment)[1] for moment in moments]


def test_nobody_waits_who_writes_a_few_messages_at_once() -> None:
    at_once = round(AT_ONCE / QUICK) + 1

    assert _waits(Paces(), "ana", [0.0] * at_once) == pytest.approx([0.0] * at_once)


def test_nobody_waits_who_presses_buttons_as_fast_as_a_person() -> None:
    assert _waits(Paces(), "ana", [QUICK * number for number in range(FLOOD)]) == pytest.approx([0.0] * FLOOD)


def test_a_flood_waits_for_each_further_turn_and_never_longer_than_a_second() -> None:
    waits = _waits(Paces(), "ana", [0.0] * FLOOD)

    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(SLOW)


def test_who_waits_each_time_goes_on_at_one_turn_a_second() -> None:
    paces, moment, begun = Paces(), 0.0, []
    for _ in range(FLOOD):
        moment += paces.begin("ana", moment)[1]
        begun.append(moment)

    assert begun[-1] - begun[-11] == pytest.approx(10 * SLOW)


def test_who_stops_is_soon_at_rest_however_long_the_flood_was() -> None:
    paces = Paces()
    _waits(paces, "ana", [0.0] * FLOOD)

    assert paces.begin("ana", AT_ONCE + 2 * SLOW) == (0.0, 0.0)


def test_one_chat_s_flood_is_nobody_else_s() -> None:
    paces = Paces()
    _waits(paces, "ana", [0.0] * FLOOD)

    assert paces.begin("luis", 0.0) == (0.0, 0.0)


def test_others_are_those_who_wrote_calmly_within_a_second() -> None:
    paces = Paces()
    for number in range(FEW):
        paces.begin(str(number), 0.0)
        paces.begin(f"flood {number}", 0.0)
        paces.begin(f"flood {number}", 0.1)  # calm no more
    before = paces.others("ana", 0.5)
    paces.begin("ana", 0.5)
    alone = paces.others("ana", 0.5)
    paces.begin("one more", 0.5)

    assert (before, alone, paces.others("ana", 0.5), paces.others("ana", 1.2)) == (False, False, True, False)


def test_of_chats_that_rest_nothing_is_kept() -> None:
    paces = Paces()
    for number in range(FLOOD):
        paces.begin(str(number), 0.0)
    kept = len(paces)
    paces.begin("ana", QUICK)

    assert (kept, len(paces)) == (FLOOD, 1)


def test_those_who_pause_together_do_not_come_back_together() -> None:
    pauses = {unevenly(1.0) for _ in range(20)}

    assert len(pauses) > 1
    assert all(0.5 <= seconds <= 1.5 for seconds in pauses)


async def test_who_is_gone_does_not_make_a_flood_look_as_if_it_were_alone() -> None:
    fairness = Fairness()
    for _ in range(2):
        await fairness.room("luis", 1, in_hand=1)
    fairness.leave("luis")

    free, beside = [await fairness.room("ana", 1, in_hand=2) for _ in range(2)]

    assert (isinstance(free, nullcontext), isinstance(beside, nullcontext)) == (True, False)
