"""From a workbook to the plan that it says, with every error in its cell."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from functools import lru_cache

from locales import Phrase
from participation.plan.document import PlanDocument
from participation.plan.errors import ErrorList, Place, PlanFileError, PlanFileErrors
from participation.plan.reading import read_tree
from participation.plan.source import Listing, Mapping, Node, Scalar
from participation.plan.workbook.control import Exported, exported_of
from participation.plan.workbook.finding import FoundPage, Remark, found_pages
from participation.plan.workbook.grid import REMEMBERED, Grid, read_grids
from participation.plan.workbook.rows import Row, Rows
from participation.plan.workbook.telling import in_order, retold
from storage.queries.plan_parts import Part, PartRow, key_of

Key = tuple[Part, str]

NO_PARENT = Phrase("workbook", "There is no row with the code «{value}» on its sheet.")
ELSEWHERE = Phrase("workbook", "«{value}» is no name of the plan. Names are changed on their own sheet.")
OTHER_YEAR = Phrase("workbook", "The file was downloaded for {year}. The year is not changed in it.")
_LISTS = {
    Part.VALUE_GROUP: "grupos_de_valor",
    Part.UNITEMISED: "productos_sin_detalle",
    Part.CUT: "cortes",
    Part.WINDOW: "ventanas",
    Part.EVENT: "eventos",
}


@dataclass(frozen=True)
class PlanWorkbook:
    """The plan of a workbook.

    `exported` is what it remembers of its export, None where it remembers nothing. `places` tells where each part
    stands. `remarks` are about what is in it and is not read.
    """

    document: PlanDocument
    exported: Exported | None
    places: Table[Key, Place]
    remarks: Sequence[Remark]


@lru_cache(maxsize=REMEMBERED)
def read_workbook(content: bytes) -> PlanWorkbook:
    """Read a workbook whole. Raises PlanFileErrors with everything that is wrong in it, in the order of its sheets.

    The last ones are remembered, as the sheets are.
    """
    return workbook_of(read_grids(content))


def workbook_of(grids: Sequence[Grid]) -> PlanWorkbook:
    """The same for sheets that were read already. Raises PlanFileErrors."""
    errors = ErrorList()
    pages, remarks = found_pages(grids, errors)
    errors.raise_if_any()
    assembly = _Assembly(pages, errors)
    exported = exported_of(grids)
    place, year = assembly.year()
    if exported is not None and year.isdecimal() and exported.year != int(year):
        raise PlanFileErrors([PlanFileError(place, OTHER_YEAR, {"year": exported.year})])
    assembly.check_shown(exported)
    document = _document(assembly, grids)
    placed, places = assembly.placed(document)
    return PlanWorkbook(placed, exported, places, remarks)


def _document(assembly: "_Assembly", grids: Sequence[Grid]) -> PlanDocument:
    """The plan of the tree. Raises PlanFileErrors: what the sheets and what the rules of a plan file say, together."""
    found = assembly.errors.errors
    try:
        document = read_tree(assembly.root)
    except PlanFileErrors as raised:
        found.extend(error for error in raised.errors if error.place not in assembly.rows.flawed)
    if found:
        raise in_order([retold(error, assembly.pages) for error in found], grids)
    return document


class _Assembly:
    """The tree of the plan file, from the rows of the sheets."""

    def __init__(self, pages: Sequence[FoundPage], errors: ErrorList) -> None:
        self.pages, self.errors = pages, errors
        self.rows = Rows(errors)
        self._found: dict[Part, list[Row]] = {part: self._parts(part) for part in Part if part is not Part.PLAN}
        self._placements: dict[tuple[Part, str, int], tuple[int, Place]] = {}
        self.root = self._root()

    def year(self) -> tuple[Place, str]:
        """The cell of the plan's year, and what it says."""
        plan = self.root.entries.get("plan", (self.root.place, None))[1]
        place, node = plan.entries.get("vigencia", (plan.place, None)) if isinstance(plan, Mapping) else (None, None)
        return place or self.root.place, node.text if isinstance(node, Scalar) else ""

    def placed(self, document: PlanDocument) -> tuple[PlanDocument, Table[Key, Place]]:
        """The document with the numbers of its rows as they are written, and where each row stands."""
        rows: list[PartRow] = []
        places: dict[Key, Place] = {}
        for row in document.rows:
            if row.part is Part.PLAN:
                rows.append(row)
                continue
            hangs_on = row.parent if row.part in {Part.TASK, Part.PRODUCT, Part.EVIDENCE} else None
            number, place = self._placements[row.part, hangs_on or "", int(row.values["position"])]
            key = key_of(row.part, number, row.parent) if row.part is Part.EVIDENCE else row.key
            rows.append(replace(row, key=key, values={**row.values, "position": number}))
            places[row.part, key] = place
        return replace(document, rows=tuple(rows)), places

    def _parts(self, part: Part) -> list[Row]:
        if part is Part.TASK:
            return []
        page = next(page for page in self.pages if part in page.page.parts)
        return self.rows.parts(page)

    def _root(self) -> Mapping:
        both = self._found[Part.ACTIVITY]
        activities = [row for row in both if row.part is Part.ACTIVITY]
        tasks = self._found[Part.TASK] = [row for row in both if row.part is Part.TASK]
        self._found[Part.ACTIVITY] = activities
        self._hang(tasks, activities, "tareas")
        self._hang(self._found[Part.PRODUCT], tasks, "productos")
        self._hang(self._found[Part.EVIDENCE], self._found[Part.PRODUCT], "evidencias")
        root = Mapping(self._plan_place())
        for page in self.pages:
            if page.page.key == "plan":
                root.entries.update(self.rows.of_plan(page).entries)
            elif page.page.table is not None:
                records = self.rows.records(page)
                root.entries[page.page.table.key] = (records.place, records)
        lists = {"actividades": activities, **{key: self._found[part] for part, key in _LISTS.items()}}
        for key, rows in lists.items():
            root.entries[key] = (root.place, self._listing(rows, "", root.place))
        return root

    def _plan_place(self) -> Place:
        return next(page.grid.place(page.line, 1) for page in self.pages if page.page.key == "plan")

    def _hang(self, rows: Iterable[Row], above: Iterable[Row], key: str) -> None:
        """Put rows under those that they name."""
        by_code: dict[str, list[Row]] = {row.code: [] for row in above}
        for row in rows:
            if row.parent in by_code:
                by_code[row.parent].append(row)
            elif row.parent and row.parent_place not in self.rows.flawed:
                self.errors.add(row.parent_place, NO_PARENT, value=row.parent)
        for row in above:
            below: list[Row] = by_code.pop(row.code, [])
            if below:
                row.node.entries[key] = (row.place, self._listing(below, row.code, row.place))

    def _listing(self, rows: Iterable[Row], parent: str, place: Place) -> Listing:
        """Rows side by side, in the order of their numbers; those without one go last."""
        numbered = sorted(rows, key=lambda row: (row.number is None, row.number or 0))
        items: list[Node] = []
        last = 0
        for index, row in enumerate(numbered, start=1):
            last = max(last + 1, row.number or 0)
            self._placements[row.part, parent, index] = (last, row.place)
            items.append(row.node)
        return Listing(place, items)

    def check_shown(self, exported: Exported | None) -> None:
        """What only shows the way must be a name of the plan: what was written over it would be lost."""
        levels = (Part.ACTIVITY, Part.TASK, Part.PRODUCT)
        known = {row.name for part in levels for row in self._found[part]}
        known |= {row.values["name"] for row in (exported.parts if exported else ()) if row.part in levels}
        for part in (Part.PRODUCT, Part.EVIDENCE):
            for _, text, place in (shown for row in self._found[part] for shown in row.shown if shown[1] not in known):
                self.errors.add(place, ELSEWHERE, value=text)
