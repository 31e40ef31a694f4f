"""What is wrong with a plan file: each error with its place and what was expected, told in the reader's language."""

from dataclasses import dataclass, field
from typing import NamedTuple

from locales import Phrase, Words


class Place(NamedTuple):
    """Where something stands in the file; lines and columns count from 1. In a workbook it is a cell of a sheet."""

    line: int
    column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet calls it: D7."""
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.line}"


@dataclass(frozen=True)
class PlanFileError:
    """One error. `place` is None when it concerns the file as a whole."""

    place: Place | None
    phrase: Phrase
    values: dict[str, object] = field(default_factory=dict)

    def text(self, words: Words) -> str:
        """One or two plain sentences that begin with the line, ready for a terminal or a chat (not escaped)."""
        sentence = words.plain_phrase(self.phrase, **self.values)
        if self.place is None:
            return sentence
        if self.place.sheet:
            where = {"sheet": self.place.sheet, "cell": self.place.cell}
            return words.plain("plan file", "Sheet «{sheet}», cell {cell}: {sentence}", **where, sentence=sentence)
        return words.plain("plan file", "Line {line}: {sentence}", line=self.place.line, sentence=sentence)


class PlanFileErrors(Exception):
    """The file cannot be taken; `errors` holds everything that was found, in the order of the file."""

    def __init__(self, errors: list[PlanFileError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: error.place or Place(0, 0)))
        super().__init__(f"{len(self.errors)} errors in the plan file, the first: {self.errors[0]}")


class UnreadableError(ValueError):
    """A value that is not what its key asks for."""

    def __init__(self, phrase: Phrase, **values: object) -> None:
        self.phrase, self.values = phrase, values
        super().__init__(phrase.message)


class ErrorList:
    """The errors met so far, while reading goes on."""

    def __init__(self) -> None:
        self.errors: list[PlanFileError] = []

    def add(self, place: Place | None, phrase: Phrase, **values: object) -> None:
        self.errors.append(PlanFileError(place, phrase, values))

    def raise_if_any(self) -> None:
        if self.errors:
            raise PlanFileErrors(self.errors)
