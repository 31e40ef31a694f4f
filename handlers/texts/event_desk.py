"""What staff are asked and told while they keep events."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts import event_notices
from handlers.texts import events as texts
from handlers.texts.fitting import PARAGRAPH
from locales import Formats, Phrase, Words, clip
from participation.events.coming_days import Doubt
from participation.events.moments import Moment
from participation.events.spoken_dates import Fault
from participation.notices import Reach
from participation.plan.views import EventView
from reports.event_words import STATES
from storage.models.plan import Event, EventState

LINE = texts.LINE
QUESTIONS = {
    "title": Phrase("event desk", "What is the event called? Write its title."),
    "kind": Phrase("event desk", "How is it held?"),
    "moment": Phrase("event desk", "When is it? For example: 15 de julio 3 p. m."),
    "where": Phrase("event desk", "Where is it? Send the link to join, or write the place."),
    "product": Phrase("event desk", "Which product of the plan does it serve?"),
    "groups": Phrase("event desk", "Who is invited by e-mail? Tap each group, then «Done»."),
    "description": Phrase("event desk", "What is it for? Write one or two sentences."),
    "speakers": Phrase("event desk", "Who speaks? Write one name a line."),
    "accessibility": Phrase("event desk", "What makes it accessible? For example: con intérprete de lengua de señas."),
    "minutes_long": Phrase("event desk", "How long does it last? For example: 90 minutos, 2 horas."),
    "reminders": Phrase("event desk", "How long before are people reminded? For example: 1 día y 1 hora."),
    "recording": Phrase("event desk", "Send the link of the recording."),
    "attendance": Phrase("event desk", "How many came, and what was counted? For example: 85 personas inscritas."),
    "minutes_link": Phrase("event desk", "Send the link of the minutes."),
}
NOT_UNDERSTOOD = {
    "title": Phrase("event desk", "The title has to be of 3 to 200 characters."),
    "kind": Phrase("event desk", "Tap one of the buttons, please."),
    "product": Phrase("event desk", "Tap one of the buttons, please."),
    "groups": Phrase("event desk", "Tap one of the buttons, please."),
    "minutes_long": Phrase("event desk", "I did not understand how long. Write it like this: 90 minutos."),
    "reminders": Phrase("event desk", "I did not understand when. Write it like this: 1 día y 1 hora."),
    "recording": Phrase("event desk", "That is no link. It begins with https://"),
    "minutes_link": Phrase("event desk", "That is no link. It begins with https://"),
    "attendance": Phrase("event desk", "Write the number and what was counted: 85 personas inscritas."),
}
TOO_LONG = Phrase("event desk", "That is too long. It may have up to 1,000 characters.")
DOUBTS = {
    Doubt.HALF: Phrase("event desk", "In the morning or in the afternoon?"),
    Doubt.DAY: Phrase("event desk", "Which day is it?"),
    Doubt.YEAR: Phrase("event desk", "That day of this year has passed. Is it this one?"),
    Doubt.WEEKDAY: Phrase("event desk", "The day of the week and the date do not go together. Which one is it?"),
}
FAULTS = {
    Fault.NOT_READ: Phrase("event desk", "I did not understand the date. Write it like this: 15 de julio 3 p. m."),
    Fault.NO_DAY: Phrase("event desk", "The day is missing. Write it like this: 15 de julio 3 p. m."),
    Fault.NO_SUCH_DAY: Phrase("event desk", "That day does not exist in the calendar. Write another one."),
    Fault.NO_SUCH_HOUR: Phrase("event desk", "That hour does not exist. Write it like this: 3 p. m. or 15:00."),
    Fault.PAST: Phrase("event desk", "That moment has passed already. Write another day and hour."),
    Fault.TOO_FAR: Phrase("event desk", "That is more than three years away. Look at the year, please."),
}
REASON = Phrase("event desk", "Why? Write the reason in one sentence. Everybody who was invited reads it.")
NEW_DATE = Phrase("event desk", "What is the new date? For example: 15 de julio 3 p. m.")
RECORD = Phrase("event desk", "Without a recording, what proves it? Write where it was recorded.")
MISSING = {
    "kind": Phrase("event desk", "kind"),
    "day": Phrase("event desk", "day"),
    "hour": Phrase("event desk", "hour"),
    "where": Phrase("event desk", "link or place"),
}
STALE = Phrase("event desk", "The event has changed in the meantime. Look at it again before you go on.")
GONE = Phrase("event desk", "That event is not there any more.")
NOT_ALL = Phrase("event desk", "Nothing is waiting. Begin again from the event, please.")


def listing(events: Sequence[Event], words: Words, formats: Formats) -> Markup:
    """The events for staff: state, title, day."""
    lines = [_line(event, words, formats) for event in events]
    empty = words.say("event desk", "There are no events yet. Make the first one with «New event».")
    return PARAGRAPH.join([words.say("event", "<b>Dialogue events</b>"), LINE.join(lines) if lines else empty])


def _line(event: Event, words: Words, formats: Formats) -> Markup:
    day = formats.date(event.day) if event.day is not None else words.plain("event", "to be defined")
    state = words.plain_phrase(STATES[event.state])
    return Markup("{}. {} · {}").format(state, clip(event.title, 120), day)


def card(
    event: Event, found: EventView, invited: Sequence[str], reminded: int, words: Words, formats: Formats
) -> Markup:
    """An event as staff see it: how it stands, what is missing, and what people read."""
    lines = [words.say_phrase(STATES[found.state])]
    if missing := _missing(event, words):
        lines.append(words.say("event desk", "Not known yet: {missing}.", missing=formats.join(missing)))
    groups = formats.join(list(invited)) if invited else words.plain("event desk", "nobody")
    lines.append(words.say("event desk", "Invited by e-mail: {groups}.", groups=groups))
    if found.product_short_name:
        lines.append(words.say("event desk", "Product: {product}", product=found.product_short_name))
    if event.state is not EventState.DRAFT:
        lines.append(words.count("event desk", "Reminders: {n} person", "Reminders: {n} people", reminded))
    shown = words.say("event desk", "This is what people read:")
    read = Markup("<blockquote>{}</blockquote>").format(event_notices.announcement(found, words, formats))
    return PARAGRAPH.join([LINE.join(lines), LINE.join([shown, read])])


def _missing(event: Event, words: Words) -> list[str]:
    lacking = {
        "kind": event.kind is None,
        "day": event.day is None and event.state is EventState.DRAFT,
        "hour": event.hour is None and event.day is not None,
        "where": not (event.link or event.place),
    }
    return [words.plain_phrase(MISSING[name]) for name, lacks in lacking.items() if lacks]


def question(field: str, words: Words) -> Markup:
    """What is asked for a field."""
    return words.say_phrase(QUESTIONS[field])


def set_to(field: str, words: Words) -> Markup:
    """Which field of the event to write anew."""
    if field == "more":
        return words.say("event desk", "What do you want to add?")
    return words.say("event desk", "What do you want to correct?")


def closed_day(moment: Moment, holiday: str | None, words: Words, formats: Formats) -> Markup:
    """A Sunday or a public holiday."""
    day = formats.weekday_date(moment.day)
    if holiday:
        return words.say(
            "event desk", "{day} is a public holiday ({holiday}). Is it that day?", day=day, holiday=holiday
        )
    return words.say("event desk", "{day} is a Sunday. Is it that day?", day=formats.date(moment.day))


def confirm(
    what: str, found: EventView, reach: Reach | None, wait: Markup | None, words: Words, formats: Formats
) -> Markup:
    """What will be told, to how many, and how long that takes; asked once."""
    parts = []
    if what in {"announce", "postpone", "reschedule", "cancel", "held"}:
        read = Markup("<blockquote>{}</blockquote>").format(event_notices.announcement(found, words, formats))
        parts.append(LINE.join([words.say("event desk", "This is what people read:"), read]))
    if reach is not None:
        parts.append(LINE.join([reaches(reach, words, formats), *([wait] if wait else [])]))
    parts.append(words.say("event desk", "Do you confirm it?"))
    return PARAGRAPH.join(parts)


def reaches(reach: Reach, words: Words, formats: Formats) -> Markup:
    """How many a sending reaches, by channel, and how long it takes."""
    if not reach.all:
        return words.say("event desk", "It reaches nobody yet: there are no subscribers and no guests.")
    lines = [
        words.say("event desk", "It reaches, on Telegram: {n}", n=formats.number(reach.telegram)),
        words.say("event desk", "By e-mail: {n}", n=formats.number(reach.email)),
    ]
    if reach.channel:
        lines.append(words.say("event desk", "And the entity's channel."))
    if reach.seconds >= 1:
        lines.append(words.say("event desk", "It takes about {time}.", time=formats.duration(max(1, reach.seconds))))
    return LINE.join(lines)


def waits(until: str, words: Words) -> Markup:
    """At night it rests."""
    return words.say("event desk", "It is night: it leaves at {hour}.", hour=until)


def not_all_in_time(words: Words) -> Markup:
    """The event begins before everybody is told."""
    return words.say("event desk", "The event begins before it has reached everybody.")


def state_now(event: Event, words: Words) -> Markup:
    """Why something can't be done: how it stands."""
    state = words.plain_phrase(STATES[event.state])
    return words.say("event desk", "That cannot be done now. The event is like this: {state}", state=state)


def done(what: str, words: Words) -> Markup:
    """It was done."""
    return words.say_phrase(DONE[what])


DONE = {
    "announce": Phrase("event desk", "Published. The invitations are leaving."),
    "postpone": Phrase("event desk", "Postponed. Everybody who was invited is being told."),
    "reschedule": Phrase("event desk", "The new date is set. Everybody who was invited is being told."),
    "cancel": Phrase("event desk", "Cancelled. Everybody who was invited is being told."),
    "live": Phrase("event desk", "It is shown as live now."),
    "held": Phrase("event desk", "It is marked as held, with its proof."),
    "discard": Phrase("event desk", "The draft is deleted."),
}


def unconfirmed(found: EventView, words: Words, formats: Formats) -> Markup:
    """Staff are asked whether an event was held."""
    lines = [
        words.say("event desk", "▲ Was “{title}” held?", title=texts.fitting(found).title),
        words.say("event", "Day and hour: {when}", when=texts.when(found, words, formats)),
        words.say("event desk", "Its hour has passed and nobody has confirmed it. Until then it reads: not confirmed."),
        words.say("event desk", "Mark it as held with its proof, give it another date or cancel it."),
    ]
    return LINE.join(lines)


def edited(words: Words) -> Markup:
    """After a correction of a published event."""
    return words.say("event desk", "Saved. Who was invited is told in 10 minutes, of all your changes at once.")
