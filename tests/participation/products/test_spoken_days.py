"""Days that have passed and periods of a plan, as people write them."""

from datetime import date

import pytest

from participation.plan.spoken_days import read_past_days, read_period

TODAY = date(2021, 7, 1)  # a Thursday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoy", ["2021-07-01"]),
        ("Ayer", ["2021-06-30"]),
        ("antier", ["2021-06-29"]),
        ("el 30 de junio", ["2021-06-30"]),
        ("el 15 de diciembre", ["2020-12-15"]),
        ("15, 16, 20 y 21 de junio de 2021", ["2021-06-15", "2021-06-16", "2021-06-20", "2021-06-21"]),
        ("28 de mayo y 2 de junio", ["2021-05-28", "2021-06-02"]),
        ("primero de junio", ["2021-06-01"]),
        ("2021-06-15", ["2021-06-15"]),
        ("15/06/2021 y 16/06/21", ["2021-06-15", "2021-06-16"]),
        ("hace 3 días", ["2021-06-28"]),
        ("hace dos semanas", ["2021-06-17"]),
        ("el lunes", ["2021-06-28"]),
        ("jueves pasado", ["2021-06-24"]),
        ("martes 29 de junio", ["2021-06-29"]),
    ],
)
def test_days_that_have_passed(text: str, expected: list[str]) -> None:
    assert [day.isoformat() for day in read_past_days(text, TODAY) or ()] == expected


@pytest.mark.parametrize("text", ["", "mañana", "2 de julio de 2021", "31 de febrero", "no sé", "30 de junio a las 3"])
def test_what_is_no_day_that_has_passed(text: str) -> None:
    assert read_past_days(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("segundo semestre", "2021-S2"),
        ("2 semestre", "2021-S2"),
        ("II semestre de 2021", "2021-S2"),
        ("semestre 2", "2021-S2"),
        ("tercer trimestre", "2021-T3"),
        ("cuarto trimestre de 2022", "2022-T4"),
        ("octubre", "2021-M10"),
        ("el mes de octubre", "2021-M10"),
        ("2021-s2", "2021-S2"),
        ("2022", "2022"),
        ("quinto trimestre", None),
        ("15 de octubre", None),
        ("2021-10-15", None),
        ("pronto", None),
        ("", None),
    ],
)
def test_periods(text: str, expected: str | None) -> None:
    assert read_period(text, 2021) == expected
