"""Reading when something is to be, in plain Spanish: "30 de junio 10 am", "mañana a las 3", "el viernes", "en 15 días".

Nothing is guessed: where a text can mean two moments, both are given to be chosen from. The library dateparser was
tried first (1.5): of 36 such texts it could not read 19 and read 6 wrongly without a sign of doubt ("mañana a las 3" as
9:00, "15 de jul 14h" as the year 2114, a Thursday called Friday).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import product
from zoneinfo import ZoneInfo

from locales import fold
from participation.events.coming_days import AMOUNT, Doubt, NoSuchDay, said_amount, said_days, without
from participation.events.moments import Moment
from participation.events.spoken_hours import said_hour

FARTHEST = timedelta(days=3 * 366)
MOST_CHOICES = 4


class Fault(Enum):
    """Why a text cannot be when something is to be."""

    NOT_READ = "not read"
    NO_DAY = "no day"
    NO_SUCH_DAY = "no such day"
    NO_SUCH_HOUR = "no such hour"
    PAST = "past"
    TOO_FAR = "too far"


@dataclass(frozen=True)
class Ambiguous:
    """Several moments are meant possibly; `choices` are to come, the soonest first."""

    doubt: Doubt
    choices: tuple[Moment, ...]


@dataclass(frozen=True)
class Wrong:
    """No moment to come is meant."""

    fault: Fault


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> Moment | Ambiguous | Wrong:
    """What a text says, as days and hours of the entity's zone; `now` is aware."""
    local = now.astimezone(zone)
    said = _prepared(text)
    if (soon := _in_hours(said, local)) is not None:
        return soon
    try:
        days, rest = said_days(said, local.date())
    except NoSuchDay:
        return Wrong(Fault.NO_SUCH_DAY)
    hour = said_hour(rest)
    if hour is not None:
        rest = without(rest, hour.span)
        if not hour.choices:
            return Wrong(Fault.NO_SUCH_HOUR)
    if re.search(r"\d", rest) or (days is None and hour is None):
        return Wrong(Fault.NOT_READ)
    if days is None:
        return Wrong(Fault.NO_DAY)
    minutes = hour.minutes if hour is not None else None
    hours = hour.choices if hour is not None else (None,)
    meant = [Moment(day, one, minutes) for day, one in product(days.days, hours)]
    return _chosen(meant, days.doubt, local, zone)


def _chosen(
    meant: Iterable[Moment], doubt: Doubt | None, local: datetime, zone: ZoneInfo
) -> Moment | Ambiguous | Wrong:
    """The one moment that is to come, or the question which of them."""
    coming = sorted((one for one in meant if not is_past(one, local, zone)), key=lambda one: (one.day, str(one.hour)))
    if not coming:
        return Wrong(Fault.PAST)
    if coming[0].day > local.date() + FARTHEST:
        return Wrong(Fault.TOO_FAR)
    if len(coming) == 1 and doubt not in {Doubt.YEAR, Doubt.WEEKDAY}:
        return coming[0]
    several_days = len({one.day for one in coming}) > 1 or doubt in {Doubt.YEAR, Doubt.WEEKDAY}
    return Ambiguous((doubt if several_days else None) or Doubt.HALF, tuple(coming[:MOST_CHOICES]))


def is_past(moment: Moment, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a moment is over; a day without an hour is so from the next day on."""
    instant = moment.instant(zone)
    return moment.day < now.astimezone(zone).date() if instant is None else instant <= now


def _prepared(text: str) -> str:
    """Folded; "a. m." and its like as "am", everything else as words and figures."""
    said = re.sub(r"(?<![a-zñ])([ap])\s*\.?\s*m\b\.?", r"\1m", fold(text).replace("\u00a0", " "))
    said = re.sub(r"[,;()«»\"¿?¡!]+|\.(?=\s|$)", " ", said)
    return re.sub(r"\s+", " ", said).strip()


def _in_hours(said: str, local: datetime) -> Moment | None:
    """ "en una hora", "en 3 horas": rounded to the minute."""
    found = re.fullmatch(rf"(?:en|dentro de) {AMOUNT} horas?", said)
    if found is None:
        return None
    then = local + timedelta(hours=said_amount(found["amount"]))
    return Moment(then.date(), then.time().replace(second=0, microsecond=0))
