"""What is told of the plan, as parts: few statements, always the same number however large the plan is.

Products and their proof, of which there are most, are asked for without the session and come as the driver gives them:
to make dates and lists of 500 products takes longer than to ask for them, and most are what they were the time before.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Select, bindparam, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from storage.models.plan import Activity, Evidence, Plan, Product, Task, UnitemisedProducts
from storage.queries.plan_parts import SHAPES, Part, PartRow, key_of

Raw = tuple[Any, ...]
"""The id of a row, the id of what it hangs on, its place, and the columns that come from the file, as the driver gives
them."""
_ID, _ABOVE, _POSITION, _OWN = 0, 1, 2, 3
_PLAN_ID = bindparam("plan_id", type_=Plan.id.type)
_PARENT = "parent_code"


def _columns(part: Part) -> list[Any]:
    shape = SHAPES[part]
    return [getattr(shape.model, name) for name in shape.columns]


def _under(part: Part, *more: Any) -> Select[Any]:
    model = SHAPES[part].model
    return select(*more, *_columns(part)).where(model.plan_id == _PLAN_ID, model.retired_at.is_(None))


def _raw(part: Part) -> Select[Any]:
    shape = SHAPES[part]
    as_they_come = [type_coerce(column, NullType()) for column in _columns(part)]
    above = getattr(shape.model, shape.parent_column)
    statement = select(shape.model.id, above, shape.model.position, *as_they_come)
    return statement.where(shape.model.plan_id == _PLAN_ID, shape.model.retired_at.is_(None))


# The statements are built once: building them would take as long as asking them.
_ACTIVITIES = _under(Part.ACTIVITY).order_by(Activity.position)
_TASKS = (
    _under(Part.TASK, Task.id, Activity.code.label(_PARENT))
    .join(Activity, Task.activity_id == Activity.id)
    .where(Activity.retired_at.is_(None))
    .order_by(Activity.position, Task.position)
)
_UNITEMISED = _under(Part.UNITEMISED).order_by(UnitemisedProducts.position)
_PRODUCTS, _EVIDENCE = _raw(Part.PRODUCT), _raw(Part.EVIDENCE)
_WANTED = Product.code.in_(bindparam("codes", expanding=True))
_WANTED_PRODUCTS = _PRODUCTS.where(_WANTED)
_WANTED_EVIDENCE = _EVIDENCE.join(Product, Evidence.product_id == Product.id).where(_WANTED)


@dataclass(frozen=True)
class ToldPlan:
    """A plan with its parts. `products` are in the order of the plan, `proofs` by the id of their product."""

    above: tuple[PartRow, ...]
    """The plan itself, its activities and its tasks."""
    unitemised: tuple[PartRow, ...]
    tasks: Mapping[int, PartRow]
    places: Mapping[int, tuple[str, str]]
    products: Sequence[Raw]
    proofs: Mapping[int, Sequence[Raw]]
    dialect: Dialect

    def place_of(self, product: Raw) -> tuple[str, str]:
        """The code of the activity and the name of the task under which a product stands."""
        return self.places[product[_ABOVE]]

    def proofs_of(self, product: Raw) -> Sequence[Raw]:
        """The proof of a product, in its order."""
        return self.proofs.get(product[_ID], ())

    def product(self, raw: Raw) -> PartRow:
        """A product as a part."""
        return self._part(Part.PRODUCT, raw, self.tasks[raw[_ABOVE]].key)

    def evidence(self, proofs: Iterable[Raw], product: str) -> list[PartRow]:
        """The proof of a product, by its code, as parts."""
        return [self._part(Part.EVIDENCE, raw, product) for raw in proofs]

    def _part(self, part: Part, raw: Raw, parent: str) -> PartRow:
        values = dict(zip(SHAPES[part].columns, raw[_OWN:], strict=True))
        for name, read in _readers(part, self.dialect):
            values[name] = read(values[name])
        return PartRow(part, key_of(part, values[SHAPES[part].identity], parent), parent, values)

    def parts(self) -> Iterator[PartRow]:
        """All of them, parents before children."""
        yield from self.above
        products = [self.product(raw) for raw in self.products]
        yield from products
        for raw, row in zip(self.products, products, strict=True):
            yield from self.evidence(self.proofs_of(raw), row.key)
        yield from self.unitemised


def told_plan(session: Session, plan: Plan, codes: Collection[str] | None = None) -> ToldPlan:
    """The activities, tasks, products, proof and counts of a plan, with the plan itself.

    Of the products and their proof only those with these codes, where any are named.
    """
    asked: dict[str, Any] = {"plan_id": plan.id}
    connection = session.connection()
    products, evidence, wanted = _PRODUCTS, _EVIDENCE, asked
    if codes is not None:
        products, evidence, wanted = _WANTED_PRODUCTS, _WANTED_EVIDENCE, {**asked, "codes": sorted(codes)}
    own = {name: getattr(plan, name) for name in SHAPES[Part.PLAN].columns}
    activities = [_row(Part.ACTIVITY, dict(row)) for row in connection.execute(_ACTIVITIES, asked).mappings()]
    tasks = {}
    for row in connection.execute(_TASKS, asked).mappings():
        values = dict(row)
        tasks[values.pop("id")] = _row(Part.TASK, values, values.pop(_PARENT))
    return ToldPlan(
        above=(PartRow(Part.PLAN, str(plan.year), None, own), *activities, *tasks.values()),
        unitemised=tuple(_row(Part.UNITEMISED, dict(row)) for row in connection.execute(_UNITEMISED, asked).mappings()),
        tasks=tasks,
        places={id_: (task.parent or "", task.values["name"]) for id_, task in tasks.items()},
        products=_in_order(map(tuple, connection.execute(products, wanted).all()), tasks),
        proofs=_grouped(map(tuple, connection.execute(evidence, wanted).all())),
        dialect=connection.dialect,
    )


def told_parts(session: Session, plan: Plan) -> list[PartRow]:
    """The same as parts, parents before children."""
    return list(told_plan(session, plan).parts())


def _row(part: Part, values: dict[str, Any], parent: str | None = None) -> PartRow:
    return PartRow(part, key_of(part, values[SHAPES[part].identity], parent), parent, values)


def _in_order(products: Iterable[Raw], tasks: Mapping[int, PartRow]) -> list[Raw]:
    """Task by task, each in the order of its products; what hangs on no task of the plan has no place in it."""
    places = {id_: place for place, id_ in enumerate(tasks)}
    placed = [raw for raw in products if raw[_ABOVE] in places]
    placed.sort(key=lambda raw: (places[raw[_ABOVE]], raw[_POSITION]))
    return placed


def _grouped(proofs: Iterable[Raw]) -> dict[int, list[Raw]]:
    found: dict[int, list[Raw]] = {}
    for raw in proofs:
        found.setdefault(raw[_ABOVE], []).append(raw)
    for of_product in found.values():
        if len(of_product) > 1:
            of_product.sort(key=itemgetter(_POSITION))
    return found


@lru_cache(maxsize=16)
def _readers(part: Part, dialect: Dialect) -> tuple[tuple[str, Any], ...]:
    """What makes of the driver's values those of the columns, where they differ."""
    columns = SHAPES[part].model.__table__.columns
    found = [
        (name, columns[name].type.dialect_impl(dialect).result_processor(dialect, None))
        for name in SHAPES[part].columns
    ]
    return tuple((name, read) for name, read in found if read is not None)
