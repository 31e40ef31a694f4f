"""What stands in a cell for a value of the plan: a date, an hour, a number, or a text that is read back the same."""

import datetime as dt
from typing import Any

from locales import Phrase, Words, utf16_length
from participation.plan.values import UNKNOWN
from participation.plan.workbook.columns import Column, Kind
from participation.plan.workbook.tolerant import CONTINUES
from participation.plan.workbook.words import said

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell of Excel can hold."""
_FIRST_DAY = dt.date(1901, 1, 1)  # what is older is a text: spreadsheets disagree about it
DOES_NOT_FIT = Phrase("workbook", "«{column}» of {key} does not fit into a cell of Excel. Export the plan as YAML.")
Cell = str | float | dt.date | dt.time | None


class DoesNotFit(ValueError):
    """A value is longer than a cell of Excel can be."""

    def __init__(self, column: Column, key: str) -> None:
        super().__init__(f"{column.name} of {key}")
        self.column, self.key = column, key

    def text(self, words: Words) -> str:
        """What to do, in a person's language."""
        heading = words.plain_phrase(self.column.heading)
        return words.plain_phrase(DOES_NOT_FIT, column=heading, key=self.key)


def cell_of(column: Column, value: Any, words: Words, key: str) -> Cell:
    """The cell of a value. Raises DoesNotFit."""
    cell = _listed(column, value, words) if column.many else _one(column, value, words)
    if isinstance(cell, str) and utf16_length(cell) > LONGEST_TEXT:
        raise DoesNotFit(column, key)
    return cell


def _listed(column: Column, values: list[Any], words: Words) -> Cell:
    """A list, one element a line; a single element as it would be without a list."""
    if column.kind is Kind.TEXT:
        return "\n".join(str(value).replace("\n", f"\n{CONTINUES}") for value in values)
    if len(values) == 1:
        return _one(column, values[0], words)
    cells = [_one(column, value, words) for value in values]
    return "\n".join(cell.strftime("%d/%m/%Y") if isinstance(cell, dt.date) else str(cell) for cell in cells)


def _one(column: Column, value: Any, words: Words) -> Cell:  # noqa: PLR0911 - one kind of value, one line
    if value is None:
        return UNKNOWN if column.kind is Kind.NUMBER_OR_UNKNOWN else None
    match column.kind:
        case Kind.DAY | Kind.PERIOD_OR_DAY:
            return _day(value)
        case Kind.PERCENTAGE:
            return float(value) / 100
        case Kind.NUMBER | Kind.NUMBER_OR_UNKNOWN | Kind.YEAR:
            return float(value)
        case Kind.YES_OR_NO:
            return words.plain("plan word", "Yes") if value else words.plain("plan word", "No")
        case Kind.WORD:
            return _word(column, value, words)
        case Kind.HOUR:
            return value if isinstance(value, dt.time) else str(value)
        case _:
            return str(value)


def _word(column: Column, value: Any, words: Words) -> str:
    return words.plain_phrase(said(column.words(value))) if column.words is not None else str(value)


def _day(value: dt.date | str) -> dt.date | str:
    """A date, unless it is a period or too old for spreadsheets."""
    try:
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    except ValueError:
        return str(value)
    return day if day >= _FIRST_DAY else day.isoformat()
