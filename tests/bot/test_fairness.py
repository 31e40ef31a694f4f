"""How a chat that floods is slowed down, and who is not."""

import pytest

from bot.fairness import ALBUM, FEW, LATELY, QUICK, SEVERAL, SLOW, Fairness, Paces, unevenly

FLOOD = 100  # messages
PICTURES = 10


def _waits(paces: Paces, chat: str, moments: list[float]) -> list[float]:
    return [paces.begin(chat, moment).early for moment in moments]


def _many_are_quick(paces: Paces) -> None:
    for number in range(FEW + 1):
        _waits(paces, f"quick {number}", [0.0, 0.0])
        paces.begin(f"calm {number}", 0.0)


def test_nobody_waits_who_sends_an_album() -> None:
    assert _waits(Paces(), "ana", [0.0] * PICTURES) == pytest.approx([0.0] * PICTURES)


def test_nobody_waits_who_presses_buttons_as_fast_as_a_person() -> None:
    paces = Paces()
    _many_are_quick(paces)

    assert _waits(paces, "ana", [QUICK * number for number in range(FLOOD)]) == pytest.approx([0.0] * FLOOD)


def test_one_chat_s_flood_waits_for_each_further_turn_and_never_longer_than_that() -> None:
    waits = _waits(Paces(), "ana", [0.0] * FLOOD)

    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(SLOW)


def test_where_many_are_quick_a_few_turns_are_free_and_those_that_follow_wait() -> None:
    paces = Paces()
    _many_are_quick(paces)
    waits = _waits(paces, "ana", [0.0] * FLOOD)

    assert waits[: int(SEVERAL / QUICK) + 1] == pytest.approx([0.0] * (int(SEVERAL / QUICK) + 1))
    assert waits == sorted(waits)
    assert waits[PICTURES] > 0


def test_a_double_tap_costs_nothing_even_where_many_are_quick() -> None:
    paces = Paces()
    _many_are_quick(paces)

    assert set(_waits(paces, "ana", [0.0, 0.1, 1.5, 1.6, 3.0])) == {0.0}


def test_who_waits_each_time_goes_on_at_its_slow_pace() -> None:
    paces, moment, begun = Paces(), 0.0, []
    for _ in range(FLOOD):
        moment += paces.begin("ana", moment).early
        begun.append(moment)

    assert begun[-1] - begun[-11] == pytest.approx(10 * SLOW)


def test_who_stops_is_soon_at_rest_however_long_the_flood_was() -> None:
    paces = Paces()
    _waits(paces, "ana", [0.0] * FLOOD)

    assert paces.begin("ana", ALBUM + 2 * SLOW) == (0.0, 0.0)


def test_one_chat_s_flood_is_nobody_else_s() -> None:
    paces = Paces()
    _waits(paces, "ana", [0.0] * FLOOD)

    assert paces.begin("luis", 0.0) == (0.0, 0.0)


def test_others_are_those_who_wrote_calmly_and_lately() -> None:
    paces = Paces()
    for number in range(FEW):
        paces.begin(str(number), 0.0)
    for number in range(FEW + 1):
        _waits(paces, f"quick {number}", [0.0, 0.0])
    before = paces.others("ana", 0.5)
    paces.begin("ana", 0.5)
    alone = paces.others("ana", 0.5)
    paces.begin("one more", 0.5)

    assert (before, alone, paces.others("ana", 0.5), paces.others("ana", LATELY)) == (False, False, True, False)


def test_of_chats_that_rest_nothing_is_kept() -> None:
    paces = Paces()
    for number in range(FLOOD):
        _waits(paces, str(number), [0.0, 0.0])
    kept = len(paces)
    paces.begin("ana", LATELY)

    assert (kept, len(paces)) == (FLOOD, 1)


def test_those_who_pause_together_do_not_come_back_together() -> None:
    pauses = {unevenly(1.0) for _ in range(20)}

    assert len(pauses) > 1
    assert all(0.5 <= seconds <= 1.5 for seconds in pauses)


def test_a_flood_waits_while_a_chat_is_in_hand_that_is_none() -> None:
    fairness = Fairness()
    alone = [fairness.pause("ana", 0.0) for _ in range(FLOOD)][-1]
    fairness.pause("luis", 0.0)
    beside = fairness.pause("ana", 0.0)
    fairness.leave("luis")

    assert (alone, beside, fairness.pause("ana", 0.0)) == (0.0, SLOW, 0.0)


def test_floods_do_not_wait_for_each_other_however_many_they_are() -> None:
    fairness, chats = Fairness(), [str(number) for number in range(FLOOD)]
    pauses = [[fairness.pause(chat, 0.1 * turn) for chat in chats] for turn in range(FLOOD)]

    assert set(pauses[-1]) == {0.0}


def test_a_flood_waits_while_others_lately_asked_and_are_in_hand_no_more() -> None:
    fairness = Fairness()
    for number in range(FEW + 1):
        fairness.pause(str(number), 0.0)
        fairness.leave(str(number))
    pauses = [fairness.pause("ana", 0.0) for _ in range(FLOOD)]

    assert pauses[-1] == SLOW
