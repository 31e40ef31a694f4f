"""Bars of counts: one a line, the number written at its end, in the hand of the progress picture.

A count that is kept back (None) is an empty dashed frame with its words: nothing of its length tells how many.
"""

from dataclasses import dataclass

from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN, Scheme, palette
from reports.charts.drawing import Drawing, Lettering
from reports.charts.picture import MOST_BARS
from reports.charts.words import plain, wrap

WIDTH = 760
MARGIN = 30
INNER = WIDTH - 2 * MARGIN
BAR_HEIGHT = 44
WORDS_WIDTH = 190
GAP = 18
NAME = Lettering(34)
WORDS = Lettering(34, bold=True)
CAPITAL = 0.727


@dataclass(frozen=True)
class Count:
    """One bar: its name, how many (None: kept back), and the words at its end ("12", "menos de 5")."""

    name: str
    count: int | None
    words: str


@dataclass(frozen=True)
class CountsPicture:
    """At most `MOST_BARS` bars, each as long as its share of the largest. `main`, `accent`: `#rrggbb`.

    `title` is told to who does not see the picture; a heading above says it to who does.
    """

    counts: tuple[Count, ...]
    title: str
    main: str = DEFAULT_MAIN
    accent: str = DEFAULT_ACCENT

    def __post_init__(self) -> None:
        if len(self.counts) > MOST_BARS:
            raise ValueError(f"a picture has room for {MOST_BARS} bars, not for {len(self.counts)}")
        palette(self.main, self.accent)


def description(picture: CountsPicture) -> str:
    """The picture in words: its title, then one line a bar."""
    return "\n".join(plain(line) for line in [picture.title, *(f"{one.name}: {one.words}" for one in picture.counts)])


def svg(picture: CountsPicture, scheme: Scheme = Scheme.LIGHT, identifier: str = "cuentas") -> str:
    """The picture as an SVG document, 760 units wide; `identifier` keeps the ids of two of a page apart."""
    drawing = Drawing(WIDTH, palette(picture.main, picture.accent, scheme), identifier)
    y = float(MARGIN)
    largest = max((one.count or 0 for one in picture.counts), default=0)
    for one in picture.counts:
        y = drawing.paragraph(MARGIN, y, one.name, NAME, width=INNER, most_lines=3) + 6
        _bar(drawing, y, one, largest)
        y += BAR_HEIGHT + 26
    return drawing.svg(round(y + MARGIN / 2), picture.title, description(picture))


def _bar(drawing: Drawing, y: float, one: Count, largest: int) -> None:
    room = INNER - WORDS_WIDTH - GAP
    length = room * (one.count or 0) / largest if largest else 0.0
    drawing.box(MARGIN, y, length, BAR_HEIGHT, "main")
    if one.count is None:
        length = BAR_HEIGHT * 2
        drawing.frame(MARGIN, y, length, BAR_HEIGHT, dashed=True)
    elif not one.count:
        drawing.box(MARGIN, y, 4, BAR_HEIGHT, "soft")
    lines = wrap(one.words, WORDS.face, WORDS.size, INNER - length - GAP, most_lines=1)
    baseline = y + BAR_HEIGHT / 2 + WORDS.size * CAPITAL / 2
    drawing.text(MARGIN + length + GAP, baseline, lines[0] if lines else "", WORDS)
