"""The dates that are proposed for a cut, what they are called, and those that somebody types."""

from datetime import date

import pytest

from participation.plan.cut_dates import proposed_dates
from participation.plan.spoken_days import NotADay, read_day
from storage import Session
from tests.participation.plan_texts import SMALL, take

pytestmark = pytest.mark.second_database
JULY = date(2022, 7, 1)
QUARTERS = SMALL.replace("2022-S1", "2022-T1")
CUT = "cortes:\n  - {fecha: 2022-06-30, nombre: primer semestre}\n"


@pytest.mark.parametrize(
    ("text", "today", "proposed"),
    [
        (SMALL, JULY, [("2022-06-30", "I semestre"), ("2022-07-01", "1 de julio de 2022")]),
        (QUARTERS, JULY, [("2022-06-30", "II trimestre"), ("2022-07-01", "1 de julio de 2022")]),
        (SMALL, date(2022, 2, 3), [("2022-02-03", "3 de febrero de 2022")]),
        (QUARTERS, date(2023, 6, 30), [("2022-12-31", "IV trimestre"), ("2023-06-30", "30 de junio de 2023")]),
        (SMALL, date(2022, 12, 31), [("2022-09-30", "III trimestre"), ("2022-12-31", "II semestre")]),
        (SMALL, date(2022, 10, 1), [("2022-09-30", "III trimestre"), ("2022-10-01", "1 de octubre de 2022")]),
    ],
)
def test_the_last_period_that_is_over_and_today_are_proposed(
    session: Session, text: str, today: date, proposed: list[tuple[str, str]]
) -> None:
    take(session, text.replace(CUT, ""))

    assert [(one.on.isoformat(), one.label) for one in proposed_dates(session, today)] == proposed


def test_only_what_is_later_than_the_last_published_cut_is_proposed(session: Session) -> None:
    take(session)

    assert [one.on for one in proposed_dates(session, JULY)] == [JULY]
    assert proposed_dates(session, date(2022, 6, 30)) == []


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("30 de junio", "2022-06-30"),
        ("el 1° de abril de 2022", "2022-04-01"),
        ("primero de mayo", "2022-05-01"),
        ("15/05/2022", "2022-05-15"),
        ("15-5", "2022-05-15"),
        ("2022-03-31", "2022-03-31"),
        ("ayer", "2022-06-30"),
        ("marzo", "2022-03-31"),
        ("30 de septiembre", "2022-09-30"),
    ],
)
def test_a_typed_day_is_read(said: str, day: str) -> None:
    assert read_day(said, JULY, 2022).isoformat() == day


def test_of_a_day_without_its_year_the_last_one_is_meant() -> None:
    assert read_day("15 de diciembre", date(2023, 1, 5), 2022) == date(2022, 12, 15)


@pytest.mark.parametrize("said", ["", "pronto", "31 de febrero", "2022-13-01", "99/99", "1 y 2 de junio"])
def test_what_is_no_day_is_not_guessed(said: str) -> None:
    with pytest.raises(NotADay):
        read_day(said, JULY, 2022)
