"""The plan's workbook is made for people: headings that stay, drop-downs, dates as dates, every column explained."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from locales import Language, formats, words
from participation.plan import read_plan_text
from participation.plan.workbook.control import SHEET
from participation.plan.workbook.pages import pages
from reports.plan_workbook import DoesNotFit, plan_workbook
from storage.queries.plan_parts import Part, PartRow
from tests.participation.plan_texts import NOW, SMALL
from tests.reports.follow_ups import STARTS

ES, FORMATS = words(Language.ES), formats(Language.ES, ZoneInfo("America/Bogota"))
ROWS = read_plan_text(SMALL).rows


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(BytesIO(plan_workbook(ROWS, NOW, ES, FORMATS)))


def test_a_sheet_a_kind_of_part_between_instructions_and_dictionary(book: Any) -> None:
    assert book.sheetnames == [
        *("Instrucciones", "Productos", "Evidencias", "Actividades y tareas", "Sin detalle", "Cortes", "Ventanas"),
        *("Eventos", "Grupos de valor", "Entidad", "Términos", "Promesas", "Áreas", "Diccionario", SHEET),
    ]
    assert book[SHEET].sheet_state == "veryHidden"
    texts = [str(cell.value) for row in book["Instrucciones"].iter_rows() for cell in row if cell.value]
    assert "Plan de prueba · Entidad" in texts
    assert any("Subir Excel" in text for text in texts)


def test_products_are_chosen_filtered_and_printed_with_ease(book: Any) -> None:
    page = book["Productos"]
    headings = [cell.value for cell in page[1]]
    chosen = {
        headings[next(iter(rule.sqref.ranges)).min_col - 1]: rule.formula1
        for rule in page.data_validations.dataValidation
    }

    assert chosen["Estado *"] == '"Programado,En ejecución,Cumplido,Aplazado,Cancelado"'
    assert chosen["Código de la tarea *"].startswith("'Actividades y tareas'!$D$2:$D$")
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:V3")
    assert (page.page_setup.orientation, page.print_title_rows) == ("landscape", "$1:$1")
    progress, due = (page.cell(2, headings.index(name) + 1) for name in ("Avance (%) *", "Cumplido el"))
    assert (progress.value, progress.number_format, due.number_format) == (1, "0%", "dd/mm/yyyy")
    assert book["Cortes"]["A2"].value == datetime(2022, 6, 30)  # noqa: DTZ001 - cells know no zone


def test_the_dictionary_explains_every_column(book: Any) -> None:
    lines = [[cell.value or "" for cell in row] for row in book["Diccionario"].iter_rows(min_row=2)]

    assert len(lines) == sum(len(page.columns) for page in pages())
    assert [line for line in lines if not (line[2] and line[3] and line[5])] == []
    assert [
        "Productos",
        "Estado",
        "Lo que declara la oficina. Cumplido exige 100 % y evidencia.",
        "Palabra de la lista",
        "Programado · En ejecución · Cumplido · Aplazado · Cancelado",
        "Sí",
        "actividades.tareas.productos.estado",
    ] in lines


@pytest.mark.parametrize("start", STARTS)
def test_no_text_of_a_plan_is_a_formula_whatever_it_begins_with(start: str) -> None:
    """Every text of several words begins so."""
    hostile = [
        replace(
            row,
            values={
                key: f"{start} {it}" if " " in str(it) and isinstance(it, str) else it for key, it in row.values.items()
            },
        )
        for row in ROWS
    ]
    found = load_workbook(BytesIO(plan_workbook(hostile, NOW, ES, FORMATS)))

    cells = [cell for sheet in found for row in sheet.iter_rows() for cell in row]
    assert sum(start.strip() in str(cell.value) for cell in cells if cell.value) > 5
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    ours = [cell.hyperlink for cell in cells if cell.hyperlink and not cell.hyperlink.location]
    assert ours == []


def test_what_does_not_fit_into_a_cell_is_not_cut_but_refused_by_its_name() -> None:
    rows = [_with_long_name(row) if row.part is Part.PRODUCT else row for row in ROWS]

    with pytest.raises(DoesNotFit) as raised:
        plan_workbook(rows, NOW, ES, FORMATS)

    assert raised.value.text(ES) == "«Producto» de pagina no cabe en una celda de Excel. Exporte el plan como YAML."


def _with_long_name(row: PartRow) -> PartRow:
    """20,000 characters that a plan file takes are more than Excel's 32,767 units when each is two of them."""
    return replace(row, values={**row.values, "name": "😀" * 20_000})
