"""How a chat that floods is slowed down, and who is not."""

import pytest

from bot.fairness import ALBUM, FEW, LATELY, QUICK, SLOW, Fairness, Paces, unevenly

FLOOD = 100  # messages
PICTURES = 10


def _waits(paces: Paces, chat: str, moments: list[float]) -> list[float]:
    return [paces.begin(chat, moment).early for moment in moments]


def _many_are_quick(paces: Paces) -> None:
    for number in range(FEW + 1):
        _waits(paces, f"quick {number}", [0.0, 0.0])


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


def test_where_many_are_quick_each_of_them_waits_from_its_second_quick_turn_on() -> None:
    paces = Paces()
    _many_are_quick(paces)

    assert _waits(paces, "ana", [0.0, 0.1, 0.4, 0.8]) == pytest.approx([0.0, QUICK - 0.1, QUICK, SLOW])


def test_a_double_tap_costs_a_moment_and_nothing_later_even_where_many_are_quick() -> None:
    paces = Paces()
    _many_are_quick(paces)

    assert _waits(paces, "ana", [0.0, 0.1, 1.5, 1.6, 3.0]) == pytest.approx([0.0, 0.3, 0.0, 0.3, 0.0])


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
    _many_are_quick(paces)
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
    alone = [fairness.pause("ana", 1, 0.0) for _ in range(FLOOD)][-1]

    assert (alone, fairness.pause("ana", 2, 0.0)) == (0.0, SLOW)


def test_floods_do_not_wait_for_each_other() -> None:
    fairness = Fairness()
    pauses = [fairness.pause(chat, 2, 0.0) for _ in range(FLOOD) for chat in ("ana", "luis")]

    assert set(pauses) == {0.0}


def test_who_is_gone_does_not_make_a_flood_look_as_if_it_were_alone() -> None:
    fairness = Fairness()
    for chat in ("luis", "ana"):
        for _ in range(FLOOD):
            fairness.pause(chat, 1, 0.0)
    fairness.leave("luis")

    assert fairness.pause("ana", 2, 0.0) == SLOW


def test_a_flood_waits_while_others_lately_asked_and_are_in_hand_no_more() -> None:
    fairness = Fairness()
    for number in range(FEW + 1):
        fairness.pause(str(number), 1, 0.0)
    pauses = [fairness.pause("ana", 1, 0.0) for _ in range(FLOOD)]

    assert pauses[-1] == SLOW
