"""Open data: exact in JSON, harmless in a spreadsheet."""

import csv
import io
import json
from datetime import date, time

import pytest

from reports.pages.tables import Column, OpenData, Value, safe

COLUMNS = (Column("texto", "Lo que dice"), Column("otro", "Lo demás"))


def table(*rows: dict[str, Value]) -> OpenData:
    return OpenData("prueba", COLUMNS, rows, {"licencia": None})


def cells(data: OpenData) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.csv().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+57 300", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_text_is_a_formula_in_a_spreadsheet_and_none_is_changed_in_json(text: str) -> None:
    data = table({"texto": text, "otro": None})

    assert cells(data)[1] == [f"'{text}", ""]
    assert json.loads(data.json())["filas"] == [{"texto": text, "otro": None}]


def test_a_text_that_is_harmless_stays_as_it_is() -> None:
    assert safe("Diálogo – 100 %") == "Diálogo – 100 %"


@pytest.mark.parametrize(
    ("value", "cell", "in_json"),
    [
        (True, "sí", True),
        (False, "no", False),
        (15, "15", 15),
        (date(2021, 6, 30), "2021-06-30", "2021-06-30"),
        (time(15, 5), "15:05", "15:05"),
        (("a, b", 'c "d"'), 'a, b\nc "d"', ["a, b", 'c "d"']),
        ((), "", []),
    ],
)
def test_every_kind_of_value_is_written_in_one_way(value: Value, cell: str, in_json: object) -> None:
    data = table({"texto": "x", "otro": value})

    assert cells(data)[1][1] == cell
    assert json.loads(data.json())["filas"][0]["otro"] == in_json


def test_the_dictionary_and_what_holds_for_all_go_with_the_rows() -> None:
    found = json.loads(table().json())

    assert found == {"licencia": None, "diccionario": {"texto": "Lo que dice", "otro": "Lo demás"}, "filas": []}
    assert table().csv() == b"\xef\xbb\xbftexto,otro\r\n"
