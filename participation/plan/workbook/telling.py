"""The errors of a workbook in its own words: columns instead of keys, in the order of the sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from locales import Phrase
from participation.plan.errors import Place, PlanFileError, PlanFileErrors
from participation.plan.workbook.finding import FoundPage
from participation.plan.workbook.grid import Grid

_NO_VALUE = Phrase("workbook", "«{column}» is missing.")
OTHER_WORDS: Mapping[str, Phrase] = {
    "A product needs «periodo» or «vence»: when it is due.": Phrase(
        "workbook", "A product needs a period or a due date."
    ),
    "Write «periodo» or «vence», not both.": Phrase("workbook", "A product has a period or a due date, not both."),
    "A product that is cumplido has avance 100.": Phrase("workbook", "A product that is done has a progress of 100 %."),
    "A product that is cumplido needs at least one element in «evidencias».": Phrase(
        "workbook", "A product that is done needs a row in the sheet of the evidence."
    ),
    "With avance 100 the estado is cumplido. Change one of the two.": Phrase(
        "workbook", "With a progress of 100 % the product is done. Change one of the two."
    ),
    "Only a product that is cumplido has «ejecutado_el».": Phrase(
        "workbook", "Only a product that is done has the date on which it was executed."
    ),
    "A product that is cancelado needs the key «cancelado» with motivo and firma.": Phrase(
        "workbook", "A cancelled product needs the reason and who decided it."
    ),
    "The key «cancelado» goes with the estado cancelado only.": Phrase(
        "workbook", "Only a cancelled product has the columns of a cancellation."
    ),
    "The product is moved to where it already was. Leave «periodo» as first programmed.": Phrase(
        "workbook", "The product is moved to where it already was. Leave the period as first programmed."
    ),
    "No group in the list grupos_de_valor has the code «{code}».": Phrase(
        "workbook", "No group of the sheet «Grupos de valor» has the code «{code}»."
    ),
    "«{value}» is used twice; the first is on line {first}. Each needs its own.": Phrase(
        "workbook", "«{value}» is here twice; the first is in row {first}. Each needs its own."
    ),
    "«{value}» is not known here. It may be: {choices}.": Phrase(
        "workbook", "«{value}» is not in the list of this cell. Choose one of the list."
    ),
    "«{value}» is no date. Write it like 2021-06-30.": Phrase(
        "workbook", "«{value}» is no date. Write it like 30/06/2021."
    ),
    '«{value}» is no colour. Write it in quotes, like "#1f5a8f".': Phrase(
        "workbook", "«{value}» is no colour. Write it like #1f5a8f."
    ),
}
_MISSING = "The key «{key}» is missing or has no value."


def retold(error: PlanFileError, pages: Sequence[FoundPage]) -> PlanFileError:
    """The same error without words of the plan file that nobody sees in a workbook."""
    if error.phrase.message == _MISSING and error.place is not None:
        return replace(error, phrase=_NO_VALUE, values={"column": _heading(error.place, pages)})
    return replace(error, phrase=OTHER_WORDS.get(error.phrase.message, error.phrase))


def in_order(errors: Sequence[PlanFileError], grids: Sequence[Grid]) -> PlanFileErrors:
    """The errors to raise, by sheet and row."""
    order = {grid.name: number for number, grid in enumerate(grids)}
    raised = PlanFileErrors(list(errors))
    raised.errors = tuple(sorted(errors, key=lambda error: _order(error.place, order)))
    return raised


def _order(place: Place | None, order: Mapping[str, int]) -> tuple[int, int, int]:
    return (order.get(place.sheet, 0), place.line, place.column) if place is not None else (-1, 0, 0)


def _heading(place: Place, pages: Sequence[FoundPage]) -> str:
    """What stands above a cell; in the sheet of the plan itself, before it."""
    for page in pages:
        if page.grid.name == place.sheet:
            of_plan = page.page.key == "plan"
            said = page.grid.at(place.line, 1) if of_plan else page.grid.at(page.line, place.column)
            return said.text.removesuffix(" *")
    return ""
