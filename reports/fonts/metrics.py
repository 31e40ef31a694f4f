"""How wide a text is in the bundled fonts: read from their tables, so that a line is broken where it really ends."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import unpack_from

from reports import fonts

WINDOWS_UNICODE = (3, 1)


@dataclass(frozen=True)
class Face:
    """One font: its characters' advances and the blank at their left, in fractions of the font size."""

    advances: dict[str, float]
    bearings: dict[str, float]

    def has(self, character: str) -> bool:
        """Whether the font can draw this one character."""
        return character in self.advances

    def width(self, text: str, size: float) -> float:
        """The width of a line in the unit of `size`, without kerning (which only makes it narrower, by and large).

        A character that the font does not have counts as one em.
        """
        return size * sum(self.advances.get(character, 1.0) for character in text)


def regular() -> Face:
    return _face(fonts.REGULAR)


def bold() -> Face:
    return _face(fonts.BOLD)


@lru_cache(maxsize=2)
def _face(path: Path) -> Face:
    data = path.read_bytes()
    tables = _tables(data)
    (units_per_em,) = unpack_from(">H", data, tables["head"] + 18)
    (long_metrics,) = unpack_from(">H", data, tables["hhea"] + 34)

    def metrics_of(glyph: int) -> tuple[float, float]:
        place = tables["hmtx"]
        (advance,) = unpack_from(">H", data, place + 4 * min(glyph, long_metrics - 1))
        bearing_place = 4 * glyph + 2 if glyph < long_metrics else 4 * long_metrics + 2 * (glyph - long_metrics)
        (bearing,) = unpack_from(">h", data, place + bearing_place)
        return advance / units_per_em, bearing / units_per_em

    glyphs = _character_map(data, tables["cmap"])
    measured = {chr(code): metrics_of(glyph) for code, glyph in glyphs.items()}
    return Face(
        advances={character: advance for character, (advance, _) in measured.items()},
        bearings={character: bearing for character, (_, bearing) in measured.items()},
    )


def _tables(data: bytes) -> dict[str, int]:
    (count,) = unpack_from(">H", data, 4)
    entries = (unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return {tag.decode("ascii"): offset for tag, _checksum, offset, _length in entries}


def _character_map(data: bytes, cmap: int) -> dict[int, int]:
    """The font's `cmap` in format 4, which holds every character of the Basic Multilingual Plane."""
    (count,) = unpack_from(">H", data, cmap + 2)
    for index in range(count):
        platform, encoding, offset = unpack_from(">HHL", data, cmap + 4 + 8 * index)
        if (platform, encoding) == WINDOWS_UNICODE:
            return _format_4(data, cmap + offset)
    raise ValueError("the font has no Unicode character map")


def _format_4(data: bytes, start: int) -> dict[int, int]:
    (doubled,) = unpack_from(">H", data, start + 6)
    glyphs: dict[int, int] = {}
    for segment in range(0, doubled, 2):
        (last,) = unpack_from(">H", data, start + 14 + segment)
        (first,) = unpack_from(">H", data, start + 16 + doubled + segment)
        (delta,) = unpack_from(">H", data, start + 16 + 2 * doubled + segment)
        place = start + 16 + 3 * doubled + segment
        (reach,) = unpack_from(">H", data, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            if reach:
                (glyph,) = unpack_from(">H", data, place + reach + 2 * (code - first))
            else:
                glyph = code
            if glyph or not reach:
                glyphs[code] = (glyph + delta) & 0xFFFF
    return glyphs
