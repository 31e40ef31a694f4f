"""Somebody else's matrix laid over the stored plan, once it is known what its columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from locales import Phrase
from participation.plan.differences import differences
from participation.plan.document import PlanDocument
from participation.plan.errors import ErrorList, Place, PlanFileErrors
from participation.plan.matrices.answers import Answers
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.joining import join_sheets
from participation.plan.matrices.matching import Match, match_products
from participation.plan.matrices.overlay import Overlay
from participation.plan.matrices.placing import placed
from participation.plan.matrices.products import Conventions, MatrixProduct, read_products, unknown_states
from participation.plan.matrices.remarks import remarks_on
from participation.plan.matrices.sheets import Matrix
from participation.plan.matrices.steps import AskPeriod, AskSame, AskState, Ready, Step
from participation.plan.reading import read_tree
from participation.plan.tree import tree_of
from storage import Session
from storage.queries.plan_parts import Part, PartRow, stored_parts

NO_ROWS = Phrase("matrix", "There is nothing under the headings.")


class Laying:
    """A matrix whose columns are known, laid over the stored plan."""

    def __init__(
        self,
        session: Session,
        matrices: Sequence[Matrix],
        year: int,
        answers: Answers,
        columns: Mapping[str, MatrixField],
    ) -> None:
        self._matrices, self._year, self._answers = matrices, year, answers
        self._columns = columns
        self._stored = stored_parts(session, year)
        self._errors = ErrorList()
        self._read = [(matrix, matrix.rows(columns)) for matrix in matrices]

    def step(self) -> Step:
        for matrix, read in self._read:
            unknown = unknown_states(read.rows, self._conventions(matrix))
            if unknown:
                return AskState(unknown[0])
        products = self._products()
        matches = match_products(products, self._stored, self._answers.same)
        if self._errors.errors:
            return self._refused(matches)
        if asked := [(match.product, match.maybe) for match in matches if match.maybe is not None]:
            return AskSame(*asked[0], len(asked) - 1)
        without = [match.product for match in matches if match.row is None and _says_no_time(match.product)]
        if without and self._answers.period is None and not self._has_times(products):
            return AskPeriod(without)
        return self._laid(products, matches)

    def _refused(self, matches: Sequence[Match]) -> Step:
        """Raises PlanFileErrors, also with what would be wrong once the cells can be read: all is told at once."""
        overlay = Overlay(self._stored, self._year, self._errors, self._answers.period or str(self._year))
        for match in matches:
            overlay.lay(replace(match, row=match.row or match.maybe))
        self._checked(overlay)
        raise AssertionError("a matrix with errors was taken")

    def _conventions(self, matrix: Matrix) -> Conventions:
        return matrix.conventions(self._columns, self._year, self._answers.states)

    def _products(self) -> list[MatrixProduct]:
        several = len(self._matrices) > 1
        found = []
        for matrix, read in self._read:
            period = matrix.period(self._year)
            found.append(read_products(read, self._conventions(matrix), self._errors, period))
        if not any(found) and not self._errors.errors:
            self._errors.add(self._top, NO_ROWS)
        return join_sheets(found) if several else found[0]

    def _has_times(self, products: Sequence[MatrixProduct]) -> bool:
        """Whether the matrix tells when things are due: then a row that does not is an oversight."""
        return any(not _says_no_time(product) for product in products)

    def _laid(self, products: Sequence[MatrixProduct], matches: Sequence[Match]) -> Ready:
        overlay = Overlay(self._stored, self._year, self._errors, self._answers.period)
        for match in matches:
            overlay.lay(match)
        found = {match.row.key for match in matches if match.row is not None}
        referred, missing = self._not_there(found)
        may_remove = not any(read.hidden for _, read in self._read)
        removes = self._answers.removes and may_remove
        if removes:
            overlay.remove(row.key for row in missing)
        document = self._checked(overlay)
        changes = differences(self._stored, document.rows)
        remarks = remarks_on(self._read, self._year)
        return Ready(
            document=document,
            differences=changes,
            remarks=remarks,
            missing=missing,
            referred=referred,
            may_remove=may_remove and bool(missing),
            removes=removes,
            remembered=self._answers.remembered,
            products=len(products),
        )

    def _not_there(self, found: set[str]) -> tuple[list[PartRow], list[PartRow]]:
        """The products that the matrix does not have: those on which something hangs, and the others."""
        needed = {row.parent for row in self._stored if row.part is Part.EVENT}
        for row in self._stored:
            if row.part is Part.WINDOW:
                needed.update(row.values["products"] or ())
        rows = [row for row in self._stored if row.part is Part.PRODUCT and row.key not in found]
        return [row for row in rows if row.key in needed], [row for row in rows if row.key not in needed]

    def _checked(self, overlay: Overlay) -> PlanDocument:
        """The plan as it would be. Raises PlanFileErrors; of one cell only what was found first is told."""
        tree = placed(tree_of(overlay.rows), overlay.places, self._top)
        try:
            document = read_tree(tree)
        except PlanFileErrors as found:
            told = {error.place for error in self._errors.errors}
            self._errors.errors += [error for error in found.errors if error.place not in told]
            self._errors.raise_if_any()
            raise
        self._errors.raise_if_any()
        return document

    @property
    def _top(self) -> Place:
        matrix = self._matrices[0]
        return matrix.grid.place(matrix.headings.first, matrix.headings.columns[0].number)


def _says_no_time(product: MatrixProduct) -> bool:
    times = {MatrixField.DUE, MatrixField.DUE_MARK}
    return product.period is None and times.isdisjoint({*product.said, *product.broken})
