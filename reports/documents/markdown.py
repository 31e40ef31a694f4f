"""A document as Markdown (CommonMark with tables), every sign of a person's text escaped."""

import re

from reports.documents.model import (
    Bullets,
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
    Records,
    Rich,
    Table,
)
from reports.documents.text import clean, inlines, shown

# What begins something in Markdown anywhere, and what does at the beginning of a line.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
_LINE_START = re.compile(r"^[ \t]*(?:([#+\-=:])|(\d{1,9})(?=[.)]))", re.MULTILINE)
_OUTER_BREAKS = re.compile(r"^(?:\\\n)+|(?:\\\n)+$")
_ADDRESS = re.compile(r"[\s<>()\\\[\]|\"`*_~]")


def render(document: Document) -> str:
    """The whole document; line feeds within a text are hard breaks."""
    lines = [f"# {_text(document.title)}", f"**{_text(document.entity)}**"]
    lines += [_text(said) for said in (document.motto, document.subtitle, document.period, document.cut) if said]
    return "\n\n".join([*lines, *(_part(part, document) for part in document.parts)]) + "\n"


def _part(part: Part, document: Document) -> str:  # noqa: PLR0911 - one kind of part, one line
    match part:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {_cell(text)}"
        case Paragraph(text):
            return _rich(text)
        case Note(text):
            return "> " + _rich(text).replace("\n", "\n> ")
        case Bullets(items):
            return "\n".join(f"- {_rich(item)}".replace("\n", "\n  ") for item in items)
        case Facts(pairs):
            return _facts(pairs)
        case Figures(first, second):
            return "\n".join(
                f"- **{_cell(one.figure)}** · {_cell(one.fraction_words)} · {_cell(one.words)}"
                for one in (first, second)
            )
        case Picture(_, alternative):
            return _text(alternative)
        case Table():
            return _table(part, document)
        case Records():
            return _records(part)


def _table(table: Table, document: Document) -> str:
    rules = ("---:" if column.kind is ColumnKind.NUMBER else "---" for column in table.columns)
    lines = [_row([_cell(column.name) for column in table.columns]), _row(list(rules))]
    lines += [_row([_cell_of(shown(cell, document.formats)) for cell in row]) for row in table.rows]
    caption = f"**{_cell(table.caption)}**\n\n" if table.caption else ""
    return caption + "\n".join(lines)


def _records(records: Records) -> str:
    made = []
    for record in records.records:
        made.append(f"{'#' * (records.level + 1)} {_cell(record.title)}")
        made.append(_facts(record.facts))
        made += [f"**{_cell(name)}**\n\n{_rich(text)}" for name, text in record.texts]
    return "\n\n".join(made)


def _facts(pairs: tuple[tuple[str, Rich], ...]) -> str:
    return "\n".join(f"- {_cell(name)}: {_cell_of(value)}" for name, value in pairs)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rich(rich: Rich) -> str:
    written = "".join(_link(piece) if isinstance(piece, Link) else _text(piece) for piece in inlines(rich))
    return _OUTER_BREAKS.sub("", written).strip()


def _cell_of(rich: Rich) -> str:
    return _rich(rich).replace("\\\n", " ")


def _cell(text: str) -> str:
    return _text(text).replace("\\\n", " ").strip()


def _text(text: str) -> str:
    escaped = _LINE_START.sub(_line_start, _SIGNS.sub(r"\\\1", clean(text)))
    return re.sub(r"\s*\n\s*", "\\\\\n", escaped)


def _line_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\"


def _link(link: Link) -> str:
    address = _ADDRESS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), link.address)
    return f"[{_cell(link.words or link.address.removeprefix('mailto:'))}](<{address}>)"
