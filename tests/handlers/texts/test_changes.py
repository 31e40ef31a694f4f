"""«Qué cambió», what is said after an import, and lists that stay short, as people read them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers import keyboards
from handlers.kept_cut import kept_cut
from handlers.texts import changes as texts
from handlers.texts import cuts as cut_texts
from handlers.texts import plan as plan_texts
from participation.notices import Reach
from participation.plan import import_plan, publishing, read_plan_text
from participation.plan.cut_changes import CutChanges, OldAndNew, corrections, latest_changes
from participation.progress import plan_progress
from storage import Session
from storage.models.plan import ProductStatus
from storage.models.staff import Role
from tests.handlers.texts.rendered import EXAMPLE, SEED, activity, product, read, said_in
from tests.participation.plan_texts import changed
from tests.participation.test_progress import large
from tests.support.office import official

pytestmark = pytest.mark.second_database
NEW_AND_GONE = (("Nuevo en el plan", "Ya no está en el plan"), ("Nuevos en el plan", "Ya no están en el plan"))
MID_JULY, IN_2022 = date(2023, 7, 15), date(2022, 7, 1)


def take(session: Session, text: str, day: date = MID_JULY) -> None:
    import_plan(session, read_plan_text(text), datetime(day.year, day.month, day.day, 15, tzinfo=UTC))
    session.commit()


def test_between_two_cuts_each_product_is_under_what_happened_to_it(session: Session) -> None:
    take(session, EXAMPLE)

    found = latest_changes(session, MID_JULY)

    assert found is not None
    said = read(texts.changed(found, corrections(session, MID_JULY), *said_in()))
    assert said.startswith("Qué cambió\nDel 31 de marzo de 2023 al 30 de junio de 2023")
    assert "Calculamos las cifras del 31 de marzo de 2023 con las fechas que da el plan." in said
    assert "Del año: antes 11 % (1 de 9), ahora 25 % (2 de 8)" in said
    assert "Se cumplió\n• Informe previo" in said
    labels = [
        button.label for row in keyboards.progress(plan_progress(session, MID_JULY), said_in()[0]) for button in row
    ]
    assert labels[-1] == "Qué cambió"


def test_the_screens_of_a_cut_say_what_is_news_since(session: Session) -> None:
    day = date(2021, 7, 1)
    take(session, SEED, day)
    again = changed(
        (
            "            estado: aplazado\n            avance: 0\n",
            "            estado: programado\n            avance: 0\n",
        ),
        text=SEED,
    )
    found = import_plan(session, read_plan_text(again), datetime(2021, 7, 1, 16, tzinfo=UTC))

    of_activity, of_product = activity(session, "promover", day), product(session, "evento-vivo", day)

    assert "Hay novedades desde entonces: Diálogo." in of_activity
    assert "‖ Diálogo: 0 % · aplazado" in of_activity
    assert "Desde el corte del 30 de junio de 2021 cambió: su estado (estaba aplazado)." in of_product
    [sentence] = kept_cut(session, found, *said_in())
    assert read(sentence).startswith("El corte publicado del 30 de junio de 2021 conserva sus cifras")


def test_one_product_is_told_in_the_singular_and_more_of_them_in_the_plural(session: Session) -> None:
    take(session, EXAMPLE)
    found = latest_changes(session, MID_JULY)
    assert found is not None
    [one] = found.executed

    alone = [read(text).split("\n")[0] for text in texts.products(_all(found, (one,)), *said_in())]
    together = [read(text).split("\n")[0] for text in texts.products(_all(found, (one, one)), *said_in())]

    assert alone == ["Se cumplió", "Ya no cuenta como cumplido", "Pasó a otra fecha", "Se canceló", *NEW_AND_GONE[0]]
    assert together == [
        *("Se cumplieron", "Ya no cuentan como cumplidos", "Pasaron a otra fecha", "Se cancelaron"),
        *NEW_AND_GONE[1],
    ]


def _all(found: CutChanges, some: tuple[OldAndNew, ...]) -> CutChanges:
    return replace(
        found,
        executed=some,
        reopened=some,
        moved=some,
        cancelled=some,
        added=some,
        removed=some,
        advanced=(),
        evidence=(),
    )


def test_a_status_that_is_the_same_is_not_said_of_another_percentage(session: Session) -> None:
    take(session, EXAMPLE)
    found = latest_changes(session, MID_JULY)
    assert found is not None
    [one] = found.executed
    after = replace(one.product, percentage=70)
    way = replace(one, before=replace(after, percentage=30), after=after)

    [said] = texts.products(replace(found, executed=(), evidence=(), advanced=(way,)), *said_in())

    assert read(said) == "Cambió su avance\n• Informe previo: antes 30 %, ahora 70 %"


def test_a_status_that_changed_with_the_same_percentage_is_not_called_progress(session: Session) -> None:
    take(session, EXAMPLE)
    found = latest_changes(session, MID_JULY)
    assert found is not None
    [one] = found.executed
    before = replace(one.product, percentage=0, status=ProductStatus.POSTPONED)
    way = replace(one, before=before, after=replace(before, status=ProductStatus.IN_PROGRESS))

    [said] = texts.products(replace(found, executed=(), evidence=(), advanced=(way,)), *said_in())

    assert read(said) == "Cambió su estado o su avance\n• Informe previo: antes aplazado, 0 %, ahora en ejecución, 0 %"


def test_a_cut_in_which_nothing_is_otherwise_says_so_once(session: Session) -> None:
    take(session, SEED, date(2021, 7, 1))
    found = publishing.preview_cut(
        session, official(session, 7, Role.PUBLISHES), date(2021, 7, 1), "1 de julio de 2021", date(2021, 7, 1)
    )

    said = read(cut_texts.preview(found, Reach(0, 0, 0, 0), *said_in()))

    assert "Nada cambió desde el corte anterior." in said
    assert "Qué cambió" not in said
    assert "No hubo más cambios" not in said


def test_a_cancelled_product_is_told_once_and_does_not_count_at_the_next_cut(session: Session) -> None:
    day = date(2021, 7, 1)
    take(session, SEED, day)
    cancelled = changed(
        (
            "            estado: aplazado\n            avance: 0\n",
            "            estado: cancelado\n            avance: 0\n            cancelado:\n"
            "              {motivo: No hay sala, firma: La jefe, fecha: 2021-07-01}\n",
        ),
        text=SEED,
    )
    import_plan(session, read_plan_text(cancelled), datetime(2021, 7, 1, 16, tzinfo=UTC))

    said = product(session, "evento-vivo", day)

    assert "cambió: su estado (estaba aplazado). Se verá en el próximo corte." in said


def test_of_very_many_pending_products_some_are_named_and_the_others_counted(session: Session) -> None:
    many = large(60).replace("estado: cumplido, avance: 100", "estado: programado, avance: 0")
    take(session, many, date(2022, 6, 1))

    said = read(plan_texts.progress(plan_progress(session, IN_2022), *said_in()))

    assert said.count("Pendiente") == 11
    assert "Pendientes: 50 productos más." in said
