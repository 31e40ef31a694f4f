"""What is declared of a product by what a matrix tells of it, held against what the plan says so far."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from locales import Phrase
from participation.plan.errors import ErrorList
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.products import MatrixProduct, Said
from participation.plan.matrices.synonyms import BY_PERCENTAGE
from participation.plan.periods import Period
from storage.models.plan import ProductStatus

DONE = 100
NO_PROOF = Phrase("matrix", "It says 100 % and there is no evidence. Add it, or write less than 100 %.")
NO_DUE = Phrase("matrix", "This product is new and does not say when it is due. Write a date or a period.")
NO_PERCENTAGE = Phrase("matrix", "This product is in progress. Write how far it is, from 0 to 99 %.")
MOVED = Phrase(
    "matrix", "The plan has this product in {old}, and here it is {new}. Move it in the chat, with its reason."
)
CANCELLED = Phrase("matrix", "To cancel a product its reason and who signs it are needed. Cancel it in the chat.")
_BEGUN = (ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS, ProductStatus.DONE)


class Declaring:
    """Columns of products. `period`: when those are due that are new and do not say it."""

    def __init__(self, errors: ErrorList, year: int, period: str | None) -> None:
        self._errors, self._year, self._period = errors, year, period

    def values(
        self, product: MatrixProduct, before: Mapping[str, Any], *, is_new: bool, has_proof: bool
    ) -> dict[str, Any]:
        """The columns that the matrix tells, and what follows from them. What does not fit is added to the errors."""
        told = {name: product.value(kind) for kind, name in _AS_TOLD.items() if kind in product.said}
        if "executed_on" in told:
            told["executed_on"] = date.fromisoformat(told["executed_on"])
        told |= self._programmed(product, before, is_new=is_new)
        told |= self._state(product, before, is_new=is_new, has_proof=has_proof)
        if before.get("executed_on") and told.get("status") not in (None, ProductStatus.DONE):
            told.setdefault("executed_on", None)
        return told

    def _programmed(self, product: MatrixProduct, before: Mapping[str, Any], *, is_new: bool) -> dict[str, Any]:
        said = product.said.get(MatrixField.DUE)
        if not is_new:
            return self._same_time(said, before) if said is not None else {}
        due = said.value if said is not None else product.period or self._period
        if due is None:
            if product.broken.isdisjoint(_DUE):
                self._errors.add(product.place, NO_DUE)
            due = str(self._year)
        return _span(due)

    def _same_time(self, said: Said, before: Mapping[str, Any]) -> dict[str, Any]:
        """When it is due, as far as it is the time that was programmed: later or earlier is a move, with its reason."""
        new = Period.parse(said.value)
        old = Period.parse(before["period"] or before["due_on"].isoformat())
        moved = Period.parse(before["moved_to"]) if before["moved_to"] else None
        if any(span is not None and _within(span, new) for span in (old, moved)):
            return {}  # as programmed, or a wider span, which says nothing new
        if moved is not None and _within(new, moved):
            return {}
        if _within(new, old):
            return _span(said.value)
        self._errors.add(said.place, MOVED, old=old.code, new=new.code)
        return {}

    def _state(
        self, product: MatrixProduct, before: Mapping[str, Any], *, is_new: bool, has_proof: bool
    ) -> dict[str, Any]:
        status, percentage = product.said.get(MatrixField.STATUS), product.said.get(MatrixField.PERCENTAGE)
        declared = status.value if status is not None and status.value != BY_PERCENTAGE else None
        share = percentage.value if percentage is not None else self._share(product, declared, before, is_new=is_new)
        if declared is None:
            declared = (
                _implied(share, before["status"]) if share != before["percentage"] or is_new else before["status"]
            )
        if (
            declared is ProductStatus.CANCELLED
            and before["status"] is not ProductStatus.CANCELLED
            and status is not None
        ):
            self._errors.add(status.place, CANCELLED)
            declared = before["status"] or ProductStatus.PROGRAMMED
        if share == DONE and not has_proof:
            self._errors.add((percentage or status or Said(product.place, None)).place, NO_PROOF)
        return {"status": declared, "percentage": share}

    def _share(
        self, product: MatrixProduct, declared: ProductStatus | None, before: Mapping[str, Any], *, is_new: bool
    ) -> int:
        """How far a product is of which only the state is told."""
        if declared is ProductStatus.DONE:
            return DONE
        if not is_new:
            return int(before["percentage"])
        if declared is ProductStatus.IN_PROGRESS and product.broken.isdisjoint(_SHARE):
            self._errors.add(product.said[MatrixField.STATUS].place, NO_PERCENTAGE)
        return 0


def _implied(percentage: int, before: ProductStatus | None) -> ProductStatus:
    """The state that a percentage stands for; a postponed or cancelled product stays so until it is done."""
    if before is not None and before not in _BEGUN and percentage < DONE:
        return before
    if percentage == DONE:
        return ProductStatus.DONE
    return ProductStatus.IN_PROGRESS if percentage else ProductStatus.PROGRAMMED


def _within(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _span(due: str) -> dict[str, Any]:
    """A date or a period in its own column."""
    span = Period.parse(due)
    return {"period": None, "due_on": span.start} if span.is_day else {"period": span.code, "due_on": None}


_DUE = (MatrixField.DUE, MatrixField.DUE_MARK)
_SHARE = (MatrixField.PERCENTAGE, MatrixField.PERCENTAGE_PART)
_AS_TOLD: Mapping[MatrixField, str] = {
    MatrixField.QUANTITY: "quantity",
    MatrixField.EXECUTED_ON: "executed_on",
    MatrixField.RESPONSIBLE: "responsible",
}
