"""Buttons of what an office does with a case. Each carries the version of the case that its screen showed."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from storage.models.kinds import Channel, ContributionKind, PetitionKind
from storage.models.office import AnswerMeans

KINDS = frozenset({*ContributionKind, *(f"{ContributionKind.PETITION}.{petition}" for petition in PetitionKind)})


@dataclass(frozen=True)
class OfficeMenu(Data):
    """«Más…» of a case."""

    code = "omas"
    case: str
    version: str


@dataclass(frozen=True)
class OfficeAct(Data):
    """An act on a case, or the question that it begins with."""

    code = "oact"
    case: str
    version: str
    what: str

    ACTS = frozenset(
        {
            *("clarify", "area", "assign", "reclassify", "kind", "subject", "priority", "repeats", "repeats-not"),
            *("radicado", "hide", "hide-sure", "show", "transcribe", "note", "spam", "spam-yes", "spam-no"),
            *("extend", "foreign", "own", "folder", "paper", "received"),
        }
    )

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[2] in cls.ACTS


@dataclass(frozen=True)
class OfficeAssign(Data):
    """Who gets the case; "0" is nobody."""

    code = "oasi"
    case: str
    version: str
    member: str


@dataclass(frozen=True)
class OfficeKind(Data):
    """The kind of a case, with what a petition asks for behind a point."""

    code = "okin"
    case: str
    version: str
    kind: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[2] in KINDS


@dataclass(frozen=True)
class OfficeSubject(Data):
    """What a case is about, as in `SetAbout`."""

    code = "osub"
    case: str
    version: str
    about: str


@dataclass(frozen=True)
class OfficeRecording(Data):
    """The recording that is transcribed next."""

    code = "ogra"
    case: str
    version: str
    file: str


@dataclass(frozen=True)
class OfficeExtend(Data):
    """Until when a case is extended, as YYYY-MM-DD."""

    code = "oext"
    case: str
    version: str
    day: str


@dataclass(frozen=True)
class OfficeArea(Data):
    """Which area is asked: its place in the plan, or `other` to write an address."""

    code = "oare"
    case: str
    version: str
    area: str


@dataclass(frozen=True)
class OfficeAreaDay(Data):
    """By when the area answers, as YYYY-MM-DD; the rest is on the desk."""

    code = "odia"
    day: str


@dataclass(frozen=True)
class OfficeAreaIn(Data):
    """What an area was asked has come."""

    code = "oins"
    request: str


@dataclass(frozen=True)
class NewCase(Data):
    """«Registrar caso»: a step of it and what was chosen there."""

    code = "onew"
    step: str
    value: str

    STEPS = frozenset({"begin", "channel", "day", "card", "ask", "kind", "about", "means", "send", "drop"})

    @classmethod
    def fits(cls, *values: str) -> bool:
        step, value = values
        choices = {"channel": {*Channel} - {Channel.TELEGRAM}, "kind": KINDS, "means": {*AnswerMeans, "none"}}
        return step in cls.STEPS and (step not in choices or value in choices[step])


@dataclass(frozen=True)
class OutsideAnswers(Data):
    """«Responder por fuera»: what has to be taken to its author."""

    code = "ofue"


@dataclass(frozen=True)
class OutsideSent(Data):
    """An answer left; `day` is empty while it is asked when."""

    code = "ofsi"
    answer: str
    day: str


@dataclass(frozen=True)
class Away(Data):
    """«Ausencia»: who stands in for whom. `what` is `show`, `choose`, `to` (with the member) or `back`."""

    code = "oaus"
    what: str
    value: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"show", "choose", "to", "back"}


@dataclass(frozen=True)
class YearBook(Data):
    """The workbook of the year."""

    code = "oano"


@dataclass(frozen=True)
class Constancia(Data):
    """«Constancia en PDF», for the author."""

    code = "ocon"
    case: str


@dataclass(frozen=True)
class AnswerClarification(Data):
    """«Responder la aclaración»."""

    code = "oacl"
    case: str
