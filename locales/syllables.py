"""Counting the syllables of Spanish words, figures included, by the RAE's rules of diphthong and hiatus."""

import re
from itertools import pairwise

_STRONG = "aeoáéó"
_ACCENTED_WEAK = "íú"
_VOWELS = re.compile("[aeoáéóiuüíú]+")
_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
# An h between vowels is not heard ("prohi-bir", "bú-ho"), unless it opens a syllable with a glide ("vi-hue-la").
_SILENT_H = re.compile(r"(?<=[aeoáéóiuüíú])h(?=[aeoáéóiuüíú])(?![iu][aeoáéó])")
_VOWEL_Y = re.compile(r"y(?![aeoáéóiuüíú])")

# Rows read better here than a column of forty lines.
# fmt: off
_UNITS = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno",
    "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho",
    "veintinueve",
)
_TENS = (
    "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
)
_HUNDREDS = (
    "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
    "ochocientos", "novecientos",
)
# fmt: on


def count_syllables(word: str) -> int:
    """The syllables of one word: "días" has 2, "averigüéis" 4; the letters of "PDF" are read one by one."""
    heard = _SILENT_U.sub("", word.lower())
    heard = _VOWEL_Y.sub("i", heard)
    heard = _SILENT_H.sub("", heard)
    groups = _VOWELS.findall(heard)
    return sum(_nuclei(group) for group in groups) or len(word)


def _nuclei(vowels: str) -> int:
    """Syllables in a run of vowels: each strong vowel heads one, and so does an accented weak one beside a strong."""
    heads = 0
    for position, vowel in enumerate(vowels):
        beside = vowels[max(position - 1, 0) : position] + vowels[position + 1 : position + 2]
        if vowel in _STRONG or (vowel in _ACCENTED_WEAK and any(other in _STRONG for other in beside)):
            heads += 1
    doubled = sum(1 for one, other in pairwise(vowels) if one == other and one in "iu")
    return (heads or 1) + doubled


def spell(number: int) -> str:
    """A whole number from 0 to below 10¹² in words, as it is read aloud."""
    if not 0 <= number < 10**12:
        raise ValueError(f"{number} is not spelt")
    if number < 30:
        return _UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return _TENS[tens - 3] + (f" y {_UNITS[units]}" if units else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return "cien" if number == 100 else f"{_HUNDREDS[hundreds - 1]} {spell(rest) if rest else ''}".rstrip()
    if number < 1_000_000:
        return _scaled(number, 1000, "mil", "mil")
    return _scaled(number, 1_000_000, "un millón", "millones")


def _scaled(number: int, scale: int, one: str, many: str) -> str:
    amount, rest = divmod(number, scale)
    head = one if amount == 1 else f"{_before_noun(spell(amount))} {many}"
    return f"{head} {spell(rest)}" if rest else head


def _before_noun(words: str) -> str:
    if words.endswith("veintiuno"):
        return words.removesuffix("uno") + "ún"
    return words.removesuffix("o") if words.endswith("uno") else words
