"""How a value of the plan is told to people: what its column is called, and what is in it, in words."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from locales import Formats, Phrase, Words, clip, formats
from participation.plan.periods import Period
from participation.plan.workbook.columns import Column, Kind
from participation.plan.workbook.pages import page_of, pages
from participation.plan.workbook.words import said
from storage.queries.plan_parts import Part

LONGEST_VALUE = 120
_ORDER = "orden"
_OTHERS = {
    "avance": Phrase("plan value", "Progress"),
    "actividad": Phrase("plan value", "Activity"),
    "tarea": Phrase("plan value", "Task"),
    "producto": Phrase("plan value", "Product"),
    _ORDER: Phrase("plan value", "Place in the list"),
}
"""What is no column of the workbook, or has a unit in its heading that its values have as well."""


def field_told(part: Part, field: str, words: Words) -> str:
    """What a field of a part is called, by its key of the plan file ("contacto.correo"); not escaped."""
    if (known := _OTHERS.get(field)) is not None:
        return words.plain_phrase(known)
    if (column := _column(part, field)) is not None:
        return words.plain_phrase(column.heading)
    tables = (page for page in pages() if page.table is not None and page.table.key == field.rpartition(".")[2])
    title = next((page.title for page in tables), None)
    return words.plain_phrase(title) if title is not None else field


def value_told(part: Part, field: str, value: Any, words: Words) -> str:
    """A value in words: dates, periods, percentages, states; that there is none. Not escaped."""
    if value in (None, [], ""):
        return words.plain("plan value", "no data")
    column, in_formats = _column(part, field), formats(words.language, ZoneInfo("UTC"))  # of days: no zone changes them
    if isinstance(value, list):
        return clip("; ".join(_item(column, item, words, in_formats) for item in value), LONGEST_VALUE)
    return clip(_item(column, value, words, in_formats), LONGEST_VALUE)


def key_told(part: Part, key: str, words: Words) -> str:
    """What tells a part from its like: its code, or its date or period in words; not escaped."""
    in_formats = formats(words.language, ZoneInfo("UTC"))
    return _period(key, in_formats) if part in {Part.CUT, Part.UNITEMISED} else key


def position(part: Part, field: str) -> int:
    """The place of a field among those of its part, as the workbook has them."""
    columns = page_of(part).columns
    return next((place for place, one in enumerate(columns) if ".".join(one.path) == field), len(columns))


@cache
def _column(part: Part, field: str) -> Column | None:
    return next((one for one in page_of(part).fields_of(part) if ".".join(one.path) == field), None)


def _item(column: Column | None, value: Any, words: Words, in_formats: Formats) -> str:
    if isinstance(value, dict):  # a small record: "28 de marzo de 2020, 17 de mayo de 2022, 30"
        return ", ".join(_item(None, one, words, in_formats) for one in value.values() if one)
    if isinstance(value, bool):
        return words.plain("plan difference", "yes") if value else words.plain("plan difference", "no")
    if isinstance(value, date):
        return in_formats.date(value)
    if isinstance(value, time):
        return in_formats.time(datetime.combine(date.min, value, UTC))
    if column is not None and column.words is not None:
        return words.plain_phrase(said(column.words(value)))
    told = _OF_KIND.get(column.kind) if column is not None else None
    return told(value, in_formats) if told is not None else str(value)


def _period(code: Any, in_formats: Formats) -> str:
    try:
        found = Period.parse(str(code))
    except ValueError:
        return str(code)
    return in_formats.dates(found.start, found.end)


def _percentage(value: Any, in_formats: Formats) -> str:
    return in_formats.percent(value)


def _number(value: Any, in_formats: Formats) -> str:
    return in_formats.number(value) if isinstance(value, int) else str(value)


_OF_KIND: dict[Kind, Callable[[Any, Formats], str]] = {
    Kind.DAY: _period,  # a day that is kept as a text
    Kind.PERIOD: _period,
    Kind.PERIOD_OR_DAY: _period,
    Kind.PERCENTAGE: _percentage,
    Kind.NUMBER: _number,
    Kind.NUMBER_OR_UNKNOWN: _number,
}
