"""What a cell of somebody else's matrix says: percentages, dates, periods and states as offices write them.

Nothing is guessed: what can be read in two ways or in none raises UnreadableError.
"""

import re
from datetime import date

from locales import Phrase, fold
from participation.events.spoken_words import MONTHS
from participation.plan.errors import UnreadableError
from participation.plan.matrices.synonyms import plainly
from participation.plan.periods import MONTHS_IN

NOTHING = frozenset(
    {"", "n a", "na", "no aplica", "sin", "ninguno", "ninguna", "sin soporte", "sin evidencia", "sin evidencias", "sd"}
    | {"no hay", "no tiene", "pendiente", "por definir", "sin informacion", "sin dato", "sin soportes", "no reporta"}
)
"""What stands for an empty cell where a value is asked for."""
MARKS = frozenset({"x", "xx", "si", "1", "ok", "✓", "✔", "√", "verdadero"})

_PERCENT = re.compile(r"(-?\d{1,6})(?:[.,](\d{1,12}))?\s*(%?)", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: \d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})\s*(?:de\s+|[/.\-]\s*)?)?([a-z]+)\.?(?:\s*(?:de\s+|del\s+|[/.\-]\s*)?(\d{4}|\d{2}))?")
_ORDINALS = {
    **{"1": 1, "i": 1, "1er": 1, "primer": 1, "primero": 1, "1ro": 1, "uno": 1},
    **{"2": 2, "ii": 2, "2do": 2, "segundo": 2, "2o": 2, "dos": 2},
    **{"3": 3, "iii": 3, "3er": 3, "tercer": 3, "tercero": 3, "3ro": 3, "tres": 3},
    **{"4": 4, "iv": 4, "4to": 4, "cuarto": 4, "4o": 4, "cuatro": 4},
}
_UNITS = {"semestre": "S", "sem": "S", "s": "S", "trimestre": "T", "trim": "T", "t": "T", "tri": "T", "q": "T"}
_YEARLY = frozenset({"anual", "todo el ano", "todo el año", "vigencia", "permanente", "enero a diciembre"})

NO_PERCENTAGE = Phrase("matrix", "«{value}» is no percentage. A number from 0 to 100 is expected, such as 80 %.")
NO_DATE = Phrase("matrix", "«{value}» is no date or period. Write it like 30/06/2021, junio de 2021 or I semestre.")
NO_SUCH_DAY = Phrase("matrix", "The date {value} does not exist in the calendar.")
NO_DAY = Phrase("matrix", "«{value}» is no date. Write it like 30/06/2021.")
NO_QUANTITY = Phrase("matrix", "«{value}» is no quantity. A whole number from 1 is expected, such as 2.")


def is_nothing(text: str) -> bool:
    """Whether a cell says in words or signs that it has nothing."""
    return plainly(text) in NOTHING


def percentage(text: str, *, of_one: bool) -> int:
    """Whole per cent, rounded down. `of_one`: whether 1 without a sign is the whole, as the column has it."""
    found = _PERCENT.fullmatch(text.strip())
    if not found:
        raise UnreadableError(NO_PERCENTAGE, value=text)
    digits, rest, sign = found[1], found[2] or "", found[3]
    if of_one and not sign:
        rest = rest.ljust(2, "0")
        digits, rest = digits + rest[:2], rest[2:]
    number = int(digits)
    if not 0 <= number <= 100 or (number == 100 and rest.strip("0")) or digits.startswith("-"):
        raise UnreadableError(NO_PERCENTAGE, value=text)
    return number


def counts_of_one(texts: list[str]) -> bool:
    """Whether the numbers of a column without a sign are parts of 1 (0,5 is a half): none is above 1."""
    numbers = [found for text in texts if (found := _PERCENT.fullmatch(text.strip())) and not found[3]]
    return bool(numbers) and all(float(f"{found[1]}.{found[2] or 0}") <= 1 for found in numbers)


def due(text: str, year: int) -> str:
    """When something is due: an ISO date, or a period such as 2021-S1. Of a span of days its last one counts."""
    for part in (text, *reversed(re.split(r"\s+(?:-|–|al?|hasta)\s+", text, flags=re.IGNORECASE))):
        if (found := period_named(part, year)) is not None:
            return found
        if (day := _day(part)) is not None:
            return day.isoformat()
    raise UnreadableError(NO_DATE, value=text)


def day_of(text: str) -> str:
    """One day, as an ISO date."""
    if (found := _day(text)) is None:
        raise UnreadableError(NO_DAY, value=text)
    return found.isoformat()


def period_named(text: str, year: int) -> str | None:
    """The period that a text names: "I semestre", "2do trimestre 2021", "T3", "junio de 2021"; None for another text.

    A text that names no year means the plan's.
    """
    plain = plainly(text)
    words = [word for word in plain.split() if word not in {"de", "del", "el", "ano", "año", "vigencia"}]
    years = [int(word) for word in words if re.fullmatch(r"20\d\d", word)]
    rest = [word for word in words if not re.fullmatch(r"20\d\d", word)]
    of = years[0] if years else year
    if len(years) > 1:
        return None
    if plain in _YEARLY or (years and not rest):
        return str(of)
    return _unit(rest, of) or _month(rest, of)


def numbering(text: str) -> frozenset[str]:
    """What tells apart texts that are alike otherwise: their numbers, ordinals and months ("Informe II trimestre")."""
    words = plainly(text).split()
    return frozenset(word for word in words if word.isdecimal() or word in _ORDINALS or word in MONTHS)


def quantity(text: str) -> int:
    """The whole number with which a text begins, such as "2 videos"."""
    found = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?(?![\d.,%])(?:\s+[^%\d]*)?", text.strip(), re.ASCII)
    if not found or int(found[1]) < 1:
        raise UnreadableError(NO_QUANTITY, value=text)
    return int(found[1])


def _unit(words: list[str], year: int) -> str | None:
    """A semester or a quarter, in whatever order its number and its name stand, or together ("T3", "S1")."""
    if len(words) == 1 and (joined := re.fullmatch(r"([a-z]+)(\d)|(\d)([a-z]+)", words[0])):
        words = [joined[1] or joined[3], joined[2] or joined[4]]
    if len(words) != 2:
        return None
    for number, name in (words, words[::-1]):
        unit, place = _UNITS.get(name), _ORDINALS.get(number)
        if unit and place and place <= 12 // MONTHS_IN[unit]:
            return f"{year}-{unit}{place}"
    return None


def _month(words: list[str], year: int) -> str | None:
    if len(words) == 1 and (number := MONTHS.get(words[0])):
        return f"{year}-M{number:02}"
    if len(words) == 2 and (number := MONTHS.get(words[0])) and re.fullmatch(r"\d\d", words[1]):
        return f"20{words[1]}-M{number:02}"
    return None


def _day(text: str) -> date | None:
    """The day that a text names; None where it names none. Raises UnreadableError for a day that does not exist."""
    plain = fold(text).strip().rstrip(".")
    if found := _ISO.fullmatch(plain):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _DAY.fullmatch(plain):
        parts = (_year(found[3]), int(found[2]), int(found[1]))
    elif (found := _NAMED.fullmatch(plain)) and found[1] and found[3] and (month := MONTHS.get(found[2])):
        parts = (_year(found[3]), month, int(found[1]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        raise UnreadableError(NO_SUCH_DAY, value=text) from None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
