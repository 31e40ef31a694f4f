"""What pages are dressed with: the stylesheet in the entity's colours, the type, the icon. Names hold their hashes."""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reports.charts import colours
from reports.charts.colours import Palette, Scheme, mix, palette

HERE = Path(__file__).parent
FOLDER = "recursos"
FONTS = ("ParticipaSans-Regular.woff2", "ParticipaSans-Bold.woff2")
STYLESHEET_STEM = "paginas"


@dataclass(frozen=True)
class Asset:
    """A file that pages need. Its `name` changes with its content, so whoever has it never asks again."""

    name: str
    content: bytes
    content_type: str

    @property
    def address(self) -> str:
        return f"{FOLDER}/{self.name}"


@cache
def fonts() -> tuple[Asset, ...]:
    """The two weights of the type."""
    return tuple(_named(Path(name), (HERE / "fonts" / name).read_bytes(), "font/woff2") for name in FONTS)


@lru_cache(maxsize=16)
def stylesheet(main: str, accent: str) -> Asset:
    """The style of every page in an entity's colours (`#rrggbb`), made darker where they could not be read."""
    rules = (HERE / "css" / "pages.css").read_text(encoding="utf-8")
    for plain, font in zip(FONTS, fonts(), strict=True):
        rules = rules.replace(plain, font.name)
    light, dark = (_variables(palette(main, accent, scheme)) for scheme in Scheme)
    written = (
        f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"{rules}\n{colours.stylesheet(main, accent)}"
    )
    return _named(Path(f"{STYLESHEET_STEM}.css"), written.encode(), "text/css")


@lru_cache(maxsize=16)
def icon(main: str) -> Asset:
    """Two bars, one further than the other."""
    colour = palette(main).main
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3"'
        f' fill="{colour}"/><path d="M3 5h10M3 11h5" stroke="#fff" stroke-width="3"/></svg>'
    )
    return _named(Path("icono.svg"), drawn.encode(), "image/svg+xml")


def all_assets(main: str, accent: str) -> tuple[Asset, ...]:
    """Everything that the pages of an entity with these colours ask for."""
    return stylesheet(main, accent), icon(main), *fonts()


def _variables(own: Palette) -> str:
    named = own.named() | {"raised": mix(own.paper, own.ink, 0.04), "on-main": own.paper}
    return " ".join(f"--{name}: {colour};" for name, colour in named.items())


def _named(path: Path, content: bytes, content_type: str) -> Asset:
    return Asset(f"{path.stem}-{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}", content, content_type)
