"""What is told of the plan, as parts: few statements, always the same number however large the plan is.

The statements read columns and no entities, which for a plan of 500 products takes a fraction of the time.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from storage.models.plan import Activity, Evidence, Plan, Product, Task, UnitemisedProducts
from storage.queries.plan_parts import SHAPES, Part, PartRow, key_of

_PLAN_ID = bindparam("plan_id", type_=Plan.id.type)
_PARENT = "parent_code"


def _columns(part: Part) -> list[Any]:
    shape = SHAPES[part]
    return [getattr(shape.model, name) for name in shape.columns]


def _under(part: Part, parent: type[Any] | None = None, *path: Any) -> Select[Any]:
    model = SHAPES[part].model
    statement = select(*_columns(part)).where(model.plan_id == _PLAN_ID, model.retired_at.is_(None))
    if parent is not None:
        statement = statement.add_columns(parent.code.label(_PARENT)).join(parent, *path)
    return statement


_STATEMENTS: tuple[tuple[Part, Select[Any]], ...] = (
    (Part.ACTIVITY, _under(Part.ACTIVITY).order_by(Activity.position)),
    (
        Part.TASK,
        _under(Part.TASK, Activity, Task.activity_id == Activity.id).order_by(Activity.position, Task.position),
    ),
    (Part.PRODUCT, _under(Part.PRODUCT, Task, Product.task_id == Task.id).order_by(Task.position, Product.position)),
    (
        Part.EVIDENCE,
        _under(Part.EVIDENCE, Product, Evidence.product_id == Product.id)
        .where(Product.retired_at.is_(None))
        .order_by(Evidence.product_id, Evidence.position),
    ),
    (Part.UNITEMISED, _under(Part.UNITEMISED).order_by(UnitemisedProducts.position)),
)
"""The statements are built once: building them would take as long as asking them."""


def told_parts(session: Session, plan: Plan) -> list[PartRow]:
    """The activities, tasks, products, proof and counts of a plan, parents before children, with the plan itself."""
    own = {name: getattr(plan, name) for name in SHAPES[Part.PLAN].columns}
    return [PartRow(Part.PLAN, str(plan.year), None, own), *_rows(session, plan)]


def _rows(session: Session, plan: Plan) -> Iterator[PartRow]:
    for part, statement in _STATEMENTS:
        identity = SHAPES[part].identity
        for row in session.execute(statement, {"plan_id": plan.id}).mappings():
            values = dict(row)
            parent = values.pop(_PARENT, None)
            yield PartRow(part, key_of(part, values[identity], parent), parent, values)
