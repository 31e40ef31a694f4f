"""Makes the two bundled fonts from the release of Inter: see README.md beside this file for the commands.

The result differs from Inter in four ways, so it has a name of its own: it keeps only Latin letters and the signs we
use, the small l has its tail (so that l, I and 1 are three different letters), three signs for states are drawn
(◐ ✕ ⏸), and contextual substitutions are left out, so that what is written is what is shown.
"""

import sys
from importlib import import_module
from math import cos, radians, sin
from pathlib import Path
from typing import Any

FAMILY = "Participa Sans"
STYLES = {"Regular": "ParticipaSans-Regular.ttf", "Bold": "ParticipaSans-Bold.ttf"}
UNICODES = (
    "20-7E,A0-2FF,300-333,1E00-1EFF,2000-206F,2070-209C,20AC,2116,2122,2190-2199,2212,2248,2260,2264,2265"
    ",25A0,25A1,25B2,25B3,25BC,25BD,25CB,25CF,25D0,23F8,2713,2715,2717"
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case", "zero"]
TAILED_L = "cv05"


def build(source: Path, target: Path) -> None:
    """Write one subset TTF from one static file of Inter (`.ttf` or `.woff2`). Needs fonttools and brotli."""
    font = import_module("fontTools.ttLib").TTFont(source)
    font.flavor = None
    _give_l_its_tail(font)
    _subset(font)
    _draw_states(font)
    _rename(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(target)


def _give_l_its_tail(font: Any) -> None:
    substitutes: dict[str, str] = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == TAILED_L:
            for lookup in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[lookup].SubTable:
                    substitutes |= getattr(subtable, "ExtSubTable", subtable).mapping
    for subtable in font["cmap"].tables:
        subtable.cmap = {code: substitutes.get(name, name) for code, name in subtable.cmap.items()}


def _draw_states(font: Any) -> None:
    """Add ◐ ✕ ⏸ in the size and weight of the font's own ○."""
    ring = font["glyf"][font.getBestCmap()[ord("○")]]
    centre_x, centre_y = (ring.xMin + ring.xMax) / 2, (ring.yMin + ring.yMax) / 2
    radius = (ring.xMax - ring.xMin) / 2
    half, cross, pause = _pen(font), _pen(font), _pen(font)
    ring.draw(half, font["glyf"])
    _half_disc(half, centre_x, centre_y, radius * 0.97)
    _cross(cross, centre_x, centre_y, arm=radius, half=radius * 0.16)
    for side in (-1, 1):
        _bar(pause, centre_x + side * radius * 0.42, centre_y, radius * 0.24, radius * 0.92)
    for character, name, pen in (("◐", "uni25D0", half), ("✕", "uni2715", cross), ("⏸", "uni23F8", pause)):
        glyph = pen.glyph()
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"].glyphOrder = font.getGlyphOrder()
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"]["circlewhite"][0], glyph.xMin)
        for subtable in font["cmap"].tables:
            subtable.cmap[ord(character)] = name


def _pen(font: Any) -> Any:
    return import_module("fontTools.pens.ttGlyphPen").TTGlyphPen(font.getGlyphSet())


def _half_disc(pen: Any, x: float, y: float, radius: float) -> None:
    """The left half, clockwise like every outer contour of a TrueType glyph, in four quadratic arcs of 45 degrees."""
    pen.moveTo((round(x), round(y - radius)))
    for start in (270, 225, 180, 135):
        middle, end = radians(start - 22.5), radians(start - 45)
        reach = radius / cos(radians(22.5))
        control = (round(x + reach * cos(middle)), round(y + reach * sin(middle)))
        pen.qCurveTo(control, (round(x + radius * cos(end)), round(y + radius * sin(end))))
    pen.closePath()


def _cross(pen: Any, x: float, y: float, arm: float, half: float) -> None:
    """A plus sign, clockwise, turned by 45 degrees."""
    quarter = [(-half, arm), (half, arm), (half, half)]
    plus = [*quarter, *((up, -across) for across, up in quarter)]
    plus += [(-across, -up) for across, up in plus]
    turn = cos(radians(45))
    _polygon(pen, [(x + (across - up) * turn, y + (across + up) * turn) for across, up in plus])


def _bar(pen: Any, x: float, y: float, half_width: float, half_height: float) -> None:
    left, right, bottom, top = x - half_width, x + half_width, y - half_height, y + half_height
    _polygon(pen, [(left, bottom), (left, top), (right, top), (right, bottom)])


def _polygon(pen: Any, points: list[tuple[float, float]]) -> None:
    first, *others = [(round(x), round(y)) for x, y in points]
    pen.moveTo(first)
    for point in others:
        pen.lineTo(point)
    pen.closePath()


def _subset(font: Any) -> None:
    subset = import_module("fontTools.subset")
    options = subset.Options(layout_features=FEATURES, name_IDs=["*"], notdef_outline=True, glyph_names=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(UNICODES))
    subsetter.subset(font)


def _rename(font: Any) -> None:
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 21, 22, 25):
            font["name"].removeNames(nameID=record.nameID)
        elif record.nameID in (1, 3, 4, 6):
            plain = record.toUnicode()
            family = FAMILY.replace(" ", "") if record.nameID in (3, 6) else FAMILY
            record.string = plain.replace("Inter", family, 1)


def main(folder: str) -> None:
    """Build every style from the folder that holds `Inter-Regular.woff2` and `Inter-Bold.woff2`."""
    for style, name in STYLES.items():
        build(Path(folder) / f"Inter-{style}.woff2", Path(__file__).parent / name)


if __name__ == "__main__":
    main(sys.argv[1])
