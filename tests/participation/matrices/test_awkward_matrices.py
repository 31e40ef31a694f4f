"""Matrices as offices make them are taken in right, or refused with the cell and the reason."""

from typing import Any

import pytest

from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.steps import AskSheet
from participation.plan.matrices.taking import save_matrix
from storage import Session
from storage.queries.plan_parts import Part, stored_parts
from tests.participation.matrices.matrix_world import (
    ENGLISH,
    EXAMPLE,
    NOW,
    SEED,
    asked,
    changes,
    considered,
    plan,
    refused,
)
from tests.support import matrices
from tests.support.office import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def year(session: Session) -> int:
    return plan(session, EXAMPLE)


def product(session: Session, year: int, code: str) -> dict[str, Any]:
    return next(dict(row.values) for row in stored_parts(session, year) if (row.part, row.key) == (Part.PRODUCT, code))


def test_the_five_rows_of_the_seeds_report_change_nothing_of_its_plan(session: Session) -> None:
    year = plan(session, SEED)

    step, questions = asked(session, matrices.seed_matrix(), year)

    assert changes(step) == []
    assert questions == ["TAREAS PARA DESARROLLAR LA ACTIVIDAD", "columns"]
    assert (step.products, step.missing, step.referred) == (5, [], [])


def test_headings_over_two_rows_merged_activities_and_texts_for_numbers_and_dates(session: Session, year: int) -> None:
    step, questions = asked(session, matrices.two_header_rows(), year)

    save_matrix(session, step, None, NOW)

    assert questions == ["columns"]
    assert changes(step) == [
        "New: Task encuesta-satisfaccion",
        "New: Product encuesta-satisfaccion",
        "Product curso-control · Progress: 45\u00a0% (before: 40\u00a0%)",
    ]
    survey = product(session, year, "encuesta-satisfaccion")
    assert (survey["due_on"].isoformat(), survey["percentage"], survey["status"]) == ("2023-11-30", 0, "programado")
    tasks = {row.key: row.parent for row in stored_parts(session, year) if row.part is Part.TASK}
    assert tasks["encuesta-satisfaccion"] == "cuentas"


def test_titles_other_orders_totals_and_notes(session: Session, year: int) -> None:
    step, questions = asked(session, matrices.titles_and_totals(), year)

    assert questions == ["columns"]
    assert changes(step) == [
        "Product votacion-proyectos · Status: In progress (before: Programmed)",
        "Product votacion-proyectos · Progress: 25\u00a0% (before: 0\u00a0%)",
        "Product votacion-proyectos · Responsible: Secretaría de Gobierno (inventada) (before: no data)",
        "New: Evidence votacion-proyectos/1",
        "Product curso-control · Progress: 60\u00a0% (before: 40\u00a0%)",
        "Product curso-control · Responsible: Secretaría de Planeación (inventada) (before: no data)",
    ]
    assert [remark.text(ENGLISH) for remark in step.remarks] == [
        "Sheet «Matriz», rows that are not read: 8-11. They are totals, titles, notes or signatures."
    ]


def test_a_sheet_a_semester_with_a_column_a_quarter(session: Session, year: int) -> None:
    step, questions = asked(session, matrices.sheet_a_semester(), year, {"D": MatrixField.PERCENTAGE_PART})

    save_matrix(session, step, None, NOW)

    assert questions == ["Avance I trimestre", "columns"]  # one answer for the four quarters, and both sheets
    radio, booklet = (product(session, year, code) for code in ("dos-cunas-radio", "cartilla-impresa"))
    assert (radio["period"], radio["percentage"], radio["status"]) == ("2023-S1", 100, "cumplido")
    assert (booklet["period"], booklet["percentage"], booklet["status"]) == ("2023-S2", 20, "en_ejecucion")


def test_several_links_in_a_cell_a_hidden_column_and_states_in_their_own_words(session: Session, year: int) -> None:
    said = {"Al día": "en_ejecucion", "En trámite de contratación": "segun_avance"}

    step, questions = asked(session, matrices.own_words(), year, said)
    save_matrix(session, step, None, NOW)

    assert questions == ["ESTADO", "columns", *said, "Memorias de curso de control social 2023"]
    assert product(session, year, "curso-control")["name"] == "Memorias de curso de control social 2023"
    proofs = [row.values for row in stored_parts(session, year) if row.key.startswith("mesas-rurales/")]
    assert [(proof["text"], proof["link"]) for proof in proofs[1:]] == [
        ("Acta de la primera mesa, con su lista de asistencia.", "https://municipio.example.org/acta-1.pdf"),
        (
            "Fotos: https://municipio.example.org/fotos, https://municipio.example.org/mas-fotos.",
            "https://municipio.example.org/fotos",
        ),
        ("https://municipio.example.org/mas-fotos", "https://municipio.example.org/mas-fotos"),
    ]
    assert "column F is hidden" in step.remarks[0].text(ENGLISH)


def test_what_is_wrong_is_told_at_once_with_its_cell_and_nothing_is_saved(session: Session, year: int) -> None:
    before = stored_parts(session, year)

    assert refused(lambda: asked(session, matrices.broken(), year)) == [
        "Sheet «Plan», cell D2: The cell shows an error, #REF!. Write its value.",
        "Sheet «Plan», cell C3: The date 31/06/2023 does not exist in the calendar.",
        "Sheet «Plan», cell D4: It says 100 % and there is no evidence. Add it, or write less than 100 %.",
        "Sheet «Plan», cell D5: «120 %» is no percentage. A number from 0 to 100 is expected, such as 80 %.",
        "Sheet «Plan», cell B6: «Boletín» is here twice; the first is in B5. Keep one.",
    ]
    assert stored_parts(session, year) == before


def test_sheets_that_are_no_parts_of_one_matrix_are_asked_for(session: Session, year: int) -> None:
    step = considered(session, matrices.two_versions(), year).step()

    assert isinstance(step, AskSheet)
    assert step.names == ["Versión vieja", "Versión final"]


def test_a_workbook_without_a_table_of_activities_says_what_it_needs(session: Session, year: int) -> None:
    content = matrices.table([("Nombre", "Teléfono"), ("Oficina", "000")])

    assert refused(lambda: considered(session, content, year)) == [
        "No sheet has a table of activities. Its first row needs headings such as Actividad, Producto, % de avance."
    ]


def test_quarters_with_an_x_a_product_over_two_rows_and_a_hidden_row(session: Session, year: int) -> None:
    step, questions = asked(session, matrices.marked_schedule(), year)
    save_matrix(session, step, None, NOW)

    assert questions == ["columns"]
    assert [product(session, year, code)["period"] for code in ("encuesta", "informe")] == ["2023-T2", "2023-T3"]
    proofs = [row.values for row in stored_parts(session, year) if row.key.startswith("encuesta/")]
    assert [(proof["text"], proof["link"]) for proof in proofs] == [
        ("Formulario", "https://municipio.example.org/formulario"),
        ("Resultados", None),
        ("Carpeta de la oficina", None),
    ]
    assert [remark.text(ENGLISH) for remark in step.remarks] == [
        "Sheet «Cronograma», rows that are not read: 7. They are totals, titles, notes or signatures.",
        "Sheet «Cronograma», hidden rows that are not read: 6.",
    ]
    assert not step.may_remove  # what is hidden may be what seems to be missing
