"""What an HTTP answer says of an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from participation.plan.links import Look, Outcome

REFUSING = frozenset({401, 403, 407, 451})
"""The host does not want to show it to us. It may show it to people, so that nothing is known."""
PATIENCE = frozenset({429, 503})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Heard:
    """The head of an answer; its body is not read."""

    status: int
    location: str | None
    later: timedelta | None

    @classmethod
    def of(cls, status: int, headers: Mapping[str, str]) -> "Heard":
        return cls(status, headers.get("Location"), retry_after(headers.get("Retry-After"), datetime.now(UTC)))

    @property
    def next(self) -> str | None:
        """Where it sends us to."""
        return self.location if self.status in REDIRECTS else None

    @property
    def may_differ(self) -> bool:
        """Whether a GET may be answered otherwise than this HEAD: many servers know only the former."""
        return self.status >= 400 and self.status not in PATIENCE


def judged(heard: Heard) -> Look:
    """What it says of the address, and no more than HTTP does: who shows videos answers 200 for a removed one."""
    answer = str(heard.status)
    if 200 <= heard.status < 300:
        return Look(Outcome.OPENED, answer)
    if heard.status in REFUSING:
        return Look(Outcome.NOT_ALLOWED, answer)
    if heard.status == 429 or (heard.status in PATIENCE and heard.later is not None):
        return Look(Outcome.LATER, answer, heard.later)
    return Look(Outcome.FAILED, answer)


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long a host asks to wait: seconds, or a date. None where it says nothing that can be read."""
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), 10**8))
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max((until if until.tzinfo else until.replace(tzinfo=UTC)) - now, timedelta())
