"""What is said to people: catalogs of texts, formats of dates and figures, and the rules of Spanish that all share."""

from locales.formats import NBSP, Formats, formats
from locales.languages import Language
from locales.text import clip, fold, in_sentence, on_one_line, sort_key, utf16_length, without_tags
from locales.words import Phrase, Words, words

__all__ = [
    "NBSP",
    "Formats",
    "Language",
    "Phrase",
    "Words",
    "clip",
    "fold",
    "formats",
    "in_sentence",
    "on_one_line",
    "sort_key",
    "utf16_length",
    "without_tags",
    "words",
]
