"""Finding a municipality by what a person types: a part of its name, its department, without accents, with typos."""

from collections import defaultdict
from collections.abc import Mapping

from locales import sort_key
from participation.territory.index import Index, Place, index, joined_sound, name_words
from participation.territory.municipalities import Municipality
from participation.understanding.words import sound

_MAX_CHARACTERS = 100
_MAX_WORDS = 8
_LEAST_SCORE = 0.55
_WITHIN = 0.2
"""How far behind the best one a result may be."""
_COVERAGE = 0.15
"""The share of the score for how much of the municipality's name was said."""
_BEGINS_WITH_NAME = 0.01
"""People say the municipality before its department."""
_SAME_SOUND = 0.98
_LEAST_LIKENESS = 0.7
_SURE = 0.95


def find_municipalities(text: str, limit: int = 8) -> list[Municipality]:
    """The municipalities that `text` may mean, the best first, at most `limit`; none when nothing is like it.

    Of those that fit alike, capitals come first, then the order of the alphabet.
    """
    words = name_words(text[:_MAX_CHARACTERS])[:_MAX_WORDS]
    known = index()
    scores = _by_words(words, known)
    if max(scores.values(), default=0.0) < _SURE:
        for place, score in _by_whole_name(text[:_MAX_CHARACTERS], known).items():
            scores[place] = max(scores.get(place, 0.0), score)
    least = max(_LEAST_SCORE, max(scores.values(), default=0.0) - _WITHIN)
    found = sorted((place for place, score in scores.items() if score >= least), key=lambda one: _order(one, scores))
    return [place.municipality for place in found[:limit]]


def _order(place: Place, scores: Mapping[Place, float]) -> tuple[float, bool, tuple[str, str, str]]:
    one = place.municipality
    return -round(scores[place], 3), not one.is_capital, sort_key(one.label)


def _by_words(words: list[str], known: Index) -> dict[Place, float]:
    """How well each municipality that shares a word with the text answers to all of them, from 0 to about 1."""
    alike = [_words_like(word, known) for word in words]
    candidates = {place for found in alike for word in found for place in known.by_word[word]}
    weights = [max((known.weight(word) for word in found), default=known.weight("")) for found in alike]
    return {place: _score(place, alike, weights, known) for place in candidates}


def _score(place: Place, alike: list[dict[str, float]], weights: list[float], known: Index) -> float:
    return max(_score_of_name(name, place, alike, weights, known) for name in place.names)


def _score_of_name(
    name: frozenset[str], place: Place, alike: list[dict[str, float]], weights: list[float], known: Index
) -> float:
    """How much of what was said is in the name or the department, and how much of the name was said.

    A word that is said again means the department ("Sucre, Sucre"). A department alone finds its capital only.
    """
    said = 0.0
    covered: dict[str, float] = {}
    for found, weight in zip(alike, weights, strict=True):
        word = max((word for word in found if word in name and word not in covered), key=found.__getitem__, default="")
        if word:
            covered[word] = found[word]
        said += weight * (found[word] if word else _best(found, place.department))
    if not covered and not place.municipality.is_capital:
        return 0.0
    whole = sum(known.weight(word) for word in name)
    coverage = sum(known.weight(word) * likeness for word, likeness in covered.items()) / whole
    begins = _BEGINS_WITH_NAME if _best(alike[0], name) else 0.0
    return (1 - _COVERAGE) * said / sum(weights) + _COVERAGE * coverage + begins


def _best(found: Mapping[str, float], words: frozenset[str]) -> float:
    """The likeness of the best of the words that were found among these."""
    return max((likeness for word, likeness in found.items() if word in words), default=0.0)


def _words_like(word: str, known: Index) -> dict[str, float]:
    """The words of the index that `word` may be, each with its likeness."""
    if word in known.by_word:
        return {word: 1.0, **_longer(word, known)}
    return {**_misspelt(word, known), **_longer(word, known)}


def _longer(word: str, known: Index) -> dict[str, float]:
    """The words of which `word` is the beginning or, from four letters on, another part."""
    if len(word) < 3:
        return {}
    found: dict[str, float] = {}
    for other in known.by_word:
        if other != word and word in other and (len(word) > 3 or other.startswith(word)):
            found[other] = (0.75 if other.startswith(word) else 0.6) + 0.2 * len(word) / len(other)
    return found


def _misspelt(word: str, known: Index) -> dict[str, float]:
    from rapidfuzz import process  # noqa: PLC0415 - loaded by the first person who looks for a municipality
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    found: dict[str, float] = {}
    for typed, words in ((word, known.spellings), (sound(word), known.sounds)):
        near = process.extract(typed, words, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKENESS, limit=None)
        for _, likeness, other in near:
            found[other] = max(found.get(other, 0.0), _SAME_SOUND if likeness == 1 else 0.9 * likeness)
    return found


def _by_whole_name(text: str, known: Index) -> dict[Place, float]:
    """The municipalities whose whole name, written as one word, is like the whole text."""
    from rapidfuzz import process  # noqa: PLC0415 - as above
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    scores: defaultdict[Place, float] = defaultdict(float)
    near = process.extract(
        joined_sound(text),
        known.joined.keys(),
        scorer=OSA.normalized_similarity,
        score_cutoff=_LEAST_LIKENESS + 0.05,
        limit=None,
    )
    for name, likeness, _ in near:
        for place in known.joined[name]:
            scores[place] = max(scores[place], _SAME_SOUND * likeness)
    return scores
