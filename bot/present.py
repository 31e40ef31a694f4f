"""The present instant, as the edges of the system take it in; inside it is an argument."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

Now = Callable[[], datetime]


def real_now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


class Jumps:
    """Sees where the date goes otherwise than time passes. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: tuple[datetime, float] | None = None

    def since_last(self, now: datetime) -> float:
        """Seconds by which the date has gone ahead of the time that passed since the last look; behind: below 0."""
        passed, last = self._clock(), self._last
        self._last = now, passed
        return (now - last[0]).total_seconds() - (passed - last[1]) if last is not None else 0.0


class WrongInstant(ValueError):
    """What was given is not a date and an hour."""


def instant(written: str, zone: ZoneInfo) -> datetime:
    """An instant as it is written on the command line, in `zone` unless it says another. Raises WrongInstant."""
    try:
        given = datetime.fromisoformat(written)
    except ValueError as error:
        raise WrongInstant(written) from error
    return given if given.tzinfo else given.replace(tzinfo=zone)
