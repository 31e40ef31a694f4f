"""Single days, and names, as they stand in a sentence."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from locales import NBSP, Language, formats, in_sentence, without_tags

ES = formats(Language.ES, ZoneInfo("America/Bogota"))
EN = formats(Language.EN, ZoneInfo("America/Bogota"))


@pytest.mark.parametrize(
    ("days", "es", "en"),
    [
        ([], "", ""),
        ([date(2021, 6, 30)], "30 de junio de 2021", "30 June 2021"),
        (
            [date(2021, 6, 21), date(2021, 6, 15), date(2021, 6, 20), date(2021, 6, 16), date(2021, 6, 15)],
            "15, 16, 20 y 21 de junio de 2021",
            "15, 16, 20, and 21 June 2021",
        ),
        ([date(2021, 6, 30), date(2021, 7, 2)], "30 de junio y 2 de julio de 2021", "30 June and 2 July 2021"),
        (
            [date(2023, 2, 25), date(2023, 3, 4), date(2023, 3, 11), date(2023, 3, 18)],
            "25 de febrero, y 4, 11 y 18 de marzo de 2023",
            "25 February, and 4, 11, and 18 March 2023",
        ),
        (
            [date(2021, 1, 4), date(2021, 2, 1), date(2021, 2, 2), date(2021, 3, 3)],
            "4 de enero; 1 y 2 de febrero, y 3 de marzo de 2021",
            "4 January; 1 and 2 February, and 3 March 2021",
        ),
        (
            [date(2021, 1, 21), date(2020, 12, 29)],
            "29 de diciembre de 2020 y 21 de enero de 2021",
            "29 December 2020 and 21 January 2021",
        ),
        (
            [date(2020, 6, 16), date(2021, 6, 16)],
            "16 de junio de 2020 y 16 de junio de 2021",
            "16 June 2020 and 16 June 2021",
        ),
    ],
)
def test_days_are_listed_in_order_with_each_month_and_year_once(days: list[date], es: str, en: str) -> None:
    assert (ES.days(days), EN.days(days)) == (es, en)


@given(st.dates())
def test_one_day_is_its_date(day: date) -> None:
    assert ES.days([day]) == ES.date(day)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Alcaldías", "alcaldías"),
        ("Municipios PDET", "municipios PDET"),
        ("Municipios con los que se tiene algún convenio", "municipios con los que se tiene algún convenio"),
        ("ONG", "ONG"),
        ("ENTerritorio", "ENTerritorio"),
        ("Consejo Nacional", "Consejo Nacional"),
        ("", ""),
    ],
)
def test_a_name_keeps_in_a_sentence_only_the_capitals_that_are_its_own(name: str, inside: str) -> None:
    assert in_sentence(name) == inside


def test_a_text_without_its_tags_keeps_lines_signs_and_no_break_spaces() -> None:
    text = Markup("<b>{}</b>\n\n<i>{}</i>").format(f"26{NBSP}%", "a < b & c")

    assert without_tags(text) == f"26{NBSP}%\n\na < b & c"
