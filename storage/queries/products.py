"""Products as staff keep them from the chat, their evidence, and the files among it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from storage.models.history import PlanChange
from storage.models.plan import Evidence, Plan, Product
from storage.models.staff import StaffMember
from storage.queries.plan_parts import Part


def product(session: Session, plan_id: int, code: str) -> Product | None:
    """The product of a plan that has a code."""
    return session.scalars(_product(plan_id, code)).one_or_none()


def locked(session: Session, plan_id: int, code: str) -> Product | None:
    """The same, as it is now, and nobody else's to change until this unit of work ends."""
    found = _product(plan_id, code).with_for_update()
    return session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def _product(plan_id: int, code: str) -> Select[Product]:
    return select(Product).where(Product.plan_id == plan_id, Product.code == code, Product.retired_at.is_(None))


def evidence_of(session: Session, product_id: int) -> Sequence[Evidence]:
    """The evidence of a product that is shown, in its order."""
    found = select(Evidence).where(Evidence.product_id == product_id, Evidence.retired_at.is_(None))
    return session.scalars(found.order_by(Evidence.position).execution_options(populate_existing=True)).all()


def retire_evidence(session: Session, evidence: Sequence[Evidence], gone: Evidence, now: datetime) -> None:
    """Take one out of a product's evidence; those after it move up, so that positions count from 1 without a gap.

    What is retired has a negative position: none that a plan file could name.
    """
    gone.retired_at, gone.position = now, -gone.id
    session.flush()
    for position, one in enumerate((one for one in evidence if one is not gone), start=1):
        if one.position != position:
            one.position = position
            session.flush()  # one after the other: two never have the same position


def removed_here(session: Session, year: int, since: datetime | None = None) -> set[tuple[str, str]]:
    """What staff took out of the evidence of the plan of a year, after an instant: the product's code and the text."""
    found = (
        select(Product.code, Evidence.text)
        .join(Product, Product.id == Evidence.product_id)
        .join(Plan, Plan.id == Evidence.plan_id)
        .where(Plan.year == year, Evidence.retired_at.is_not(None), Evidence.position < 0)
    )
    if since is not None:
        found = found.where(Evidence.retired_at > since)
    return {(code, text) for code, text in session.execute(found)}


def changes_of(session: Session, plan_id: int) -> Sequence[PlanChange]:
    """Everything that was changed in a plan's products and their evidence, the first change first."""
    found = select(PlanChange).where(
        PlanChange.plan_id == plan_id, PlanChange.part.in_((Part.PRODUCT.value, Part.EVIDENCE.value))
    )
    return session.scalars(found.order_by(PlanChange.id)).all()


def last_change(session: Session, plan_id: int, code: str) -> tuple[PlanChange, str | None] | None:
    """The last change of a product or of its evidence, with the name of who made it, where it was one of staff."""
    of_product = (PlanChange.part == Part.PRODUCT.value) & (PlanChange.key == code)
    of_evidence = (PlanChange.part == Part.EVIDENCE.value) & (PlanChange.parent == code)
    found = select(PlanChange, StaffMember.name).outerjoin(StaffMember, StaffMember.id == PlanChange.staff_id)
    found = found.where(PlanChange.plan_id == plan_id, of_product | of_evidence)
    row = session.execute(found.order_by(PlanChange.id.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1])


def public_file(session: Session, prefix: str) -> tuple[Evidence, Product] | None:
    """The evidence that is shown whose file's hash begins so, with its product. `prefix`: hexadecimal digits."""
    found = (
        select(Evidence, Product)
        .join(Product, Product.id == Evidence.product_id)
        .where(Evidence.file_hash >= prefix, Evidence.file_hash < f"{prefix}g")
        .where(Evidence.retired_at.is_(None), Product.retired_at.is_(None))
        .order_by(Evidence.id)
    )
    row = session.execute(found.limit(1)).first()
    return None if row is None else (row[0], row[1])
