"""Who writes very much is served more slowly, the more others are being served; so a flood fills no process.

Telegram itself takes one message a second in a chat. Nothing of a flood is lost, and nobody is slowed down who reads an
answer before writing on.
"""

from random import uniform

IN_A_ROW = 4  # turns of one chat that are worked on without a pause
BESIDE = 2  # chats with more waiting that are handled at the same time; what they are told leaves beside
STEP_SECONDS, PAUSE_SECONDS, LONGEST_PAUSE = 0.01, 0.05, 1.0


def pause(worked: int, in_hand: int) -> float:
    """Seconds before the next turn of a chat of which so many were done in a row, with so many chats in hand.

    It grows with each turn: an album, which comes as up to ten messages, is hardly slower, a flood is at once.
    """
    over = max(0, worked - IN_A_ROW)
    return min((in_hand - 1) * min(over * STEP_SECONDS, PAUSE_SECONDS), LONGEST_PAUSE)


def unevenly(seconds: float) -> float:
    """About so long: chats that began together would come back together, and everybody else would wait for them all."""
    return seconds * uniform(0.5, 1.5)  # noqa: S311 - a pause, not a secret
