"""How the service itself is: what has stopped that people depend on. Judged from rows, whichever process looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from participation.notices import daytime, is_night
from storage import Session
from storage.models.notices import CopyChannel, CopyState, Notice, NoticeState
from storage.queries import outbox, watching
from storage.queries.watching import Queue

PATIENCE = timedelta(minutes=5)
"""What stands still for longer has stopped."""
WORK_PATIENCE = timedelta(minutes=15)
"""For the jobs of the background: nobody waits for them before an answer."""
LEAST_FREE = 512 * 1024 * 1024
"""Bytes that a disk must have free."""


class Part(StrEnum):
    """A part of the service that goes round; `SENT_…`: its last copy was settled."""

    CLOCK = "clock"
    WORKER = "worker"
    COURIER = "courier"
    POLLING = "polling"
    SENT_TELEGRAM = "sent_telegram"
    SENT_EMAIL = "sent_email"


SENT = {CopyChannel.TELEGRAM: Part.SENT_TELEGRAM, CopyChannel.EMAIL: Part.SENT_EMAIL}


class Trouble(StrEnum):
    """Something that people depend on and that has stopped."""

    DATABASE = "database"
    UPDATES = "updates"  # what people write does not come in
    TURNS = "turns"  # it comes in, and is not answered
    MESSAGES = "messages"  # notices do not leave by Telegram
    MAILS = "mails"
    CLOCK = "clock"
    WORKER = "worker"
    DISK = "disk"


@dataclass(frozen=True)
class Standing:
    """How the rows say that the service is. `due_since`: since when the first copy that may leave has waited."""

    pulses: Mapping[str, datetime]
    turns: Queue
    jobs: Queue
    due_since: Mapping[CopyChannel, datetime]


@dataclass(frozen=True)
class Measures:
    """What is counted for the operator's own tools; each count ends at `watching.MOST_COUNTED`."""

    standing: Standing
    copies: Mapping[CopyChannel, int]
    set_aside: int
    failed_jobs: int
    overdue: int


def standing(session: Session, now: datetime, zone: ZoneInfo) -> Standing:
    """How the service is at an instant. Bounded: it costs the same however much waits."""
    return Standing(
        watching.pulses(session),
        watching.open_turns(session),
        watching.waiting_jobs(session, now),
        due_copies(session, now, zone),
    )


def measures(session: Session, now: datetime, zone: ZoneInfo, today: date) -> Measures:
    """The same with what is only counted. `today` is the day in the entity's zone."""
    return Measures(
        standing(session, now, zone),
        watching.open_copies(session),
        watching.set_aside(session),
        watching.failed_jobs(session),
        watching.overdue(session, today),
    )


def due_copies(session: Session, now: datetime, zone: ZoneInfo) -> dict[CopyChannel, datetime]:
    """Of each channel since when the first copy that may leave now has waited; what has to wait is not late."""
    night = is_night(now, zone)
    found: dict[CopyChannel, datetime] = {}
    for notice in outbox.notices_in_order(session):
        if _rests(notice, now, night=night):
            continue
        for channel in CopyChannel:
            for copy in outbox.ready(session, notice, channel, now, most=1):
                changed = notice.changed_at if copy.state is CopyState.BEHIND else None
                since = _since(notice, changed or notice.created_at, copy.not_before, zone)
                found[channel] = min(found.get(channel, since), since)
    return found


def _rests(notice: Notice, now: datetime, *, night: bool) -> bool:
    waits = notice.not_before is not None and notice.not_before > now
    return notice.state is NoticeState.CLOSED or waits or (night and notice.waits_at_night)


def _since(notice: Notice, put_down: datetime, not_before: datetime | None, zone: ZoneInfo) -> datetime:
    """From when on a copy could have left."""
    since = max(moment for moment in (put_down, notice.not_before, not_before) if moment is not None)
    return daytime(since, zone) if notice.waits_at_night else since


def stopped(found: Standing, now: datetime, real_now: datetime, watched_since: datetime) -> dict[Trouble, datetime]:
    """What has stopped, and since when.

    `now` is the date that the bot lives on, `real_now` the machine's: that of the pulses. What was never seen, or not
    since before somebody watched (`watched_since`, the machine's), gets its time from then on.
    """
    last = {part: max(found.pulses.get(part, watched_since), watched_since) for part in Part}
    troubles: dict[Trouble, datetime] = {}
    for part, trouble, patience in (
        (Part.CLOCK, Trouble.CLOCK, PATIENCE),
        (Part.WORKER, Trouble.WORKER, WORK_PATIENCE),
    ):
        if real_now - last[part] > patience:
            troubles[trouble] = last[part]
    for channel, trouble in ((CopyChannel.TELEGRAM, Trouble.MESSAGES), (CopyChannel.EMAIL, Trouble.MAILS)):
        since = found.due_since.get(channel)
        # A sending to very many is late for an hour, and has not stopped: one after the other leaves.
        if since is not None and now - since > PATIENCE and real_now - last[SENT[channel]] > PATIENCE:
            troubles[trouble] = last[SENT[channel]]
    if found.turns.since is not None and now - found.turns.since > PATIENCE and real_now - watched_since > PATIENCE:
        troubles[Trouble.TURNS] = real_now - (now - found.turns.since)
    return troubles
