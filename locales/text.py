"""Comparing, ordering and shortening texts: accents, ñ, and lengths as Telegram counts them."""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from markupsafe import Markup

ELLIPSIS = "…"
_TILDE = "\u0303"
_AFTER_N = "n\U0010ffff"  # orders ñ behind every word that begins with n
_QUOTES = re.compile(r"[¿¡«»“”\"'()]+")
_JOINERS = "\u200d\ufe0e\ufe0f"
_TAG = re.compile(r"<[^>]*>")
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def fold(text: str) -> str:
    """The text for comparing: without case, accents or invisible marks. ñ stays apart from n: "Año" gives "año"."""
    decomposed = unicodedata.normalize("NFKD", text)
    for _ in range(2):  # folding case can compose and decomposing can bring capitals back: twice is stable (UAX 44)
        decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    kept: list[str] = []
    for character in decomposed:
        if character == _TILDE and kept and kept[-1] == "n":
            kept[-1] = "ñ"
        elif unicodedata.category(character) not in ("Mn", "Cf"):
            kept.append(character)
    return "".join(kept)


def sort_key(text: str) -> tuple[str, str, str]:
    """A key for Spanish alphabetical order: "árbol" before "zorro", "ñ" after "nz"; accents and case break ties."""
    normal = unicodedata.normalize("NFC", text)
    letters = _QUOTES.sub("", fold(normal)).strip().replace("ñ", _AFTER_N)
    return letters, normal.casefold(), normal.swapcase()


def in_sentence(name: str) -> str:
    """A name of a list as it stands inside a sentence: "Municipios PDET" gives "municipios PDET".

    Acronyms and names with capitals of their own ("Consejo Nacional", "ENTerritorio") stay as they are.
    """
    first, *others = name.split() or [""]
    proper = any(word[0].isupper() and not word.isupper() for word in others)
    return name if proper or not first[1:].islower() else name[0].lower() + name[1:]


def without_tags(text: Markup) -> str:
    """What is read of an HTML text. Unlike `Markup.striptags` it keeps lines and no-break spaces."""
    return Markup(_TAG.sub("", text)).unescape()  # noqa: S704 - it is unescaped, not shown as HTML


def on_one_line(name: str) -> str:
    """A name that a person chose, without what breaks a line or turns the direction of what is read after it."""
    kept = (" " if unicodedata.category(one) in _BREAKS else one for one in name if one not in _TURNS)
    return " ".join("".join(kept).split())


def utf16_length(text: str) -> int:
    """The length in UTF-16 units, in which Telegram states its limits: an emoji counts two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """The text in at most `limit` UTF-16 units; what is longer is cut after a word and ends in "…".

    A single word longer than the limit is cut inside, never inside a character. Clip first, escape afterwards: raises
    TypeError for Markup, whose entities could be cut in two, and ValueError for a limit below 1.
    """
    if isinstance(text, Markup):
        raise TypeError("clip before escaping: a cut could fall inside a tag or an entity")
    if limit < 1:
        raise ValueError("a clipped text needs at least the unit of its ellipsis")
    if utf16_length(text) <= limit:
        return text
    end = _fitting(text, limit - 1)
    head = text[: _word_end(text, end)].rstrip(" \t\n\r\u00a0,;:.-–—(«¿¡")
    return head + ELLIPSIS


def _fitting(text: str, units: int) -> int:
    """How many characters of the text fit into that many UTF-16 units."""
    ends = list(accumulate(2 if character > "\uffff" else 1 for character in text))
    return bisect_right(ends, units)


def _word_end(text: str, end: int) -> int:
    """The last place at or before `end` where a word ends; inside a single long word, where a character ends."""
    if text[end : end + 1].isspace():
        return end
    blanks = [match.start() for match in re.finditer(r"\s+", text[:end])]
    if blanks and text[: blanks[-1]].strip():
        return blanks[-1]
    while end and _continues(text, end):
        end -= 1
    return end


def _continues(text: str, position: int) -> bool:
    """Whether the character there belongs to the one before: an accent, a joined emoji, a skin tone, half a flag."""
    character, before = text[position], text[position - 1]
    if character in _JOINERS or before == "\u200d" or unicodedata.combining(character):
        return True
    if ord(character) in _SKIN_TONES:
        return True
    letters = 0
    while letters < position and ord(text[position - 1 - letters]) in _FLAG_LETTERS:
        letters += 1
    return ord(character) in _FLAG_LETTERS and letters % 2 == 1
