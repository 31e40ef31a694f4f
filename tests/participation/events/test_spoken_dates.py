"""When something is, as people in Colombia write it. It is Thursday, 1 July 2021, 9:00."""

from datetime import date, time

import pytest

from participation.events.coming_days import Doubt
from participation.events.moments import Moment
from participation.events.spoken_dates import Ambiguous, Fault, Wrong, read_moment
from tests.participation.events.stories import BOGOTA, at

NOW = at("2021-07-01 09:00")
UNDERSTOOD = {
    "15 de julio de 2021 3 p.m.": "2021-07-15 15:00",
    "15 de julio a las 3 pm": "2021-07-15 15:00",
    "15 de julio de 2021, 3:00 p. m.": "2021-07-15 15:00",
    "15 julio 10:30 a. m.": "2021-07-15 10:30",
    "jueves 15 de julio 3:00 p. m.": "2021-07-15 15:00",
    "3pm 15 de julio": "2021-07-15 15:00",
    "julio 15 10 am": "2021-07-15 10:00",
    "quince de julio a las tres de la tarde": "2021-07-15 15:00",
    "15 de julio 3 y media de la tarde": "2021-07-15 15:30",
    "15 de julio diez menos cuarto am": "2021-07-15 09:45",
    "a las 3 y cuarto de la tarde del 15 de julio": "2021-07-15 15:15",
    "15 de julio 12 m": "2021-07-15 12:00",
    "mediodía del 20 de julio": "2021-07-20 12:00",
    "mañana al mediodía": "2021-07-02 12:00",
    "15 de jul 14h": "2021-07-15 14:00",
    "20 de julio a las quince horas": "2021-07-20 15:00",
    "primero de agosto a las 9 de la mañana": "2021-08-01 09:00",
    "6 de agosto 5:30 pm": "2021-08-06 17:30",
    "15 de julio de 2022 10 am": "2022-07-15 10:00",
    "29 de febrero de 2024 8 am": "2024-02-29 08:00",
    "2021-07-15 15:00": "2021-07-15 15:00",
    "15/7/21 9am": "2021-07-15 09:00",
    "20/07/2021 9 a. m.": "2021-07-20 09:00",
    "20-7 14:00": "2021-07-20 14:00",
    "hoy a las 5 de la tarde": "2021-07-01 17:00",
    "hoy a las 8": "2021-07-01 20:00",
    "mañana por la mañana a las 9": "2021-07-02 09:00",
    "pasado mañana 8 a.m.": "2021-07-03 08:00",
    "el lunes 8am": "2021-07-05 08:00",
    "este viernes a las 4 de la tarde": "2021-07-02 16:00",
    "viernes de la otra semana 9am": "2021-07-09 09:00",
    "Viernes 9, 10 a.m.": "2021-07-09 10:00",
    "lunes 19 10am": "2021-07-19 10:00",
    "miercoles 7 de la noche": "2021-07-07 19:00",
    "el 31 a las 4 pm": "2021-07-31 16:00",
    "en dos semanas a las 9:30 am": "2021-07-15 09:30",
    "en una hora": "2021-07-01 10:00",
    "15 de julio 13 pm": "2021-07-15 13:00",
    "el viernes": "2021-07-02",
    "mañana": "2021-07-02",
    "15-07-2021": "2021-07-15",
    "dentro de dos semanas": "2021-07-15",
    "viernes 16 de julio": "2021-07-16",
    "1 de agosto": "2021-08-01",
}
ASKED = {
    "mañana a las 3": (Doubt.HALF, ["2021-07-02 03:00", "2021-07-02 15:00"]),
    "el 15 a las 2": (Doubt.HALF, ["2021-07-15 02:00", "2021-07-15 14:00"]),
    "el próximo lunes a las 10": (Doubt.HALF, ["2021-07-05 10:00", "2021-07-05 22:00"]),
    "30 de junio 10 am": (Doubt.YEAR, ["2022-06-30 10:00"]),
    "30/06 10:00": (Doubt.YEAR, ["2022-06-30 10:00"]),
    "en 15 días": (Doubt.DAY, ["2021-07-15", "2021-07-16"]),
    "en 8 días a las 10 am": (Doubt.DAY, ["2021-07-08 10:00", "2021-07-09 10:00"]),
    "el jueves a las 3pm": (Doubt.DAY, ["2021-07-01 15:00", "2021-07-08 15:00"]),
    "el próximo viernes 10 am": (Doubt.DAY, ["2021-07-02 10:00", "2021-07-09 10:00"]),
    "viernes 15 de julio": (Doubt.WEEKDAY, ["2021-07-15", "2021-07-16"]),
}
REFUSED = {
    "31 de junio": Fault.NO_SUCH_DAY,
    "29 de febrero 10 am": Fault.NO_SUCH_DAY,
    "30/13": Fault.NO_SUCH_DAY,
    "25:00": Fault.NO_SUCH_HOUR,
    "15 de julio 25:00": Fault.NO_SUCH_HOUR,
    "15 de julio 15 am": Fault.NO_SUCH_HOUR,
    "15 de julio 10:75": Fault.NO_SUCH_HOUR,
    "ayer": Fault.PAST,
    "hoy 8 am": Fault.PAST,
    "15 de julio de 1999 9am": Fault.PAST,
    "a las 3": Fault.NO_DAY,
    "5 de la tarde": Fault.NO_DAY,
    "15 de julio de 2210": Fault.TOO_FAR,
    "15 de julio 3pm y 5pm": Fault.NOT_READ,
    "la otra semana": Fault.NOT_READ,
    "no sé": Fault.NOT_READ,
    "": Fault.NOT_READ,
}


def moment(text: str) -> Moment:
    day, _, hour = text.partition(" ")
    return Moment(date.fromisoformat(day), time.fromisoformat(hour) if hour else None)


@pytest.mark.parametrize(("said", "meant"), UNDERSTOOD.items())
def test_a_moment_is_understood(said: str, meant: str) -> None:
    assert read_moment(said, NOW, BOGOTA) == moment(meant)


@pytest.mark.parametrize(("said", "asked"), ASKED.items())
def test_what_can_mean_several_moments_is_asked(said: str, asked: tuple[Doubt, list[str]]) -> None:
    doubt, choices = asked

    assert read_moment(said, NOW, BOGOTA) == Ambiguous(doubt, tuple(moment(one) for one in choices))


@pytest.mark.parametrize(("said", "fault"), REFUSED.items())
def test_what_cannot_be_is_refused_with_its_reason(said: str, fault: Fault) -> None:
    assert read_moment(said, NOW, BOGOTA) == Wrong(fault)


@pytest.mark.parametrize(
    ("said", "minutes"), [("15 de julio, de 3 a 5 p. m.", 120), ("15 de julio de 10:00 a 12:00", 120)]
)
def test_an_end_says_how_long_it_lasts(said: str, minutes: int) -> None:
    read = read_moment(said, NOW, BOGOTA)

    assert isinstance(read, Moment)
    assert read.minutes == minutes


def test_a_day_is_that_of_the_entitys_zone() -> None:
    late = at("2021-07-01 23:30")  # in UTC it is the second already

    assert read_moment("mañana 8 am", late, BOGOTA) == moment("2021-07-02 08:00")
