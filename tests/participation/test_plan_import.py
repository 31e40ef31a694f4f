"""Importing a plan changes what the file changes, in place, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from locales import Language, words
from participation.plan import compare, import_plan, read_plan_text
from participation.progress import plan_progress
from storage import Session
from storage.models.plan import Event, Evidence, Plan, Product, Task
from tests.participation.plan_texts import NOW, SMALL, changed, take

CHARLA = """\
          - codigo: charla
            nombre: Charla con vecinos
            nombre_corto: Charla
            periodo: 2022-S1
            estado: programado
            avance: 0
"""
EVENTS = SMALL[SMALL.index("eventos:") :]
BEFORE_THE_CUT = date(2022, 6, 29)


def product_id(session: Session, code: str) -> int:
    return session.scalars(select(Product.id).where(Product.code == code)).one()


def plan_version(session: Session) -> int:
    return session.scalars(select(Plan.version)).one()


def test_a_first_import_adds_every_part(session: Session) -> None:
    assert take(session) == [
        "New: Plan 2022",
        "New: Group vecinos",
        "New: Activity contar",
        "New: Task publicar",
        "New: Product pagina",
        "New: Evidence pagina/1",
        "New: Product charla",
        "New: Cut of 30 June 2022",
        "New: Event charla-mayo",
    ]
    assert plan_version(session) == 1


def test_the_same_file_twice_changes_nothing(session: Session) -> None:
    take(session)

    assert import_plan(session, read_plan_text(SMALL), NOW + timedelta(days=1)) == []
    assert not session.dirty
    assert session.scalars(select(Plan.imported_at)).one() == NOW
    assert plan_version(session) == 1


def test_comparing_shows_the_difference_and_changes_nothing(session: Session) -> None:
    take(session)
    text_with_changes = changed(
        ("estado: programado\n            avance: 0", "estado: en_ejecucion\n            avance: 40")
    )

    found = compare(session, read_plan_text(text_with_changes))

    assert [item.text(words(Language.EN)) for item in found] == [
        "Product charla · Status: In progress (before: Programmed)",
        "Product charla · Progress: 40\u00a0% (before: 0\u00a0%)",
    ]
    assert compare(session, read_plan_text(SMALL)) == []


def test_differences_name_the_keys_of_the_file_and_say_what_is_empty(session: Session) -> None:
    take(session)

    assert take(
        session,
        changed(
            ("  privacidad:", "  contacto: {correo: plan@entidad.example.org}\n  privacidad:"),
            ("fecha: 2022-02-01", "fecha: [2022-02-01, 2022-02-03]"),
            ("fecha_original: 2022-05-20", "fecha_original: 2022-05-20\n    hora: '8:05'"),
        ),
    ) == [
        "Plan 2022 · E-mail: plan@entidad.example.org (before: no data)",
        "Evidence pagina/1 · Dates: 1 February 2022; 3 February 2022 (before: 1 February 2022)",
        "Event charla-mayo · Hour: 8:05\u00a0AM (before: no data)",
    ]


def test_a_difference_shows_words_for_yes_and_no_and_lists_of_rules_in_one_line(session: Session) -> None:
    counted = "productos_sin_detalle:\n  - {periodo: 2022-S2, cantidad: 2, inferido: %s}\n"
    term = "terminos:\n  - {fuente: Ley de prueba, dias_habiles: {general: 15, informacion: 10, consulta: 30}}\n"
    take(session, SMALL + counted % "no")

    assert take(session, SMALL + counted % "sí" + term) == [
        "Plan 2022 · Terms: Ley de prueba, 15, 10, 30 (before: no data)",
        "Products without detail, from 1 July to 31 December 2022 · Inferred: yes (before: no)",
    ]


def test_a_change_keeps_the_database_ids_and_raises_the_version(session: Session) -> None:
    take(session)
    before = product_id(session, "charla")

    take(session, changed(("nombre_corto: Charla", "nombre_corto: La charla")))

    assert product_id(session, "charla") == before
    assert plan_version(session) == 2


def test_a_product_that_goes_to_another_task_stays_the_same_product(session: Session) -> None:
    take(session)
    before = product_id(session, "charla")
    new_task = "      - codigo: hablar\n        nombre: Hablar\n        productos:\n"

    assert take(session, changed((CHARLA, new_task + CHARLA))) == [
        "New: Task hablar",
        "Product charla · Task: hablar (before: publicar)",
        "Product charla · Place in the list: 1 (before: 2)",
    ]
    assert product_id(session, "charla") == before


def test_what_is_gone_from_the_file_is_removed(session: Session) -> None:
    take(session)

    gone = take(session, changed((CHARLA, ""), (EVENTS, "")))

    assert gone == ["No longer there: Product charla", "No longer there: Event charla-mayo"]
    assert session.scalars(select(Product.code)).all() == ["pagina"]
    assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_evidence_goes_with_its_product(session: Session) -> None:
    take(session)
    page = SMALL[SMALL.index("          - codigo: pagina") : SMALL.index("          - codigo: charla")]

    take(session, changed((page, "")))

    assert session.scalar(select(func.count()).select_from(Evidence)) == 0


def test_what_something_hangs_on_is_kept_out_of_sight_and_comes_back_as_itself(session: Session) -> None:
    take(session)
    before = product_id(session, "pagina")
    session.execute(text("CREATE TABLE hanging (product_id INTEGER REFERENCES products (id))"))
    session.execute(text("INSERT INTO hanging VALUES (:id)"), {"id": before})
    page = SMALL[SMALL.index("          - codigo: pagina") : SMALL.index("          - codigo: charla")]
    without = changed((page, ""))

    removed = take(session, without)

    assert removed[-2:] == ["No longer there: Product pagina", "No longer there: Evidence pagina/1"]
    assert [
        product.code for activity in plan_progress(session, BEFORE_THE_CUT).activities for product in activity.products
    ] == ["charla"]
    assert take(session, without) == []
    assert "New: Product pagina" in take(session)
    assert product_id(session, "pagina") == before
    assert take(session) == []


def test_an_activity_that_is_gone_is_not_shown_though_something_hangs_on_its_product(session: Session) -> None:
    take(session)
    session.execute(text("CREATE TABLE hanging (product_id INTEGER REFERENCES products (id))"))
    session.execute(text("INSERT INTO hanging VALUES (:id)"), {"id": product_id(session, "charla")})
    other = SMALL.replace("codigo: contar", "codigo: otra").replace("codigo: publicar", "codigo: decir")
    without = (
        other[: other.index("          - codigo: charla")] + other[other.index("cortes:") : other.index("eventos:")]
    )

    take(session, without)

    shown = plan_progress(session, BEFORE_THE_CUT).activities
    assert [(activity.code, [product.code for product in activity.products]) for activity in shown] == [
        ("otra", ["pagina"])
    ]
    assert take(session, without) == []


def test_two_years_live_side_by_side(session: Session) -> None:
    take(session)
    next_year = SMALL.replace("2022", "2023")

    assert "New: Plan 2023" in take(session, next_year)
    assert compare(session, read_plan_text(SMALL)) == []
    assert session.scalar(select(func.count()).select_from(Task)) == 2


def test_a_rollback_leaves_nothing(session: Session) -> None:
    import_plan(session, read_plan_text(SMALL), NOW)
    session.rollback()

    assert session.scalar(select(func.count()).select_from(Plan)) == 0


@st.composite
def plan_texts(draw: st.DrawFn) -> str:
    """A plan of up to six products that sit under any of three tasks, in any order, some with evidence."""
    tasks: dict[str, list[str]] = {"t1": [], "t2": [], "t3": []}
    for code in draw(st.permutations(["p1", "p2", "p3", "p4", "p5", "p6"]))[: draw(st.integers(0, 6))]:
        proofs = draw(st.lists(st.sampled_from(["uno", "dos", "tres"]), max_size=3))
        proof = ", ".join(f"{{texto: {word}}}" for word in proofs)
        product = f"{{codigo: {code}, nombre: N, nombre_corto: {draw(st.sampled_from('AB'))}, periodo: 2022-S1, "
        product += f"estado: programado, avance: {draw(st.integers(0, 99))}, evidencias: [{proof}]}}"
        tasks[draw(st.sampled_from(sorted(tasks)))].append(product)
    empty_ones_too = draw(st.booleans())
    kept = [code for code in draw(st.permutations(sorted(tasks))) if tasks[code] or empty_ones_too]
    lines = [f"      - {{codigo: {code}, nombre: T, productos: [{', '.join(tasks[code])}]}}" for code in kept]
    head = SMALL[: SMALL.index("    tareas:")]
    return head + "    tareas:\n" + "\n".join(lines) + "\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(first=plan_texts(), second=plan_texts())
@pytest.mark.second_database
def test_after_any_two_imports_the_second_file_is_what_is_stored(session: Session, first: str, second: str) -> None:
    import_plan(session, read_plan_text(first), NOW)
    import_plan(session, read_plan_text(second), NOW)

    assert compare(session, read_plan_text(second)) == []

    session.rollback()
