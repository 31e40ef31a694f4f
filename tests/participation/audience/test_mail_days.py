"""When invitations leave by e-mail."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from participation.audience.mail_days import earliest_mail_moment

BOGOTA = ZoneInfo("America/Bogota")


def at(day: int, hour: int, month: int = 7) -> datetime:
    return datetime(2021, month, day, hour, tzinfo=BOGOTA)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (at(1, 9), at(1, 9)),  # a Thursday
        (at(3, 23), at(3, 23)),  # a Saturday
        (at(4, 10), at(6, 8)),  # a Sunday, and Monday the 5th is San Pedro y San Pablo
        (at(5, 0), at(6, 8)),
        (at(20, 12), at(21, 8)),  # Independence, a Tuesday
    ],
)
def test_invitations_never_leave_on_a_sunday_or_a_holiday(now: datetime, leaves: datetime) -> None:
    assert earliest_mail_moment(now, BOGOTA, urgent=False) == leaves


def test_what_is_urgent_leaves_at_once() -> None:
    assert earliest_mail_moment(at(4, 10), BOGOTA, urgent=True) == at(4, 10)


def test_the_day_is_that_of_the_zone() -> None:
    in_utc = datetime(2021, 7, 4, 3, tzinfo=ZoneInfo("UTC"))  # still Saturday evening in Bogotá

    assert earliest_mail_moment(in_utc, BOGOTA, urgent=False) == in_utc
