"""Who writes very much is served more slowly, the more others are being served; so a flood fills no process.

Telegram itself takes one message a second in a chat. Nothing of a flood is lost, and nobody is slowed down who reads an
answer before writing on.
"""

IN_A_ROW = 4  # turns of one chat that are worked on without a pause
STEP_SECONDS, PAUSE_SECONDS, LONGEST_PAUSE = 0.01, 0.05, 1.0


def pause(worked: int, in_hand: int) -> float:
    """Seconds before the next turn of a chat of which so many were done in a row, with so many chats in hand.

    It grows with each turn: an album, which comes as up to ten messages, is hardly slower, a flood is at once.
    """
    over = max(0, worked - IN_A_ROW)
    return min((in_hand - 1) * min(over * STEP_SECONDS, PAUSE_SECONDS), LONGEST_PAUSE)
