"""Words as they are compared: without accents, abbreviations written out, reduced to a stem.

The stemmer is our own because most people type without accents and the usual Spanish stemmers need them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MAX_CHARACTERS = 4096
"""As long as a Telegram message can be; the rest of a longer text is not read."""
MAX_WORD = 40

_PIECE = re.compile(r"[^\W_]+|[?¿!¡.,;:%\n]|[\u2190-\u2bff\U0001f000-\U0001faff]")
_RUN = re.compile(r"(.)\1{2,}")


class Piece(NamedTuple):
    """A word, a mark or an emoji with its place in the text."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The words and marks of a text, folded, in order."""
    found = _PIECE.finditer(text[:MAX_CHARACTERS])
    return [Piece(fold(piece[0][:MAX_WORD]), piece.start(), piece.end()) for piece in found]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case without accents; letters drawn out ("holaaaa") are written once."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return plain if plain.isdigit() else _RUN.sub(r"\1", plain)


def folded_words(text: str) -> list[str]:
    """The words alone."""
    found = (fold(piece[:MAX_WORD]) for piece in _PIECE.findall(text[:MAX_CHARACTERS]))
    return [word for word in found if word.isalnum()]


NOT_VERBS = frozenset(
    ["estado", "informe", "cuenta", "cuento", "comuna", "partido", "correo", "registro", "publica", "publico", "marzo"]
)
"""Nouns that would be cut down to the stem of an unlike verb (estado and estar, marzo and marcar)."""
_WE_DID = ("abamos", "iamos")
"""«Llevábamos»: their s is no plural."""

_CLITICS = ("melos", "melas", "selos", "selas", "noslo", "nosla", "melo", "mela", "selo", "sela", "telo", "tela")
_SHORT_CLITICS = ("nos", "los", "las", "les", "me", "te", "se", "lo", "la", "le")
_ENDS_OF_CLITICS = (*_CLITICS, *_SHORT_CLITICS)
_ENDINGS_TEXT = """
aciones acion iciones icion uciones ucion siones sion ciones cion amientos amiento imientos imiento
adores adora ador idores idor atorias atoria atorios atorio ables able ibles ible mente idades idad
asemos iesemos aramos ieramos ariamos eriamos iriamos iamos aremos eremos iremos abamos asteis
arian erian irian arias erias irias aria eria iria aran eran iran aras eras iras ara era ira are ere ire
aron ieron yeron asen iesen aban aba abas ian ia ias aste iste amos emos imos ando iendo yendo
ados adas ado ada idos idas ido ida ares eres ires ar er ir aren ieren iera ieran
es as os an en a e o i"""
_ENDINGS = frozenset(_ENDINGS_TEXT.split())
_LONGEST_ENDING = max(map(len, _ENDINGS))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The part that the forms of a folded word share: publicar, publicaron, publicación, publiquen → public."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = _singular(_without_clitic(word))
    if word in NOT_VERBS:
        return word
    for length in range(min(_LONGEST_ENDING, len(word) - 3), 0, -1):
        if word[-length:] in _ENDINGS and (length > 1 or len(word) > 4):
            word = word[:-length]
            break
    if word.endswith("qu"):
        return word[:-2] + "c"
    if word.endswith("gu"):
        return word[:-1]
    if word.endswith("z"):
        return word[:-1] + "c"
    return word


def _singular(word: str) -> str:
    if word.endswith(_WE_DID):
        return word
    if len(word) > 5 and word.endswith("es") and word[-3] in "nrldzj":
        return word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _without_clitic(word: str) -> str:
    """Infinitives, gerunds and commands without the pronouns that hang on them (mandarme, muéstremelo, díganos)."""
    if not word.endswith(_ENDS_OF_CLITICS):
        return word
    for clitic in _CLITICS:
        if word.endswith(clitic) and len(word) - len(clitic) >= 3:
            return word[: -len(clitic)]
    for clitic in _SHORT_CLITICS:
        if word.endswith(clitic):
            rest = word[: -len(clitic)]
            if len(rest) >= 4 and rest.endswith(("ar", "er", "ir", "ndo")):
                return rest
            if clitic in ("me", "nos") and len(rest) >= 4 and rest.endswith(("a", "e", "an", "en")):
                return rest
    return word


_SOUNDS = (("qu", "k"), ("ph", "f"), ("ce", "se"), ("ci", "si"), ("ge", "je"), ("gi", "ji"), ("ll", "y"), ("sh", "ch"))
_SAME_SOUND = str.maketrans({"c": "k", "z": "s", "v": "b", "x": "s", "w": "u", "h": None})
_DOUBLE = re.compile(r"(.)\1")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a folded word sounds in Colombia: b and v, s and z, ll and y are the same, h is silent."""
    word = word.replace("ch", "#")
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _DOUBLE.sub(r"\1", word.translate(_SAME_SOUND))
    return word[:-1] + "i" if word.endswith("y") else word
