"""«Qué cambió», what is said after an import, and lists that stay short, as people read them."""

from datetime import UTC, date, datetime

import pytest

from handlers import keyboards
from handlers.kept_cut import kept_cut
from handlers.texts import changes as texts
from handlers.texts import plan as plan_texts
from participation.plan import import_plan, read_plan_text
from participation.plan.cut_changes import corrections, latest_changes
from participation.progress import plan_progress
from storage import Session
from tests.handlers.texts.rendered import EXAMPLE, SEED, activity, product, read, said_in
from tests.participation.plan_texts import changed
from tests.participation.test_progress import large

pytestmark = pytest.mark.second_database
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
    assert "Se cumplieron\n• Informe previo" in said
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


def test_of_very_many_pending_products_some_are_named_and_the_others_counted(session: Session) -> None:
    many = large(60).replace("estado: cumplido, avance: 100", "estado: programado, avance: 0")
    take(session, many, date(2022, 6, 1))

    said = read(plan_texts.progress(plan_progress(session, IN_2022), *said_in()))

    assert said.count("Pendiente") == 11
    assert "Pendientes: 50 productos más." in said
