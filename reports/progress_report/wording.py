"""Words that several parts of the report share: figures, states, and the sign of what is added."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from locales import Formats, Phrase, Words
from participation.plan.figures import Fraction
from participation.plan.views import EventView, ProductView
from reports.documents.model import Link
from storage.models.plan import EventKind, EventState, ProductStatus

ADDED = "[+]"
"""Stands behind whatever this edition adds to the report of the entity."""
STATUSES = {
    ProductStatus.DONE: ("●", Phrase("status", "done")),
    ProductStatus.IN_PROGRESS: ("◐", Phrase("status", "under way")),
    ProductStatus.PROGRAMMED: ("○", Phrase("status", "programmed")),
    ProductStatus.POSTPONED: ("‖", Phrase("status", "postponed")),
    ProductStatus.CANCELLED: ("✕", Phrase("status", "cancelled")),
}
OVERDUE = ("▲", Phrase("status", "overdue"))
EVENT_STATES = {
    EventState.PROGRAMMED: Phrase("event", "○ Programmed"),
    EventState.INVITED: Phrase("event", "○ Programmed, with invitations sent"),
    EventState.LIVE: Phrase("event", "◐ Live now"),
    EventState.HELD: Phrase("event", "● Held"),
    EventState.POSTPONED: Phrase("event", "‖ Postponed"),
    EventState.RESCHEDULED: Phrase("event", "○ With a new date"),
    EventState.CANCELLED: Phrase("event", "✕ Cancelled"),
    EventState.UNCONFIRMED: Phrase("event", "▲ Not confirmed: its day has passed and nobody has confirmed it"),
}
EVENT_KINDS = {
    EventKind.FACEBOOK_LIVE: Phrase("event", "Facebook Live"),
    EventKind.YOUTUBE_LIVE: Phrase("event", "YouTube live"),
    EventKind.IN_PERSON: Phrase("event", "in person"),
    EventKind.OTHER: Phrase("event", "other"),
}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]", re.IGNORECASE)


def added(text: str) -> str:
    """The text with the sign of what is added."""
    return f"{text} {ADDED}"


def until(reference: date, formats: Formats) -> str:
    """The cut as the report names it: "junio" at the end of a month, else "15 de junio"."""
    if (reference + timedelta(days=1)).day == 1:
        return formats.month_name(reference.month)
    return formats.day_month(reference)


def percent(fraction: Fraction, words: Words, formats: Formats) -> str:
    """The percentage, or why there is none."""
    if fraction.programmed is None:
        return words.plain("chart", "not known")
    if fraction.percent is None:
        return words.plain("chart", "does not apply")
    return formats.percent(fraction.percent)


def products(fraction: Fraction, words: Words, formats: Formats) -> str:
    """The products that a percentage comes from: "4 de 15 productos"."""
    if fraction.programmed is None:
        return words.plain_count("chart", "{n} product done", "{n} products done", fraction.executed)
    if fraction.programmed == 0:
        return words.plain("chart", "nothing was programmed")
    done = formats.number(fraction.executed)
    return words.plain_count(
        "chart", "{executed} of {n} product", "{executed} of {n} products", fraction.programmed, executed=done
    )


def status(product: ProductView, words: Words) -> str:
    """A product's state: a shape, so that it is seen in black and white, and its word."""
    is_late = product.overdue and product.status in {ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS}
    shape, phrase = OVERDUE if is_late else STATUSES[product.status]
    return f"{shape} {words.plain_phrase(phrase)}"


def event_state(event: EventView, words: Words) -> str:
    """An event's state in words."""
    return words.plain_phrase(EVENT_STATES[event.state])


def event_kind(event: EventView, words: Words) -> str | None:
    """Where it takes place; None where nobody says it."""
    return words.plain_phrase(EVENT_KINDS[event.kind]) if event.kind is not None else None


def linked(text: str) -> Iterator[str | Link]:
    """A text of the entity's with its addresses live; every character of it stays."""
    end = 0
    for found in _ADDRESS.finditer(text):
        if before := text[end : found.start()]:
            yield before
        yield Link(found[0])
        end = found.end()
    if rest := text[end:]:
        yield rest
