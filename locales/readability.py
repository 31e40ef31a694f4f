"""How easily a Spanish text reads: the index of Szigriszt-Pazos on the INFLESZ scale.

Perspicuidad = 206.835 − 62.3 · syllables / words − words / sentences (Szigriszt Pazos, 1992; the INFLESZ scale is of
Barrio-Cantalejo et al., 2008: under 40 very difficult, 40–55 somewhat difficult, 55–65 normal, 65–80 fairly easy, over
80 very easy). The general press lies at about 55, so a message has to reach 55.

Sentences end at `. : ; ! ? …` and at the end of a line; figures are spelt, since that is how they are read.

What is scored: a whole message of at least twelve words, its placeholders read as the neutral word "dato". In a shorter
one a single syllable more costs over five points (62.3 / 12), so a number would say nothing about how it reads.
"""

import re

from locales.syllables import count_syllables, spell

NORMAL = 55.0
"""The lower edge of INFLESZ's "normal" band."""

SCORED_FROM = 12
"""Words that a message needs to be scored."""

LONGEST_SENTENCE = 20
"""Words that a sentence may have at most."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CLOSING = r"[)»”\"']*"
# A full stop before a small letter ends an abbreviation ("9:15 a. m. del"), not a sentence.
_STOP = rf"[.!?…]+{_CLOSING}(?=\s+[^\sa-záéíóúüñ]|\s*$)"
_SENTENCE_END = re.compile(rf"{_STOP}|\n+")
_CLAUSE_END = re.compile(rf"{_STOP}|[:;!?]+{_CLOSING}(?=\s|$)|\n+")


def perspicuity(text: str) -> float:
    """The index of a plain text, higher is easier. Raises ValueError for a text without words."""
    spelt = [word for token in _TOKEN.findall(text) for word in _read_aloud(token)]
    if not spelt:
        raise ValueError("a text without words has no readability")
    syllables = sum(map(count_syllables, spelt))
    return 206.835 - 62.3 * syllables / len(spelt) - len(spelt) / len(_pieces(text, _CLAUSE_END))


def count_words(text: str) -> int:
    """Words of a text; a figure is one."""
    return len(_TOKEN.findall(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text; the end of a line ends one too."""
    return _pieces(text, _SENTENCE_END)


def _pieces(text: str, end: re.Pattern[str]) -> list[str]:
    return [piece.strip() for piece in end.split(text) if _TOKEN.search(piece)]


def _read_aloud(token: str) -> list[str]:
    """The words in which a token is read: "1.240" as "mil doscientos cuarenta", a code digit by digit."""
    if not token[0].isdecimal():
        return [token]
    if _GROUPED.fullmatch(token) and len(token) < 16:
        return spell(int(token.replace(".", ""))).split()
    words: list[str] = []
    for figure in re.split(r"[.,]", token):
        by_digit = len(figure) > 12 or (figure.startswith("0") and len(figure) > 1)
        for number in figure if by_digit else [figure]:
            words += spell(int(number)).split()
    return words
