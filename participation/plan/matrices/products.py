"""The products that somebody else's matrix tells of, each value with the cell in which it stands."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from locales import Phrase
from participation.plan.errors import ErrorList, Place, UnreadableError
from participation.plan.matrices import cells
from participation.plan.matrices.evidence import Proof, attach, links_in, proofs_in
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.rows import MatrixCell, MatrixRow, MatrixRows
from participation.plan.matrices.synonyms import BY_PERCENTAGE, plainly, state_of
from storage.models.plan import ProductStatus

_BAR = re.compile(r"\s+/\s+|\s/|/\s")

NO_PRODUCT = Phrase("matrix", "This row has values and no product. Write the product, or merge it with the one above.")
TWICE = Phrase("matrix", "«{name}» is here twice; the first is in {cell}. Keep one.")
TOO_MUCH = Phrase("matrix", "The parts add up to {sum} %, and there is no more than 100 %.")


@dataclass(frozen=True)
class Said:
    """A value, and where it stands."""

    place: Place
    value: Any


@dataclass
class MatrixProduct:
    """What a matrix says of a product; a field that it does not tell is not in `said`. Names as they are written."""

    place: Place
    name: str
    task: Said | None
    activity: Said | None
    said: dict[MatrixField, Said] = field(default_factory=dict)
    proofs: list[Proof] = field(default_factory=list)
    proof_place: Place | None = None
    broken: set[MatrixField] = field(default_factory=set)
    """What is said and can't be read."""
    period: str | None = None
    """Of the sheet in which it stands, where the sheet is called after one."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is told apart by within a matrix."""
        return plainly(self.activity.value if self.activity else ""), self.task_key, plainly(self.name)

    @property
    def task_key(self) -> str:
        return plainly(self.task.value if self.task else "")

    def value(self, kind: MatrixField) -> Any:
        """What is said of a field; None where nothing is."""
        return self.said[kind].value if kind in self.said else None


@dataclass(frozen=True)
class Conventions:
    """How a matrix is to be understood: its year, its own words for states, and the periods of its columns."""

    year: int
    states: Mapping[str, str]
    """Words of its own, plainly written, to a ProductStatus or `BY_PERCENTAGE`."""
    periods: Mapping[int, str]
    """The period that heads a column, by its number."""
    of_one: frozenset[int] = frozenset()
    """The columns in whose numbers 1 is the whole."""


def read_products(
    read: MatrixRows, conventions: Conventions, errors: ErrorList, period: str | None = None
) -> list[MatrixProduct]:
    """The products of the rows of a sheet; what can't be read is added to the errors."""
    reading = _Reading(conventions, errors)
    found: list[MatrixProduct] = []
    for row in read.rows:
        if row.merged_with_above and found:
            reading.add(found[-1], row)
        elif read.exact is None or not _tells(row.first(read.exact)):
            errors.add(row.place, NO_PRODUCT)
        else:
            product = reading.product(row, read.exact)
            product.period = period
            found.append(product)
    _told_once(found, errors)
    return found


def unknown_states(rows: Sequence[MatrixRow], conventions: Conventions) -> list[MatrixCell]:
    """The first cell of every word for a state that nobody knows yet."""
    found: dict[str, MatrixCell] = {}
    for row in rows:
        for cell in row.cells.get(MatrixField.STATUS, ()):
            plain = plainly(cell.text)
            if state_of(cell.text) is None and plain not in conventions.states and not cells.is_nothing(cell.text):
                found.setdefault(plain, cell)
    return list(found.values())


def _told_once(products: Sequence[MatrixProduct], errors: ErrorList) -> None:
    seen: dict[tuple[str, str, str], MatrixProduct] = {}
    for product in products:
        first = seen.setdefault(product.key, product)
        if first is not product:
            errors.add(product.place, TWICE, name=product.name, cell=first.place.cell)


class _Reading:
    def __init__(self, conventions: Conventions, errors: ErrorList) -> None:
        self._conventions, self._errors = conventions, errors

    def product(self, row: MatrixRow, exact: MatrixField) -> MatrixProduct:
        """The product of a row. Where a matrix has no products but tasks or activities, these are the products too."""
        name = row.cells[exact][0]
        task, activity = _said(row.first(MatrixField.TASK)), _said(row.first(MatrixField.ACTIVITY))
        text = name.text
        if exact is MatrixField.TASK_AND_PRODUCT:
            before, bar, after = _split(text)
            text, task = (after, Said(name.place, before)) if bar else (text, Said(name.place, text))
        product = MatrixProduct(name.place, _one_line(text), task or _said(name), activity)
        self.add(product, row)
        return product

    def add(self, product: MatrixProduct, row: MatrixRow) -> None:
        """What a row says of its product, over what earlier rows of the same product said."""
        self._flaws(row)
        for kind, read in self._readers().items():
            told = [cell for cell in row.cells.get(kind, ()) if cell.text]
            self._read(product, kind, told, read)
        for cell in (one for kind in _PROOFS for one in row.cells.get(kind, ())):
            self._prove(product, cell, is_link=cell in row.cells.get(MatrixField.LINK, ()))

    def _flaws(self, row: MatrixRow) -> None:
        for cell in (one for told in row.cells.values() for one in told):
            told_already = any(error.place == cell.place for error in self._errors.errors)
            if cell.cell.flaw is not None and not told_already:
                self._errors.add(cell.place, cell.cell.flaw, error=cell.cell.error)

    def _read(
        self, product: MatrixProduct, kind: MatrixField, told: list[MatrixCell], read: Callable[[MatrixCell], Any]
    ) -> None:
        is_state = kind is MatrixField.STATUS
        known: list[Said] = []
        for cell in told:
            if cells.is_nothing(cell.text) and not is_state:
                continue
            try:
                value = read(cell)
            except UnreadableError as error:
                self._errors.add(cell.place, error.phrase, **error.values)
                product.broken.add(kind)
                continue
            if value is not None:
                known.append(Said(cell.place, value))
        if kind in product.broken or not known:
            return
        if kind is MatrixField.PERCENTAGE_PART:
            self._sum(product, known)
        else:
            product.said[_TOLD_AS.get(kind, kind)] = known[-1]

    def _sum(self, product: MatrixProduct, parts: Sequence[Said]) -> None:
        total = sum(part.value for part in parts)
        if total > 100:
            self._errors.add(parts[-1].place, TOO_MUCH, sum=total)
        else:
            product.said[MatrixField.PERCENTAGE] = Said(parts[-1].place, total)

    def _prove(self, product: MatrixProduct, cell: MatrixCell, *, is_link: bool) -> None:
        if cells.is_nothing(cell.text):
            return
        product.proof_place = product.proof_place or cell.place
        links = links_in(cell.text)
        if is_link and links:
            product.proofs = attach(product.proofs, links)
        else:
            product.proofs += [proof for proof in proofs_in(cell.text) if proof not in product.proofs]

    def _readers(self) -> Mapping[MatrixField, Callable[[MatrixCell], Any]]:
        percentage, year = self._percentage, self._conventions.year
        return {
            MatrixField.CODE: lambda cell: cell.text,
            MatrixField.QUANTITY: lambda cell: cells.quantity(cell.text),
            MatrixField.DUE_MARK: self._marked,
            MatrixField.DUE: lambda cell: cells.due(cell.text, year),
            MatrixField.EXECUTED_ON: lambda cell: cells.day_of(cell.text),
            MatrixField.RESPONSIBLE: lambda cell: _one_line(cell.text),
            MatrixField.STATUS: self._state,
            MatrixField.PERCENTAGE: percentage,
            MatrixField.PERCENTAGE_PART: percentage,
        }

    def _percentage(self, cell: MatrixCell) -> int:
        return cells.percentage(cell.text, of_one=cell.column in self._conventions.of_one)

    def _marked(self, cell: MatrixCell) -> str | None:
        """The period of a column that is marked; of several the last one counts, for by then it is due."""
        return None if re.fullmatch(r"0+(?:[.,]0+)?\s*%?", cell.text) else self._conventions.periods[cell.column]

    def _state(self, cell: MatrixCell) -> ProductStatus | str | None:
        known = state_of(cell.text) or self._conventions.states.get(plainly(cell.text))
        return known if known is None or known == BY_PERCENTAGE else ProductStatus(known)


_PROOFS = (MatrixField.EVIDENCE, MatrixField.LINK)
_TOLD_AS = {MatrixField.DUE_MARK: MatrixField.DUE}


def _tells(cell: MatrixCell | None) -> bool:
    return cell is not None and not cells.is_nothing(cell.text)


def _said(cell: MatrixCell | None) -> Said | None:
    return Said(cell.place, _one_line(cell.text)) if cell is not None and _tells(cell) else None


def _split(text: str) -> tuple[str, str, str]:
    """Before and after the last bar that stands between blanks."""
    bars = list(_BAR.finditer(text))
    before, after = (text[: bars[-1].start()].strip(), text[bars[-1].end() :].strip()) if bars else ("", "")
    return (before, "/", after) if before and after else (text, "", "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
