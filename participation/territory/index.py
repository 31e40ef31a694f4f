"""The municipalities by the words of their names, made once, for looking up what people type."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from participation.territory.municipalities import Municipality, municipalities
from participation.understanding.words import folded_words, sound

_INITIALS = re.compile(r"\bd\W{0,2}c\b\.?", re.IGNORECASE)
_SMALL_WORDS = frozenset(("de", "del", "el", "la", "las", "los", "y", "en"))
_OTHER_NAMES = {
    "11001": "Bogotá Distrito Capital; Santafé de Bogotá; Santa Fe de Bogotá",
    "13468": "Mompós",
    "15407": "Villa de Leiva",
    "50001": "Villavo; Villao",
    "52001": "San Juan de Pasto",
    "76001": "Santiago de Cali",
    "94001": "Puerto Inírida",
}
"""What some are called besides DANE's name."""


@dataclass(frozen=True)
class Place:
    """A municipality with the words that find it."""

    municipality: Municipality
    names: tuple[frozenset[str], ...]
    """The words of each of its names, its own first."""
    department: frozenset[str]


@dataclass(frozen=True)
class Index:
    """`spellings` and `sounds`: each word as it is and as it is heard. `weights`: how much it tells (most if rare)."""

    places: tuple[Place, ...]
    by_word: Mapping[str, tuple[Place, ...]]
    spellings: Mapping[str, str]
    sounds: Mapping[str, str]
    weights: Mapping[str, float]
    joined: Mapping[str, tuple[Place, ...]]
    """Each name in one word, as it is heard: for those who write "sanandres" or "santa fede antioquia"."""

    def weight(self, word: str) -> float:
        """How much a word tells; one that is in no name tells most."""
        return self.weights.get(word, log(len(self.places)))


def name_words(text: str) -> list[str]:
    """The words of a name or a query that tell something, without accents."""
    words = folded_words(_INITIALS.sub(" dc ", text))
    return [word for word in words if word not in _SMALL_WORDS] or words


def joined_sound(text: str) -> str:
    """The whole text in one word, as it is heard."""
    return sound("".join(folded_words(_INITIALS.sub(" dc ", text))))


@cache
def index() -> Index:
    """The index (some 20 ms at first use)."""
    places = tuple(_place(one) for one in municipalities().values())
    by_word: defaultdict[str, list[Place]] = defaultdict(list)
    joined: defaultdict[str, list[Place]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for place in places:
        words = frozenset().union(*place.names)
        counts.update(words)
        for word in words | place.department:
            by_word[word].append(place)
        for name in _names(place.municipality):
            joined[joined_sound(name)].append(place)
    return Index(
        places,
        {word: tuple(found) for word, found in by_word.items()},
        {word: word for word in by_word},
        {word: sound(word) for word in by_word},
        {word: log(1 + len(places) / count) for word, count in counts.items()},
        {name: tuple(found) for name, found in joined.items()},
    )


def _place(one: Municipality) -> Place:
    names = tuple(frozenset(name_words(name)) for name in _names(one))
    return Place(one, names, frozenset(name_words(one.department)))


def _names(one: Municipality) -> list[str]:
    others = _OTHER_NAMES.get(one.code)
    return [one.name, *(others.split("; ") if others else ())]
