"""Why something of a progress report can't be done now. Each says so in words: `phrase` with `values`."""

from locales import Phrase
from participation.office.errors import OfficeError


class NoSuchCut(OfficeError):
    """The plan has no such cut, or not yet for everybody."""

    phrase = Phrase("progress desk", "The plan has no published cut on that day, or not that version.")


class NoSuchDifficulty(OfficeError):
    """It was taken off, or never was."""

    phrase = Phrase("progress desk", "That difficulty is not in the list any more.")


class NotInTheReport(OfficeError):
    """The product is not in the plan any more."""

    phrase = Phrase("progress desk", "The plan does not have that product any more. Choose it again.")
