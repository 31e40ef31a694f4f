"""Telegram counts text in UTF-16 code units, and refuses or drops some characters."""

import re
from typing import Any

Entity = dict[str, Any]

# Control characters, line and paragraph separators with the directional overrides, and three combining marks that draw
# vertical lines through the text: Telegram drops them from whatever is sent.
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_EDGES = " \n\t\x0b"


def utf16_length(text: str) -> int:
    """How many UTF-16 code units `text` has: an emoji usually counts two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity covers; offset and length in UTF-16 code units."""
    if text.isascii():
        return text[offset : offset + length]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def has_lone_surrogate(text: str) -> bool:
    """Whether `text` could not be written as UTF-8."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


# Of two entities at the same place the one with the smaller number comes first, as in Telegram's own order.
_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


def in_order(entities: list[Entity]) -> list[Entity]:
    """Entities by their beginning, the longer first."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], _PRIORITY.get(e["type"], 50)))


def tidy(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Drop what Telegram drops, trim both ends, and move the entities accordingly."""
    if not _DROPPED.search(text) and "\t" not in text and text == text.strip(_EDGES):
        return text, entities
    kept = [(index, " " if character == "\t" else character) for index, character in enumerate(text)]
    kept = [(index, character) for index, character in kept if not _DROPPED.match(character)]
    while kept and kept[0][1] in _EDGES:
        kept.pop(0)
    while kept and kept[-1][1] in _EDGES:
        kept.pop()
    return "".join(character for _, character in kept), _moved(text, {index for index, _ in kept}, entities)


def _moved(text: str, kept: set[int], entities: list[Entity]) -> list[Entity]:
    """The entities of `text` after only the characters at the indexes `kept` remain."""
    if not entities:
        return []
    new_position = [0]
    for index, character in enumerate(text):
        units = 2 if character > "\uffff" else 1
        for _ in range(units):
            new_position.append(new_position[-1] + (1 if index in kept else 0))
    last = len(new_position) - 1
    moved = []
    for entity in entities:
        start = new_position[min(entity["offset"], last)]
        end = new_position[min(entity["offset"] + entity["length"], last)]
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return moved
