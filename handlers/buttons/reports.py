"""Buttons of «Informes», and of what an author keeps of a case. What they lead to checks the right again."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from participation.publication.requesting import IN_CHAT
from participation.reporting.periods import Choice


@dataclass(frozen=True)
class Reports(Data):
    """«Informes»."""

    code = "inf"


@dataclass(frozen=True)
class ReportDays(Data):
    """Which days: one of `Choice`, or `other` to write them."""

    code = "infd"
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"other", *Choice}


@dataclass(frozen=True)
class ReportAct(Data):
    """What is done with the report of some days (as `ReportPeriod.code`): look, make it in a format, publish it."""

    code = "infa"
    days: str
    what: str

    ACTS = frozenset({"show", "all", "publish", "publish-sure", *IN_CHAT})

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in cls.ACTS


@dataclass(frozen=True)
class ProgressReports(Data):
    """«Informe de avance»: the cuts."""

    code = "infp"


@dataclass(frozen=True)
class ProgressReportAct(Data):
    """What is done with the progress report of a cut (an ISO day) in a version: look, make it, write what it needs."""

    code = "infpa"
    cut: str
    version: str
    what: str

    ACTS = frozenset({"show", "all", "difficulties", "add", "no-action", "prepared", "approved", "by-hand", *IN_CHAT})

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[2] in cls.ACTS


@dataclass(frozen=True)
class DifficultyAbout(Data):
    """Of what a difficulty is: an activity to choose a product of, a product, or (empty both) the whole plan."""

    code = "infpd"
    cut: str
    activity: str
    product: str


@dataclass(frozen=True)
class RemoveDifficulty(Data):
    """«Quitar»."""

    code = "infpq"
    difficulty: str


@dataclass(frozen=True)
class ReviewPage(Data):
    """The texts that wait for a review, from behind the case `after` on.

    With a `stamp` («Están bien») those that were shown are approved, if they are still as they were shown.
    """

    code = "infr"
    days: str
    after: str
    stamp: str


@dataclass(frozen=True)
class ReviewText(Data):
    """One text, at the version of its case that was shown."""

    code = "infv"
    days: str
    case: str
    version: str
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[3] in {"see", "good", "correct", "hide"}


@dataclass(frozen=True)
class SaveReceipt(Data):
    """«Guardar comprobante», for the author of a case."""

    code = "recibo"
    case: str
