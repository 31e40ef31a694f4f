"""The columns of the plan's workbook, made from the form of the plan file: both say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from locales import Phrase
from participation.plan import values
from participation.plan.form import Field, Group, Items, Table
from participation.plan.values import OneOf, Reader
from participation.plan.workbook.headings import HEADINGS
from participation.plan.workbook.meanings import MEANINGS


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


def columns_of(
    page: str,
    fields: Sequence[Field | Group | Table | Items],
    above: tuple[str, ...] = (),
    *,
    required: bool = True,
) -> Iterator[Column]:
    """The columns of the fields of a sheet, those of a group in its place; what is a row of its own has none here."""
    for field in fields:
        path = (*above, field.key)
        if isinstance(field, Group):
            yield from columns_of(page, field.fields, path, required=required and field.required)
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
