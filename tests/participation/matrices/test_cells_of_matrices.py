"""What offices write in cells: percentages, dates, periods, states, evidence."""

import pytest

from participation.plan.errors import UnreadableError
from participation.plan.matrices import cells
from participation.plan.matrices.evidence import Proof, proofs_in
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.synonyms import BY_PERCENTAGE, alike, state_of
from participation.plan.matrices.taking import year_of
from participation.plan.workbook.grid import read_grids
from storage.models.plan import ProductStatus
from tests.support.matrices import table


@pytest.mark.parametrize(
    ("text", "whole", "expected"),
    [
        ("100 %", False, 100),
        ("33,9%", False, 33),  # never more than it is
        ("0,5", True, 50),
        ("1", True, 100),
        ("1", False, 1),
        ("0.155", True, 15),
        ("50 %", True, 50),
    ],
)
def test_percentages(text: str, whole: bool, expected: int) -> None:
    assert cells.percentage(text, of_one=whole) == expected


@pytest.mark.parametrize("text", ["120 %", "100 % sin soporte", "-5", "100,5 %", "casi", "1/2"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(UnreadableError):
        cells.percentage(text, of_one=False)


def test_whether_1_is_the_whole_is_seen_from_the_column() -> None:
    assert cells.counts_of_one(["0", "0,5", "1", "", "N/A"])
    assert not cells.counts_of_one(["0", "1", "45"])
    assert not cells.counts_of_one(["100 %", "50 %"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-06-30", "2021-06-30"),
        ("30/06/2021", "2021-06-30"),
        ("30-jun-21", "2021-06-30"),
        ("30 de junio de 2021", "2021-06-30"),
        ("30 de junio/2021", "2021-06-30"),
        ("junio de 2021", "2021-M06"),
        ("Jun-21", "2021-M06"),
        ("I semestre", "2021-S1"),
        ("Primer semestre de 2021", "2021-S1"),
        ("S2", "2021-S2"),
        ("2do trimestre", "2021-T2"),
        ("IV TRIM", "2021-T4"),
        ("Enero a diciembre", "2021"),
        ("2021", "2021"),
        ("del 1 de febrero al 30 de junio de 2021", "2021-06-30"),
        ("01/02/2021 - 30/06/2021", "2021-06-30"),
    ],
)
def test_when_something_is_due(text: str, expected: str) -> None:
    assert cells.due(text, 2021) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/06/2021", cells.NO_SUCH_DAY),
        ("06/30/2021", cells.NO_SUCH_DAY),  # never turned round
        ("pronto", cells.NO_DATE),
        ("V trimestre", cells.NO_DATE),
        ("III semestre", cells.NO_DATE),
        ("2021 y 2022", cells.NO_DATE),
    ],
)
def test_what_is_no_date(text: str, reason: object) -> None:
    with pytest.raises(UnreadableError) as caught:
        cells.due(text, 2021)
    assert caught.value.phrase is reason


def test_quantities() -> None:
    assert [cells.quantity(text) for text in ("2", "4,0", "3 videos")] == [2, 4, 3]
    for text in ("0", "100 %", "2,5", "Dos"):
        with pytest.raises(UnreadableError):
            cells.quantity(text)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NOMBRE ACTIVIDAD", MatrixField.ACTIVITY),
        ("TAREAS PARA DESARROLLAR LA ACTIVIDAD", MatrixField.TASK),
        ("PRODUCTO / ENTREGABLE", MatrixField.PRODUCT),
        ("FECHA PROGRAMADA", MatrixField.DUE),
        ("Fecha inicio", MatrixField.UNUSED),
        ("RESPONSABLE DE LA ACTIVIDAD", MatrixField.RESPONSIBLE),
        ("% EJECUCIÓN", MatrixField.PERCENTAGE),
        ("AVANCE I SEM", MatrixField.PERCENTAGE),
        ("Estado de la actividad", MatrixField.STATUS),
        ("SOPORTE", MatrixField.EVIDENCE),
        ("Evidensias", MatrixField.EVIDENCE),
        ("Link evidencia", MatrixField.LINK),
        ("No.", MatrixField.UNUSED),
    ],
)
def test_headings(heading: str, field: MatrixField) -> None:
    found, sure = alike(heading)[0]

    assert found is field
    assert sure >= 0.8


def test_an_unknown_heading_is_nothing_for_sure() -> None:
    assert all(sure < 0.8 for _, sure in alike("Alcance territorial"))


def test_states_as_offices_say_them() -> None:
    assert state_of("EN PROCESO") is ProductStatus.IN_PROGRESS
    assert state_of("Finalizada") is ProductStatus.DONE
    assert state_of("Vencido") == BY_PERCENTAGE
    assert state_of("Al día") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sin soporte", []),
        ("N/A", []),
        ("Acta publicada\nen el portal.", [Proof("Acta publicada en el portal.")]),
        ("-Una.\n-Otra.", [Proof("Una."), Proof("Otra.")]),
        ("Acta\nhttps://a.co/1", [Proof("Acta", "https://a.co/1")]),
        (
            "https://a.co/1\nhttps://a.co/2",
            [Proof("https://a.co/1", "https://a.co/1"), Proof("https://a.co/2", "https://a.co/2")],
        ),
        ("Ver (https://a.co/1).", [Proof("Ver (https://a.co/1).", "https://a.co/1")]),
    ],
)
def test_evidence_in_a_cell(text: str, expected: list[Proof]) -> None:
    assert proofs_in(text) == expected


def test_the_year_is_that_of_the_titles_where_it_has_a_plan() -> None:
    def titled(title: str) -> int:
        grids = read_grids(table([(title,), ("Actividad", "Producto", "% de avance"), ("Formar", "Memorias", "5 %")]))
        return year_of(grids, 2023, [2021, 2023])

    assert [titled(text) for text in ("Plan 2021", "Plan 2023", "Decreto 612 de 2018")] == [2021, 2023, 2023]
