"""How fast one person may write: no more than somebody who types, sends an album and corrects it ever does.

Thirty messages within a minute are taken in: an album has ten, a draft holds forty in all. The first one beyond that is
answered with one sentence that says what was not kept; the others of that minute are passed over in silence. A minute
begins with its first message. Files are not even fetched then. Reading and pressing buttons is not counted: Telegram
slows down who gets too many answers. How much one draft holds, and how many cases a day, are limits of their own
(`drafting`, `filing`).
"""

from datetime import datetime, timedelta
from enum import Enum, auto

from storage import Session
from storage.queries import paces

MOST_MESSAGES = 30
WINDOW = timedelta(minutes=1)
SEEN_FOR = timedelta(hours=1)
KEPT_FOR = timedelta(days=1)


class Pace(Enum):
    """How a message stands to the limit."""

    FINE = auto()
    FIRST_TOO_MANY = auto()
    TOO_MANY = auto()


def count_message(session: Session, chat_id: int, written: datetime) -> Pace:
    """Count one more message of a person, at the moment when it was written."""
    messages = paces.count(session, chat_id, written, written - WINDOW)
    if messages <= MOST_MESSAGES:
        return Pace.FINE
    return Pace.FIRST_TOO_MANY if messages == MOST_MESSAGES + 1 else Pace.TOO_MANY


def is_exhausted(session: Session, chat_id: int, written: datetime) -> bool:
    """Whether a message of this person that was written then will be too many; counts nothing."""
    return paces.counted(session, chat_id, written - WINDOW) >= MOST_MESSAGES


def too_fast_lately(session: Session, now: datetime) -> int:
    """How many people's last messages were too many, of those of the last hour: what staff see of a flood."""
    return paces.count_over(session, MOST_MESSAGES, now - SEEN_FOR)


def forget_old(session: Session, now: datetime) -> int:
    """Erase counts that no limit needs any more. Gives how many."""
    return paces.forget_old(session, now - KEPT_FOR)
