"""The plan as its file sees it: parts told apart by their codes, read and written without a word about database ids."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import JSON, Enum, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.models.plan import (
    Activity,
    Cut,
    Event,
    Evidence,
    Plan,
    PlanPart,
    Product,
    Task,
    UnitemisedProducts,
    ValueGroup,
    Window,
)


class Part(StrEnum):
    """What a plan is made of, each after what it hangs on."""

    PLAN = "plan"
    VALUE_GROUP = "value_group"
    ACTIVITY = "activity"
    TASK = "task"
    PRODUCT = "product"
    EVIDENCE = "evidence"
    UNITEMISED = "unitemised"
    CUT = "cut"
    WINDOW = "window"
    EVENT = "event"


@dataclass(frozen=True)
class PartRow:
    """One part. `key` is stable within the plan and the kind of part; `values` are columns, `position` among them."""

    part: Part
    key: str
    parent: str | None
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Shape:
    """Where a kind of part is kept, by what it is told apart, and on what it hangs."""

    model: Any
    identity: str = "code"
    parent: Part | None = None
    parent_column: str = ""

    @property
    def columns(self) -> list[str]:
        """The columns that come from the file."""
        names: list[str] = [column.key for column in self.model.__table__.columns]
        return [name for name in names if name not in _BOOKKEEPING and name != self.parent_column]


_BOOKKEEPING = ("id", "plan_id", "retired_at", "version", "imported_at", "announced_at", "changed_at")

SHAPES = {
    Part.PLAN: Shape(Plan, "year"),
    Part.VALUE_GROUP: Shape(ValueGroup),
    Part.ACTIVITY: Shape(Activity),
    Part.TASK: Shape(Task, parent=Part.ACTIVITY, parent_column="activity_id"),
    Part.PRODUCT: Shape(Product, parent=Part.TASK, parent_column="task_id"),
    Part.EVIDENCE: Shape(Evidence, "position", parent=Part.PRODUCT, parent_column="product_id"),
    Part.UNITEMISED: Shape(UnitemisedProducts, "period"),
    Part.CUT: Shape(Cut, "cut_on"),
    Part.WINDOW: Shape(Window),
    Part.EVENT: Shape(Event, parent=Part.PRODUCT, parent_column="product_id"),
}


@cache
def column_types(part: Part) -> dict[str, type[Any]]:
    """The columns of a part that come from the file, with the Python type of what they hold; JSON's are `object`."""
    columns, names = SHAPES[part].model.__table__.columns, SHAPES[part].columns
    return {name: _python_type(columns[name].type) for name in names}


def _python_type(kind: Any) -> type[Any]:
    if isinstance(kind, Enum):
        return kind.enum_class or str
    return object if isinstance(kind, JSON) else kind.python_type


def key_of(part: Part, identity: object, parent: str | None) -> str:
    """What tells a part from its like; evidence has no code of its own and is counted within its product."""
    return f"{parent}/{identity}" if part is Part.EVIDENCE else str(identity)


class _Loaded:
    """The rows of one plan by part and key, those that are retired included."""

    def __init__(self, session: Session, year: int) -> None:
        self.plan: Plan | None = None
        self.rows: dict[Part, dict[str, Any]] = {part: {} for part in Part}
        self._keys: dict[Part, dict[int, str]] = {part: {} for part in Part}
        if plan := session.scalar(select(Plan).where(Plan.year == year)):
            self.add(Part.PLAN, str(year), plan)
            for part, shape in SHAPES.items():
                if part is not Part.PLAN:
                    self._load(session, plan.id, part, shape)

    def _load(self, session: Session, plan_id: int, part: Part, shape: Shape) -> None:
        statement = select(shape.model).where(shape.model.plan_id == plan_id).order_by(shape.model.position)
        for row in session.scalars(statement):
            self.add(part, key_of(part, getattr(row, shape.identity), self.parent(part, row)), row)

    def add(self, part: Part, key: str, row: Any) -> None:
        self.rows[part][key] = row
        self._keys[part][row.id] = key
        if isinstance(row, Plan):
            self.plan = row

    def parent(self, part: Part, row: Any) -> str | None:
        shape = SHAPES[part]
        return self._keys[shape.parent].get(getattr(row, shape.parent_column)) if shape.parent else None


def plan_id_of(session: Session, year: int) -> int | None:
    """The database id of the plan of a year; None while there is none."""
    return session.scalar(select(Plan.id).where(Plan.year == year))


def stored_parts(session: Session, year: int) -> list[PartRow]:
    """All parts of the plan of a year, parents before children; none when that year has no plan."""
    loaded = _Loaded(session, year)
    return [
        PartRow(part, key, loaded.parent(part, row), {name: getattr(row, name) for name in SHAPES[part].columns})
        for part, rows in loaded.rows.items()
        for key, row in rows.items()
        if not isinstance(row, PlanPart) or row.retired_at is None
    ]


def save_parts(session: Session, year: int, rows: Iterable[PartRow], now: datetime) -> None:
    """Add what is new and change what is there, in place, so that database ids stay. The plan's version goes up.

    `rows` hold the plan itself unless that year has one, and every parent that is not stored yet.
    """
    loaded = _Loaded(session, year)
    by_part: dict[Part, list[PartRow]] = {part: [] for part in Part}
    for row in rows:
        by_part[row.part].append(row)
    for part, shape in SHAPES.items():
        saved = {row.key: _save(session, loaded, shape, row, now) for row in by_part[part]}
        session.flush()  # gives the new rows the ids that their children need
        for key, row in saved.items():
            loaded.add(part, key, row)
    plan = loaded.rows[Part.PLAN][str(year)]
    plan.version, plan.imported_at = plan.version + 1, now
    session.flush()


def _save(session: Session, loaded: _Loaded, shape: Shape, row: PartRow, now: datetime) -> Any:
    values = dict(row.values)
    if loaded.plan and row.part is not Part.PLAN:
        values |= {"plan_id": loaded.plan.id, "retired_at": None}
    if shape.parent:
        values[shape.parent_column] = loaded.rows[shape.parent][row.parent].id if row.parent else None
    stored = loaded.rows[row.part].get(row.key)
    if stored is None:
        extra = {"version": 0, "imported_at": now} if row.part is Part.PLAN else {}
        stored = shape.model(**values, **extra)
        session.add(stored)
    else:
        for name, value in values.items():
            setattr(stored, name, value)
    return stored


def remove_parts(session: Session, year: int, gone: Collection[tuple[Part, str]], now: datetime) -> None:
    """Delete these parts, children first; what something else hangs on is kept out of sight (`retired_at`)."""
    loaded = _Loaded(session, year)
    for part in reversed(Part):
        for key in [key for kind, key in gone if kind is part]:
            row = loaded.rows[part][key]
            if part is Part.EVIDENCE and (Part.PRODUCT, loaded.parent(part, row)) in gone:
                row.retired_at = now  # it shares the fate of its product: deleted with it, or out of sight with it
                continue
            try:
                with session.begin_nested():
                    session.delete(row)
            except IntegrityError:
                row.retired_at = now
    session.flush()
