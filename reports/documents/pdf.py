"""A document as a PDF that screen readers can read (PDF/UA-1): tags, bookmarks, real text, letter paper.

The texts reach typst as one JSON input; `document.typ` lays them out and never sees them as markup.
"""

import json
from pathlib import Path
from typing import Any

from reports import typesetting
from reports.charts.colours import palette
from reports.documents.model import (
    Bullets,
    Column,
    ColumnKind,
    Document,
    Facts,
    Figures,
    Heading,
    Link,
    Note,
    Paragraph,
    Part,
    Picture,
    Record,
    Records,
    Rich,
    Table,
)
from reports.documents.text import breakable, clean, inlines, plain, printable, shown, written

SOURCE = Path(__file__).with_name("document.typ")
CHARACTERS = 96
"""Of a table's letters, about as many as stand side by side between the margins."""
MOST_LINES_WHOLE = 24
"""A row that is higher may be parted by the end of a page."""
MOST_IN_A_THIRD = 48
"""Characters of a fact that stands beside two others; a longer one has the whole width."""
Json = dict[str, Any]


def render(document: Document) -> bytes:
    """The PDF; the same document, the same bytes. Raises TypesettingError where it could not be PDF/UA-1."""
    given = json.dumps(_document(document), ensure_ascii=False)
    return typesetting.pdf(SOURCE.read_text("utf-8"), {"document": given})


def _document(document: Document) -> Json:
    words, language = document.words, document.language.partition("-")
    return {
        "title": _line(document.title),
        "name": _line(document.name),
        "motto": _line(document.motto),
        "entity": _line(document.entity),
        "subtitle": _line(document.subtitle),
        "period": _line(document.period),
        "cut": _line(document.cut),
        "cover": document.cover,
        "language": language[0],
        "region": language[2] or None,
        "made_on": [document.made_on.year, document.made_on.month, document.made_on.day] if document.made_on else None,
        "colours": palette(document.main, document.accent).named(),
        "logo": _logo(document),
        "contents": words.plain("document", "Contents"),
        "page_of": words.plain("document", "Page {page} of {pages}", page="⸨page⸩", pages="⸨pages⸩"),
        "parts": [_part(part, document) for part in document.parts],
    }


def _logo(document: Document) -> Json | None:
    if (logo := document.logo) is None:
        return None
    ending = "jpg" if logo.ending == "jpeg" else logo.ending
    return {"image": list(logo.image), "ending": ending, "alternative": clean(logo.alternative)}


def _part(part: Part, document: Document) -> Json:  # noqa: PLR0911 - one kind of part, one line
    match part:
        case Heading(text, level):
            return {"kind": "heading", "text": _line(text), "level": level}
        case Paragraph(text, lead):
            return {"kind": "lead" if lead else "paragraph", "text": _rich(text)}
        case Note(text):
            return {"kind": "note", "text": _rich(text)}
        case Bullets(items):
            return {"kind": "bullets", "items": [_rich(item) for item in items]}
        case Facts(pairs):
            wide = [len(plain(value)) > MOST_IN_A_THIRD for _, value in pairs]
            return {"kind": "facts", "pairs": _pairs(pairs), "wide": wide}
        case Figures(first, second):
            figures = ((one.figure, one.fraction_words, one.words) for one in (first, second))
            return {"kind": "figures", "figures": [[_line(text) for text in figure] for figure in figures]}
        case Picture():
            return _picture(part)
        case Table():
            return _table(part, document)
        case Records(records, level):
            return {"kind": "records", "level": level, "records": [_record(record) for record in records]}


def _picture(picture: Picture) -> Json:
    return {
        "kind": "picture",
        "svg": picture.svg,
        "share": picture.share,
        "alternative": clean(picture.alternative),
        "caption": _line(picture.caption),
    }


def _table(table: Table, document: Document) -> Json:
    rows = [[shown(cell, document.formats) for cell in row] for row in table.rows]
    return {
        "kind": "table",
        "hyphenates": not table.whole_words,
        "caption": _line(table.caption),
        "shares": [column.share for column in table.columns],
        "right": [column.kind is ColumnKind.NUMBER for column in table.columns],
        "heads": [_line(column.name) for column in table.columns],
        "rows": [[_rich(cell, narrow=True) for cell in row] for row in rows],
        "whole": [_lines(row, table.columns) <= MOST_LINES_WHOLE for row in rows],
    }


def _lines(row: list[Rich], columns: tuple[Column, ...]) -> int:
    """About how many lines the highest cell of a row takes."""
    whole = sum(column.share for column in columns)
    return max(
        sum(-(-len(line) // max(1, int(CHARACTERS * column.share / whole))) or 1 for line in plain(cell).split("\n"))
        for cell, column in zip(row, columns, strict=True)
    )


def _record(record: Record) -> Json:
    texts = [[_line(name), _line(text)] for name, text in record.texts]
    return {"title": _line(record.title), "facts": _pairs(record.facts), "texts": texts}


def _pairs(pairs: tuple[tuple[str, Rich], ...]) -> list[Any]:
    return [[_line(name), _rich(value)] for name, value in pairs]


def _rich(rich: Rich, *, narrow: bool = False) -> list[list[str]]:
    """Each piece as [what is read] or [what is read, where it leads]."""
    return [
        [_line(written(piece), narrow=narrow), piece.address]
        if isinstance(piece, Link)
        else [_line(piece, narrow=narrow)]
        for piece in inlines(rich)
    ]


def _line(text: str, *, narrow: bool = False) -> str:
    return printable(breakable(clean(text), narrow=narrow))
