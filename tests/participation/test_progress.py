"""What people are shown of the plan's progress, from stored plans."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from participation.plan.agenda import event_detail, list_events
from participation.plan.views import NoPlanError, NotInPlanError
from participation.progress import activity_progress, entity, plan_progress, product_detail
from storage import Session
from tests.participation.plan_texts import SMALL, changed, take

JULY = date(2022, 7, 1)
MOVED = "estado: programado\n            trasladado: {a: 2022-S2, motivo: Lluvias, firma: Jefe}"
CANCELLED = "estado: cancelado\n            cancelado: {motivo: Sin cupo, firma: Jefe%s}"


def fractions(session: Session, today: date = JULY) -> tuple[int, int | None, int, int | None]:
    progress = plan_progress(session, today)
    return progress.year.executed, progress.year.programmed, progress.due.executed, progress.due.programmed


@contextmanager
def counted_statements(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(bind, "before_cursor_execute", note)


def large(products: int) -> str:
    """A plan of so many products with evidence and an event each, in five activities."""
    activities, events = [], ["eventos:"]
    for number in range(products):
        if number % (products // 5) == 0:
            a = f"a{number:03}"
            activities.append(f"  - codigo: {a}\n    nombre: N\n    nombre_corto: C\n    tareas:")
            activities.append(f"      - codigo: {a}\n        nombre: T\n        productos:")
        activities.append(
            f"          - {{codigo: p{number:03}, nombre: N, nombre_corto: C, periodo: 2022-S1, estado: cumplido, "
            "avance: 100, evidencias: [{texto: Hecho, fecha: 2022-03-01}, {texto: Visto}]}"
        )
        events.append(
            f"  - {{codigo: e{number:03}, titulo: T, estado: convocado, fecha: 2022-08-01, producto: p{number:03}}}"
        )
    head = SMALL[: SMALL.index("  - codigo: contar")]
    return head + "\n".join(activities + events) + "\n"


def test_without_a_plan_it_says_so(session: Session) -> None:
    for read in (plan_progress, list_events):
        with pytest.raises(NoPlanError):
            read(session, JULY)


def test_an_unknown_code_is_told_apart_from_no_plan(session: Session) -> None:
    take(session)

    for read in (activity_progress, product_detail, event_detail):
        with pytest.raises(NotInPlanError) as found:
            read(session, "nada", JULY)
        assert found.value.code == "nada"


def test_a_partial_percentage_does_not_add_to_the_plan(session: Session) -> None:
    take(
        session, changed(("estado: programado\n            avance: 0", "estado: en_ejecucion\n            avance: 99"))
    )

    assert fractions(session) == (1, 2, 1, 2)


def test_a_moved_product_stays_where_it_was_first_programmed(session: Session) -> None:
    take(session, changed(("estado: programado", MOVED)))

    assert fractions(session) == (1, 2, 1, 2)
    [pending] = plan_progress(session, JULY).pending
    assert pending.product.moved is not None
    assert (pending.product.moved.to.code, pending.product.overdue) == ("2022-S2", False)


def test_a_cancelled_product_leaves_the_figures(session: Session) -> None:
    take(session, changed(("estado: programado", CANCELLED % "")))

    assert fractions(session) == (1, 1, 1, 1)
    assert plan_progress(session, JULY).pending == ()


def test_what_was_cancelled_after_the_cut_still_counts_at_the_cut(session: Session) -> None:
    take(session, changed(("estado: programado", CANCELLED % ", fecha: 2022-07-01")))

    assert fractions(session) == (1, 2, 1, 2)


@pytest.mark.parametrize(("executed_on", "executed"), [("2022-06-30", 2), ("2022-07-01", 1)])
def test_what_was_executed_after_the_cut_waits_for_the_next(session: Session, executed_on: str, executed: int) -> None:
    done = f"estado: cumplido\n            avance: 100\n            ejecutado_el: {executed_on}\n"
    done += "            evidencias: [{texto: Acta}]"
    take(session, changed(("estado: programado\n            avance: 0", done)))

    assert fractions(session)[0] == executed


def test_evidence_that_came_after_the_cut_does_not_count_at_the_cut(session: Session) -> None:
    take(session, changed(("fecha: 2022-02-01", "fecha: [2022-02-01, 2022-07-01]")))

    assert fractions(session)[0] == 0


def test_what_is_due_later_and_done_early_is_not_in_the_part_that_was_due(session: Session) -> None:
    take(
        session,
        changed(("periodo: 2022-S1\n            estado: cumplido", "vence: 2022-09-30\n            estado: cumplido")),
    )

    assert fractions(session) == (1, 2, 0, 1)


def test_products_without_detail_count_where_they_are_due(session: Session) -> None:
    some = "productos_sin_detalle:\n  - {periodo: 2022-T2, cantidad: 3, inferido: no}\n"
    take(session, SMALL + some + "  - {periodo: 2022-T4, cantidad: 5, inferido: sí}\n")

    assert fractions(session) == (1, 10, 1, 5)


def test_an_unknown_number_takes_away_the_global_figure_and_only_that(session: Session) -> None:
    take(session, SMALL + "productos_sin_detalle:\n  - {periodo: 2022-S2, cantidad: desconocida, inferido: no}\n")

    progress = plan_progress(session, JULY)

    assert (progress.year.percent, progress.due.percent) == (None, 50)


def test_a_plan_without_products_does_not_apply(session: Session) -> None:
    take(session, SMALL[: SMALL.index("        productos:")])

    progress = plan_progress(session, JULY)

    assert (progress.year.percent, progress.due.percent) == (None, None)
    assert [(activity.code, activity.year.percent) for activity in progress.activities] == [("contar", None)]


def test_before_the_first_cut_the_figures_are_those_of_the_day(session: Session) -> None:
    take(session)

    progress = plan_progress(session, date(2022, 6, 29))

    assert (progress.cut, progress.reference) == (None, date(2022, 6, 29))
    assert (progress.year.executed, progress.due.programmed, progress.pending) == (1, 0, ())


def test_the_day_of_the_cut_shows_the_cut(session: Session) -> None:
    take(session)

    assert plan_progress(session, date(2022, 6, 30)).cut is not None


def test_a_product_is_overdue_once_its_last_day_has_passed(session: Session) -> None:
    take(session)

    def overdue(today: date) -> bool:
        return product_detail(session, "charla", today).product.overdue

    assert [overdue(date(2022, 6, 30)), overdue(JULY)] == [False, True]


def test_a_pending_product_names_the_event_that_explains_it(session: Session) -> None:
    other = "  - {codigo: otra, titulo: Otra, estado: convocado, fecha: 2022-08-01, producto: charla}\n"
    take(session, changed(("eventos:\n", "eventos:\n" + other)))

    [pending] = plan_progress(session, JULY).pending

    assert pending.event is not None
    assert pending.event.code == "charla-mayo"


def test_a_draft_is_shown_to_nobody(session: Session) -> None:
    take(session, changed(("estado: aplazado", "estado: borrador")))

    assert list_events(session, JULY).upcoming == ()
    assert plan_progress(session, JULY).pending[0].event is None
    with pytest.raises(NotInPlanError):
        event_detail(session, "charla-mayo", JULY)


READS: list[Callable[[Session], object]] = [
    lambda session: plan_progress(session, JULY),
    lambda session: activity_progress(session, "a000", JULY),
    lambda session: product_detail(session, "p001", JULY),
    lambda session: list_events(session, JULY),
    lambda session: event_detail(session, "e001", JULY),
    entity,
]


@pytest.mark.parametrize("read", READS)
def test_the_number_of_queries_does_not_grow_with_the_plan(session: Session, read: Callable[[Session], object]) -> None:
    counts = []
    for size in (5, 60):
        take(session, large(size))
        session.expire_all()
        with counted_statements(session) as statements:
            read(session)
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 16
