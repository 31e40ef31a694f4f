"""Words that several parts of the report share: figures, states, and the sign of what is added."""

from datetime import date, timedelta

from locales import NBSP, Formats, Phrase, Words
from participation.plan.views import CutView, EventView, ProductView
from reports.event_words import KINDS, STATES
from storage.models.plan import ProductStatus

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


def added(text: str) -> str:
    """The text with the sign of what is added."""
    return f"{text} {ADDED}"


def until(reference: date, formats: Formats) -> str:
    """The cut as the report names it: "junio" at the end of a month, else "15 de junio"."""
    return formats.month_name(reference.month) if ends_month(reference) else formats.day_month(reference)


def ends_month(day: date) -> bool:
    """Whether it is the last one of its month."""
    return (day + timedelta(days=1)).day == 1


def has_own_name(label: str, on: date, formats: Formats) -> bool:
    """Whether a cut is called otherwise than by its day, which then need not be said twice."""
    return label.replace(NBSP, " ") != formats.date(on).replace(NBSP, " ")


def title(cut: CutView, words: Words, formats: Formats) -> str:
    """What the report of a cut is called: "Informe de avance I semestre", or "… al 15 de julio de 2021"."""
    if has_own_name(cut.label, cut.on, formats):
        return words.plain("progress report", "Progress report, {label}", label=cut.label)
    return words.plain("progress report", "Progress report until {date}", date=formats.date(cut.on))


def status(product: ProductView, words: Words) -> str:
    """A product's state: a shape, so that it is seen in black and white, and its word."""
    is_late = product.overdue and product.status in {ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS}
    shape, phrase = OVERDUE if is_late else STATUSES[product.status]
    return f"{shape} {words.plain_phrase(phrase)}"


def event_state(event: EventView, words: Words) -> str:
    """An event's state in words."""
    return words.plain_phrase(STATES[event.state])


def event_kind(event: EventView, words: Words) -> str | None:
    """Where it takes place; None where nobody says it."""
    return words.plain_phrase(KINDS[event.kind]) if event.kind is not None else None
