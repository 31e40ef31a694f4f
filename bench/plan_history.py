"""A database with a large plan, the plans of the years before, published cuts and every change that was made."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from participation.plan import import_plan, read_plan_file, read_plan_text
from participation.plan.freezing import freeze_reached
from storage import Database, Session, open_database
from storage.models.history import Origin, PlanChange
from storage.models.plan import Plan, Product
from storage.queries import plan as plans
from storage.queries.events import touch_plan
from storage.schema import upgrade

SEED = Path(__file__).resolve().parents[1] / "plans" / "enterritorio-2021.yaml"
ZONE = ZoneInfo("America/Bogota")
NOW = datetime(2021, 10, 1, 14, tzinfo=UTC)
TODAY = NOW.date()
LAST_YEAR = 2021
ACTIVITIES = 8
CHANGES = 12  # of each product and year
TOGETHER = 10_000
FEW_PRODUCTS = 2
"""Of the first activity, as in the seed's plan: what it costs to look at it must not depend on the others."""
_LATER = (
    (
        "            estado: aplazado\n            avance: 0\n",
        "            estado: cumplido\n            avance: 100\n",
    ),
    ("cortes:\n", "cortes:\n  - {fecha: 2021-09-30, nombre: III trimestre}\n"),
)
_HEAD = """\
plan: {{nombre: Plan de prueba {year}, vigencia: {year}}}
entidad:
  nombre: Entidad de prueba
  nombre_corto: Entidad
  privacidad: {{version: "1", aviso_corto: Aviso corto., aviso: Aviso.}}
actividades:
"""
_CUTS = """\
cortes:
  - {{fecha: {year}-03-31, nombre: I trimestre}}
  - {{fecha: {year}-06-30, nombre: II trimestre}}
  - {{fecha: {year}-09-30, nombre: III trimestre}}
  - {{fecha: {year}-12-31, nombre: IV trimestre}}
"""


def seed(file: Path) -> Database:
    """A database with the seed's plan, and as the large one has several cuts, with a second one and what changed."""
    opened = _opened(file)
    opened.write(lambda session: import_plan(session, read_plan_file(SEED), NOW)).result()
    later = SEED.read_text(encoding="utf-8")
    for old, new in _LATER:
        later = later.replace(old, new)
    opened.write(lambda session: import_plan(session, read_plan_text(later), NOW)).result()
    opened.write(partial(_changes, year=LAST_YEAR)).result()
    return opened


def large(file: Path, products: int, years: int) -> Database:
    """A database with so many products a year, four cuts a year, and the changes of all of them."""
    opened = _opened(file)
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        opened.write(partial(_year, year=year, products=products)).result()
    return opened


def change(session: Session, number: int) -> None:
    """Change a product of the current plan, as staff do in the chat."""
    plan = plans.current_plan(session)
    assert plan is not None  # noqa: S101 - both have one
    product = session.scalars(select(Product).where(Product.plan_id == plan.id).order_by(Product.id.desc())).first()
    assert product is not None  # noqa: S101 - so do they
    product.responsible = f"Área {number}"
    session.flush()
    touch_plan(session, plan.id)


def _opened(file: Path) -> Database:
    opened = open_database(f"sqlite:///{file}")
    upgrade(opened.engine)
    return opened


def _year(session: Session, year: int, products: int) -> None:
    """A year of a plan: its file, its cuts as they were reached, its changes."""
    end = datetime(year, 12, 31, tzinfo=UTC)
    import_plan(session, read_plan_text(_text(year, products)), min(end, NOW))
    plan = session.scalars(select(Plan).where(Plan.year == year)).one()
    freeze_reached(session, plan, min(end, NOW), min(end.date() + timedelta(days=1), TODAY))
    _changes(session, year)


def _changes(session: Session, year: int) -> None:
    """Every product of a year was changed as often, in the seed's plan and in the large one."""
    plan = session.scalars(select(Plan).where(Plan.year == year)).one()
    codes = session.scalars(select(Product.code).where(Product.plan_id == plan.id)).all()
    rows = [_change(plan.id, code, year, number) for code in codes for number in range(CHANGES)]
    for first in range(0, len(rows), TOGETHER):
        session.execute(insert(PlanChange), rows[first : first + TOGETHER])
    session.info.pop(plans.CURRENT, None)


def _change(plan_id: int, code: str, year: int, number: int) -> dict[str, object]:
    return {
        "plan_id": plan_id,
        "at": datetime(year, 1 + number % 9, 1, 12, tzinfo=UTC),
        "origin": Origin.WORKBOOK,
        "part": "product",
        "key": code,
        "parent": None,
        "field": "percentage",
        "old": number,
        "new": number + 1,
    }


def _text(year: int, products: int) -> str:
    return "\n".join([_HEAD.format(year=year), *_activities(year, products), _CUTS.format(year=year)])


def _activities(year: int, products: int) -> Iterator[str]:
    each = -(-(products - FEW_PRODUCTS) // (ACTIVITIES - 1))
    begin = {0, *range(FEW_PRODUCTS, products, each)}
    for number in range(products):
        if number in begin:
            code = f"a{sorted(begin).index(number)}"
            yield f"  - codigo: {code}\n    nombre: Actividad {code}\n    nombre_corto: {code}\n    tareas:"
            yield f"      - codigo: {code}\n        nombre: Tarea {code}\n        productos:"
        yield _product(year, number)


def _product(year: int, number: int) -> str:
    name = f"codigo: p{number}, nombre: Producto {number}, nombre_corto: P{number}, periodo: {year}-T{1 + number % 4}"
    if number % 3 == 0:
        return f"          - {{{name}, estado: programado, avance: 0}}"
    day = date(year, 1 + number % 9, 15)
    proof = f"evidencias: [{{texto: Acta {number} publicada en el portal, fecha: {day}}}]"
    return f"          - {{{name}, estado: cumplido, avance: 100, ejecutado_el: {day}, {proof}}}"
