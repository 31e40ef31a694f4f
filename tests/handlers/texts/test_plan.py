"""What is said of the plan as a whole, in its message, in its picture and in the picture's caption."""

from datetime import date

import pytest

from handlers.pictures import progress_picture
from handlers.texts import plan as texts
from handlers.texts.fitting import CAPTION, length
from participation.plan.figures import Fraction
from participation.progress import plan_progress
from storage import Session
from tests.handlers.texts.rendered import (
    AFTER_THE_CUT,
    EXAMPLE,
    IN_JULY,
    SEED,
    activity,
    caption,
    product,
    progress,
    read,
    said_in,
    take,
)

pytestmark = pytest.mark.second_database

UNKNOWN_TOTAL = ("    cantidad: 2\n    inferido: no", "    cantidad: desconocida\n    inferido: no")


def test_without_a_cut_what_was_due_is_counted_until_today(session: Session) -> None:
    take(session, EXAMPLE)

    assert "De lo que tocaba hasta hoy: 100 % (1 de 1 producto)" in progress(session, date(2023, 4, 10)).splitlines()


def test_before_the_year_of_the_plan_nothing_is_said_of_what_was_due(session: Session) -> None:
    take(session, EXAMPLE)

    before, within = progress(session, date(2022, 12, 31)), progress(session, date(2023, 1, 1))

    assert "Cuánto llevamos del año: 0 % (0 de 9 productos)" in before.splitlines()
    assert "tocaba" not in before
    assert "De lo que tocaba hasta hoy: no aplica (no había nada programado)" in within.splitlines()


@pytest.mark.parametrize(("cut", "said"), [("2023-06-30", "hasta junio"), ("2023-06-20", "hasta el 20 de junio")])
def test_a_cut_is_named_by_its_month_only_where_the_month_is_over(session: Session, cut: str, said: str) -> None:
    published = "    nombre: segundo trimestre\n    publicado_el: 2023-07-11\n"
    take(session, EXAMPLE, (f"  - fecha: 2023-06-30\n{published}", f"  - fecha: {cut}\n    nombre: Corte\n"))

    assert f"De lo que tocaba {said}: " in progress(session, date(2024, 2, 1))


def test_a_report_is_named_only_where_it_is_a_report_that_counts(session: Session) -> None:
    take(session, EXAMPLE)

    assert "Faltan otros 2 productos, de octubre a diciembre. El plan no los detalla." in progress(session, IN_JULY)


def test_where_the_plan_does_not_say_how_many_it_is_the_plan_that_does_not(session: Session) -> None:
    take(session, EXAMPLE, UNKNOWN_TOTAL)

    assert "Hay más productos, de octubre a diciembre. El plan no dice cuántos." in progress(session, IN_JULY)


def test_a_number_inferred_from_a_report_names_the_report(session: Session) -> None:
    take(session, EXAMPLE, ("inferido: no", "inferido: sí"))

    assert "Faltan otros 2 productos, de octubre a diciembre. El informe no los detalla." in progress(session, IN_JULY)


def test_the_caption_tells_everything_that_the_message_tells(session: Session) -> None:
    take(session, SEED)

    assert caption(session, AFTER_THE_CUT).splitlines() == [
        line for line in progress(session, AFTER_THE_CUT).splitlines() if line
    ]
    assert "Pendiente: el diálogo del 30 de junio se aplazó. Nueva fecha: por definir." in caption(
        session, AFTER_THE_CUT
    )


def test_a_caption_without_room_says_where_the_rest_is_and_what_we_computed(session: Session) -> None:
    long = "Divulgar la estrategia con todas las personas de todos los municipios " * 12
    take(session, SEED, ("nombre_corto: Divulgar la estrategia", f"nombre_corto: {long}"))
    plan = plan_progress(session, AFTER_THE_CUT)

    whole = texts.caption(plan, *said_in())

    assert length(whole) <= CAPTION
    assert read(whole).splitlines()[-2:] == [
        "Calculamos nosotros el total de 15 y los porcentajes por actividad.",
        "Hay más en /avance",
    ]


def test_the_picture_has_the_notes_of_the_message(session: Session) -> None:
    take(session, SEED)

    picture = progress_picture(plan_progress(session, AFTER_THE_CUT), *said_in())

    assert picture.notes == (
        "Pendiente: el diálogo del 30 de junio se aplazó. Nueva fecha: por definir.",
        "Faltan otros 10 productos, de julio a diciembre. El informe no los detalla.",
        "Calculamos nosotros el total de 15 y los porcentajes por actividad.",
    )


def test_in_the_picture_nothing_programmed_does_not_apply(session: Session) -> None:
    take(session, EXAMPLE)

    year, due = progress_picture(plan_progress(session, date(2023, 1, 10)), *said_in()).figures

    assert (year.figure, year.fraction_words) == ("0\u00a0%", "0 de 9 productos")
    assert (due.figure, due.fraction_words) == ("no aplica", "no había nada programado")
    assert due.words == "de lo que tocaba hasta hoy"


def test_in_the_picture_an_unknown_total_is_not_known(session: Session) -> None:
    take(session, EXAMPLE, UNKNOWN_TOTAL)

    year, due = progress_picture(plan_progress(session, IN_JULY), *said_in()).figures

    assert (year.figure, year.fraction_words) == ("no se sabe", "2 productos cumplidos")
    assert (due.figure, due.fraction_words) == ("50\u00a0%", "2 de 4 productos")


@pytest.mark.parametrize(
    ("fraction", "said"),
    [(Fraction(0, 0), "no aplica"), (Fraction(2, None), "no se sabe el total"), (Fraction(1, 2), "50 % (1 de 2)")],
)
def test_an_activity_tells_nothing_programmed_and_an_unknown_total_apart(fraction: Fraction, said: str) -> None:
    assert read(texts.share(fraction, *said_in())) == said


@pytest.mark.parametrize(("text", "today"), [(SEED, AFTER_THE_CUT), (EXAMPLE, IN_JULY), (EXAMPLE, date(2023, 2, 1))])
def test_no_line_has_a_space_too_many(session: Session, text: str, today: date) -> None:
    take(session, text)
    plan = plan_progress(session, today)
    codes = [(one.code, [item.code for item in one.products]) for one in plan.activities]

    said = [progress(session, today), caption(session, today)]
    said += [activity(session, code, today) for code, _ in codes]
    said += [product(session, code, today) for _, own in codes for code in own]

    assert [line for line in "\n".join(said).split("\n") if line != line.strip() or "  " in line] == []
