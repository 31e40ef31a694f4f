"""What a matrix does not tell stays as it is; what would break a rule of the plan is refused in its cell."""

from collections.abc import Sequence
from functools import partial

import pytest

from participation.plan import import_plan, read_plan_text
from participation.plan.history import parts_at
from participation.plan.matrices.answers import Answers
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.matching import NEW
from participation.plan.matrices.steps import AskColumn, AskPeriod, ConfirmColumns, Ready
from participation.plan.matrices.taking import remember, save_matrix
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.staff import Role
from storage.queries.plan_parts import Part, stored_parts
from tests.participation.matrices.matrix_world import EXAMPLE, NOW, asked, changes, considered, plan, refused
from tests.support.matrices import own_words, table
from tests.support.office import facts_of, official, on_sqlite

pytestmark = on_sqlite
HEADINGS = ("Actividad", "Producto", "Fecha fin", "Estado", "% de avance", "Evidencia")
BUDGET = "Construir con la ciudadanía las prioridades del presupuesto participativo"
TRAINING = "Formar a líderes y jóvenes en control social"
COURSE = "Memorias del curso de control social"

FIRST = """\
plan: {nombre: Plan de prueba, vigencia: 2024}
entidad:
  nombre: Entidad de prueba
  nombre_corto: Entidad
  privacidad: {version: "1", aviso_corto: Aviso corto., aviso: Aviso.}
actividades: []
"""


@pytest.fixture
def year(session: Session) -> int:
    return plan(session, EXAMPLE)


def row(*values: str) -> bytes:
    return table([HEADINGS, values])


def outcome(session: Session, year: int, *values: str) -> Sequence[str]:
    """What a row would change, or why it is refused."""
    return changes(asked(session, row(*values), year)[0])


def test_the_same_said_with_other_words_changes_nothing(session: Session, year: int) -> None:
    for due in ("", "II trimestre", "I semestre", "2023", "N/A"):
        assert outcome(session, year, TRAINING.upper(), COURSE, due, "EN PROCESO", "40,9 %", "") == []


def test_a_day_within_the_period_says_it_more_exactly(session: Session, year: int) -> None:
    assert outcome(session, year, TRAINING, COURSE, "30/06/2023", "", "", "") == [
        "Product curso-control · Period: no data (before: from 1 April to 30 June 2023)",
        "Product curso-control · Due on: 30 June 2023 (before: no data)",
    ]


def test_a_matrix_without_activities_still_tells_of_known_products(session: Session, year: int) -> None:
    content = table([("Entregable", "% de avance"), (COURSE, "60 %")])

    assert changes(asked(session, content, year)[0]) == [
        "Product curso-control · Progress: 60\u00a0% (before: 40\u00a0%)"
    ]


def test_a_later_date_is_a_move_and_needs_its_reason(session: Session, year: int) -> None:
    assert refused(lambda: outcome(session, year, TRAINING, COURSE, "30/09/2023", "", "", "")) == [
        "Sheet «Plan», cell C2: The plan has this product in 2023-T2, and here it is 2023-09-30. "
        "Move it in the chat, with its reason."
    ]


def test_where_it_was_moved_to_is_no_news(session: Session, year: int) -> None:
    moved = "Actas de dos mesas de trabajo en los corregimientos"

    assert outcome(session, year, BUDGET, moved, "15/12/2023", "", "", "") == []


def test_100_per_cent_with_a_proof_is_done_and_a_lower_share_is_no_more(session: Session, year: int) -> None:
    assert outcome(session, year, TRAINING, COURSE, "", "", "100 %", "Memorias publicadas.")[:2] == [
        "Product curso-control · Status: Done (before: In progress)",
        "Product curso-control · Progress: 100\u00a0% (before: 40\u00a0%)",
    ]
    assert outcome(session, year, BUDGET, "Actas de cuatro mesas de trabajo en las comunas", "", "", "80 %", "") == [
        "Product mesas-urbanas · Status: In progress (before: Done)",
        "Product mesas-urbanas · Progress: 80\u00a0% (before: 100\u00a0%)",
        "Product mesas-urbanas · Executed on: no data (before: 18 March 2023)",
    ]


def test_what_does_not_fit_is_refused_in_its_cell(session: Session, year: int) -> None:
    rows = {
        (TRAINING, COURSE, "", "Cumplido", "80 %", "Memorias."): "E2: A product that is cumplido has avance 100.",
        (TRAINING, COURSE, "", "Cancelado", "", ""): "D2: To cancel a product its reason and who signs it are needed.",
        (TRAINING, "Nuevo", "30/06/2024", "", "", ""): "C2: This is outside the plan's year, 2023.",
        (TRAINING, "Nuevo", "T3", "En proceso", "", ""): "D2: This product is in progress. Write how far it is",
        ("", "Nuevo", "T3", "", "", ""): "B2: The activity of this row is missing.",
        (TRAINING, "", "T3", "", "10 %", ""): "A2: This row has values and no product.",
    }
    for values, expected in rows.items():
        told = refused(partial(outcome, session, year, *values))
        assert len(told) == 1, told
        assert told[0].startswith(f"Sheet «Plan», cell {expected}")


def test_names_with_other_numbers_are_asked_about_and_a_new_one_gets_a_code(session: Session, year: int) -> None:
    step, questions = asked(session, row(TRAINING, f"{COURSE} 2", "T3", "", "5 %", ""), year, {f"{COURSE} 2": NEW})

    assert questions[-1] == f"{COURSE} 2"
    assert "New: Product memorias-curso-control-social" in changes(step)


def test_evidence_told_again_stays_and_what_is_new_comes_after_it(session: Session, year: int) -> None:
    report = "Informe de gestión publicado treinta días antes de la audiencia"
    known = "informe de gestión, publicado en la página de la entidad"

    account = "Rendir cuentas a la ciudadanía sobre la gestión del año"

    step, _ = asked(session, row(account, report, "", "", "", f"- {known}.\n- Acta nueva."), year)

    assert changes(step) == ["New: Evidence informe-previo/2"]


def test_new_products_without_a_time_are_asked_for_it_once(session: Session, year: int) -> None:
    content = table([("Actividad", "Producto"), (TRAINING, "Guía de veeduría"), (TRAINING, "Cartilla")])
    confirmed = Answers(columns_confirmed=True)

    step = considered(session, content, year, confirmed).step()

    assert isinstance(step, AskPeriod)
    assert [product.name for product in step.products] == ["Guía de veeduría", "Cartilla"]
    done, _ = asked(session, content, year, {"period": "2023-S2"})
    save_matrix(session, done, None, NOW)
    periods = {one.key: one.values["period"] for one in stored_parts(session, year) if one.part is Part.PRODUCT}
    assert (periods["guia-veeduria"], periods["cartilla"]) == ("2023-S2", "2023-S2")


def test_what_the_matrix_lacks_goes_only_when_it_is_said_and_never_what_an_event_needs(
    session: Session, year: int
) -> None:
    content = row(TRAINING, COURSE, "", "", "", "")
    step, _ = asked(session, content, year)
    assert (changes(step), [one.key for one in step.missing]) == ([], ["informe-previo", "votacion-proyectos"])

    removing = considered(session, content, year, Answers(columns_confirmed=True, removes=True)).step()

    assert isinstance(removing, Ready)
    assert [line for line in changes(removing) if line.startswith("No longer")] == [
        "No longer there: Task votacion",
        "No longer there: Product informe-previo",
        "No longer there: Product votacion-proyectos",
        "No longer there: Evidence informe-previo/1",
    ]
    save_matrix(session, removing, None, NOW)
    assert "audiencia-publica" in {one.key for one in stored_parts(session, year)}


def test_a_first_matrix_fills_a_plan_file_without_activities(session: Session) -> None:
    import_plan(session, read_plan_text(FIRST), NOW)
    rows = [("Escuchar", "Encuesta", "30/11/2024", "", "0 %", ""), ("", "Informe", "T4", "", "20 %", "")]

    step, _ = asked(session, table([HEADINGS, *rows]), 2024)
    save_matrix(session, step, None, NOW)

    assert changes(step) == [
        "New: Activity escuchar",
        "New: Task encuesta",
        "New: Product encuesta",
        "New: Task informe",
        "New: Product informe",
    ]
    assert changes(asked(session, table([HEADINGS, *rows]), 2024)[0]) == []


def test_saving_needs_the_right_and_leaves_a_record_and_the_history(session: Session, year: int) -> None:
    before = parts_at(session, year, NOW)
    step, _ = asked(session, row(TRAINING, COURSE, "", "", "55 %", ""), year)
    later = NOW.replace(hour=16)

    with pytest.raises(NotAllowed):
        save_matrix(session, step, official(session, 1, Role.CONSULTS), later)
    save_matrix(session, step, official(session, 2, Role.PUBLISHES), later)

    assert [dict(fact) for fact in facts_of(session, "plan.matrix")] == [{"changes": 1}]
    assert parts_at(session, year, NOW) == before


def test_headings_once_understood_are_not_asked_about_again(session: Session, year: int) -> None:
    content = own_words()
    first = considered(session, content, year)
    assert isinstance(first.step(), AskColumn)
    step, _ = asked(session, content, year, {"Al día": "en_ejecucion", "En trámite de contratación": "programado"})
    assert not step.remembered
    states = {"al dia": "en_ejecucion", "en tramite de contratacion": "segun_avance"}
    known = first.columns() | {"estado": MatrixField.STATUS}
    understood = considered(session, content, year, Answers(columns=known, states=states))
    assert isinstance(understood.step(), ConfirmColumns)
    remember(session, understood, None, NOW)

    again, questions = asked(session, content, year)

    assert again.remembered
    assert questions == ["Memorias de curso de control social 2023"]
