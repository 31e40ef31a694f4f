"""The sheets of the plan's workbook, in their order, and the columns of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from locales import Phrase
from participation.plan.form import SECTIONS, Group, Table
from participation.plan.workbook.columns import Column, Kind, Level, Role, columns_of
from storage.queries.plan_parts import Part

_LISTS = {
    Part.UNITEMISED: (
        Phrase("plan sheet", "Without detail"),
        Phrase("plan sheet", "Products that the plan counts and does not list."),
    ),
    Part.CUT: (
        Phrase("plan sheet", "Cuts"),
        Phrase("plan sheet", "The dates up to which figures are told."),
    ),
    Part.WINDOW: (
        Phrase("plan sheet", "Windows"),
        Phrase("plan sheet", "Spans of days in which the entity asks for something."),
    ),
    Part.EVENT: (
        Phrase("plan sheet", "Events"),
        Phrase("plan sheet", "The dialogue events."),
    ),
    Part.VALUE_GROUP: (
        Phrase("plan sheet", "Groups"),
        Phrase("plan sheet", "To whom the plan is addressed. Products and events name them by their code."),
    ),
}
"""The parts with a sheet of their own that hang on the plan alone: its title, and what a row is."""
_TABLES = {
    "terms": (
        Phrase("plan sheet", "Terms"),
        Phrase("plan sheet", "Working days to answer a petition, by the day on which it is received."),
    ),
    "promises": (
        Phrase("plan sheet", "Promises"),
        Phrase("plan sheet", "What has no term of law and the entity promises."),
    ),
    "areas": (
        Phrase("plan sheet", "Areas"),
        Phrase("plan sheet", "The areas of the entity that can be asked."),
    ),
}
"""The same of the small records that are kept together, by the column that keeps them."""


@dataclass(frozen=True)
class Page:
    """A sheet: a row a part, or a row a record of a table. Of the plan itself it has a line a value."""

    key: str
    title: Phrase
    what: Phrase
    columns: Sequence[Column]
    parts: tuple[Part, ...] = ()
    table: Table | None = None

    def column(self, role: Role) -> Column | None:
        """The column with a role of which a page has one at most."""
        return next((column for column in self.columns if column.role is role), None)

    def fields_of(self, part: Part) -> Sequence[Column]:
        """The columns that a part of this page has."""
        return _fields_of(self.key, part)


@cache
def _fields_of(key: str, part: Part) -> tuple[Column, ...]:
    page = next(page for page in pages() if page.key == key)
    known = {column.path for column in _section(key, part)}
    return tuple(column for column in page.columns if column.role is Role.FIELD and column.path in known)


@cache
def pages() -> tuple[Page, ...]:
    """The sheets with the plan in them, in their order."""
    return (
        _product_page(),
        _evidence_page(),
        _task_page(),
        *(_list_page(part) for part in _LISTS),
        _plan_page(),
        *(_table_page(item) for item in SECTIONS[Part.PLAN].fields if isinstance(item, Table)),
    )


def page_of(part: Part) -> Page:
    """The sheet on which a part stands."""
    return next(page for page in pages() if part in page.parts)


def _product_page() -> Page:
    code, *others = _section("product", Part.PRODUCT)
    above = _shown("product.activity"), _shown("product.task"), _parent("product")
    return Page(
        "product",
        Phrase("plan sheet", "Products"),
        Phrase("plan sheet", "A row a product: what was promised, by when, and how far it is."),
        (code, *above, _number("product"), *others),
        (Part.PRODUCT,),
    )


def _evidence_page() -> Page:
    above = _parent("evidence"), _shown("evidence.product")
    return Page(
        "evidence",
        Phrase("plan sheet", "Evidence"),
        Phrase("plan sheet", "A row a proof. A product can have several."),
        (*above, _number("evidence"), *_section("evidence", Part.EVIDENCE)),
        (Part.EVIDENCE,),
    )


def _task_page() -> Page:
    activities, tasks = _section("task", Part.ACTIVITY), _section("task", Part.TASK)
    level = Column("task.level", Role.LEVEL, Kind.WORD, required=True, words=Level)
    of_tasks_only = (column for column in tasks if column not in activities)
    return Page(
        "task",
        Phrase("plan sheet", "Activities and tasks"),
        Phrase("plan sheet", "A row an activity and a row a task. Each task names its activity."),
        (level, _parent("task", required=False), _number("task"), *activities, *of_tasks_only),
        (Part.ACTIVITY, Part.TASK),
    )


def _list_page(part: Part) -> Page:
    title, what = _LISTS[part]
    first, *others = _section(part.value, part)
    return Page(part.value, title, what, (first, _number(part.value), *others), (part,))


def _plan_page() -> Page:
    return Page(
        "plan",
        Phrase("plan sheet", "Entity"),
        Phrase("plan sheet", "The plan and the entity: names, contact, privacy notice and rules."),
        tuple(columns_of("plan", [item for item in SECTIONS[Part.PLAN].fields if isinstance(item, Group)])),
        (Part.PLAN,),
    )


def _table_page(table: Table) -> Page:
    title, what = _TABLES[table.name]
    return Page(table.name, title, what, tuple(columns_of(table.name, table.fields)), table=table)


def _section(key: str, part: Part) -> tuple[Column, ...]:
    return tuple(columns_of(key, SECTIONS[part].fields))


def _number(page: str) -> Column:
    return Column(f"{page}.number", Role.NUMBER, Kind.NUMBER)


def _parent(page: str, *, required: bool = True) -> Column:
    return Column(f"{page}.parent", Role.PARENT, Kind.CODE, required=required)


def _shown(name: str) -> Column:
    return Column(name, Role.SHOWN)
