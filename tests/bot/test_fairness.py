"""How a chat that floods is slowed down, and who is not."""

from bot.fairness import IN_A_ROW, pause


def test_nobody_pauses_who_sends_an_album_and_corrects_it() -> None:
    assert pause(IN_A_ROW, in_hand=64) == 0.0


def test_a_flood_is_not_slowed_down_while_nobody_else_is_served() -> None:
    assert pause(IN_A_ROW + 1, in_hand=1) == 0.0


def test_a_flood_waits_the_longer_the_more_others_are_served_and_at_most_a_second() -> None:
    waits = [pause(IN_A_ROW + 1, in_hand) for in_hand in (2, 5, 64)]

    assert waits == [0.05, 0.2, 1.0]
