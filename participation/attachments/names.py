"""A file's name as it may be shown and offered for download, whatever its sender called it."""

import re
import unicodedata

LONGEST_NAME = 80  # characters: what is read at a glance
LONGEST_BYTES = 200  # in UTF-8: file systems take 255, and downloads number a second copy
_UNUSABLE = re.compile(r'[<>:"|?*]')
# Windows opens a device for these names, with any extension.
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # Cf holds the marks that turn the direction of writing


def safe_name(name: str | None, extension: str = "", unnamed: str = "archivo") -> str:
    """The name without folders, control or bidirectional marks, at most LONGEST_NAME characters, never empty.

    With `extension` (".jpg", as the content is) the name ends in it: "foto.exe" becomes "foto.exe.jpg". `unnamed` is
    what a file without a usable name is called.
    """
    last = re.split(r"[/\\]", name or "")[-1]
    visible = "".join(" " if sign.isspace() else sign for sign in last if _is_visible(sign))
    stem = " ".join(_UNUSABLE.sub("_", unicodedata.normalize("NFC", visible)).split()).strip(". ")
    end = extension
    found = _EXTENSION.search(stem)
    if found and (not extension or found[0].lower() == extension.lower()):
        stem, end = stem[: found.start()], found[0]
    stem = _RESERVED.sub(r"_\1", stem)
    return (_shortened(stem, LONGEST_NAME - len(end)) or unnamed) + end


def _is_visible(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in _INVISIBLE


def _shortened(stem: str, characters: int) -> str:
    """At most that many characters and LONGEST_BYTES, not ending in half an accented letter, a blank or a point."""
    cut = stem[:characters].encode()[:LONGEST_BYTES].decode(errors="ignore")
    if len(cut) < len(stem):
        while cut and unicodedata.combining(stem[len(cut)]):
            cut = cut[:-1]
    return cut.rstrip(". ")
