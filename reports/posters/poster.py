"""A poster of one page for an office door (A4, PDF/UA-1): what it is about, when, and the code to scan."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN, palette
from reports.documents.text import breakable, clean, printable
from reports.posters.code import svg

SOURCE = Path(__file__).with_name("poster.typ")


@dataclass(frozen=True)
class Poster:
    """What a poster says, in its readers' language. `lines` stand under the title, `link` is what the code opens."""

    language: str
    entity: str
    title: str
    lines: tuple[str, ...]
    call: str
    link: str
    without_phone: str
    code_alternative: str
    main: str = field(default=DEFAULT_MAIN)
    accent: str = field(default=DEFAULT_ACCENT)


def as_pdf(poster: Poster) -> bytes:
    """The page. Imports typst and segno when it is first called."""
    from reports import typesetting  # noqa: PLC0415 - 85 MB that only who asks for a document loads

    values = {
        **asdict(poster),
        "title": _shown(poster.title) or _shown(poster.entity),
        "entity": _shown(poster.entity),
        "lines": [_shown(line) for line in poster.lines],
        "colours": palette(poster.main, poster.accent).named(),
    }
    inputs = {"poster": json.dumps(values, ensure_ascii=False), "code": svg(poster.link).decode()}
    return typesetting.pdf(SOURCE.read_text(encoding="utf-8"), inputs)


def _shown(text: str) -> str:
    """What somebody wrote, as the bundled font can print it: an emoji goes."""
    return " ".join(printable(breakable(clean(text))).split())
