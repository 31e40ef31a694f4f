"""What the clock finds: answers that did not help and whose authors never said why. They go back to staff too."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from participation.followup.feedback import back_to_staff
from storage import Session
from storage.queries import answers

GIVEN_TO_SAY_WHY = timedelta(hours=1)
MOST_AT_ONCE = 50


def find_unexplained(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Reopen what did not help an hour ago and was left without a word."""
    found = answers.unexplained(session, now - GIVEN_TO_SAY_WHY, MOST_AT_ONCE)
    for answer, case in found:
        back_to_staff(session, answer, case, now, now.astimezone(zone).date())
    return ["case.reopened"] * len(found)


def next_unexplained(session: Session, after: datetime, _zone: ZoneInfo) -> datetime | None:
    """When the next one is reopened."""
    said = answers.first_unexplained(session, after - GIVEN_TO_SAY_WHY)
    return said + GIVEN_TO_SAY_WHY if said is not None else None
