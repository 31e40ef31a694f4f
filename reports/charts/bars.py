"""Bars of products, as the progress picture has them: executed is solid, programmed is hatched, the fraction is inside.

Where a bar's parts are wide enough, cuts let one count its products.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN, Scheme, palette
from reports.charts.drawing import Drawing, Lettering
from reports.charts.picture import MOST_BARS, Bar
from reports.charts.words import plain, wrap

WIDTH = 1080
MARGIN = 60
INNER = WIDTH - 2 * MARGIN
CAPITAL = 0.727
BAR_HEIGHT = 72
PADDING = 22
GAP = 36
TOP = 24
WIDER_TYPE = 1.2
"""How much wider the letters may be where a page is read without our type."""

NAME = Lettering(40)
IN_BAR = Lettering(36, bold=True)


@dataclass(frozen=True)
class BarsPicture:
    """Bars alone (at most `MOST_BARS`), under a heading that names them. `main`, `accent`: `#rrggbb`.

    `title` is told to who does not see the picture.
    """

    title: str
    bars: tuple[Bar, ...]
    main: str = DEFAULT_MAIN
    accent: str = DEFAULT_ACCENT

    def __post_init__(self) -> None:
        if len(self.bars) > MOST_BARS:
            raise ValueError(f"a picture has room for {MOST_BARS} bars, not for {len(self.bars)}")
        palette(self.main, self.accent)


def description(picture: BarsPicture) -> str:
    """The picture in words: its title, then one line a bar."""
    return "\n".join(plain(line) for line in [picture.title, *(f"{bar.name}: {bar.words}" for bar in picture.bars)])


def svg(picture: BarsPicture, scheme: Scheme = Scheme.LIGHT, identifier: str = "barras") -> str:
    """The picture as an SVG document, 1,080 units wide; `identifier` keeps the ids of two of a page apart."""
    drawing = Drawing(WIDTH, palette(picture.main, picture.accent, scheme), identifier)
    y = draw(drawing, picture.bars, TOP)
    return drawing.svg(round(y + TOP), picture.title, description(picture))


def draw(drawing: Drawing, bars: Sequence[Bar], y: float) -> float:
    """The bars one under the other from `y` on; gives where the last one ends."""
    for place, bar in enumerate(bars):
        y += GAP if place else 0
        y = drawing.paragraph(MARGIN, y, bar.name, NAME, width=INNER, most_lines=3) + 4
        _bar(drawing, y, bar)
        y += BAR_HEIGHT
    return y


def _bar(drawing: Drawing, y: float, bar: Bar) -> None:
    length = bar.length
    executed = INNER * bar.executed / length if length else 0
    programmed = INNER * (bar.programmed or 0) / length if length else 0
    drawing.hatched(MARGIN + executed, y, programmed - executed, BAR_HEIGHT)
    drawing.box(MARGIN, y, executed, BAR_HEIGHT, "main")
    words = _line(bar.words)
    _products(drawing, y, length, narrowest=_width(words) + 2 * PADDING)
    drawing.frame(MARGIN, y, INNER, BAR_HEIGHT, dashed=not length)
    _bar_words(drawing, y, words, executed, plate=bool(length))


def _products(drawing: Drawing, y: float, count: int, narrowest: float) -> None:
    """Cuts that let one count the products, where each part is wide enough for the fraction not to be cut."""
    if count and INNER / count >= narrowest:
        for product in range(1, count):
            drawing.box(MARGIN + INNER * product / count - 3, y, 6, BAR_HEIGHT, "paper")


def _bar_words(drawing: Drawing, y: float, line: str, executed: float, plate: bool) -> None:
    """The fraction: on the solid part where it fits, else beside it on a plate of paper that covers the hatching."""
    lettering, width = IN_BAR, _width(line)
    baseline = y + BAR_HEIGHT / 2 + lettering.size * CAPITAL / 2
    if executed >= width + 2 * PADDING:
        drawing.text(MARGIN + PADDING, baseline, line, Lettering(lettering.size, True, "paper"))
        return
    x = min(MARGIN + executed + PADDING, MARGIN + INNER - width - 2 * PADDING)
    if plate and line:
        room = MARGIN + INNER - (x - 12)
        drawing.box(x - 12, y + 10, min(width * WIDER_TYPE + 24, room), BAR_HEIGHT - 20, "paper")
    drawing.text(x, baseline, line, lettering)


def _line(words: str) -> str:
    lines = wrap(words, IN_BAR.face, IN_BAR.size, INNER - 4 * PADDING, most_lines=1)
    return lines[0] if lines else ""


def _width(line: str) -> float:
    return IN_BAR.face.width(line, IN_BAR.size)
