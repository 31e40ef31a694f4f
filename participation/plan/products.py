"""A product and its evidence as people see them at the date to which the figures refer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from participation.plan.periods import Period
from participation.plan.views import Cancellation, EvidenceView, Move, ProductView
from storage.models.plan import ProductStatus
from storage.queries.plan_parts import PartRow

_UNEXPLAINED = (ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS)
Values = Mapping[str, Any]


def product_view(
    row: PartRow,
    activity_code: str,
    task_name: str,
    evidence_dates: Sequence[date] | None,
    reference: date,
    today: date,
    *,
    only_dated: bool = False,
) -> ProductView:
    """The product at the reference date; `evidence_dates` is None where there is no evidence at all.

    With `only_dated` what was executed on a day that the plan does not give is not taken for executed.
    """
    values = row.values
    moved, cancelled = _move(values), _cancellation(values)
    period = _period(values)
    day = _executed_on(values, evidence_dates)
    executed = is_executed(values, evidence_dates, reference, only_dated=only_dated)
    due = (moved.to if moved else period).end
    return ProductView(
        code=values["code"],
        name=values["name"],
        short_name=values["short_name"],
        activity_code=activity_code,
        task_name=task_name,
        status=values["status"],
        percentage=values["percentage"],
        period=period,
        executed=executed,
        overdue=not executed and due <= reference and due < today and values["status"] in _UNEXPLAINED,
        counts=not (cancelled and (cancelled.on is None or cancelled.on <= reference)),
        moved=moved,
        cancelled=cancelled,
        executed_later=day if day is not None and day > reference else None,
    )


def is_executed(
    values: Values, evidence_dates: Sequence[date] | None, reference: date, *, only_dated: bool = False
) -> bool:
    """Whether a product is executed by the reference date; for the rest see `product_view`."""
    day = _executed_on(values, evidence_dates)
    return _is_executed(values, evidence_dates) and (day <= reference if day is not None else not only_dated)


def _is_executed(values: Values, evidence_dates: Sequence[date] | None) -> bool:
    """At 100 % with evidence."""
    return values["percentage"] >= 100 and evidence_dates is not None and values["status"] is ProductStatus.DONE


def _executed_on(values: Values, evidence_dates: Sequence[date] | None) -> date | None:
    """When it was executed, as far as the plan gives a date."""
    if not _is_executed(values, evidence_dates):
        return None
    day: date | None = values["executed_on"]
    return day or (max(evidence_dates) if evidence_dates else None)


def _period(values: Values) -> Period:
    if values["due_on"]:
        return Period.of_day(values["due_on"])
    return Period.parse(values["period"] or "")


def _move(values: Values) -> Move | None:
    if not (values["moved_to"] and values["move_reason"] and values["move_signed_by"]):
        return None
    to = Period.parse(values["moved_to"])
    return Move(to, values["move_reason"], values["move_signed_by"], values["moved_on"])


def _cancellation(values: Values) -> Cancellation | None:
    """Only with a signed reason."""
    reason, signed_by = values["cancel_reason"], values["cancel_signed_by"]
    if values["status"] is not ProductStatus.CANCELLED or not (reason and signed_by):
        return None
    return Cancellation(reason, signed_by, values["cancelled_on"])


def evidence_view(row: PartRow) -> EvidenceView:
    """One proof with its dates as dates."""
    values = row.values
    days = tuple(date.fromisoformat(day) for day in values["dates"])
    return EvidenceView(
        values["text"],
        days,
        values["link"],
        values["file_kind"],
        values["file_bytes"],
        values.get("file_name"),
        values.get("file_hash"),
    )
