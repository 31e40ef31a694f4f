"""What a person sees in a cell: dates as ISO dates, percentages with their sign, numbers without needless decimals."""

import re
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import cache

from participation.plan.workbook.spreadsheet import Stored

_LAST_DAY = 2_958_465  # 31 December 9999, the last one that spreadsheets know
_LEAP_BUG = 60  # spreadsheets count 29 February 1900, which there was not
_NO_DIGITS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_BUILT_IN_DATES = {"14", "15", "16", "17", *map(str, range(27, 32)), "36", *map(str, range(50, 59))}
_BUILT_IN_HOURS = {"18", "19", "20", "21", "32", "33", "34", "35", "45", "46", "47"}


class Look(Enum):
    """How a number format shows its number."""

    NUMBER = auto()
    PERCENTAGE = auto()
    DATE = auto()
    MOMENT = auto()
    HOUR = auto()


@cache
def look_of(code: str) -> Look:
    """What a number format makes of a number; `code` as in the styles, or the number of a built-in one."""
    if code.isdecimal():
        return _built_in(code)
    bare = _NO_DIGITS.sub("", code.partition(";")[0]).lower().replace("am/pm", "h").replace("a/p", "h")
    if bare == "general":
        return Look.NUMBER
    if "%" in bare:
        return Look.PERCENTAGE
    has_hour = any(letter in bare for letter in "hs")
    has_day = any(letter in bare for letter in "dy") or ("m" in bare and not has_hour)
    if has_day:
        return Look.MOMENT if has_hour else Look.DATE
    return Look.HOUR if has_hour else Look.NUMBER


def _built_in(code: str) -> Look:
    if code in {"9", "10"}:
        return Look.PERCENTAGE
    if code == "22":
        return Look.MOMENT
    if code in _BUILT_IN_DATES:
        return Look.DATE
    return Look.HOUR if code in _BUILT_IN_HOURS else Look.NUMBER


def shown(cell: Stored, *, is_1904: bool = False) -> str:
    """The text of a cell, without blanks around it. Of an error, its name."""
    value = (cell.value or "").strip()
    if cell.kind == "b":
        return "VERDADERO" if value == "1" else "FALSO"
    if cell.kind == "d":
        return _iso(value)
    if cell.kind != "n" or not value:
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return _number(value, number, look_of(cell.format), is_1904=is_1904)


def _number(text: str, number: float, look: Look, *, is_1904: bool) -> str:
    if look is Look.PERCENTAGE:
        return f"{_plain(number * 100)} %"
    if look is Look.NUMBER or not 0 <= number <= _LAST_DAY:
        return text if text.isdecimal() else _plain(number)
    if look is Look.HOUR or number < 1:
        minutes, seconds = divmod(round(number * 86_400), 60)
        hour = f"{minutes // 60:02}:{minutes % 60:02}"
        return f"{hour}:{seconds:02}" if seconds else hour
    return _moment(_when(number, is_1904=is_1904))


def _when(number: float, *, is_1904: bool) -> datetime:
    """A day counted as spreadsheets do; it has no zone."""
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no zone
    days = int(number)
    if not is_1904 and days < _LEAP_BUG:
        days += 1
    return first + timedelta(days=days, seconds=round(number % 1 * 86_400))


def _moment(when: datetime) -> str:
    """The date, and the hour where there is one."""
    if not (when.hour or when.minute or when.second):
        return when.date().isoformat()
    return when.isoformat(" ", "seconds" if when.second else "minutes")


def _iso(text: str) -> str:
    try:
        return _moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def _plain(number: float) -> str:
    """A number with what is meant of its decimals: 0.1 + 0.2 is 0.3."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return format(number, ".12g")
