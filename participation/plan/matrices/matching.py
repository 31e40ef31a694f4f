"""Which product of the plan a row of somebody else's matrix means: by its code, or by its name in its activity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from participation.plan.errors import Place
from participation.plan.matrices.cells import numbering
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.products import MatrixProduct
from participation.plan.matrices.synonyms import plainly
from storage.queries.plan_parts import Part, PartRow

THE_SAME, MAYBE = 0.93, 0.65
"""From where on two names are one, and from where on somebody is asked."""
THE_SAME_ABOVE = 0.88
"""The same for an activity or a task, which has fewer neighbours."""
NEW = ""
"""The answer that a row is of a product that the plan does not have."""


@dataclass(frozen=True)
class Match:
    """A product of the matrix with that of the plan. `maybe`: the one that it could be, while nobody has said so."""

    product: MatrixProduct
    row: PartRow | None = None
    maybe: PartRow | None = None


def question_key(place: Place) -> str:
    """Under which key the answer about a row is kept."""
    return f"{place.sheet}!{place.cell}"


def match_products(
    products: Sequence[MatrixProduct], stored: Sequence[PartRow], answers: Mapping[str, str]
) -> list[Match]:
    """A match for every product, in their order. `answers`: what was said of a row, a code or `NEW`.

    No product of the plan is matched twice: what is certain comes first, then what is most alike.
    """
    return _Matching(products, stored, answers).matches()


def closest(name: str, rows: Iterable[PartRow]) -> PartRow | None:
    """The activity or task that is called so, or nearly so."""
    among = list(rows)
    plain = plainly(name)
    for row in among:
        if plain in _names(row):
            return row
    best = max(among, key=lambda row: likeness(name, row), default=None)
    return best if best is not None and likeness(name, best) >= THE_SAME_ABOVE else None


def likeness(name: str, row: PartRow) -> float:
    """How alike a name is to that of a part, from 0 to 1; one with other numbers is never the same for sure."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - loaded once somebody's matrix is read

    plain = plainly(name)
    score = max((fuzz.ratio(plain, own) for own in _names(row)), default=0) / 100
    if score >= MAYBE and all(numbering(plain) != numbering(own) for own in _names(row)):
        return min(score, MAYBE)
    return score


def _names(row: PartRow) -> set[str]:
    return {plainly(str(row.values[name])) for name in ("name", "short_name") if row.values.get(name)}


class _Matching:
    def __init__(
        self, products: Sequence[MatrixProduct], stored: Sequence[PartRow], answers: Mapping[str, str]
    ) -> None:
        self._products, self._answers = products, answers
        self._stored = {row.key: row for row in stored if row.part is Part.PRODUCT}
        self._tasks = {row.key: row for row in stored if row.part is Part.TASK}
        self._activity_of = {key: self._tasks[row.parent].parent for key, row in self._stored.items() if row.parent}
        self._activities = _Closest(row for row in stored if row.part is Part.ACTIVITY)
        self._found: dict[int, Match] = {}
        self._free = dict(self._stored)

    def matches(self) -> list[Match]:
        for certain in (self._by_answer, self._by_code, self._by_name):
            for number, product in enumerate(self._products):
                if number not in self._found:
                    self._take(number, certain(product))
        self._by_likeness()
        return [self._found[number] for number in range(len(self._products))]

    def _take(self, number: int, code: str | None) -> None:
        if code == NEW:
            self._found[number] = Match(self._products[number])
        elif code in self._free:
            self._found[number] = Match(self._products[number], self._free.pop(code))

    def _by_answer(self, product: MatrixProduct) -> str | None:
        return self._answers.get(question_key(product.place))

    def _by_code(self, product: MatrixProduct) -> str | None:
        code = str(product.value(MatrixField.CODE) or "").strip().lower()
        return code or None

    def _by_name(self, product: MatrixProduct) -> str | None:
        """The only one that is called so, in the same activity where the matrix names one and the plan has it."""
        same = [key for key in self._in_activity(product) if plainly(product.name) in _names(self._stored[key])]
        in_task = [key for key in same if product.task_key in _names(self._tasks[self._stored[key].parent or ""])]
        return next(iter(in_task or same), None)

    def _in_activity(self, product: MatrixProduct) -> list[str]:
        """The free products that it can be by its activity."""
        return [key for key in self._free if self._is_of_activity(product, key)]

    def _is_of_activity(self, product: MatrixProduct, key: str) -> bool:
        """Whether a product of the plan is of the activity that the matrix names; of any where it names none."""
        if product.activity is None:
            return True
        activity = self._activities.to(product.activity.value)
        return activity is not None and self._activity_of[key] == activity.key

    def _by_likeness(self) -> None:
        """The pairs that are most alike first. What has its very name in another activity is asked for too."""
        open_numbers = [number for number in range(len(self._products)) if number not in self._found]
        pairs = sorted(
            ((self._score(self._products[number], key), number, key) for number in open_numbers for key in self._free),
            key=lambda pair: (-pair[0], pair[1]),
        )
        for score, number, key in pairs:
            if score < MAYBE or number in self._found or key not in self._free:
                continue
            product, row = self._products[number], self._free.pop(key)
            self._found[number] = Match(product, row) if score >= THE_SAME else Match(product, maybe=row)
        for number in open_numbers:
            self._found.setdefault(number, Match(self._products[number]))

    def _score(self, product: MatrixProduct, key: str) -> float:
        score = likeness(product.name, self._stored[key])
        if score < MAYBE or self._is_of_activity(product, key):
            return score
        return MAYBE if score >= THE_SAME else 0


class _Closest:
    """The closest of some parts to a name, looked for once a name."""

    def __init__(self, rows: Iterable[PartRow]) -> None:
        self._rows = list(rows)
        self._known: dict[str, PartRow | None] = {}

    def to(self, name: str) -> PartRow | None:
        if name not in self._known:
            self._known[name] = closest(name, self._rows)
        return self._known[name]
