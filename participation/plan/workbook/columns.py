"""The sheets of the plan's workbook and their columns, made from the form of the plan file: both say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import cache

from locales import Phrase
from participation.plan import values
from participation.plan.form import SECTIONS, Field, Group, Items, Section, Table
from participation.plan.values import OneOf, Reader
from participation.plan.workbook.headings import HEADINGS
from participation.plan.workbook.meanings import MEANINGS
from storage.queries.plan_parts import Part


class Kind(Enum):
    """What a cell of a column holds."""

    TEXT = auto()
    CODE = auto()
    DAY = auto()
    HOUR = auto()
    PERIOD = auto()
    PERIOD_OR_DAY = auto()
    PERCENTAGE = auto()
    NUMBER = auto()
    NUMBER_OR_UNKNOWN = auto()
    YEAR = auto()
    YES_OR_NO = auto()
    WORD = auto()
    LINK = auto()
    EMAIL = auto()
    COLOUR = auto()
    FINGERPRINT = auto()


class Role(Enum):
    """What a column is for."""

    FIELD = auto()
    NUMBER = auto()  # the place among its siblings
    PARENT = auto()  # the code of what it hangs on
    LEVEL = auto()  # which of the sheet's kinds of part the row is
    SHOWN = auto()  # to find one's way: it follows from the parent


class Level(StrEnum):
    """The kinds of rows of the sheet of activities and tasks."""

    ACTIVITY = "actividad"
    TASK = "tarea"


_KINDS: dict[Reader, Kind] = {
    values.text: Kind.TEXT,
    values.code: Kind.CODE,
    values.day: Kind.DAY,
    values.iso_day: Kind.DAY,
    values.hour: Kind.HOUR,
    values.period: Kind.PERIOD,
    values.period_or_day: Kind.PERIOD_OR_DAY,
    values.percentage: Kind.PERCENTAGE,
    values.number: Kind.NUMBER,
    values.number_or_unknown: Kind.NUMBER_OR_UNKNOWN,
    values.year: Kind.YEAR,
    values.yes_or_no: Kind.YES_OR_NO,
    values.link: Kind.LINK,
    values.email: Kind.EMAIL,
    values.colour: Kind.COLOUR,
    values.file_hash: Kind.FINGERPRINT,
}


@dataclass(frozen=True)
class Column:
    """A column, or a line of a sheet of one part. `path` are the keys of the plan file below the part.

    `name` tells it from all others ("product.trasladado.motivo"); `kept` is the column that keeps its value. What is
    required only when something else of its group is there is `required_within`.
    """

    name: str
    role: Role = Role.FIELD
    kind: Kind = Kind.TEXT
    path: tuple[str, ...] = ()
    kept: str = ""
    many: bool = False
    required: bool = False
    required_within: bool = False
    words: type[StrEnum] | None = None

    def __hash__(self) -> int:
        return hash(self.name)  # no two have the same, and they are looked up cell by cell

    @property
    def heading(self) -> Phrase:
        return HEADINGS[self.name]

    @property
    def meaning(self) -> Phrase:
        return MEANINGS[self.name]


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
    known = {column.path for column in _columns(key, SECTIONS[part].fields)}
    return tuple(column for column in page.columns if column.role is Role.FIELD and column.path in known)


@cache
def pages() -> tuple[Page, ...]:
    """The sheets with the plan in them, in their order."""
    product, evidence = _section("product", Part.PRODUCT), _section("evidence", Part.EVIDENCE)
    activities, tasks = _section("task", Part.ACTIVITY), _section("task", Part.TASK)
    return (
        Page(
            "product",
            Phrase("plan sheet", "Products"),
            Phrase("plan sheet", "A row a product: what was promised, by when, and how far it is."),
            (
                product[0],
                _shown("product.activity"),
                _shown("product.task"),
                _parent("product"),
                _number("product"),
                *product[1:],
            ),
            (Part.PRODUCT,),
        ),
        Page(
            "evidence",
            Phrase("plan sheet", "Evidence"),
            Phrase("plan sheet", "A row a proof. A product can have several."),
            (_parent("evidence"), _shown("evidence.product"), _number("evidence"), *evidence),
            (Part.EVIDENCE,),
        ),
        Page(
            "task",
            Phrase("plan sheet", "Activities and tasks"),
            Phrase("plan sheet", "A row an activity and a row a task. Each task names its activity."),
            (
                Column("task.level", Role.LEVEL, Kind.WORD, required=True, words=Level),
                _parent("task", required=False),
                _number("task"),
                *activities,
                *(column for column in tasks if column not in activities),
            ),
            (Part.ACTIVITY, Part.TASK),
        ),
        _list_page(
            Part.UNITEMISED,
            Phrase("plan sheet", "Without detail"),
            Phrase("plan sheet", "Products that the plan counts and does not list."),
        ),
        _list_page(
            Part.CUT, Phrase("plan sheet", "Cuts"), Phrase("plan sheet", "The dates up to which figures are told.")
        ),
        _list_page(
            Part.WINDOW,
            Phrase("plan sheet", "Windows"),
            Phrase("plan sheet", "Spans of days in which the entity asks for something."),
        ),
        _list_page(Part.EVENT, Phrase("plan sheet", "Events"), Phrase("plan sheet", "The dialogue events.")),
        _list_page(
            Part.VALUE_GROUP,
            Phrase("plan sheet", "Groups"),
            Phrase("plan sheet", "To whom the plan is addressed. Products and events name them by their code."),
        ),
        Page(
            "plan",
            Phrase("plan sheet", "Entity"),
            Phrase("plan sheet", "The plan and the entity: names, contact, privacy notice and rules."),
            tuple(_columns("plan", [item for item in SECTIONS[Part.PLAN].fields if isinstance(item, Group)])),
            (Part.PLAN,),
        ),
        *(_table_page(item) for item in SECTIONS[Part.PLAN].fields if isinstance(item, Table)),
    )


def page_of(part: Part) -> Page:
    """The sheet on which a part stands."""
    return next(page for page in pages() if part in page.parts)


_TABLES = {
    "terms": (
        Phrase("plan sheet", "Terms"),
        Phrase("plan sheet", "Working days to answer a petition, by the day on which it is received."),
    ),
    "promises": (
        Phrase("plan sheet", "Promises"),
        Phrase("plan sheet", "What has no term of law and the entity promises."),
    ),
    "areas": (Phrase("plan sheet", "Areas"), Phrase("plan sheet", "The areas of the entity that can be asked.")),
}


def _table_page(table: Table) -> Page:
    title, what = _TABLES[table.name]
    return Page(table.name, title, what, tuple(_columns(table.name, table.fields)), table=table)


def _list_page(part: Part, title: Phrase, what: Phrase) -> Page:
    first, *others = _section(part.value, part)
    return Page(part.value, title, what, (first, _number(part.value), *others), (part,))


def _section(key: str, part: Part) -> tuple[Column, ...]:
    section: Section = SECTIONS[part]
    return tuple(_columns(key, section.fields))


def _columns(
    page: str,
    fields: Sequence[Field | Group | Table | Items],
    above: tuple[str, ...] = (),
    *,
    required: bool = True,
) -> Iterator[Column]:
    for field in fields:
        path = (*above, field.key)
        if isinstance(field, Group):
            yield from _columns(page, field.fields, path, required=required and field.required)
        elif isinstance(field, Field):
            yield Column(
                name=".".join((page, *path)),
                kind=Kind.WORD if isinstance(field.read, OneOf) else _KINDS[field.read],
                path=path,
                kept=field.name,
                many=field.many,
                required=required and field.required,
                required_within=field.required and not required,
                words=field.read.words if isinstance(field.read, OneOf) else None,
            )


def _number(page: str) -> Column:
    return Column(f"{page}.number", Role.NUMBER, Kind.NUMBER)


def _parent(page: str, *, required: bool = True) -> Column:
    return Column(f"{page}.parent", Role.PARENT, Kind.CODE, required=required)


def _shown(name: str) -> Column:
    return Column(name, Role.SHOWN)
