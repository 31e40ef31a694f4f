"""The office's rules in a plan file, and days as officials type them."""

from datetime import date, time
from pathlib import Path

import pytest

from participation.deadlines import PlanRules
from participation.office.days import read_day, read_days
from participation.plan import PlanFileErrors, import_plan, read_plan_file, read_plan_text
from participation.plan.current import current_plan
from storage import Session
from tests.support.office import SEED, at, on_sqlite

TODAY = date(2021, 7, 1)


@on_sqlite
def test_the_example_s_rules_are_read(session: Session) -> None:
    import_plan(session, read_plan_file(Path("plans/ejemplo-2023.yaml")), at(TODAY))

    plan = current_plan(session)
    rules = PlanRules.of(plan)

    assert (rules.reception_closes, rules.own.closed) == (time(17), frozenset({date(2023, 12, 22)}))
    assert (rules.clarification_stops_clock, rules.clarification_days) == (True, 10)
    assert (rules.extension_times, rules.priority_days) == (2, 5)
    assert plan.areas == [{"name": "Oficina de Planeación", "email": "planeacion@municipio.example.org"}]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("reglas: {aclaracion: {detiene_el_plazo: sí}}", "dias_habiles"),
        ("reglas: {dias_cerrados: [2021-12-24], dias_laborados: [2021-12-24]}", "2021-12-24"),
        ("reglas: {cierre_de_recepcion: tarde}", "hour"),
        ("areas: [{nombre: Obras, correo: a@b.co}, {nombre: obras, correo: c@d.co}]", "already an area"),
        ("areas: [{nombre: Obras}]", "correo"),
    ],
)
def test_rules_that_do_not_fit_are_named(rules: str, said: str) -> None:
    with pytest.raises(PlanFileErrors) as refused:
        read_plan_text(f"{SEED.read_text('utf-8')}\n{rules}\n")
    [error] = refused.value.errors
    assert said in error.phrase.message.format(**error.values)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-06-28", date(2021, 6, 28)),
        ("28/6/2021", date(2021, 6, 28)),
        ("28-06-2021", date(2021, 6, 28)),
        ("el 28 de junio", date(2021, 6, 28)),
        ("28 de Junio de 2020", date(2020, 6, 28)),
        ("30 de diciembre", date(2020, 12, 30)),
        ("hoy", TODAY),
        ("AYER", date(2021, 6, 30)),
        ("31 de febrero", None),
        ("2021-13-01", None),
        ("28 de junio o 29 de junio", None),
        ("no sé", None),
        ("", None),
    ],
)
def test_a_day_is_read_or_asked_for_again(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


def test_two_days_ahead_are_read_in_their_order() -> None:
    assert read_days("del 5 de julio al 9 de julio", TODAY, ahead=True) == [date(2021, 7, 5), date(2021, 7, 9)]
    assert read_days("28 de diciembre a 5 de enero", TODAY, ahead=True) == [date(2021, 12, 28), date(2022, 1, 5)]
