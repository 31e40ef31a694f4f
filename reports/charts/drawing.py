"""A sheet of SVG: text, boxes and hatched boxes by the names of their colours, everything escaped.

Colours are presentation attributes, so that a strict Content-Security-Policy lets them through and typst reads them;
each shape also has its colour's name as a class, so that a page that holds the SVG inline can repaint it.
"""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from reports import fonts
from reports.charts.colours import DRAWING_CLASS, Palette
from reports.charts.words import plain, wrap
from reports.fonts import metrics

Paint = Literal["ink", "soft", "line", "paper", "main", "accent"]
LEADING = 1.3
HATCH_TILE = 24
HATCH_STROKE = 6
FRAME = 3


@dataclass(frozen=True)
class Lettering:
    """One kind of text: size in pixels, weight, colour."""

    size: float
    bold: bool = False
    paint: Paint = "ink"

    @property
    def face(self) -> metrics.Face:
        return metrics.bold() if self.bold else metrics.regular()


@dataclass
class Drawing:
    """Shapes in the order in which they are painted; `identifier` keeps the ids of two drawings of a page apart."""

    width: int
    colours: Palette
    identifier: str
    shapes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.identifier):
            raise ValueError(f"an identifier has small letters, digits and hyphens only: {self.identifier!r}")

    def text(self, x: float, baseline: float, content: str, lettering: Lettering) -> None:
        self.spans(x, baseline, [(content, lettering.size)], lettering)

    def spans(self, x: float, baseline: float, parts: list[tuple[str, float]], lettering: Lettering) -> None:
        """One line whose parts have sizes of their own; the lettering gives weight and colour."""
        written = "".join(f'<tspan font-size="{_number(size)}">{escape(part)}</tspan>' for part, size in parts)
        weight = "700" if lettering.bold else "400"
        place = f'x="{_number(x)}" y="{round(baseline)}" font-weight="{weight}"'
        self.shapes.append(f'<text xml:space="preserve" {place} {self._fill(lettering.paint)}>{written}</text>')

    def paragraph(
        self, x: float, top: float, text: str, lettering: Lettering, *, width: float, most_lines: int
    ) -> float:
        """Lines from `top` downwards; returns where the next thing may begin."""
        for line in wrap(text, lettering.face, lettering.size, width, most_lines):
            self.text(x, top + lettering.size, line, lettering)
            top += lettering.size * LEADING
        return top

    def box(self, x: float, y: float, width: float, height: float, paint: Paint) -> None:
        if width > 0 and height > 0:
            self.shapes.append(f"<rect {_box(x, y, width, height)} {self._fill(paint)}/>")

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        if width > 0 and height > 0:
            self.shapes.append(f'<rect {_box(x, y, width, height)} fill="url(#{self.identifier}-hatch)"/>')

    def frame(self, x: float, y: float, width: float, height: float, dashed: bool = False) -> None:
        """An empty box in the main colour, its stroke inside the measures."""
        inner = _box(x + FRAME / 2, y + FRAME / 2, width - FRAME, height - FRAME)
        dashes = ' stroke-dasharray="12 10"' if dashed else ""
        self.shapes.append(f'<rect {inner} fill="none" {self._stroke(FRAME)}{dashes}/>')

    def svg(self, height: int, title: str, description: str) -> str:
        """The finished document, with its title and description for who does not see it."""
        title_id, description_id = f"{self.identifier}-title", f"{self.identifier}-description"
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{DRAWING_CLASS}" viewBox="0 0 {self.width} {height}"'
            f' width="{self.width}" height="{height}" role="img" aria-labelledby="{title_id} {description_id}"'
            f" font-family=\"'{fonts.FAMILY}', sans-serif\">"
        )
        named = (
            f'<title id="{title_id}">{escape(plain(title))}</title>'
            f'<desc id="{description_id}">{escape(description)}</desc>'
        )
        sheet = f'<rect width="{self.width}" height="{height}" {self._fill("paper")}/>'
        return "\n".join([opening, named, f"<defs>{self._hatch()}</defs>", sheet, *self.shapes, "</svg>\n"])

    def _hatch(self) -> str:
        """Stripes in an upright tile of whole pixels: repeated exactly, they weigh little in a PNG."""
        tile, edge = HATCH_TILE, HATCH_TILE // 4
        stripes = (
            f"M0 {tile}L{tile} 0M{-edge} {edge}L{edge} {-edge}M{tile - edge} {tile + edge}L{tile + edge} {tile - edge}"
        )
        return (
            f'<pattern id="{self.identifier}-hatch" width="{tile}" height="{tile}"'
            f' patternUnits="userSpaceOnUse"><path d="{stripes}" {self._stroke(HATCH_STROKE)}/></pattern>'
        )

    def _stroke(self, width: int) -> str:
        return f'class="main-stroke" stroke="{self.colours.main}" stroke-width="{width}"'

    def _fill(self, paint: Paint) -> str:
        return f'class="{paint}" fill="{self.colours.named()[paint]}"'


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
