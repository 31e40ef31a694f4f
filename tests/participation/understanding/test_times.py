"""The day or the period that a message names, as days."""

from datetime import date

import pytest

from participation.understanding.language import language_data
from participation.understanding.times import asked_time
from participation.understanding.words import folded_words

TODAY = date(2021, 7, 1)


def days(text: str) -> tuple[date, date] | None:
    asked = asked_time(folded_words(text), language_data("es").times)
    return asked.span(2021, TODAY) if asked is not None else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("¿cómo iba en marzo?", (3, 1), (3, 31)),
        ("a mayo cómo iban", (5, 1), (5, 31)),
        ("al 31 de marzo", (3, 31), (3, 31)),
        ("el treinta de junio", (6, 30), (6, 30)),
        ("junio 30", (6, 30), (6, 30)),
        ("del 15 de mayo de 2021", (5, 15), (5, 15)),
        ("30/06/2021", (6, 30), (6, 30)),
        ("en el primer trimestre", (1, 1), (3, 31)),
        ("el 2do trimestre", (4, 1), (6, 30)),
        ("los primeros 3 meses", (1, 1), (3, 31)),
        ("a mitad de año", (1, 1), (6, 30)),
        ("el mes pasado", (6, 1), (6, 30)),
        ("en el mes de marzo", (3, 1), (3, 31)),
        ("de enero a junio", (1, 1), (6, 30)),
        ("del trimestre pasado", (4, 1), (6, 30)),
        ("el semestre anterior", (1, 1), (6, 30)),
        ("este semestre", (7, 1), (12, 31)),
        ("antier", (6, 29), (6, 29)),
        ("hace dos meses", (5, 1), (5, 1)),
        ("hace 15 días", (6, 16), (6, 16)),
        ("hace 3 semanas", (6, 10), (6, 10)),
    ],
)
def test_a_time_that_is_said_is_a_span_of_days(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert days(text) == (date(2021, *first), date(2021, *last))


def test_another_year_is_that_year() -> None:
    assert days("hace un año") == (date(2020, 7, 1), date(2020, 7, 1))
    assert days("en el año 2020") == (date(2020, 1, 1), date(2020, 12, 31))
    assert days("el año pasado") == (date(2020, 1, 1), date(2020, 12, 31))
    assert days("primer semestre de 2020") == (date(2020, 1, 1), date(2020, 6, 30))


@pytest.mark.parametrize(
    "text", ["hace rato", "hace falta un mes", "hace 900000 años", "hace 9999 años", "31 de febrero"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days(text) is None
