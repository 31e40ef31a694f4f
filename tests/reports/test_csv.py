"""CSV as open data."""

import csv as standard
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.documents.csv import DANGEROUS, GUARD, guarded, write
from reports.documents.model import Cell, Link
from reports.documents.text import clean
from tests.reports.follow_ups import STARTS

ZONE = ZoneInfo("America/Bogota")


def written(*rows: tuple[Cell, ...]) -> list[list[str]]:
    stream = StringIO(newline="")
    write(stream, ["uno", "dos"], rows, ZONE)
    return list(standard.reader(StringIO(stream.getvalue(), newline="")))


def test_values_are_written_as_data_are_exchanged() -> None:
    moment = datetime(2021, 7, 1, 14, 15, tzinfo=UTC)

    assert written((moment, date(2021, 7, 9)), (1240, 7.5), (None, -3), (Link("https://a.co", "aquí"), 'ñ,\n"x"')) == [
        ["uno", "dos"],
        ["2021-07-01T09:15:00-05:00", "2021-07-09"],
        ["1240", "7.5"],
        ["", "-3"],
        ["aquí (https://a.co)", 'ñ,\n"x"'],
    ]


@pytest.mark.parametrize("text", STARTS)
def test_what_a_spreadsheet_could_run_is_harmless_and_can_be_taken_back(text: str) -> None:
    assert guarded(text).startswith("'")
    assert guarded(text).removeprefix(GUARD) == clean(text)


@given(text=st.text(max_size=60))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert not guarded(text).startswith(DANGEROUS[:-1])
    assert guarded(text).removeprefix(GUARD) == clean(text)
    assert written((text, "x"))[1] == [guarded(text), "x"]
