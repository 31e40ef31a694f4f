"""Buttons under what staff see of events."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.answer import Button, Keyboard
from handlers.buttons.audience import EventPoster
from handlers.buttons.event_desk import (
    UNKNOWN,
    AskField,
    ConfirmMove,
    DeskEvent,
    EventDesk,
    ImportEvents,
    MoveEvent,
    MoveStep,
    NewEvent,
    SaveSheet,
    SetField,
    code_moment,
)
from handlers.buttons.staff import Panel
from handlers.keyboards import dialogue
from handlers.keyboards.layout import rows, to
from locales import Formats, Phrase, Words, clip
from participation.events.lifecycle import Move, may_move
from participation.events.moments import Moment
from reports.event_words import KINDS
from storage.models.plan import Event, EventState

LONG_LABEL = 60
# Of these a poster at the office door is of use.
TO_COME = (EventState.PROGRAMMED, EventState.INVITED, EventState.LIVE, EventState.RESCHEDULED, EventState.POSTPONED)
FIELDS = {
    "title": Phrase("event button", "Title"),
    "kind": Phrase("event button", "Kind"),
    "moment": Phrase("event button", "Day and hour"),
    "where": Phrase("event button", "Link or place"),
    "product": Phrase("event button", "Product"),
    "groups": Phrase("event button", "Invited"),
}
MORE = {
    "description": Phrase("event button", "What for"),
    "speakers": Phrase("event button", "Speakers"),
    "accessibility": Phrase("event button", "Accessibility"),
    "minutes_long": Phrase("event button", "Duration"),
    "reminders": Phrase("event button", "Reminders"),
}
CLOSING = {
    "recording": Phrase("event button", "Recording"),
    "attendance": Phrase("event button", "Attendance"),
    "minutes_link": Phrase("event button", "Minutes"),
}
MOVES = {
    "reschedule": (Move.RESCHEDULE, Phrase("event button", "Reschedule")),
    "postpone": (Move.POSTPONE, Phrase("event button", "Postpone")),
    "cancel": (Move.CANCEL, Phrase("event button", "Cancel event")),
    "live": (Move.GO_LIVE, Phrase("event button", "It is live")),
    "held": (Move.HOLD, Phrase("event button", "Mark as held")),
}
SURE = {
    "announce": Phrase("event button", "Yes, publish and announce"),
    "postpone": Phrase("event button", "Yes, postpone"),
    "reschedule": Phrase("event button", "Yes, reschedule"),
    "cancel": Phrase("event button", "Yes, cancel the event"),
    "live": Phrase("event button", "Yes, it is live"),
    "held": Phrase("event button", "Yes, it was held"),
    "discard": Phrase("event button", "Yes, delete the draft"),
}


def listing(events: Sequence[Event], words: Words, *, publishes: bool) -> Keyboard:
    """The events, and a new one for who may publish."""
    items = [to(clip(event.title, LONG_LABEL), DeskEvent(str(event.id))) for event in events]
    if publishes:
        items.append(to(words.plain("event button", "New event"), NewEvent()))
        items.append(to(words.plain("event button", "Events from a sheet"), ImportEvents()))
    return rows([*items, to(words.plain("button", "Panel"), Panel())])


def card(event: Event, words: Words, *, publishes: bool, begun: bool, today: bool, sent: bool) -> Keyboard:
    """Under an event: what can be done with it as it stands."""
    items: list[Button] = []
    number = str(event.id)
    if publishes and event.state is EventState.DRAFT:
        items = [
            to(words.plain("event button", "Publish and announce"), MoveEvent(number, "announce")),
            to(words.plain("event button", "Save draft"), EventDesk()),
            to(words.plain("button", "Correct"), DeskEvent(number, "fix")),
            to(words.plain("event button", "More data"), DeskEvent(number, "more")),
            to(words.plain("event button", "Delete draft"), MoveEvent(number, "discard")),
        ]
    elif publishes:
        items = _moves(event, words, begun=begun, today=today)
        if event.state is not EventState.CANCELLED:
            items.append(to(words.plain("button", "Correct"), DeskEvent(number, "fix")))
            items.append(to(words.plain("event button", "More data"), DeskEvent(number, "more")))
        if event.state in TO_COME:
            items.append(to(words.plain("button", "Poster"), EventPoster(event.code)))
    items += dialogue.around(event, words)
    if sent:
        items.append(to(words.plain("event button", "See the sending"), DeskEvent(number, "sent")))
    return rows([*items, to(words.plain("event button", "All events"), EventDesk())])


def _moves(event: Event, words: Words, *, begun: bool, today: bool) -> list[Button]:
    number = str(event.id)
    items = []
    if may_move(event, Move.ANNOUNCE):
        items.append(to(words.plain("event button", "Publish and announce"), MoveEvent(number, "announce")))
    for what, (move, label) in MOVES.items():
        has_come = {"held": begun, "live": today}.get(what, True)
        if may_move(event, move) and has_come:
            items.append(to(words.plain_phrase(label), MoveEvent(number, what)))
    return items


def fields(event: Event, words: Words, *, more: bool) -> Keyboard:
    """Which field is to be written anew."""
    number = str(event.id)
    shown = MORE if more else CLOSING if event.state is EventState.HELD else FIELDS
    if more and event.state is EventState.HELD:
        shown = {name: label for name, label in MORE.items() if name in {"description", "speakers"}}
    items = [to(words.plain_phrase(label), AskField(number, name)) for name, label in shown.items()]
    return rows([*items, to(words.plain("button", "Back"), DeskEvent(number))])


def kinds(event: Event, words: Words, *, guided: bool) -> Keyboard:
    """Where it takes place."""
    number = str(event.id)
    labels = {kind: words.plain_phrase(label) for kind, label in KINDS.items()}
    items = [to(label[0].upper() + label[1:], SetField(number, "kind", kind.value)) for kind, label in labels.items()]
    return rows([*items, _out(event, "kind", words, guided=guided)])


def products(event: Event, found: Sequence[tuple[int, str, str]], words: Words, *, guided: bool) -> Keyboard:
    """Which product of the plan it serves."""
    number = str(event.id)
    items = [to(clip(name, LONG_LABEL), SetField(number, "product", code)) for _id, code, name in found]
    items.append(to(words.plain("event button", "None of them"), SetField(number, "product", UNKNOWN)))
    return rows([*items, _out(event, "product", words, guided=guided)])


def groups(event: Event, names: Mapping[str, str], words: Words) -> Keyboard:
    """Who is invited: a tap adds or takes away."""
    number = str(event.id)
    items = [
        to(f"{'● ' if code in event.value_groups else '○ '}{clip(name, LONG_LABEL)}", SetField(number, "groups", code))
        for code, name in names.items()
    ]
    return rows([*items, to(words.plain("event button", "Done"), SetField(number, "groups", ""))])


def asked(event: Event, field: str, words: Words, *, guided: bool) -> Keyboard:
    """Under a question that is answered by typing: the way past it."""
    return rows([_out(event, field, words, guided=guided)])


def choices(event: Event, moments: Sequence[Moment], what: str, words: Words, formats: Formats) -> Keyboard:
    """Which moment was meant; `what` is the field or the move that it is for."""
    number = str(event.id)
    items = []
    for moment in moments:
        label, coded = moment_label(moment, formats), code_moment(moment)
        data = SetField(number, "moment", coded) if what == "moment" else MoveStep(number, what, coded)
        items.append(to(label, data))
    back = AskField(number, "moment") if what == "moment" else MoveEvent(number, what)
    return rows([*items, to(words.plain("event button", "Write it otherwise"), back)])


def all_the_same(event: Event, moment: Moment, what: str, words: Words) -> Keyboard:
    """A day on which offices are closed: that day all the same, or another."""
    number, coded = str(event.id), f"{code_moment(moment)}.sure"
    data = SetField(number, "moment", coded) if what == "moment" else MoveStep(number, what, coded)
    back = AskField(number, "moment") if what == "moment" else MoveEvent(number, what)
    return rows(
        [
            to(words.plain("event button", "Yes, that day"), data),
            to(words.plain("event button", "Another day"), back),
        ]
    )


def step(event: Event, what: str, words: Words, *, skip: Phrase | None = None, value: str = "") -> Keyboard:
    """While a move is prepared: what can be left out, and the way back."""
    number = str(event.id)
    items = [to(words.plain_phrase(skip), MoveStep(number, what, value))] if skip is not None else []
    return rows([*items, to(words.plain("button", "Back"), DeskEvent(number))])


def confirm(event: Event, what: str, words: Words) -> Keyboard:
    """The one question before everybody is told."""
    number = str(event.id)
    return rows(
        [
            to(words.plain_phrase(SURE[what]), ConfirmMove(number, what, str(event.version))),
            to(words.plain("button", "No"), DeskEvent(number)),
        ]
    )


def back(event: Event, words: Words) -> Keyboard:
    """Only the way to the event."""
    return rows([to(words.plain("event button", "See the event"), DeskEvent(str(event.id)))])


def to_all(words: Words) -> Keyboard:
    """Only the way to all events."""
    return rows([to(words.plain("event button", "All events"), EventDesk())])


def sheet(words: Words) -> Keyboard:
    """Under what a sheet would change."""
    return rows(
        [
            to(words.plain("event button", "Save as drafts"), SaveSheet()),
            to(words.plain("event button", "All events"), EventDesk()),
        ]
    )


def moment_label(moment: Moment, formats: Formats) -> str:
    """A moment on a button."""
    if moment.hour is None:
        return formats.weekday_date(moment.day)
    hour = formats.time(datetime.combine(moment.day, moment.hour, formats.zone))
    return f"{formats.weekday_date(moment.day)}, {hour}"


def _out(event: Event, field: str, words: Words, *, guided: bool) -> Button:
    number = str(event.id)
    if guided:
        return to(words.plain("event button", "Skip"), SetField(number, field, ""))
    return to(words.plain("button", "Back"), DeskEvent(number))
