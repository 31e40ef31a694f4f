"""Buttons of «Bandeja»: lists, cards, answers, templates. What they lead to checks the right again."""

from dataclasses import dataclass
from typing import Self

from handlers.buttons.data import Data
from storage.models.followup import Decision
from storage.queries.inbox import Shelf


@dataclass(frozen=True)
class Inbox(Data):
    """A shelf, or all of them; `about` as in `SetAbout` where the shelf is of one thing; `page` from 0."""

    code = "ban"
    shelf: str
    about: str
    page: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"", *Shelf} and values[2].isdecimal()


@dataclass(frozen=True)
class StaffCase(Data):
    """«Abrir»: a case as staff see it."""

    code = "bcaso"
    case: str


@dataclass(frozen=True)
class CaseLook(Data):
    """More of a case: `what` is `text` or `files`."""

    code = "bver"
    case: str
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in {"text", "files"}


@dataclass(frozen=True)
class Respond(Data):
    """«Responder», «Corregir respuesta», or on with what one is writing."""

    code = "bresp"
    case: str


@dataclass(frozen=True)
class AnswerStep(Data):
    """A step of an answer. What is approved is what was shown: behind a point stands at which version of the case."""

    code = "brta"
    answer: str
    what: str

    @classmethod
    def approving(cls, answer_id: int, version: int) -> Self:
        """«Aprobar y enviar», of an answer as it is shown now."""
        return cls(f"{answer_id}.{version}", "approve")

    @property
    def row(self) -> str:
        """The answer."""
        return self.answer.partition(".")[0]

    @property
    def version(self) -> str:
        """The version of the case at which it was shown; empty where it does not matter."""
        return self.answer.partition(".")[2]

    STEPS = frozenset(
        {
            *("preview", "anew", "letter", "no-letter", "templates", "decide", "no-change"),
            *("send", "ask", "see", "approve", "return", "drop", "drop-sure", "catch-up"),
        }
    )

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in cls.STEPS


@dataclass(frozen=True)
class Decide(Data):
    """What was decided."""

    code = "bdec"
    answer: str
    decision: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in set(Decision)


@dataclass(frozen=True)
class UseTemplate(Data):
    """Start an answer from a template."""

    code = "bupl"
    answer: str
    template: str


@dataclass(frozen=True)
class Templates(Data):
    """The templates of a decision, or of which decision."""

    code = "bpls"
    decision: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"", *Decision}


@dataclass(frozen=True)
class Template(Data):
    """One template: shown, or `text`, `name`, `remove`, `remove-sure`."""

    code = "bpl"
    template: str
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in {"", "text", "name", "remove", "remove-sure"}


@dataclass(frozen=True)
class NewTemplate(Data):
    """A new template for a decision."""

    code = "bpln"
    decision: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in set(Decision)


@dataclass(frozen=True)
class PublishAnswer(Data):
    """An answer that reached nobody; `sure` is "1" once it was read as the page shows it."""

    code = "bpub"
    case: str
    sure: str
