"""Buttons around a dialogue event: its questions, the survey, commitments, evidence. Rights are checked again."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from participation.dialogue import survey

PROMPT_ACTS = frozenset({"send", "fix", "drop", "report", "card"})
GROUP_ACTS = frozenset({"see", "live", "write", "send", "drop", "spam", "insult", "confirm", "keep"})
COMMITMENT_ACTS = frozenset({"see", "done"})
NEW = "new"
MOST_DIGITS = 18  # of a row's id; a longer one is forged


def _is_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS


@dataclass(frozen=True)
class _OfRow(Data):
    row: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0])

    @property
    def id(self) -> int:
        """The row that it is about."""
        return int(self.row)


@dataclass(frozen=True)
class OwnQuestion(_OfRow):
    """Under the card of a question that is not sent yet: `row` is the event's, `message` the one that holds it."""

    code = "pqs"
    message: str
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and _is_number(values[1]) and values[2] in PROMPT_ACTS


@dataclass(frozen=True)
class SayRating(_OfRow):
    """What somebody says to a question of the survey; without a value the question is asked. `row` is the event's."""

    code = "enc"
    question: str
    value: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        if not _is_number(values[0]) or values[1] not in survey.QUESTIONS:
            return False
        return values[2] in {"", "skip"} or (_is_number(values[2]) and survey.is_value(values[1], int(values[2])))


@dataclass(frozen=True)
class Questions(_OfRow):
    """The moderator's list of an event."""

    code = "mql"
    page: str = "0"

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and _is_number(values[1])


@dataclass(frozen=True)
class QuestionAct(_OfRow):
    """Something to do with a question and those that ask the same."""

    code = "mqa"
    what: str = "see"

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in GROUP_ACTS


@dataclass(frozen=True)
class FileQuestions(_OfRow):
    """«Convertir las que faltan en peticiones», asked for (`0`) and confirmed (`1`)."""

    code = "mqc"
    sure: str = "0"

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in {"0", "1"}


@dataclass(frozen=True)
class Commitments(_OfRow):
    """The commitments of an event; `new` to write one down."""

    code = "cpl"
    what: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in {"", NEW, "no-date"}


@dataclass(frozen=True)
class CommitmentAct(_OfRow):
    """One commitment, or that it is done."""

    code = "cpa"
    what: str = "see"

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in COMMITMENT_ACTS


@dataclass(frozen=True)
class EventSurvey(_OfRow):
    """What was said of an event, for staff."""

    code = "cres"


@dataclass(frozen=True)
class EventEvidence(_OfRow):
    """What is proposed as evidence of an event's product."""

    code = "evp"


@dataclass(frozen=True)
class SettleEvidence(_OfRow):
    """«Guardar como evidencia» (`1`), or not (`0`)."""

    code = "evg"
    save: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in {"0", "1"}
