"""Acronyms as the plan itself spells them out. What the plan does not spell out has no meaning here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from participation.understanding.words import fold

_ACRONYM = re.compile(r"(?<!\w)[A-ZÁÉÍÓÚÑ]{3,8}(?!\w)")
_INTRODUCED = re.compile(r" ?(?:[-\N{EN DASH}(]|,? o) ?$")  # in a text whose blanks are one each
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(("de", "del", "la", "el", "los", "las", "y", "e", "en", "para", "con", "a"))
LONGEST_NAME = 12
"""Words before an acronym among which its name is looked for."""


@dataclass(frozen=True)
class Acronyms:
    """What a plan's acronyms stand for; `unspelt` are those that it uses without saying it. Keys are folded."""

    spelt: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    unspelt: Mapping[str, str] = field(default_factory=dict)

    def named_in(self, text: str) -> list[tuple[str, str | None]]:
        """The acronyms of the plan that a text names, with what they stand for, in the order of the text."""
        found: dict[str, tuple[str, str | None]] = {}
        for word in _WORD.findall(text):
            key = fold(word)
            if key in self.spelt:
                found.setdefault(key, self.spelt[key])
            elif key in self.unspelt:
                found.setdefault(key, (self.unspelt[key], None))
        return [*found.values()]


def acronyms_of(texts: Iterable[str]) -> Acronyms:
    """The acronyms of a plan's texts. A name counts when its words' initials are the acronym: "Plan … - PIGD"."""
    spelt: dict[str, tuple[str, str]] = {}
    seen: dict[str, str] = {}
    for text in texts:
        if text.isupper():
            continue
        said = " ".join(text.split())
        for match in _ACRONYM.finditer(said):
            acronym = match[0]
            seen.setdefault(fold(acronym), acronym)
            name = _name_before(said[: match.start()], acronym)
            if name is not None:
                spelt.setdefault(fold(acronym), (acronym, name))
    return Acronyms(spelt, {key: acronym for key, acronym in seen.items() if key not in spelt})


def _name_before(text: str, acronym: str) -> str | None:
    """The words that end where the acronym is introduced, if their initials are its letters."""
    introduced = _INTRODUCED.search(text)
    if introduced is None:
        return None
    text = text[: introduced.start()]
    words = [*_WORD.finditer(text)][-LONGEST_NAME:]
    for start in range(len(words) - 1, -1, -1):
        meant = [word[0] for word in words[start:]]
        initials = "".join(fold(word)[0] for word in meant if fold(word) not in _SMALL)
        if initials == fold(acronym) and fold(meant[0]) not in _SMALL:
            return text[words[start].start() :].strip()
    return None
