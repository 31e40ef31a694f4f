"""The dates that a cut can have now, and what a cut is called by its date."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from locales import Language, formats
from participation.plan.current import current_plan, frozen_days
from participation.plan.periods import MONTHS_IN
from storage import Session
from storage.queries.plan_parts import Part
from storage.queries.plan_told import told_parts

ROMAN = ("I", "II", "III", "IV")
NAMES = {"S": "semestre", "T": "trimestre"}


@dataclass(frozen=True)
class CutDate:
    """A day, and what a cut of it is called; the name is Spanish, as the plan is."""

    on: date
    label: str


def proposed_dates(session: Session, today: date) -> list[CutDate]:
    """What can be published by a day: the end of the last period of the plan's year that is over, and that day.

    A plan that counts by semester has quarters too. A day is left out that is not later than the last published cut.
    Raises NoPlanError.
    """
    plan = current_plan(session)
    months = min(MONTHS_IN[_unit(session)], MONTHS_IN["T"])
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    ended = min(first - timedelta(days=1), date(plan.year, 12, 31))
    last = max(frozen_days(session, plan.year), default=date.min)
    days = dict.fromkeys((ended, today) if ended.year == plan.year else (today,))
    return [CutDate(day, cut_label(session, day)) for day in days if day > last]


def cut_label(session: Session, on: date) -> str:
    """What a cut of a day is called: "I semestre", "III trimestre", or the day itself. Raises NoPlanError."""
    return _label(on, _unit(session) if on.year == current_plan(session).year else None)


def _unit(session: Session) -> str:
    """The shortest span in which the plan programs: a month, a quarter, a semester."""
    parts = told_parts(session, current_plan(session))
    codes = {
        str(row.values["period"])
        for row in parts
        if row.part in {Part.PRODUCT, Part.UNITEMISED} and row.values["period"]
    }
    units = {code[5] for code in codes if len(code) > 5}
    return next((unit for unit in ("M", "T") if unit in units), "S")


def _label(on: date, unit: str | None) -> str:
    """The longest period of the plan's that ends on the day, or a quarter; the day itself where none does."""
    written = formats(Language.ES, ZoneInfo("UTC"))  # of days, which no zone changes
    if unit is not None and on.day == monthrange(on.year, on.month)[1]:
        if unit == "M":
            return written.month_name(on.month)
        for one in dict.fromkeys((unit, "T")):
            if not on.month % MONTHS_IN[one]:
                return f"{ROMAN[on.month // MONTHS_IN[one] - 1]} {NAMES[one]}"
    return written.date(on).replace("\u00a0", " ")
