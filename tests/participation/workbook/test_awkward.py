"""Workbooks as people send them back: what can be understood is, the rest is refused by its cell."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from participation.plan import read_plan_text
from participation.plan.workbook.reading import read_workbook
from storage.models.plan import ProductStatus
from storage.queries.plan_parts import Part
from tests.participation.plan_texts import SMALL
from tests.participation.workbook.edited import cell, edited, exported, put, refused, taken

Edit = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def content() -> bytes:
    """The small plan as its workbook."""
    return exported(read_plan_text(SMALL).rows)


def test_what_people_write_in_other_ways_is_understood(content: bytes) -> None:
    def tidy(book: Workbook) -> None:
        page: Any = book["Productos"]
        page.insert_rows(1, 2)
        page["A1"] = "Plan de participación, versión de la oficina"
        page.insert_cols(3)
        page["C3"], page["C4"] = "Observaciones internas", "Revisar"
        page.title = "PRODUCTOS "
        book["Cortes"].title = "Hoja7"
        book.create_sheet("Cuentas").cell(1, 1, "Otra cosa")

    book = taken(
        content,
        put("Productos", "Estado", 2, " en ejecucion "),
        put("Productos", "Avance (%)", 2, "40 %"),
        put("Productos", "Periodo", 2, "I semestre de 2022"),
        put("Evidencias", "Fechas", 1, "1 de febrero de 2022\n03/02/2022"),
        put("Cortes", "Datos hasta", 1, "30 de junio de 2022"),
        tidy,
    )

    charla = next(row for row in book.document.rows if row.key == "charla")
    proof = next(row for row in book.document.rows if row.part is Part.EVIDENCE)
    assert (charla.values["status"], charla.values["percentage"]) == (ProductStatus.IN_PROGRESS, 40)
    assert charla.values["period"] == "2022-S1"
    assert proof.values["dates"] == ["2022-02-01", "2022-02-03"]
    assert [(remark.sheet, remark.column) for remark in book.remarks] == [
        ("Cuentas", ""),
        ("PRODUCTOS ", "Observaciones internas"),
    ]


def test_sorted_rows_keep_their_order_and_new_ones_go_last(content: bytes) -> None:
    def turn_round(book: Workbook) -> None:
        page: Any = book["Productos"]
        first, second = ([one.value for one in page[row]] for row in (2, 3))
        for place, (one, other) in enumerate(zip(second, first, strict=True), start=1):
            page.cell(2, place).value, page.cell(3, place).value = one, other
        for one in page[2]:
            page.cell(4, one.column).value = one.value
        cell(book, "Productos", "Código del producto", 3).value = "nuevo"
        cell(book, "Productos", "N.º", 3).value = None

    found = [row for row in taken(content, turn_round).document.rows if row.part is Part.PRODUCT]

    assert [(row.key, row.values["position"]) for row in found] == [("pagina", 1), ("charla", 2), ("nuevo", 3)]


def without_column(book: Workbook) -> None:
    page: Any = book["Productos"]
    page.delete_cols(cell(book, "Productos", "Responsable", 0).column)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (
            without_column,
            "Hoja «Productos», celda A1: En esta fila falta la columna «Responsable». Póngala otra vez, aunque sus"
            " celdas queden vacías.",
        ),
        (
            lambda book: book.remove(book["Evidencias"]),
            "Falta la hoja «Evidencias». Descargue el plan otra vez y copie en él sus cambios.",
        ),
        (
            put("Entidad", "Valor", 3, 2023),
            "Hoja «Entidad», celda B4: El archivo se descargó para 2022. En él no se cambia el año.",
        ),
    ],
)
def test_a_workbook_that_lost_a_part_of_itself_is_refused(content: bytes, edit: Edit, said: str) -> None:
    assert refused(content, edit) == [said]


def test_all_errors_are_told_at_once_by_their_cells_in_the_order_of_the_sheets(content: bytes) -> None:
    found = refused(
        content,
        put("Eventos", "Estado", 1, "quién sabe"),
        put("Productos", "Actividad", 1, "Otro nombre"),
        put("Grupos de valor", "Código", 1, "VECINOS Y MÁS"),
        put("Productos", "Nombre corto", 2, None),
        put("Productos", "Vence el", 1, "a mitad de año"),
        put("Productos", "Avance (%)", 2, 0.265),
        put("Productos", "Cumplido el", 1, "31/06/2022"),
        put("Productos", "Cantidad", 2, "=1/2"),
        put("Evidencias", "Código del producto", 1, "otro"),
        put("Entidad", "Valor", 2, None),
    )

    assert found == [
        "Hoja «Productos», celda B2: «Otro nombre» no es un nombre del plan. Los nombres se cambian en su propia hoja.",
        "Hoja «Productos», celda J2: «a mitad de año» no es una fecha. Escríbala así: 30/06/2021.",
        "Hoja «Productos», celda K2: Un producto cumplido necesita una fila en la hoja «Evidencias».",
        "Hoja «Productos», celda M2: La fecha 2022-06-31 no existe en el calendario. Corríjala.",
        "Hoja «Productos», celda G3: Falta «Nombre corto».",
        "Hoja «Productos», celda H3: La celda tiene una fórmula sin su resultado. Abra el archivo en Excel y guárdelo.",
        "Hoja «Productos», celda L3: «26.5 %» no es un porcentaje. Escriba un número entero de 0 a 100.",
        "Hoja «Evidencias», celda A2: No hay una fila con el código «otro» en su hoja.",
        "Hoja «Eventos», celda G2: «quién sabe» no está en la lista de esta celda. Elija uno de la lista.",
        "Hoja «Grupos de valor», celda A2: «vecinos y más» no sirve como código. Use de 2 a 32 minúsculas sin tilde ni"
        " ñ, números o guiones.",
        "Hoja «Entidad», celda B3: Falta «Nombre del plan».",
    ]


def test_a_heading_can_be_the_key_of_the_plan_file_in_words(content: bytes) -> None:
    def as_the_key(book: Workbook) -> None:
        cell(book, "Productos", "Cumplido el", 0).value = "Ejecutado el"

    assert taken(content, as_the_key).document.rows == taken(content).document.rows


def test_a_code_that_is_there_twice_is_told_with_the_first_row(content: bytes) -> None:
    assert refused(content, put("Productos", "Código del producto", 2, "pagina"))[0] == (
        "Hoja «Productos», celda A3: «pagina» está dos veces; la primera, en la fila 2. Cada una necesita el suyo."
    )


def test_a_cell_copied_with_its_time_or_with_a_whole_column_of_formats_is_read(content: bytes) -> None:
    back = read_workbook(edited(content, put("Cortes", "Datos hasta", 1, date(2022, 6, 30))))

    assert [row.key for row in back.document.rows if row.part is Part.CUT] == ["2022-06-30"]
