"""Words in a drawing: what of a text can be drawn at all, and where its lines end."""

import re
import unicodedata

from reports.fonts.metrics import Face

ELLIPSIS = "…"
MISSING_LETTER = "□"
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
LETTERS = {"L", "N"}
NARROWER = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def plain(text: str) -> str:
    """The text on one line, without control characters, surrogates and direction marks (XML refuses some, others turn
    a line round), in composed form. No-break spaces stay.
    """
    composed = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0\u202f]+", " ", text))
    return "".join(character for character in composed if unicodedata.category(character) not in INVISIBLE).strip(" ")


def drawable(text: str, face: Face) -> str:
    """The plain text with the font's own characters only: a letter of another script becomes □, an emoji goes."""
    kept = (character if face.has(character) else _stand_in(character) for character in plain(text))
    return re.sub(" {2,}", " ", "".join(kept)).strip(" ")


def wrap(text: str, face: Face, size: float, width: float, most_lines: int) -> list[str]:
    """The drawable text in lines of at most `width`, about equally long so that no word is left alone.

    Words longer than a line are cut; what does not fit into `most_lines` ends in an ellipsis.
    """
    written = drawable(text, face)
    lines = _filled(written, face, size, width)
    if len(lines) > most_lines:
        return [*lines[: most_lines - 1], _ended(lines[most_lines - 1], face, size, width)]
    narrower = (_filled(written, face, size, width * share) for share in NARROWER if len(lines) > 1)
    return next((balanced for balanced in narrower if len(balanced) == len(lines)), lines)


def _filled(text: str, face: Face, size: float, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _pieces(text, face, size, width):
        joined = f"{line} {word}" if line else word
        if line and face.width(joined, size) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line] if line else lines


def _stand_in(character: str) -> str:
    return MISSING_LETTER if unicodedata.category(character)[0] in LETTERS else ""


def _pieces(text: str, face: Face, size: float, width: float) -> list[str]:
    return [piece for word in text.split(" ") if word for piece in _cut(word, face, size, width)]


def _cut(word: str, face: Face, size: float, width: float) -> list[str]:
    if face.width(word, size) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and face.width(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _ended(line: str, face: Face, size: float, width: float) -> str:
    while line and face.width(line + ELLIPSIS, size) > width:
        line = line[:-1]
    return line.rstrip(" ,.;:") + ELLIPSIS
