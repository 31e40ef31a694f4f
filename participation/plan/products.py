"""A product and its evidence as people see them at the date to which the figures refer."""

from datetime import date

from participation.plan.periods import Period
from participation.plan.views import Cancellation, EvidenceView, Move, ProductView
from storage.models.plan import Evidence, Product, ProductStatus
from storage.queries.plan import Branch

_UNEXPLAINED = (ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS)


def product_view(branch: Branch, evidence_dates: list[str] | None, reference: date, today: date) -> ProductView:
    """The product at the reference date; `evidence_dates` is None where there is no evidence at all."""
    product = branch.product
    moved, cancelled = _move(product), _cancellation(product)
    period = _period(product)
    executed = _is_executed(product, evidence_dates, reference)
    due = (moved.to if moved else period).end
    return ProductView(
        code=product.code,
        name=product.name,
        short_name=product.short_name,
        activity_code=branch.activity.code,
        task_name=branch.task.name,
        status=product.status,
        percentage=product.percentage,
        period=period,
        executed=executed,
        overdue=not executed and due <= reference and due < today and product.status in _UNEXPLAINED,
        counts=not (cancelled and (cancelled.on is None or cancelled.on <= reference)),
        moved=moved,
        cancelled=cancelled,
    )


def _is_executed(product: Product, evidence_dates: list[str] | None, reference: date) -> bool:
    """At 100 % with evidence, and not later than the reference date as far as the plan gives a date."""
    if product.percentage < 100 or evidence_dates is None or product.status is not ProductStatus.DONE:
        return False
    known = product.executed_on or (date.fromisoformat(max(evidence_dates)) if evidence_dates else None)
    return known is None or known <= reference


def _period(product: Product) -> Period:
    if product.due_on:
        return Period.of_day(product.due_on)
    return Period.parse(product.period or "")


def _move(product: Product) -> Move | None:
    if not (product.moved_to and product.move_reason and product.move_signed_by):
        return None
    return Move(Period.parse(product.moved_to), product.move_reason, product.move_signed_by, product.moved_on)


def _cancellation(product: Product) -> Cancellation | None:
    """Only with a signed reason."""
    if product.status is not ProductStatus.CANCELLED or not (product.cancel_reason and product.cancel_signed_by):
        return None
    return Cancellation(product.cancel_reason, product.cancel_signed_by, product.cancelled_on)


def evidence_view(proof: Evidence) -> EvidenceView:
    """One proof with its dates as dates."""
    days = tuple(date.fromisoformat(day) for day in proof.dates)
    return EvidenceView(proof.text, days, proof.link, proof.file_kind, proof.file_bytes)
