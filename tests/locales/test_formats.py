"""Dates, hours and figures: as the entity's country writes them, with U+00A0 where a line must not break."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from locales import Formats, Language, formats

BOGOTA = ZoneInfo("America/Bogota")
ES = Formats(Language.ES, BOGOTA)
EN = Formats(Language.EN, BOGOTA)
CUT = dt.date(2021, 6, 30)


def bogota(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2021, 7, 1, hour, minute, tzinfo=BOGOTA)


def test_a_percentage_has_a_no_break_space_in_both_languages() -> None:
    assert (ES.percent(26), EN.percent(100), ES.percent(0)) == ("26\u00a0%", "100\u00a0%", "0\u00a0%")


@pytest.mark.parametrize(("value", "es", "en"), [(0, "0", "0"), (999, "999", "999"), (1240, "1.240", "1,240")])
def test_thousands_are_separated(value: int, es: str, en: str) -> None:
    assert (ES.number(value), EN.number(value)) == (es, en)


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_whole_numbers_are_those_of_cldr(value: int) -> None:
    assert ES.number(value) == format_decimal(value, locale="es_CO")
    assert EN.number(value) == format_decimal(value, locale="en")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [(2.5, 1, "2,5"), (2.25, 1, "2,3"), (Decimal("1234.56"), 2, "1.234,56"), (3, 1, "3,0"), (2.5, 0, "3")],
)
def test_a_decimal_has_its_places_and_a_comma(value: float | Decimal, places: int, expected: str) -> None:
    assert ES.decimal(value, places) == expected


def test_a_decimal_in_english_has_a_point() -> None:
    assert EN.decimal(1234.5) == "1,234.5"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0\u00a0B"),
        (999, "999\u00a0B"),
        (1_000, "1\u00a0kB"),
        (340_400, "340\u00a0kB"),
        (999_499, "999\u00a0kB"),
        (999_500, "1\u00a0MB"),
        (1_234_567, "1,2\u00a0MB"),
        (9_960_000, "10\u00a0MB"),
        (52_428_800, "52\u00a0MB"),
        (2_000_000_000, "2\u00a0GB"),
    ],
)
def test_a_file_size_has_at_most_one_decimal(size: int, expected: str) -> None:
    assert ES.size(size) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0\u00a0segundos"),
        (1, "1\u00a0segundo"),
        (59.9, "59\u00a0segundos"),
        (90, "1\u00a0minuto y 30\u00a0segundos"),
        (300, "5\u00a0minutos"),
        (3_630, "1\u00a0hora"),
        (5_400, "1\u00a0hora y 30\u00a0minutos"),
        (90_061, "1\u00a0día y 1\u00a0hora"),
        (172_800, "2\u00a0días"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(seconds: float, expected: str) -> None:
    assert ES.duration(seconds) == expected


def test_a_duration_in_english() -> None:
    assert EN.duration(3_660) == "1\u00a0hour and 1\u00a0minute"


@pytest.mark.parametrize(("seconds", "expected"), [(5, "0:05"), (65, "1:05"), (3_725, "1:02:05")])
def test_the_length_of_a_recording(seconds: int, expected: str) -> None:
    assert ES.clock(seconds) == expected


def test_dates_are_written_in_words() -> None:
    assert ES.date(CUT) == "30 de junio de 2021"
    assert ES.day_month(CUT) == "30 de junio"
    assert ES.weekday_date(dt.date(2021, 8, 17)) == "martes 17 de agosto de 2021"
    assert ES.weekday_name(CUT) == "miércoles"
    assert ES.month_name(6) == "junio"


def test_dates_in_english() -> None:
    assert EN.date(CUT) == "30 June 2021"
    assert EN.day_month(CUT) == "30 June"
    assert EN.weekday_date(CUT) == "Wednesday 30 June 2021"


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_spanish_dates_are_those_of_cldr(day: dt.date) -> None:
    assert ES.date(day) == format_date(day, "long", locale="es_CO")
    assert ES.weekday_name(day) == format_date(day, "EEEE", locale="es_CO")


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_that_does_not_exist_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        ES.month_name(month)


@pytest.mark.parametrize(
    ("first", "last", "es", "en"),
    [
        ((2021, 6, 30), (2021, 6, 30), "30 de junio de 2021", "30 June 2021"),
        ((2021, 6, 16), (2021, 6, 21), "del 16 al 21 de junio de 2021", "from 16 to 21 June 2021"),
        ((2021, 6, 29), (2021, 7, 3), "del 29 de junio al 3 de julio de 2021", "from 29 June to 3 July 2021"),
        (
            (2020, 12, 29),
            (2021, 1, 21),
            "del 29 de diciembre de 2020 al 21 de enero de 2021",
            "from 29 December 2020 to 21 January 2021",
        ),
        (
            (2020, 6, 16),
            (2021, 6, 16),
            "del 16 de junio de 2020 al 16 de junio de 2021",
            "from 16 June 2020 to 16 June 2021",
        ),
    ],
)
def test_a_range_says_month_and_year_once(
    first: tuple[int, int, int], last: tuple[int, int, int], es: str, en: str
) -> None:
    assert ES.dates(dt.date(*first), dt.date(*last)) == es
    assert EN.dates(dt.date(*first), dt.date(*last)) == en


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        ES.dates(CUT, CUT - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("hour", "minute", "es", "en"),
    [
        (0, 0, "12:00\u00a0a.\u00a0m.", "12:00\u00a0AM"),
        (0, 5, "12:05\u00a0a.\u00a0m.", "12:05\u00a0AM"),
        (9, 15, "9:15\u00a0a.\u00a0m.", "9:15\u00a0AM"),
        (11, 59, "11:59\u00a0a.\u00a0m.", "11:59\u00a0AM"),
        (12, 0, "12:00\u00a0p.\u00a0m.", "12:00\u00a0PM"),
        (23, 59, "11:59\u00a0p.\u00a0m.", "11:59\u00a0PM"),
    ],
)
def test_the_hour_has_its_half_of_the_day(hour: int, minute: int, es: str, en: str) -> None:
    assert ES.time(bogota(hour, minute)) == es
    assert EN.time(bogota(hour, minute)) == en


def test_an_instant_is_told_in_the_zone_of_the_entity() -> None:
    instant = dt.datetime(2021, 7, 2, 2, 15, tzinfo=dt.UTC)

    assert ES.moment(instant) == "1 de julio de 2021, 9:15\u00a0p.\u00a0m."
    assert ES.date(instant) == "1 de julio de 2021"
    assert ES.weekday_date(instant) == "jueves 1 de julio de 2021"
    assert ES.dates(instant, instant) == "1 de julio de 2021"


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = bogota(9).replace(tzinfo=None)

    for told in (ES.time, ES.moment, ES.date, ES.weekday_name):
        with pytest.raises(ValueError, match="needs a zone"):
            told(naive)


@given(st.integers(min_value=0, max_value=2**32))
def test_no_moment_has_a_narrow_space(seconds: int) -> None:
    instant = dt.datetime.fromtimestamp(seconds, dt.UTC)

    assert "\u202f" not in ES.moment(instant) + EN.moment(instant)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a y b"),
        (["a", "b", "c"], "a, b y c"),
        (["quejas", "ideas"], "quejas e ideas"),
        (["padres", "hijos"], "padres e hijos"),
        (["Ana", "Íñigo"], "Ana e Íñigo"),
        (["quejas", "«ideas»"], "quejas e «ideas»"),
        (["agua", "hielo"], "agua y hielo"),
        (["sales", "iones"], "sales y iones"),
        (["Ana", "Yolanda"], "Ana y Yolanda"),
    ],
)
def test_a_list_ends_with_y_or_e(items: list[str], expected: str) -> None:
    assert ES.join(items) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["una", "otra"], "una u otra"),
        (["mujeres", "hombres"], "mujeres u hombres"),
        (["7", "8"], "7 u 8"),
        (["70", "80"], "70 u 80"),
        (["10", "11"], "10 u 11"),
        (["10", "11.000"], "10 u 11.000"),
        (["100", "110"], "100 o 110"),
        (["a", "b", "c"], "a, b o c"),
    ],
)
def test_a_choice_ends_with_o_or_u(items: list[str], expected: str) -> None:
    assert ES.join_or(items) == expected


def test_lists_in_english() -> None:
    assert (EN.join(["a", "b"]), EN.join(["a", "b", "c"])) == ("a and b", "a, b, and c")
    assert (EN.join_or(["a", "b"]), EN.join_or(["a", "b", "ideas"])) == ("a or b", "a, b, or ideas")


def test_a_list_with_html_escapes_the_items_that_are_not() -> None:
    joined = ES.join(["a < b", Markup("<b>ideas</b>")])

    assert isinstance(joined, Markup)
    assert joined == "a &lt; b e <b>ideas</b>"


def test_the_formats_of_a_language_and_zone_are_made_once() -> None:
    assert formats(Language.ES, BOGOTA) is formats(Language.ES, BOGOTA)
    assert formats(Language.ES, BOGOTA) is not formats(Language.ES, ZoneInfo("UTC"))
