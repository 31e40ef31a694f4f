"""Lists in a sentence: "a, b y c", with the changes that Spanish makes before the sounds of i and o."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from locales.languages import Language

_OPENING = re.compile(r"^(?:<[^>]*>|[\s«“\"'¿¡(])+")
# "e ideas", "e hijos", but "y hielo", "y iones": before a diphthong the sound is that of y.
_SOUND_OF_I = re.compile(r"h?(?:í|i(?![aeouáéóú])|y(?![aeiouáéíóú]))", re.IGNORECASE)
# Figures are read aloud: 8, 80 … begin with "och", 11 and 11.000 with "on".
_SOUND_OF_O = re.compile(r"h?[oó]|8|11(?!\d)|11\d{3}(?!\d)", re.IGNORECASE)


def joined(items: Sequence[str], language: Language, *, alternatives: bool = False) -> str:
    """The items with commas and a last "y" or "o". Markup when an item is Markup; plain items are then escaped."""
    if len(items) < 2:
        return items[0] if items else ""
    *first, last = items
    comma: str = Markup(", ") if any(isinstance(item, Markup) for item in items) else ", "
    ending = _conjunction(last, language, alternatives)
    if language is Language.EN and len(items) > 2:
        ending = f",{ending}"
    return type(comma)(ending).join([comma.join(first), last])


def _conjunction(last: str, language: Language, alternatives: bool) -> str:
    if language is Language.EN:
        return " or " if alternatives else " and "
    word = _OPENING.sub("", last)
    if alternatives:
        return " u " if _SOUND_OF_O.match(word) else " o "
    return " e " if _SOUND_OF_I.match(word) else " y "
