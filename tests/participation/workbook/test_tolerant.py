"""What people write in cells is understood as they mean it, and never guessed."""

import pytest

from participation.plan.workbook.pages import pages
from participation.plan.workbook.tolerant import as_day, as_hour, as_percentage, as_period, listed


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("30/06/2021", "2021-06-30"),
        ("5-1-2021", "2021-01-05"),
        ("2021/6/30", "2021-06-30"),
        ("30 de junio de 2021", "2021-06-30"),
        ("Miércoles, 30 de junio de 2021", "2021-06-30"),
        ("30-jun-2021", "2021-06-30"),
        ("30 Sept. 2021", "30 Sept. 2021"),
        ("31/02/2021", "2021-02-31"),
        ("hacia junio", "hacia junio"),
    ],
)
def test_dates_are_understood_as_people_write_them(said: str, day: str) -> None:
    assert as_day(said) == day


def test_a_cell_full_of_blanks_is_no_date_and_does_not_keep_the_process_busy_for_ever() -> None:
    for hostile in ("1" + " " * 32_765 + "x", "1 " * 16_383, "a" * 32_767, "1/" * 16_383):
        assert [read(hostile) for read in (as_day, as_hour, as_percentage, as_period)] == [hostile] * 4


def test_percentages_hours_and_periods_are_understood_as_people_write_them() -> None:
    assert [as_percentage(said) for said in ("100 %", "100%", "100", "40,0 %", "26,5 %")] == [
        *("100", "100", "100", "40"),
        "26,5 %",
    ]
    assert [as_hour(said) for said in ("15:00", "3:00 p. m.", "12 m.", "3pm", "9.30 am", "12:15 a. m.", "15")] == [
        *("15:00", "15:00", "12 m.", "15:00", "09:30", "00:15", "15"),
    ]
    assert [as_period(said) for said in ("S1 2021", "2021 - s1", "I semestre de 2021", "Trimestre 3 2021")] == [
        *("2021-S1", "2021-S1", "2021-S1", "2021-T3"),
    ]
    assert [as_period(said) for said in ("junio de 2021", "2021-M06", "2021", "pronto")] == [
        *("2021-M06", "2021-M06", "2021", "pronto"),
    ]


def test_of_a_list_in_a_cell_each_element_keeps_the_blanks_within() -> None:
    column = next(one for page in pages() for one in page.columns if one.path[-1:] == ("oradores",))

    assert listed(column, "Ñ=\t\n  Z~\n\n Ana Díaz ") == ["Ñ=\t\nZ~", "Ana Díaz"]
