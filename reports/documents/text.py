"""Words as every format can hold them: what people wrote is data, and no character of it may break a file."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from locales import Formats
from reports.charts.words import drawable
from reports.documents.model import Cell, Link, Rich
from reports.fonts import metrics

LONGEST_WORD, NARROW = 40, 12
LONGEST_ADDRESS = 400
BREAK = "\u200b"
DASH = "–"
# What XML 1.0 has no place for, and the marks that turn a line round.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?|\u0085|\u2028|\u2029")
_LONG_WORD = re.compile(rf"[^\s{BREAK}]{{{LONGEST_WORD + 1},}}")
_LONG_IN_A_CELL = re.compile(rf"[^\s{BREAK}]{{{2 * NARROW + 1},}}")
_HASH = re.compile("[0-9a-fA-F]{41,64}")  # fits on a line, and is there to be copied
_ADDRESS = re.compile(r"https?://|mailto:|www\.", re.IGNORECASE)
_LIVE = re.compile(
    r"(?:https?://|(?<![\w.@/-])www\.(?=[\w-]+\.\w))[^\s<>\"]+[^\s<>\".,;:)\]]",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """The text in composed form without control characters, surrogates and direction marks; line feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _REFUSED.sub("", _LINE_END.sub("\n", text)))


def breakable(text: str, *, narrow: bool = False) -> str:
    """The text with places to break in words of more than 40 characters (in a narrow column 24), which may not fit."""
    if narrow:
        return _LONG_IN_A_CELL.sub(lambda word: _broken(word[0], NARROW), text)
    return _LONG_WORD.sub(lambda word: word[0] if _HASH.fullmatch(word[0]) else _broken(word[0], LONGEST_WORD), text)


def printable(text: str) -> str:
    """The text with the bundled font's own characters only: a letter of another script becomes □, an emoji goes."""
    return text if text.isascii() else text.translate(_DRAWABLE)


def inlines(rich: Rich) -> Iterator[str | Link]:
    """The pieces of a rich text, cleaned; a link that is not live comes as its words."""
    for piece in rich if isinstance(rich, tuple) else (rich,):
        if isinstance(piece, str):
            yield clean(piece)
        elif piece.is_live:
            yield Link(clean(piece.address), clean(piece.words))
        else:
            yield written(piece)


def linked(text: str) -> Iterator[str | Link]:
    """A text of the entity's with its addresses live, also those that begin with www.; every character of it stays."""
    end = 0
    for found in _LIVE.finditer(text):
        if before := text[end : found.start()]:
            yield before
        yield Link(found[0]) if "://" in found[0] else Link(f"https://{found[0]}", found[0])
        end = found.end()
    if rest := text[end:]:
        yield rest


def written(link: Link) -> str:
    """A link as paper keeps it: its words, then its address unless they are that."""
    words, address = clean(link.words), clean(link.address).removeprefix("mailto:")
    if words and address in {words, f"https://{words}"}:
        return words
    return f"{words} ({address})" if words else address


def plain(rich: Rich) -> str:
    """A rich text as bare words, its addresses written out."""
    return "".join(piece if isinstance(piece, str) else written(piece) for piece in inlines(rich))


def shown(cell: Cell, formats: Formats) -> Rich:
    """A table's value as people read it; an empty cell is a dash, so that it is heard to be empty."""
    match cell:
        case None | "":
            return DASH
        case dt.datetime():
            return formats.moment(cell)
        case dt.date():
            return formats.date(cell)
        case int():
            return formats.number(cell)
        case float():
            return formats.decimal(cell)
    return cell


def _broken(word: str, length: int) -> str:
    if len(word) <= LONGEST_ADDRESS and _ADDRESS.search(word):
        return word  # typst and browsers know where to break it; copied from the page, it must still lead there
    return BREAK.join(word[place : place + length] for place in range(0, len(word), length))


class _Drawable(dict[int, str]):
    """What each character becomes in the font, found out once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = character if character.isspace() or character == BREAK else drawable(character, metrics.regular())
        self[code] = kept
        return kept


_DRAWABLE = _Drawable()
