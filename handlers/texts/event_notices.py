"""What is told of events on the bot's own initiative: the same facts as in their screen, the main message first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from markupsafe import Markup

from handlers.texts import events as texts
from handlers.texts.fitting import PARAGRAPH
from locales import Formats, Phrase, Words, clip
from participation.plan.views import EntityView, EventView
from reports.event_words import KINDS
from storage.models.plan import EventKind, EventState

LINE = texts.LINE
HEADINGS = {
    EventState.LIVE: Phrase("event notice", "It is live now"),
    EventState.HELD: Phrase("event notice", "It was held"),
    EventState.POSTPONED: Phrase("event notice", "It was postponed"),
    EventState.RESCHEDULED: Phrase("event notice", "There is a new date"),
    EventState.CANCELLED: Phrase("event notice", "It was cancelled"),
    EventState.UNCONFIRMED: Phrase("event notice", "We do not know yet whether it was held"),
}
INVITATION = Phrase("event notice", "Invitation")
FIELDS = {
    "title": Phrase("event field", "Title"),
    "kind": Phrase("event field", "Kind"),
    "day": Phrase("event field", "Day"),
    "hour": Phrase("event field", "Hour"),
    "minutes_long": Phrase("event field", "Duration"),
    "place": Phrase("event field", "Place"),
    "link": Phrase("event field", "Link"),
}
SOON = 90  # minutes


@dataclass(frozen=True)
class Changed:
    """What an event was and is, by field, as `EventChange` keeps it: only what differs."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]

    @property
    def state(self) -> str | None:
        """The state that it has now, where that is new."""
        return self.new.get("state")


def heading(found: EventView, words: Words) -> str:
    """What is told, in two or three words."""
    return words.plain_phrase(HEADINGS.get(found.state, INVITATION))


def announcement(found: EventView, words: Words, formats: Formats, *, contact: str = "/contacto") -> Markup:
    """An event as it is announced, and as the announcement reads once it was moved, called off or held."""
    found = texts.fitting(found)
    top = LINE.join([Markup("<b>{}</b>").format(heading(found, words)), Markup("<b>{}</b>").format(found.title)])
    return PARAGRAPH.join([top, facts(found, words, formats, contact=contact)])


def facts(found: EventView, words: Words, formats: Formats, *, contact: str = "/contacto") -> Markup:
    """The announcement below its heading, which an e-mail has as its title."""
    found = texts.fitting(found)
    return PARAGRAPH.join([LINE.join(texts.details(found, words, formats)), *_consequences(found, words, contact)])


def _consequences(found: EventView, words: Words, contact: str) -> list[Markup]:
    """What it means for who was invited."""
    if found.state is EventState.POSTPONED:
        lines = [
            words.say("event notice", "We will tell you the new date here, as soon as there is one."),
            words.say("event notice", "The questions that we already received are kept."),
        ]
    elif found.state is EventState.CANCELLED:
        lines = [words.say("event notice", "The questions that we already received are kept.")]
    else:
        return []
    return [LINE.join([*lines, whom_to_ask(contact, words)])]


def whom_to_ask(contact: str, words: Words) -> Markup:
    """How to reach the entity."""
    return words.say("event notice", "Contact: {contact}", contact=contact)


def change(
    found: EventView, changed: Changed, words: Words, formats: Formats, *, contact: str = "/contacto"
) -> Markup | None:
    """One message that tells a change, from the old to the new; None for what people need not be told."""
    found = texts.fitting(found)
    if found.state in {EventState.HELD, EventState.UNCONFIRMED}:
        return None
    match changed.state:
        case EventState.POSTPONED:
            return _called_off(found, changed, words, formats, contact)
        case EventState.CANCELLED:
            return _called_off(found, changed, words, formats, contact)
        case EventState.RESCHEDULED:
            return _moved(found, changed, words, formats)
        case EventState.LIVE if "day" in changed.new:
            return _moved(found, changed, words, formats)
    return _edited(found, changed, words, formats)


def _called_off(found: EventView, changed: Changed, words: Words, formats: Formats, contact: str) -> Markup:
    title = found.title
    first = (
        words.say("event notice", "“{title}” was postponed.", title=title)
        if found.state is EventState.POSTPONED
        else words.say("event notice", "“{title}” was cancelled.", title=title)
    )
    lines = [first, *_before(changed, found, words, formats)]
    lines.append(words.say("event", "Reason: {reason}", reason=texts.reason(found, words)))
    if found.state is EventState.POSTPONED:
        lines.append(words.say("event", "New date: to be defined."))
    return PARAGRAPH.join([LINE.join(lines), *_consequences(found, words, contact)])


def _moved(found: EventView, changed: Changed, words: Words, formats: Formats) -> Markup:
    lines = [words.say("event notice", "“{title}” has a new date.", title=found.title)]
    lines += _before(changed, found, words, formats)
    lines.append(words.say("event", "New date: {date}.", date=texts.when(found, words, formats)))
    others = [name for name in ("place", "link") if name in changed.new]
    lines += [_field(name, changed, words, formats) for name in others]
    return LINE.join(lines)


def _before(changed: Changed, found: EventView, words: Words, formats: Formats) -> list[Markup]:
    """The day and the hour that it had when this person was told of it last; else the last one that it had at all."""
    told = changed.old.get("day")
    days = found.dates_before or ((found.day,) if found.day is not None else ())
    day = date.fromisoformat(told) if told else (days[-1] if days else None)
    if day is None:
        return []
    hour = changed.old.get("hour")
    known = time.fromisoformat(hour) if hour else (found.hour if "hour" not in changed.old else None)
    was = replace(found, day=day, hour=known)
    if known is None:
        return [words.say("event", "Before: {date}", date=formats.weekday_date(day))]
    return [words.say("event", "Before: {date}", date=texts.when(was, words, formats))]


def _edited(found: EventView, changed: Changed, words: Words, formats: Formats) -> Markup | None:
    lines = [_field(name, changed, words, formats) for name in FIELDS if name in changed.new]
    if not lines:
        return None
    title = clip(str(changed.old.get("title") or found.title), texts.LONG_TITLE)
    first = words.say("event notice", "Something changed in “{title}”:", title=title)
    return LINE.join([first, *lines])


def _field(name: str, changed: Changed, words: Words, formats: Formats) -> Markup:
    return words.say(
        "event notice",
        "{field}: {old} → {new}",
        field=words.plain_phrase(FIELDS[name]),
        old=_said(name, changed.old.get(name), words, formats),
        new=_said(name, changed.new.get(name), words, formats),
    )


def _said(name: str, value: Any, words: Words, formats: Formats) -> str:
    """A value as `EventChange` keeps it, in words."""
    if value in (None, ""):
        return words.plain("event notice", "not known")
    match name:
        case "day":
            return formats.weekday_date(date.fromisoformat(value))
        case "hour":
            return formats.time(datetime.combine(date(2000, 1, 1), time.fromisoformat(value), formats.zone))
        case "minutes_long":
            return formats.duration(int(value) * 60)
        case "kind":
            return words.plain_phrase(KINDS[EventKind(value)])
    return clip(str(value), texts.LONG_LINK)


def reminder(found: EventView, now: datetime, words: Words, formats: Formats) -> Markup:
    """That an event is near: how near it is at the moment of sending, and where it is."""
    found = texts.fitting(found)
    lines = [
        words.say("event notice", "<b>Reminder</b>: {title}", title=found.title),
        _nearness(found, now, words, formats),
    ]
    if found.place:
        lines.append(words.say("event", "Place: {place}", place=found.place))
    if found.link:
        lines.append(words.say("event", "Link: {link}", link=found.link))
    return LINE.join(lines)


def _nearness(found: EventView, now: datetime, words: Words, formats: Formats) -> Markup:
    when = texts.when(found, words, formats)
    if found.day is None:
        return when
    if found.hour is not None:
        start = datetime.combine(found.day, found.hour, formats.zone)
        minutes = round((start - now).total_seconds() / 300) * 5
        if 0 < minutes <= SOON:
            return words.say(
                "event notice", "It begins in {time}: {when}", time=formats.duration(minutes * 60), when=when
            )
    days = (found.day - now.astimezone(formats.zone).date()).days
    if days == 0:
        return words.say("event notice", "It is today: {when}", when=when)
    if days == 1:
        return words.say("event notice", "It is tomorrow: {when}", when=when)
    return words.say("event", "Day and hour: {when}", when=when)


def recording(found: EventView, words: Words) -> Markup:
    """That it can be watched."""
    found = texts.fitting(found)
    lines = [words.say("event notice", "You can now watch the recording of “{title}”.", title=found.title)]
    if found.recording:
        lines.append(words.say("event", "Recording: {link}", link=found.recording))
    if found.minutes_link:
        lines.append(words.say("event", "Minutes: {link}", link=found.minutes_link))
    return LINE.join(lines)


def subject(found: EventView, entity: EntityView, words: Words) -> str:
    """The subject of the e-mail: it stays the same, so that mail programs keep what follows together.

    So it fits an invitation as well as what calls it off; the title of the letter says which.
    """
    title = clip(found.title, texts.LONG_TITLE)
    return words.plain("event mail", "Event of {entity}: {title}", entity=entity.short_name, title=title)


def why_mail(entity: EntityView, words: Words) -> str:
    """Why this address gets an e-mail."""
    return words.plain(
        "event mail",
        "You get this e-mail because {entity} has you in its list of institutional guests.",
        entity=entity.short_name,
    )


def mail_contact(entity: EntityView, words: Words) -> str:
    """How to reach the entity from an e-mail."""
    return _ways_to(entity) or words.plain("event mail", "answer this e-mail")


def public_contact(entity: EntityView, bot: str) -> str:
    """How to reach the entity from a channel; the bot itself where the plan names no other way."""
    return _ways_to(entity) or f"@{bot}"


def _ways_to(entity: EntityView) -> str:
    return " · ".join(one for one in (entity.email, entity.phone, entity.web_page) if one)
