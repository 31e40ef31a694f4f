"""The present instant, as the edges of the system take it in; inside it is an argument."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

Now = Callable[[], datetime]


def real_now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


class WrongInstant(ValueError):
    """What was given is not a date and an hour."""


def instant(written: str, zone: ZoneInfo) -> datetime:
    """An instant as it is written on the command line, in `zone` unless it says another. Raises WrongInstant."""
    try:
        given = datetime.fromisoformat(written)
    except ValueError as error:
        raise WrongInstant(written) from error
    return given if given.tzinfo else given.replace(tzinfo=zone)
