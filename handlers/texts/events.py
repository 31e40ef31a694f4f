"""What is said of dialogue events. What the plan does not say of one is said to be unknown, never filled in."""

from datetime import date, datetime, time

from markupsafe import Markup

from handlers.texts.fitting import fitted
from locales import Formats, Language, Phrase, Words
from participation.plan.views import EventList, EventView
from storage.models.plan import EventKind, EventState

LINE = Markup("\n")

NOT_SAID = Phrase("event", "the plan does not say it")
KINDS = {
    EventKind.FACEBOOK_LIVE: Phrase("event", "Facebook Live"),
    EventKind.YOUTUBE_LIVE: Phrase("event", "YouTube live"),
    EventKind.IN_PERSON: Phrase("event", "in person"),
    EventKind.OTHER: Phrase("event", "other"),
}
MOVED = (EventState.POSTPONED, EventState.RESCHEDULED)
# A shape before the word, so that a state is seen in black and white; the word carries the meaning.
STATES = {
    EventState.DRAFT: Phrase("event", "○ Not published yet"),
    EventState.PROGRAMMED: Phrase("event", "○ Programmed"),
    EventState.INVITED: Phrase("event", "○ Programmed, with invitations sent"),
    EventState.LIVE: Phrase("event", "◐ Live now"),
    EventState.HELD: Phrase("event", "● Held"),
    EventState.POSTPONED: Phrase("event", "‖ Postponed"),
    EventState.RESCHEDULED: Phrase("event", "○ With a new date"),
    EventState.CANCELLED: Phrase("event", "✕ Cancelled"),
    EventState.UNCONFIRMED: Phrase("event", "▲ Not confirmed: its day has passed and nobody has confirmed it"),
}


def told(event: EventView, words: Words, formats: Formats, *, first: bool = False) -> Markup:
    """What happened to an event, and when it will be: "el diálogo … se aplazó. Nueva fecha: por definir."

    It begins with a capital where it stands `first`.
    """
    said = Markup("{}.").format(mention(event, words, formats))
    if first:
        said = said[:1].upper() + said[1:]
    return Markup(" ").join(part for part in (said, new_date(event, words, formats)) if part)


def mention(event: EventView, words: Words, formats: Formats) -> Markup:
    """An event inside a sentence, without a full stop: "el diálogo del 30 de junio se aplazó"."""
    name = called(event, words)
    day = event.original_date if event.state in MOVED else event.day
    day = day or event.day or event.original_date
    if day is not None:
        name = words.plain("event", "{event} of {day}", event=name, day=formats.day_month(day))
    match event.state:
        case EventState.LIVE:
            return words.say("event", "{event} is live now", event=name)
        case EventState.POSTPONED | EventState.RESCHEDULED:
            return words.say("event", "{event} was postponed", event=name)
        case EventState.CANCELLED:
            return words.say("event", "{event} was cancelled", event=name)
        case EventState.HELD:
            return words.say("event", "{event} was held", event=name)
        case EventState.UNCONFIRMED:
            return words.say("event", "{event} is not confirmed. We do not know whether it was held", event=name)
        case _:
            return words.say("event", "{event} is programmed", event=name)


def called(event: EventView, words: Words) -> str:
    """How a sentence calls it: "el diálogo". The plan's own words for that are Spanish, as is their article."""
    if event.mention and words.language is Language.ES:
        return event.mention
    return words.plain("event", "the event “{title}”", title=event.title)


def new_date(event: EventView, words: Words, formats: Formats) -> Markup:
    """When it will be, for an event that was moved; empty for others."""
    if event.state is EventState.POSTPONED:
        return words.say("event", "New date: to be defined.")
    if event.state is EventState.RESCHEDULED and event.day is not None:
        return words.say("event", "New date: {date}.", date=when(event, words, formats))
    return Markup()


def when(event: EventView, words: Words, formats: Formats) -> Markup:
    """Day and hour of an event, and that the hour is not known where it is not."""
    if event.day is None:
        return words.say("event", "to be defined")
    return _with_hour(formats.weekday_date(event.day), event.day, event.hour, words, formats)


def _with_hour(said: str, day: date, hour: time | None, words: Words, formats: Formats) -> Markup:
    if hour is None:
        return words.say("event", "{date} (the plan does not say the hour)", date=said)
    clock = formats.time(datetime.combine(day, hour, formats.zone))
    if formats.zone.key == "America/Bogota":
        return words.say("event", "{date}, {hour}, Colombian time", date=said, hour=clock)
    return words.say("event", "{date}, {hour}, time of {zone}", date=said, hour=clock, zone=formats.zone.key)


def kind(event: EventView, words: Words) -> str:
    """Where it takes place, in words."""
    return words.plain_phrase(KINDS[event.kind] if event.kind is not None else NOT_SAID)


def state(event: EventView, words: Words) -> str:
    """The state of an event: a shape and its word."""
    return words.plain_phrase(STATES[event.state])


def events(found: EventList, words: Words, formats: Formats) -> Markup:
    """The next events first, then the last ones."""
    parts = [words.say("event", "<b>Dialogue events</b>")]
    if not found.upcoming and not found.past:
        parts.append(
            words.say(
                "event", "There are no events yet. When there is one, you will see it here with its day and hour."
            )
        )
    if found.upcoming:
        parts.append(words.say("event", "<b>Next</b>"))
        parts.extend(event(one, words, formats) for one in found.upcoming)
    if found.past:
        parts.append(words.say("event", "<b>Already past</b>"))
        parts.extend(event(one, words, formats) for one in found.past)
    return fitted(parts, words.say("event", "There are more events. Tap one of them to see it."))


def event(found: EventView, words: Words, formats: Formats) -> Markup:
    """One event with everything that is known of it."""
    lines = [Markup("<b>{}</b>").format(found.title), Markup("{}").format(state(found, words))]
    lines.extend(_dates(found, words, formats))
    if found.state in {*MOVED, EventState.CANCELLED}:
        reason = found.reason or words.plain_phrase(NOT_SAID)
        lines.append(words.say("event", "Reason: {reason}", reason=reason))
    lines.append(words.say("event", "Kind: {kind}", kind=kind(found, words)))
    if found.place:
        lines.append(words.say("event", "Place: {place}", place=found.place))
    if found.description:
        lines.append(words.say("event", "What for: {description}", description=found.description))
    if found.link:
        lines.append(words.say("event", "Link: {link}", link=found.link))
    if found.recording:
        lines.append(words.say("event", "Recording: {link}", link=found.recording))
    return LINE.join(lines)


def _dates(found: EventView, words: Words, formats: Formats) -> list[Markup]:
    """When it was to be and when it is: what was called off has no date to come."""
    before, day = found.original_date, found.day
    will_be = when(found, words, formats)
    if found.state is EventState.CANCELLED:
        day = day or before
        return [] if day is None else [words.say("event", "It was to be on {date}", date=formats.date(day))]
    if before is None or before == day:
        return [words.say("event", "Day and hour: {when}", when=will_be)]
    if found.state not in MOVED:
        return [
            words.say("event", "Day and hour: {when}", when=will_be),
            words.say("event", "It was to be on {date}", date=formats.date(before)),
        ]
    said: str = formats.date(before)
    if day is None:  # the hour is still that of the first date
        said = _with_hour(said, before, found.hour, words, formats)
    return [
        words.say("event", "Before: {date}", date=said),
        words.say("event", "New date: {when}", when=will_be),
    ]
