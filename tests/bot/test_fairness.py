"""How a chat that floods is slowed down, and who is not."""

import pytest

from bot.fairness import IN_A_ROW, pause, unevenly

ALBUM = 10  # messages, at most


def test_nobody_pauses_who_writes_a_few_messages_in_a_row() -> None:
    assert pause(IN_A_ROW, in_hand=64) == 0.0


def test_a_flood_is_not_slowed_down_while_nobody_else_is_served() -> None:
    assert pause(1_000, in_hand=1) == 0.0


def test_an_album_hardly_waits_while_a_few_others_are_served() -> None:
    assert sum(pause(worked, in_hand=3) for worked in range(1, ALBUM + 1)) < 0.5


def test_a_flood_waits_the_longer_the_more_it_goes_on_and_the_more_others_are_served_and_at_most_a_second() -> None:
    assert [pause(IN_A_ROW + over, in_hand=3) for over in (1, 3, 5, 500)] == pytest.approx([0.02, 0.06, 0.1, 0.1])
    assert [pause(1_000, in_hand) for in_hand in (2, 5, 64)] == pytest.approx([0.05, 0.2, 1.0])


def test_those_who_pause_together_do_not_come_back_together() -> None:
    pauses = {unevenly(1.0) for _ in range(20)}

    assert len(pauses) > 1
    assert all(0.5 <= seconds <= 1.5 for seconds in pauses)
