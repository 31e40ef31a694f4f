"""Who writes very much is served more slowly, the more others are being served; so a flood fills no process.

Telegram itself takes one message a second in a chat. Nothing of a flood is lost, and nobody is slowed down who reads an
answer before writing on.
"""

IN_A_ROW = 16  # turns of one chat that are worked on without a pause: an album and its corrections
PAUSE_SECONDS, LONGEST_PAUSE = 0.05, 1.0


def pause(worked: int, in_hand: int) -> float:
    """Seconds before the next turn of a chat of which so many were done in a row, with so many chats in hand."""
    return min((in_hand - 1) * PAUSE_SECONDS, LONGEST_PAUSE) if worked > IN_A_ROW else 0.0
