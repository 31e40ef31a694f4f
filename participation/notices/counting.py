"""How copies stand and how far a notice reaches: for previews, live counts, cards and reports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.notices.putting_down import Subject
from participation.notices.topics import Topic
from storage import Session
from storage.models.notices import CopyChannel, CopyState, Notice, NoticeKind
from storage.queries import copies
from storage.queries.copies import Standing
from storage.queries.notices import Told

DEFAULT_RATE = 25.0  # messages a second, as SEND_RATE is unless it is set
COLOMBIA = ZoneInfo("America/Bogota")


@dataclass(frozen=True)
class Counts:
    """How the copies of one or several notices stand. `first_at` and `last_at` are of those that arrived."""

    standings: Sequence[Standing] = field(default=())

    def on(self, channel: CopyChannel) -> "Counts":
        """The same on one channel."""
        return Counts([one for one in self.standings if one.channel is channel])

    def of(self, *states: CopyState) -> int:
        """How many copies are in one of these states."""
        return sum(one.copies for one in self.standings if one.state in states)

    @property
    def waiting(self) -> int:
        """Have not arrived yet, those that are on their way in this second included."""
        return self.of(CopyState.WAITING, CopyState.SENDING)

    @property
    def sent(self) -> int:
        """Arrived, whether or not they are being brought up to date."""
        return self.of(CopyState.SENT, CopyState.BEHIND)

    @property
    def behind(self) -> int:
        """Arrived, and still show what is not so any more."""
        return self.of(CopyState.BEHIND)

    @property
    def refused(self) -> int:
        """The channel said what is wrong with them."""
        return self.of(CopyState.REFUSED)

    @property
    def blocked(self) -> int:
        """Nobody there wants to hear from us."""
        return self.of(CopyState.BLOCKED)

    @property
    def unknown(self) -> int:
        """May have arrived, and are not repeated."""
        return self.of(CopyState.UNKNOWN)

    @property
    def skipped(self) -> int:
        """Of no use any more when their turn came."""
        return self.of(CopyState.SKIPPED)

    @property
    def failed(self) -> int:
        """Refused, blocked, or of unknown outcome."""
        return self.refused + self.blocked + self.unknown

    @property
    def all(self) -> int:
        """All copies."""
        return sum(one.copies for one in self.standings)

    @property
    def done(self) -> int:
        """All that need nothing more."""
        return self.all - self.waiting

    @property
    def first_at(self) -> datetime | None:
        """When the first one arrived."""
        return min((one.first_at for one in self.standings if one.first_at is not None), default=None)

    @property
    def last_at(self) -> datetime | None:
        """When the last one arrived."""
        return max((one.last_at for one in self.standings if one.last_at is not None), default=None)


@dataclass(frozen=True)
class Reach:
    """How many a notice would reach by channel, and in how many seconds at the pace of sending."""

    telegram: int
    email: int
    channel: int
    seconds: float

    @property
    def all(self) -> int:
        """How many copies it would be."""
        return self.telegram + self.email + self.channel


@dataclass(frozen=True)
class Totals:
    """The copies of the notices of a period, by what became of them."""

    sent: int
    failed: int
    waiting: int
    skipped: int

    @property
    def all(self) -> int:
        """All copies."""
        return self.sent + self.failed + self.waiting + self.skipped


def state_of(session: Session, notice: Notice) -> Counts:
    """How the copies of a notice stand."""
    return Counts(copies.standings(session, [notice.id]))


def reach_of(
    session: Session,
    *,
    topic: Topic | None = None,
    reminded_of: int | None = None,
    guests: Sequence[str] | None = (),
    told: Subject | None = None,
    kinds: Collection[NoticeKind] | None = None,
    to_channel: bool = False,
    rate: float = DEFAULT_RATE,
) -> Reach:
    """How far a notice would reach: subscribers, who wants to be reminded of an event, guests (None: all), the channel.

    With `told` instead: whoever was told of a subject before, the channel among the chats. `rate` is SEND_RATE.
    """
    found = _counted(session, topic, reminded_of, guests)
    if told is not None:
        found = copies.count(session, copies.told(Told(told.name, told.id, kinds), 0))
    telegram, email = found.get(CopyChannel.TELEGRAM, 0), found.get(CopyChannel.EMAIL, 0)
    return Reach(telegram, email, int(to_channel), seconds_for(telegram + to_channel, rate))


def seconds_for(messages: int, rate: float = DEFAULT_RATE) -> float:
    """How long so many messages take; e-mails leave beside them."""
    return messages / rate


def _counted(
    session: Session, topic: Topic | None, reminded_of: int | None, guests: Sequence[str] | None
) -> dict[CopyChannel, int]:
    found: dict[CopyChannel, int] = {}
    if reminded_of is not None and topic is not None:
        found |= copies.count(session, copies.reminded_or_subscribed(reminded_of, topic.value))
    elif reminded_of is not None:
        found |= copies.count(session, copies.reminded(reminded_of))
    elif topic is not None:
        found |= copies.count(session, copies.subscribers(topic.value))
    if guests is None or guests:
        found |= copies.count(session, copies.guests(guests))
    return found


def totals(session: Session, first_day: date, last_day: date, zone: ZoneInfo = COLOMBIA) -> Totals:
    """What became of the copies of the notices that were put down on these days, both included, in a zone."""
    first, last = (datetime.combine(day, time(), zone) for day in (first_day, last_day + timedelta(days=1)))
    counts = Counts(copies.standings_between(session, first, last))
    return Totals(counts.sent, counts.failed, counts.waiting, counts.skipped)
