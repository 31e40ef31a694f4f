"""A product as it stands now, whatever was published of it: what staff look at before they change it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from participation.plan.checks import DONE_NEEDS_EVIDENCE
from participation.plan.current import current_plan
from participation.plan.errors import PlanFileError
from participation.plan.form import PRODUCT
from participation.plan.frozen import frozen, thawed
from participation.plan.links import addresses_of
from participation.plan.periods import Period
from participation.plan.reading import faults_in
from participation.plan.tree import part_tree
from participation.plan.views import NotInPlanError
from storage import Session
from storage.models.plan import Evidence, Product, ProductStatus
from storage.queries import products as queries
from storage.queries.plan_parts import SHAPES, Part, PartRow, key_of

STATUS_FIELDS = ("status", "percentage", "executed_on", "cancel_reason", "cancel_signed_by", "cancelled_on")
MOVE = ("moved_to", "move_reason", "move_signed_by", "moved_on")
FIELDS = (*STATUS_FIELDS, *MOVE)
"""The columns of a product that are kept from the chat."""
Seen = Mapping[str, Any]
"""What somebody saw of a product before changing it, as JSON."""


@dataclass(frozen=True)
class Proof:
    """One evidence. `dates` are ISO; a file was uploaded here where it has a hash."""

    text: str
    dates: tuple[str, ...] = ()
    link: str | None = None
    file_kind: str | None = None
    file_bytes: int | None = None
    file_hash: str | None = None
    file_name: str | None = None

    @classmethod
    def of(cls, row: Evidence) -> "Proof":
        own = {name: getattr(row, name) for name in cls.__dataclass_fields__ if name != "dates"}
        return cls(dates=tuple(row.dates), **own)

    @property
    def addresses(self) -> list[str]:
        """What of it is looked at, to know whether it opens."""
        return addresses_of(self.link, self.file_hash)

    @property
    def digest(self) -> str:
        """What tells it from another one."""
        told = json.dumps([self.text, self.dates, self.link, self.file_hash])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class ProductNow:
    """A product with its values and its evidence. `row` holds all its columns."""

    row: PartRow
    evidence: tuple[Proof, ...]

    def __getitem__(self, name: str) -> Any:
        return self.row.values[name]

    @property
    def code(self) -> str:
        return self.row.key

    @property
    def status(self) -> ProductStatus:
        return ProductStatus(self["status"])

    @property
    def period(self) -> Period:
        """When it was first programmed."""
        return Period.of_day(self["due_on"]) if self["due_on"] else Period.parse(self["period"])

    @property
    def is_done(self) -> bool:
        """Whether the figures count it as executed."""
        return self.status is ProductStatus.DONE and self["percentage"] == 100 and bool(self.evidence)

    @property
    def counts(self) -> bool:
        """Whether it is among what was programmed."""
        return not (self.status is ProductStatus.CANCELLED and self["cancel_reason"] and self["cancel_signed_by"])

    def seen(self) -> dict[str, Any]:
        """What to keep of it until it is changed."""
        return {
            "values": {name: frozen(self[name]) for name in FIELDS},
            "evidence": [proof.digest for proof in self.evidence],
        }

    def with_values(self, values: Mapping[str, Any], evidence: Sequence[Proof] | None = None) -> "ProductNow":
        """The same with other values, and other evidence where it is given."""
        row = replace(self.row, values={**self.row.values, **values})
        return ProductNow(row, self.evidence if evidence is None else tuple(evidence))

    def faults(self) -> list[PlanFileError]:
        """What a plan file that says so would be told: the rules of both are the same ones."""
        return faults_in(PRODUCT, part_tree(PRODUCT, self.row, self._evidence_rows()))

    @property
    def lacks_evidence(self) -> bool:
        """Whether it would be done without evidence."""
        return any(fault.phrase == DONE_NEEDS_EVIDENCE for fault in self.faults())

    def _evidence_rows(self) -> list[PartRow]:
        return [
            PartRow(
                Part.EVIDENCE,
                key_of(Part.EVIDENCE, position, self.code),
                self.code,
                {**vars(proof), "dates": list(proof.dates), "position": position},
            )
            for position, proof in enumerate(self.evidence, start=1)
        ]


def thawed_value(name: str, value: Any) -> Any:
    """A value of what was seen, as the database gives it."""
    return thawed(Part.PRODUCT, name, value)


def product_now(session: Session, code: str) -> ProductNow:
    """A product of the current plan. Raises NoPlanError, and NotInPlanError for an unknown code."""
    product = queries.product(session, current_plan(session).id, code)
    if product is None:
        raise NotInPlanError(code)
    return product_now_of(session, product)


def product_now_of(session: Session, product: Product) -> ProductNow:
    """The same from its row."""
    values = {name: getattr(product, name) for name in SHAPES[Part.PRODUCT].columns}
    proofs = tuple(Proof.of(one) for one in queries.evidence_of(session, product.id))
    return ProductNow(PartRow(Part.PRODUCT, product.code, None, values), proofs)
