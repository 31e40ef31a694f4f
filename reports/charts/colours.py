"""Colours that can be read: contrast as WCAG 2.1 defines it, and an entity's own colours darkened until they pass."""

import re
from dataclasses import asdict, dataclass
from enum import StrEnum

TEXT_CONTRAST = 4.5
FIGURE_CONTRAST = 3.0
DEFAULT_MAIN = "#1f5a8f"
DEFAULT_ACCENT = "#b4541a"
STEPS = 50
DRAWING_CLASS = "participa-drawing"


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Palette:
    """What a drawing is painted with. `main` and `accent` carry text too, so they reach 4.5 : 1 on `paper`."""

    ink: str
    soft: str
    line: str
    paper: str
    main: str
    accent: str

    def named(self) -> dict[str, str]:
        return asdict(self)


def palette(main: str = DEFAULT_MAIN, accent: str = DEFAULT_ACCENT, scheme: Scheme = Scheme.LIGHT) -> Palette:
    """The house's neutral base with an entity's two colours (`#rrggbb`), made darker (or lighter) where they fail.

    Raises ValueError for anything that is not a colour of six hexadecimal digits.
    """
    if scheme is Scheme.LIGHT:
        ink, soft, line, paper = "#1b2430", "#4a5361", "#d9d6ce", "#fbfaf7"
    else:
        ink, soft, line, paper = "#f0eee8", "#b9bec6", "#3a4450", "#14191f"
    return Palette(ink, soft, line, paper, readable(main, paper), readable(accent, paper))


def stylesheet(main: str = DEFAULT_MAIN, accent: str = DEFAULT_ACCENT) -> str:
    """CSS for a page that holds a drawing inline: repainted where the reader's screen is dark, but not on paper."""
    return f"{_rules(palette(main, accent))}@media screen and (prefers-color-scheme: dark) {{\n" + (
        f"{_rules(palette(main, accent, Scheme.DARK))}}}\n"
    )


def _rules(colours: Palette) -> str:
    fills = [f".{DRAWING_CLASS} .{name} {{ fill: {colour}; }}\n" for name, colour in colours.named().items()]
    return "".join([*fills, f".{DRAWING_CLASS} .main-stroke {{ stroke: {colours.main}; }}\n"])


def readable(colour: str, background: str, contrast_wanted: float = TEXT_CONTRAST) -> str:
    """The colour itself, or its nearest mixture with black (on a light background) or white that has the contrast.

    Raises ValueError when a colour is not written `#rrggbb`.
    """
    towards = "#000000" if luminance(background) > luminance("#767676") else "#ffffff"
    mixtures = (mix(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next(mixture for mixture in mixtures if contrast(mixture, background) >= contrast_wanted)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The WCAG relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(colour: str, other: str, share: float) -> str:
    """`share` of the other colour (0 to 1) mixed into the first."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"a colour is written like {DEFAULT_MAIN}, not {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
