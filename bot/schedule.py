"""What is to be done when: the rules, and what they make due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from storage import Session
from storage.queries import jobs

LOOK_BACK = timedelta(hours=72)


@dataclass(frozen=True)
class Rule:
    """A kind of job, and when it is due, in the entity's zone (the fields of a cron line; days by their names)."""

    name: str
    hour: str
    minute: str


ERASE_UNSENT = "erase-unsent"
FORGET_TURNS = "forget-turns"
CLEAN_FILES = "clean-files"
FORGET_RECIPIENTS = "forget-recipients"

RULES = (
    Rule(ERASE_UNSENT, hour="*", minute="10"),
    Rule(FORGET_TURNS, hour="3", minute="20"),
    Rule(CLEAN_FILES, hour="3", minute="40"),
    Rule(FORGET_RECIPIENTS, hour="3", minute="50"),
)


def due_instants(last: Mapping[str, datetime], now: datetime, zone: ZoneInfo) -> list[tuple[str, datetime]]:
    """What is due by `now` and was not put down: of each rule the latest instant only, at most 72 h back.

    `last` tells for which instant each kind was put down last. Late is done late, once.
    """
    found = []
    for rule in RULES:
        since = max(last.get(rule.name, now - LOOK_BACK), now - LOOK_BACK)
        instant = _latest(rule, since, now, zone)
        if instant is not None:
            found.append((rule.name, instant))
    return sorted(found, key=lambda pair: pair[1])


def upcoming(rule: Rule, after: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of a rule that is strictly after `after`, in UTC.

    In the hour that comes twice where clocks are put back, APScheduler can answer with an instant that has passed.
    """
    start = after = after.astimezone(UTC)
    while True:
        found: datetime = _trigger(rule, zone).get_next_fire_time(None, start + timedelta(microseconds=1))
        if (instant := found.astimezone(UTC)) > after:
            return instant
        start += timedelta(hours=1)


def put_down_due(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Put down every job that is due. Gives the names of those that nobody had put down yet."""
    due = due_instants(jobs.last_due(session), now, zone)
    return [name for name, instant in due if jobs.put_down(session, name, instant)]


def _latest(rule: Rule, since: datetime, now: datetime, zone: ZoneInfo) -> datetime | None:
    latest, instant = None, upcoming(rule, since, zone)
    while instant <= now:
        latest, instant = instant, upcoming(rule, instant, zone)
    return latest


@cache
def _trigger(rule: Rule, zone: ZoneInfo) -> Any:
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 - only the clock needs it

    # What is due every hour is so in every zone, also in the hour that comes twice.
    return CronTrigger(hour=rule.hour, minute=rule.minute, timezone=UTC if rule.hour == "*" else zone)
