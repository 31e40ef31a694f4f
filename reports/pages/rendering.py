"""Templates: the shape of a page. Its texts are given, already in the reader's language; every value is escaped."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from locales import Language
from reports.pages.links import Links

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
OUTSIDE = Markup(' target="_top"')
"""The attribute of a link to another site, most of which may not be shown inside the portal that frames our page."""
_SIGN = "&(?:#34|#39|lt|gt);"  # an escaped quotation mark or bracket
_BEGINNING = r"https?://|(?<![\w.@/-])www\.(?=[\w-]+\.\w)"
_ADDRESS = re.compile(rf"(?:{_BEGINNING})(?:(?!{_SIGN})[^\s<>])+?(?=[.,;:!?)»]*(?:\s|$|<|{_SIGN}))")


@dataclass(frozen=True)
class Way:
    """A link as a page shows it. `here`: it leads to the page itself. `language`: of what it leads to, if another."""

    words: str
    address: str
    here: bool = False
    language: str | None = None


@dataclass(frozen=True)
class Frame:
    """What surrounds the content of every page."""

    language: str
    title: str
    description: str
    entity: str
    links: Links
    stylesheet: str
    icon: str
    skip_words: str
    menu_words: str
    menu: tuple[Way, ...]
    foot: tuple[str, ...]
    foot_links: tuple[Way, ...] = ()
    is_private: bool = False
    """A page about one person's matter: search engines are told to leave it alone."""

    @property
    def first(self) -> str:
        """The way to the first page."""
        return self.links.page("")

    @property
    def of_plan(self) -> Markup:
        """The attribute of what the entity wrote, which is Spanish on every page: a screen reader then says it so."""
        return Markup() if self.language == Language.ES else Markup(' lang="es"')

    @property
    def full_title(self) -> str:
        """What the window and a bookmark say: what the page is about, then whose it is."""
        return self.title if self.entity in self.title else f"{self.title} · {self.entity}"


def render(template: str, frame: Frame, **values: object) -> str:
    """The page as HTML. A value that the template wants and is not given is a fault: UndefinedError."""
    return _environment().get_template(template).render(frame=frame, links=frame.links, **values)


def linked(text: str) -> Markup:
    """A text, escaped unless it is HTML already, with the web addresses in it as links; what ends a sentence is not."""
    return Markup(_ADDRESS.sub(_link, str(escape(text))))  # noqa: S704 - escaped before


def _link(found: re.Match[str]) -> str:
    """One that begins with www. leads where browsers look first."""
    address = found[0] if "://" in found[0] else f"https://{found[0]}"
    return f'<a href="{address}"{OUTSIDE}>{found[0]}</a>'


def outside(address: str) -> Markup:
    """The attribute of a link, by where it leads."""
    return OUTSIDE if "://" in address else Markup()


def render_alone(template: str, **values: object) -> str:
    """A page that brings its own surroundings. UndefinedError as above."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only who shows a page needs it

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["linked"] = linked
    environment.globals["outside"] = outside
    return environment
