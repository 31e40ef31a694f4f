"""Search over what was published: texts that share telling words with a question, the nearest first."""

from collections import Counter
from collections.abc import Collection, Sequence
from math import log

from participation.understanding.words import folded_words, stem

ENOUGH = 0.5
"""The share of the question's weight that a text has to hold."""


def nearest(asked: str, texts: Sequence[str], ignored: Collection[str], most: int) -> list[int]:
    """The places of the texts that the question is about, the nearest first. `ignored`: stems that tell nothing."""
    words = {stem(word) for word in folded_words(asked) if len(word) > 2} - set(ignored)
    if not words or not texts:
        return []
    held = [{stem(word) for word in folded_words(text)} & words for text in texts]
    shared = Counter(word for found in held for word in found)
    weights = {word: log(1 + len(texts) / shared[word]) if shared[word] else log(1 + len(texts)) for word in words}
    whole = sum(weights.values())
    scores = [sum(weights[word] for word in found) / whole for found in held]
    ranked = sorted((place for place, score in enumerate(scores) if score >= ENOUGH), key=lambda place: -scores[place])
    return ranked[:most]
