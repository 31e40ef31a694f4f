"""Plain text and CSV: what a person would read as text, in the encodings that are in use here."""

import re

from participation.attachments.refusals import PROGRAM, WEB_PAGE, Refused

# Tabs, line ends, form feed, and the mark of the end that old programs write; no other control characters.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_UTF16_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
# Each comment is atomic: what stands in it is read once, however many there are and whatever follows them.
_MARKUP = re.compile(
    r"\s*+(?><!--.*?-->\s*+)*+<(?:!doctype|\?xml|html|head|body|script|svg|iframe|math)\b", re.I | re.S
)
_BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")
_LETTERS_OF_CP1252 = 0.3  # of the bytes, at most, are beyond ASCII in Spanish; text of other sorts is UTF-8
_BEGINNING = 4096


def is_text(content: bytes) -> bool:
    """Whether the content is text: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if content.startswith(_BYTE_ORDER):
        try:
            return not _UTF16_CONTROL.search(content.decode("utf-16"))
        except UnicodeDecodeError:
            return False
    if _CONTROL.search(content):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return len(re.findall(rb"[\x80-\xff]", content)) <= _LETTERS_OF_CP1252 * len(content)
    return True


def refuse_active(content: bytes) -> None:
    """Raise Refused for text that a computer would run or a browser would show: scripts, HTML, SVG."""
    encoding = "utf-16" if content.startswith(_BYTE_ORDER) else "utf-8-sig"
    beginning = content[:_BEGINNING].decode(encoding, errors="replace")
    if beginning.startswith("#!"):
        raise Refused(PROGRAM)
    if _MARKUP.match(beginning):
        raise Refused(WEB_PAGE)
