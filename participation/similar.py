"""Texts that say much the same: by the words that they share, in whatever form, order and spelling."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participation.understanding.language import language_data
from participation.understanding.words import folded_words, sound, stem

ALIKE = 0.6
"""The share of their words that two texts have in common (Dice's coefficient) from which on they are alike."""
MISSPELT = 85.0
"""How alike the letters of their words are, in per cent, where typing errors hide that the words are the same."""
LANGUAGE = "es"


@dataclass(frozen=True)
class _Gist:
    """What is compared of a text: the stems of its words with a meaning, and a denial where there is one."""

    stems: frozenset[str]
    letters: str

    def likeness(self, other: "_Gist") -> float:
        """From 0 to 1; 0 for what is not alike. One word in common is a topic, not the same opinion."""
        shared = len(self.stems & other.stems)
        dice = 2 * shared / (len(self.stems) + len(other.stems)) if shared else 0.0
        if self.stems == other.stems or (shared > 1 and dice >= ALIKE):
            return dice
        from rapidfuzz import fuzz  # noqa: PLC0415 - loaded once two texts are compared letter by letter

        return fuzz.ratio(self.letters, other.letters, score_cutoff=MISSPELT) / 100


def alike(text: str, others: Iterable[str]) -> int | None:
    """Which of the other texts, by its position, says most nearly the same; None where none does."""
    own, best, likeness = _gist(text), None, 0.0
    for position, other in enumerate(others if own.stems else ()):
        if (found := own.likeness(_gist(other))) > likeness:
            best, likeness = position, found
    return best


def clusters(texts: Sequence[str]) -> list[list[int]]:
    """The texts by their positions, those that say much the same together, in the order of the first of each.

    Each is compared with the first one of a cluster, so that a chain of small differences does not tie unlike texts.
    """
    found: list[tuple[_Gist, list[int]]] = []
    for position, text in enumerate(texts):
        gist = _gist(text)
        home = max(found, key=lambda cluster: gist.likeness(cluster[0]), default=None) if gist.stems else None
        if home is not None and gist.likeness(home[0]) > 0:
            home[1].append(position)
        else:
            found.append((gist, [position]))
    return [positions for _, positions in found]


def _gist(text: str) -> _Gist:
    data = language_data(LANGUAGE)
    meant = (word for word in folded_words(text) if word not in data.stop or stem(word) in data.negations)
    stems = {stem(sound(word)) for word in meant}  # first the sound, so that "invitasiones" has the same ending
    return _Gist(frozenset(stems), " ".join(sorted(stems)))
