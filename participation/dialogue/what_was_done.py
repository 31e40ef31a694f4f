"""What was done for an event and arrived, told as the plan tells of its evidence.

Only what arrived is told: days, how many, which groups, by which channel. The text is Spanish, as the plan is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from locales import Formats, Language, Words, formats, words
from participation.events import telling
from storage import Session
from storage.models.notices import NoticeKind
from storage.models.plan import Event, EventState
from storage.queries import events
from storage.queries import evidence as queries
from storage.queries.evidence import Way

INVITATIONS, POSTPONEMENT, RECORDING = "invitations", "postponement", "recording"


@dataclass(frozen=True)
class Done:
    """Something that was done for an event. `of` is the event's version of a postponement, else 0."""

    what: str
    text: str
    dates: tuple[date, ...]
    of: int = 0
    link: str | None = None


@dataclass(frozen=True)
class _Scribe:
    """Writes what was done in the plan's language."""

    session: Session
    event: Event
    zone: ZoneInfo

    @property
    def words(self) -> Words:
        return words(Language.ES)

    @property
    def formats(self) -> Formats:
        return formats(Language.ES, self.zone)


def what_was_done(session: Session, event: Event, zone: ZoneInfo) -> list[Done]:
    """What was done for an event and arrived, in words."""
    scribe = _Scribe(session, event, zone)
    found = [_invitations(scribe), *_postponements(scribe), _recording(scribe)]
    return [one for one in found if one is not None]


def expected(session: Session, event: Event) -> list[tuple[str, int]]:
    """What there may be to tell of an event (and of which version of it), without looking at copies."""
    expected = [(INVITATIONS, 0)] if telling.announcement(session, event) is not None else []
    expected += [(POSTPONEMENT, change.version) for change in queries.postponements(session, event.id)]
    return [*expected, (RECORDING, 0)] if _has_recording(event) else expected


def _has_recording(event: Event) -> bool:
    return event.state is EventState.HELD and bool(event.recording)


def _invitations(scribe: _Scribe) -> Done | None:
    """As the plan's first report tells of its invitations: published on that day, sent by mail to those groups."""
    notice = telling.announcement(scribe.session, scribe.event)
    if notice is None or notice.kind is not NoticeKind.EVENT_ANNOUNCED:
        return None
    days, sentences = set(), []
    for way, sentence in ((Way.CHANNEL, _in_channel), (Way.MAIL, _by_mail), (Way.CHAT, _in_chats)):
        on = queries.days(scribe.session, notice.id, way, scribe.zone)
        if on:
            days.update(on)
            sentences.append(sentence(scribe, notice.id, scribe.formats.days(on)))
    if not sentences:
        return None
    about = scribe.words.plain("evidence", "Dialogue event: «{title}».", title=scribe.event.title)
    return Done(INVITATIONS, " ".join([*sentences, about]), tuple(sorted(days)))


def _in_channel(scribe: _Scribe, _notice_id: int, on: str) -> str:
    return scribe.words.plain(
        "evidence",
        "The invitation to take part in the dialogue was published in the entity's Telegram channel ({days}).",
        days=on,
    )


def _by_mail(scribe: _Scribe, notice_id: int, on: str) -> str:
    count = queries.arrived(scribe.session, notice_id, Way.MAIL)
    _, names = events.around(scribe.session, scribe.event)
    reached = queries.groups_reached(scribe.session, notice_id)
    groups = [name for code, name in names.items() if code in reached]
    return scribe.words.plain_count(
        "evidence",
        "The invitation was sent by e-mail to these groups: {groups} ({days}; {n} e-mail).",
        "The invitations were sent by e-mail to these groups: {groups} ({days}; {n} e-mails).",
        count,
        groups=scribe.formats.join(groups) if groups else "—",
        days=on,
    )


def _in_chats(scribe: _Scribe, notice_id: int, on: str) -> str:
    return scribe.words.plain_count(
        "evidence",
        "{n} person received it by Telegram ({days}).",
        "{n} people received it by Telegram ({days}).",
        queries.arrived(scribe.session, notice_id, Way.CHAT),
        days=on,
    )


def _postponements(scribe: _Scribe) -> Iterator[Done]:
    """That it was postponed and who was told, for each time that somebody was."""
    for change in queries.postponements(scribe.session, scribe.event.id):
        told = [
            queries.told_since(scribe.session, scribe.event.id, telling.TELLING, change.version, way)
            for way in (Way.MAIL, Way.CHAT)
        ]
        if any(told):
            day = change.at.astimezone(scribe.zone).date()
            yield Done(POSTPONEMENT, _postponed(scribe, change.old.get("day"), day, *told), (day,), change.version)


def _postponed(scribe: _Scribe, lost: str | None, day: date, mails: int, people: int) -> str:
    said, told = scribe.words, scribe.formats.date(day)
    means = []
    if mails:
        means.append(said.plain_count("evidence", "by e-mail ({n} message)", "by e-mail ({n} messages)", mails))
    if people:
        means.append(said.plain_count("evidence", "by Telegram ({n} person)", "by Telegram ({n} people)", people))
    return said.plain(
        "evidence",
        "The dialogue «{title}», which was to be held on {day}, was postponed."
        " Who had been invited was told on {told}, {means}.",
        title=scribe.event.title,
        day=scribe.formats.date(date.fromisoformat(lost)) if lost else "—",
        told=told,
        means=scribe.formats.join(means),
    )


def _recording(scribe: _Scribe) -> Done | None:
    event, said = scribe.event, scribe.words
    if not _has_recording(event) or event.day is None:
        return None
    parts = [
        said.plain(
            "evidence",
            "The dialogue «{title}» was held on {day}. Its recording is published: {link}",
            title=event.title,
            day=scribe.formats.date(event.day),
            link=event.recording,
        )
    ]
    if event.attendance is not None and event.attendance_metric:
        number = scribe.formats.number(event.attendance)
        parts.append(said.plain("evidence", "Attendance: {n} ({metric}).", n=number, metric=event.attendance_metric))
    return Done(RECORDING, " ".join(parts), (event.day,), link=event.recording)
