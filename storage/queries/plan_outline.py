"""What an overview needs of the plan as it is now: what its parts are called, and what is declared to be done.

These are asked for without the session, as rows or as one text: there are many of them.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from storage.models.plan import Activity, Evidence, Plan, Product, ProductStatus
from storage.queries.dialect import rows_as_json

_PLAN_ID = bindparam("plan_id", type_=Plan.id.type)
_ACTIVITIES = (
    select(Activity.code, Activity.name, Activity.short_name)
    .where(Activity.plan_id == _PLAN_ID, Activity.retired_at.is_(None))
    .order_by(Activity.position)
)
_NAMES = select(
    rows_as_json(
        Product.code,
        Product.name,
        Product.short_name,
        (Product.status == ProductStatus.DONE) & (Product.percentage >= 100),
    )
).where(Product.plan_id == _PLAN_ID, Product.retired_at.is_(None))
_PROOF = (
    select(Product.code, Product.status, Product.percentage, Product.executed_on, Evidence.dates)
    .join(Evidence, Evidence.product_id == Product.id)
    .where(Product.plan_id == _PLAN_ID, Product.retired_at.is_(None), Evidence.retired_at.is_(None))
    .where(Product.code.in_(bindparam("codes", expanding=True)))
)


class Proven(NamedTuple):
    """A product with the ISO dates that one of its proofs names."""

    code: str
    status: ProductStatus
    percentage: int
    executed_on: date | None
    dates: list[str]


def activity_names(session: Session, plan: Plan) -> Sequence[Row[str, str, str]]:
    """The code, the name and the short name of each activity, in the order of the plan."""
    return session.connection().execute(_ACTIVITIES, {"plan_id": plan.id}).all()


def product_names(session: Session, plan: Plan) -> str:
    """The code, the name, the short name of each product, and whether it is declared done at 100 %: a JSON list."""
    return session.connection().execute(_NAMES, {"plan_id": plan.id}).scalar() or "[]"


def proven(session: Session, plan: Plan, codes: Collection[str]) -> list[Proven]:
    """These products, as far as they have proof: one for each proof."""
    found = session.connection().execute(_PROOF, {"plan_id": plan.id, "codes": sorted(codes)})
    return [Proven(*row) for row in found]
