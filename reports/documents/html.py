"""A document as one HTML page without scripts: it reads on a telephone, in the dark, on paper and aloud.

The style is one `<style>` element whose hash the page's own policy names, so a strict Content-Security-Policy holds
also for a copy of the file; nothing else is loaded. A server sends the same policy as a header: `Page.policy`.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from locales import NBSP
from reports.charts.colours import Scheme, palette, stylesheet
from reports.charts.picture import BigFigure
from reports.documents.model import (
    Bullets,
    ColumnKind,
    Document,
    Facts,
    Figures,
    Heading,
    Link,
    Logo,
    Note,
    Paragraph,
    Part,
    Picture,
    Records,
    Rich,
    Table,
)
from reports.documents.style import STYLE
from reports.documents.text import BREAK, breakable, clean, inlines, shown

MIMES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
EMPTY = Markup("")
_PERCENT = re.compile(r"(?<=\d) %")  # a person's own words may part a figure from its sign at the end of a line
MOST_BESIDE = 3
"""Columns that stand beside one another on a telephone too (of whole words one less); with more, each row is a card."""


@dataclass(frozen=True)
class Page:
    """The page, the Content-Security-Policy that it lives under, and its style (for who serves that as a file)."""

    html: str
    policy: str
    style: str


def render(document: Document, above: Markup = EMPTY) -> Page:
    """The whole page; the same document, the same text. `above`: the ways to other pages, if it is one of several."""
    style = style_of(document.main, document.accent)
    policy = policy_of(style)
    html = Markup(
        '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<title>{title} · {entity}</title>\n<style>{style}</style>\n</head>\n"
        "<body>\n{above}{cover}<main>\n{parts}</main>\n</body>\n</html>\n"
    )
    return Page(
        str(
            html.format(
                language=document.language,
                policy=policy,
                title=clean(document.name),
                entity=clean(document.entity),
                style=Markup(style),  # noqa: S704 - ours: no text of a person's is in it
                above=above,
                cover=_cover(document),
                parts=body(document),
            )
        ),
        policy,
        style,
    )


def style_of(main: str, accent: str) -> str:
    """The page's style in an entity's colours, drawings included; they turn light on dark where the screen is dark."""
    light, dark = palette(main, accent), palette(main, accent, Scheme.DARK)
    variables = [
        "".join(
            f"--{name}:{colour};" for name, colour in one.named().items() if re.fullmatch("#[0-9a-fA-F]{6}", colour)
        )
        for one in (light, dark)
    ]
    return (
        f":root{{{variables[0]}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{variables[1]}}}}}\n"
        f"{STYLE}{stylesheet(main, accent)}"
    )


def policy_of(style: str) -> str:
    """What the page may load: its own style, by its hash, and the logo that it carries with it."""
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def body(document: Document) -> Markup:
    """The parts alone, for a page that has a frame of its own."""
    return EMPTY.join(_part(part, document, number) for number, part in enumerate(document.parts))


def _cover(document: Document) -> Markup:
    lines = [
        Markup('<p class="entity">{}</p>\n').format(clean(document.entity)),
        Markup('<p class="entity">{}</p>\n').format(clean(document.motto)) if document.motto else EMPTY,
        Markup("<h1>{}</h1>\n").format(clean(document.title)),
    ]
    said = ((document.subtitle, "subtitle"), (document.period, "period"), (document.cut, "cut"))
    lines += [Markup('<p class="{}">{}</p>\n').format(name, clean(text)) for text, name in said if text]
    return Markup("<header>\n{}{}</header>\n").format(_logo(document.logo), EMPTY.join(lines))


def _logo(logo: Logo | None) -> Markup:
    if logo is None:
        return EMPTY
    address = f"data:{MIMES[logo.ending]};base64,{b64encode(logo.image).decode('ascii')}"
    return Markup('<img class="logo" src="{}" alt="{}">\n').format(address, clean(logo.alternative))


def _part(part: Part, document: Document, number: int) -> Markup:  # noqa: PLR0911 - one kind of part, one line
    match part:
        case Heading(text, level, anchor):
            name = Markup(' id="{}"').format(anchor) if anchor else EMPTY
            return Markup("<h{0}{1}>{2}</h{0}>\n").format(level + 1, name, clean(text))
        case Paragraph(text, lead):
            return Markup("<p{}>{}</p>\n").format(Markup(' class="lead"') if lead else EMPTY, _rich(text))
        case Note(text):
            return Markup('<p class="note">{}</p>\n').format(_rich(text))
        case Bullets(items):
            return Markup("<ul>\n{}</ul>\n").format(_each("<li>{}</li>\n", items))
        case Facts(pairs):
            return _facts(pairs)
        case Figures(first, second):
            return Markup('<div class="figures">\n{}{}</div>\n').format(_figure(first), _figure(second))
        case Picture():
            return _picture(part)
        case Table():
            return _table(part, document, number)
        case Records():
            return _records(part)


def _figure(figure: BigFigure) -> Markup:
    size = "figure" if len(figure.figure) <= 6 else "phrase"
    return Markup('<p><span class="{}">{}</span> <strong>{}</strong> <span>{}</span></p>\n').format(
        size, clean(figure.figure), clean(figure.fraction_words), clean(figure.words)
    )


def _picture(picture: Picture) -> Markup:
    drawing = Markup(picture.svg)  # noqa: S704 - drawn by us, its words escaped when they were drawn
    caption = Markup("<figcaption>{}</figcaption>\n").format(clean(picture.caption)) if picture.caption else EMPTY
    return Markup("<figure>\n{}{}</figure>\n").format(drawing, caption)


def _facts(pairs: tuple[tuple[str, Rich], ...]) -> Markup:
    rows = (Markup("<div><dt>{}</dt><dd>{}</dd></div>\n").format(clean(name), _rich(value)) for name, value in pairs)
    return Markup("<dl>\n{}</dl>\n").format(EMPTY.join(rows))


def _table(table: Table, document: Document, number: int) -> Markup:
    """The roles say again what a telephone's cards, which are no table any more for the browser, take away."""
    heads = [clean(column.name) for column in table.columns]
    kinds = [Markup(' class="number"') if column.kind is ColumnKind.NUMBER else EMPTY for column in table.columns]
    first = Markup('<th role="rowheader" scope="row" data-name="{}"{}><div>{}</div></th>')  # one box beside its name
    other = Markup('<td role="cell" data-name="{}"{}><div>{}</div></td>')
    rows = []
    for row in table.rows:
        cells = [_narrow(shown(cell, document.formats)) for cell in row]
        described = zip(heads, kinds, cells, strict=True)
        cased = [(first if place == 0 else other).format(*given) for place, given in enumerate(described)]
        rows.append(Markup('<tr role="row">{}</tr>\n').format(EMPTY.join(cased)))
    caption = Markup('<caption id="table-{}">{}</caption>\n')
    head = Markup('<th role="columnheader" scope="col"{}>{}</th>')
    return Markup(
        '<table role="table"{0}>\n{1}'
        '<thead role="rowgroup"><tr role="row">{2}</tr></thead>\n<tbody role="rowgroup">\n{3}</tbody>\n</table>\n'
    ).format(
        (Markup(' class="cards"') if len(table.columns) > MOST_BESIDE - table.whole_words else EMPTY)
        + (Markup(' aria-labelledby="table-{}"').format(number) if table.caption else EMPTY),
        caption.format(number, clean(table.caption)) if table.caption else EMPTY,
        EMPTY.join(head.format(kind, name) for kind, name in zip(kinds, heads, strict=True)),
        EMPTY.join(rows),
    )


def _records(records: Records) -> Markup:
    made = []
    for record in records.records:
        texts = EMPTY.join(
            Markup('<p class="name">{}</p>\n<p class="words">{}</p>\n').format(clean(name), clean(text))
            for name, text in record.texts
        )
        made.append(
            Markup("<article>\n<h{0}>{1}</h{0}>\n{2}{3}</article>\n").format(
                records.level + 1, clean(record.title), _facts(record.facts), texts
            )
        )
    return EMPTY.join(made)


def _each(template: str, items: tuple[Rich, ...]) -> Markup:
    return EMPTY.join(Markup(template).format(_rich(item)) for item in items)  # noqa: S704 - a literal of this module


def _rich(rich: Rich) -> Markup:
    return EMPTY.join(
        _link(piece) if isinstance(piece, Link) else Markup("{}").format(_PERCENT.sub(f"{NBSP}%", piece))
        for piece in inlines(rich)
    )


def _narrow(rich: Rich) -> Markup:
    """The same in a column, where a long word may break: a table would else grow with it."""
    written = _rich(breakable(clean(rich), narrow=True) if isinstance(rich, str) else rich)
    return Markup("<wbr>").join(written.split(BREAK))


def _link(link: Link) -> Markup:
    """Paper writes the address out after the words (see `style`), unless the words are the address."""
    words = link.words or link.address.removeprefix("mailto:")
    bare = Markup(' class="bare"') if words in link.address else EMPTY
    return Markup('<a href="{}"{} rel="noopener noreferrer">{}</a>').format(link.address, bare, words)
