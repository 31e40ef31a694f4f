"""A report before it has a format: plain values in reading order, every text already in the report's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from locales import Formats, Language, Words
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN, palette
from reports.charts.picture import BigFigure

TAGS = {Language.ES: "es-CO", Language.EN: "en"}


@dataclass(frozen=True, slots=True)
class Link:
    """An address with the words that lead there (none: the address itself). On paper the address is written out.

    Only `http`, `https` and `mailto` become live; anything else stays text.
    """

    address: str
    words: str = ""

    @property
    def is_live(self) -> bool:
        return self.address.lower().startswith(("https://", "http://", "mailto:"))


Rich = str | Link | tuple[str | Link, ...]
"""Words, a link, or several of both one after the other."""
Cell = Rich | int | float | date | datetime | None
"""One value of a table; None is an empty cell. Instants are aware and shown in the zone of the document's formats."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1, 2 or 3; no level may be skipped on the way down. `anchor` is its name in an address."""

    text: str
    level: int = 1
    anchor: str = ""

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"a heading has level 1, 2 or 3, not {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line feed in it is a new line. `lead` sets it larger: the main message of the report."""

    text: Rich
    lead: bool = False


@dataclass(frozen=True)
class Note:
    """What must be read along with the figures: what was computed, inferred, added or left out."""

    text: Rich


@dataclass(frozen=True)
class Bullets:
    items: tuple[Rich, ...]


@dataclass(frozen=True)
class Facts:
    """Names with their values, such as a window with its dates."""

    pairs: tuple[tuple[str, Rich], ...]


@dataclass(frozen=True)
class Figures:
    """The two figures that the reader is to remember."""

    first: BigFigure
    second: BigFigure


@dataclass(frozen=True)
class Picture:
    """A drawing of ours (SVG) with what it says in words, for who does not see it; `caption` stands under it.

    `share` of the page's width that it takes.
    """

    svg: str
    alternative: str
    caption: str = ""
    share: float = 1.0

    def __post_init__(self) -> None:
        if not self.alternative.strip():
            raise ValueError("a picture needs an alternative text")


class ColumnKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    LINK = "link"


@dataclass(frozen=True)
class Column:
    """`share` is its width beside the others'."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    share: float = 1.0


@dataclass(frozen=True)
class Table:
    """`rows` may be any iterable where the document is rendered once; the first column names the row.

    `caption` stands above it; "" where the heading just before says it already. In `whole_words` a PDF hyphenates
    nothing, so that whoever searches its text finds every sentence.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    whole_words: bool = False


@dataclass(frozen=True)
class Record:
    """What is too long for the row of a table: a title, short facts, and long texts under their names."""

    title: str
    facts: tuple[tuple[str, Rich], ...]
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Records:
    """Records one under the other; their titles are headings of `level`."""

    records: Iterable[Record]
    level: int = 2


Part = Heading | Paragraph | Note | Bullets | Facts | Figures | Picture | Table | Records


@dataclass(frozen=True)
class Logo:
    """The entity's mark on the cover: a PNG, JPEG or SVG file's bytes, its ending, and the alternative text."""

    image: bytes
    ending: str
    alternative: str


@dataclass(frozen=True)
class Document:
    """A whole report. `words` and `formats` are of its language and of the entity's zone.

    `period` and `cut` are said on the cover ("Del 29 de diciembre …", "Datos hasta el …"); `made_on` is kept in the
    file's properties, so that the same report is the same file. `main`, `accent`: `#rrggbb`; ValueError otherwise.
    """

    title: str
    entity: str
    words: Words
    formats: Formats
    parts: tuple[Part, ...]
    subtitle: str = ""
    period: str = ""
    cut: str = ""
    made_on: date | None = None
    main: str = DEFAULT_MAIN
    accent: str = DEFAULT_ACCENT
    logo: Logo | None = None
    cover: bool = True
    """Whether the PDF begins with a page of its own; without it a short paper has its title above its text."""
    motto: str = ""
    """The entity's own, under its name on the cover."""
    called: str = ""
    """How the file calls itself, where that is not its title: in a reader's window, at the foot of its pages."""

    def __post_init__(self) -> None:
        palette(self.main, self.accent)

    @property
    def name(self) -> str:
        """How the file calls itself."""
        return self.called or self.title

    @property
    def language(self) -> str:
        """The IETF tag: `es-CO`."""
        return TAGS[self.words.language]
