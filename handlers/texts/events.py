"""What is said of dialogue events. What the plan does not say of one is said to be unknown, never filled in."""

from dataclasses import replace
from datetime import date, datetime, time

from markupsafe import Markup

from handlers.texts.fitting import fitted
from locales import Formats, Language, Phrase, Words, clip
from participation.plan.views import EventList, EventView
from reports.event_words import KINDS, STATES
from storage.models.plan import EventState

LINE = Markup("\n")
LONG_TITLE, LONG_TEXT, LONG_REASON, LONG_LINK = 200, 600, 300, 300  # characters; 4,096 hold all of them together
LONG_SPEAKER, MOST_SPEAKERS = 40, 8

NOT_SAID = Phrase("event", "the plan does not say it")
NOT_GIVEN = Phrase("event", "the entity did not give it")
TO_BE_DEFINED = Phrase("event", "to be defined")
MOVED = (EventState.POSTPONED, EventState.RESCHEDULED)
NOT_TO_BE_JOINED = (EventState.POSTPONED, EventState.CANCELLED)
STILL_TO_COME = (EventState.DRAFT, EventState.PROGRAMMED, EventState.INVITED, EventState.RESCHEDULED)


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
        return words.say_phrase(TO_BE_DEFINED)
    said = formats.weekday_date(event.day)
    if event.hour is None and event.state in STILL_TO_COME:
        return words.say("event", "{date} (hour to be defined)", date=said)
    return _with_hour(said, event.day, event.hour, words, formats)


def _with_hour(said: str, day: date, hour: time | None, words: Words, formats: Formats) -> Markup:
    if hour is None:
        return words.say("event", "{date} (the plan does not say the hour)", date=said)
    clock = formats.time(datetime.combine(day, hour, formats.zone))
    if formats.zone.key == "America/Bogota":
        return words.say("event", "{date}, {hour}, Colombian time", date=said, hour=clock)
    return words.say("event", "{date}, {hour}, time of {zone}", date=said, hour=clock, zone=formats.zone.key)


def kind(event: EventView, words: Words) -> str:
    """Where it takes place, in words; the kind of what is still to come may yet be defined."""
    unknown = TO_BE_DEFINED if event.state in STILL_TO_COME else NOT_SAID
    return words.plain_phrase(KINDS[event.kind] if event.kind is not None else unknown)


def reason(event: EventView, words: Words) -> str:
    """Why it was moved or called off. Only a new date is given without one: then it is the entity that did not say."""
    unknown = NOT_GIVEN if event.state is EventState.RESCHEDULED else NOT_SAID
    return event.reason or words.plain_phrase(unknown)


def state(event: EventView, words: Words) -> str:
    """The state of an event: a shape and its word."""
    return words.plain_phrase(STATES[event.state])


def events(found: EventList, words: Words, formats: Formats, *, offers: bool = False) -> Markup:
    """The next events first, then the last ones; `offers` notices of them at the end, to who is told of none."""
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
    if offers:
        parts.append(words.say("notices", "Do you want us to tell you of the next events? Tap “Notices”."))
    return fitted(parts, words.say("event", "There are more events. Tap one of them to see it."))


def event(found: EventView, words: Words, formats: Formats) -> Markup:
    """One event with everything that is known of it."""
    found = fitting(found)
    return LINE.join(
        [
            Markup("<b>{}</b>").format(found.title),
            Markup("{}").format(state(found, words)),
            *details(found, words, formats),
        ]
    )


def details(found: EventView, words: Words, formats: Formats) -> list[Markup]:
    """What is known of an event beside its title and its state, one line each."""
    lines = _dates(found, words, formats)
    if found.state in {*MOVED, EventState.CANCELLED}:
        lines.append(words.say("event", "Reason: {reason}", reason=reason(found, words)))
    lines.append(words.say("event", "Kind: {kind}", kind=kind(found, words)))
    if found.place:
        lines.append(words.say("event", "Place: {place}", place=found.place))
    if found.description:
        lines.append(words.say("event", "What for: {description}", description=found.description))
    if found.speakers:
        lines.append(words.say("event", "With: {speakers}", speakers=formats.join(list(found.speakers))))
    if found.accessibility:
        lines.append(words.say("event", "Accessibility: {what}", what=found.accessibility))
    if found.link and found.state not in NOT_TO_BE_JOINED:
        lines.append(words.say("event", "Link: {link}", link=found.link))
    return [*lines, *_proof(found, words, formats)]


def _proof(found: EventView, words: Words, formats: Formats) -> list[Markup]:
    """What shows that it was held; of those who came, what was counted."""
    lines = []
    if found.recording:
        lines.append(words.say("event", "Recording: {link}", link=found.recording))
    if found.record:
        lines.append(words.say("event", "Proof: {record}", record=found.record))
    if found.attendance is not None and found.attendance_metric:
        number = formats.number(found.attendance)
        lines.append(words.say("event", "Attendance: {n} ({metric})", n=number, metric=found.attendance_metric))
    if found.minutes_link:
        lines.append(words.say("event", "Minutes: {link}", link=found.minutes_link))
    return lines


def fitting(found: EventView) -> EventView:
    """The event with its longest texts cut short, so that with everything around it it fits into a message."""
    return replace(
        found,
        title=clip(found.title, LONG_TITLE),
        description=_short(found.description, LONG_TEXT),
        reason=_short(found.reason, LONG_REASON),
        place=_short(found.place, LONG_TITLE),
        record=_short(found.record, LONG_TITLE),
        accessibility=_short(found.accessibility, LONG_TITLE),
        attendance_metric=_short(found.attendance_metric, LONG_TITLE),
        speakers=tuple(clip(speaker, LONG_SPEAKER) for speaker in found.speakers[:MOST_SPEAKERS]),
        link=_whole(found.link),
        recording=_whole(found.recording),
        minutes_link=_whole(found.minutes_link),
    )


def _whole(link: str | None) -> str | None:
    """A link is shown whole or not at all."""
    return link if link and len(link) <= LONG_LINK else None


def _short(text: str | None, limit: int) -> str | None:
    return clip(text, limit) if text else text


def _dates(found: EventView, words: Words, formats: Formats) -> list[Markup]:
    """When it was to be and when it is: what was called off has no date to come."""
    before, day = found.dates_before, found.day
    will_be = when(found, words, formats)
    if found.state is EventState.CANCELLED:
        day = day or (before[-1] if before else None)
        return [] if day is None else [words.say("event", "It was to be on {date}", date=formats.date(day))]
    lasts = _lasts(found, words, formats) if day is not None else []
    if not before:
        return [words.say("event", "Day and hour: {when}", when=will_be), *lasts]
    if found.state not in MOVED:
        was = words.say("event", "It was to be on {date}", date=formats.days(before))
        return [words.say("event", "Day and hour: {when}", when=will_be), *lasts, was]
    said: str = formats.days(before)
    if day is None and len(before) == 1:  # the hour is still that of the first date
        said = _with_hour(said, before[0], found.hour, words, formats)
    return [
        words.say("event", "Before: {date}", date=said),
        words.say("event", "New date: {when}", when=will_be),
        *lasts,
    ]


def _lasts(found: EventView, words: Words, formats: Formats) -> list[Markup]:
    """How long it lasts, where that is known."""
    if not found.minutes_long:
        return []
    return [words.say("event", "Duration: {duration}", duration=formats.duration(found.minutes_long * 60))]
