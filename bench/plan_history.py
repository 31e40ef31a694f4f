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
from storage.schema import upgrade

SEED = Path(__file__).resolve().parents[1] / "plans" / "enterritorio-2021.yaml"
ZONE = ZoneInfo("America/Bogota")
NOW = datetime(2021, 10, 1, 14, tzinfo=UTC)
TODAY = NOW.date()
LAST_YEAR = 2021
ACTIVITIES = 8
CHANGES = 12  # of each product and year
TOGETHER = 10_000
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
    """A database with the seed's plan."""
    opened = _opened(file)
    opened.write(lambda session: import_plan(session, read_plan_file(SEED), NOW)).result()
    return opened


def large(file: Path, products: int, years: int) -> Database:
    """A database with so many products a year, four cuts a year, and the changes of all of them."""
    opened = _opened(file)
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        opened.write(partial(_year, year=year, products=products)).result()
    return opened


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
    each = -(-products // ACTIVITIES)
    for number in range(products):
        if number % each == 0:
            code = f"a{number // each}"
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
