"""What the classifiers see of a text. Every feature is a readable string, so that a decision can be explained."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from participation.understanding.analysis import Analysis
from participation.understanding.language import LanguageData
from participation.understanding.matching import Match, Matches

FIRST_TOKENS = 60
"""Of a long text the first words, and some of the last ones, tell what it wants."""
LAST_TOKENS = 20
STRONG, WEAK = 0.8, 0.4
LONGEST_WORD = 20


def features(
    analysis: Analysis, matches: Matches, event_parts: Collection[str], data: LanguageData, known: Collection[str]
) -> tuple[str, ...]:
    """The features of a text, each once. `known`: stems that were met in examples."""
    tokens = analysis.tokens
    if len(tokens) > FIRST_TOKENS + LAST_TOKENS:
        chosen: Sequence[int] = (*range(FIRST_TOKENS), *range(len(tokens) - LAST_TOKENS, len(tokens)))
    else:
        chosen = range(len(tokens))
    best = matches.best
    strong = best is not None and best.score >= STRONG
    found: dict[str, None] = {}
    labels: list[str] = []
    stems: list[str] = []
    unknown = 0
    for place in chosen:
        token = tokens[place]
        stems.append(token.stem)
        inside = strong and best is not None and place in best.places
        found[f"w:{token.stem}"] = None
        for name in token.concepts:
            # What the plan itself names is not foreign, whatever the word means elsewhere.
            if not (inside and name in data.foreign_concepts):
                found[f"c:{name}"] = None
        if inside and best is not None:
            label = "<E>" if best.code in event_parts else "<S>"
        else:
            label = token.concepts[0] if token.concepts else token.stem
        if not labels or labels[-1] != label:
            labels.append(label)
        if not inside and not token.is_stop and not token.concepts and token.stem not in known:
            unknown += 1
    for sequence, mark in ((labels, "b"), (stems, "d")):
        around = ["^", *sequence, "$"]
        for left, right in zip(around, around[1:], strict=False):
            found[f"{mark}:{left} {right}"] = None
    for left, right in zip(labels, labels[2:], strict=False):
        found[f"g:{left} _ {right}"] = None
    for place in chosen:
        found.update(dict.fromkeys(_letters(tokens[place].word)))
    for name in _negated(labels, data):
        found[name] = None
    for name in _shape(analysis, best, event_parts, data, unknown, len(chosen)):
        found[name] = None
    return tuple(found)


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[str, ...]:
    """Four letters in a row: what a word shares with its relatives and with its misspellings."""
    if len(word) < 4 or not word.isalpha():
        return ()
    marked = f"<{word[:LONGEST_WORD]}>"
    return tuple(dict.fromkeys(f"n:{marked[place : place + 4]}" for place in range(len(marked) - 3)))


def _negated(labels: Sequence[str], data: LanguageData) -> list[str]:
    """What a denial reaches: "no me avisen" speaks of the opposite of "me avisan"."""
    return [
        f"not:{label}"
        for place, word in enumerate(labels)
        if word in data.negations
        for label in labels[place + 1 : place + 4]
    ]


def _shape(
    analysis: Analysis, best: Match | None, event_parts: Collection[str], data: LanguageData, unknown: int, length: int
) -> list[str]:
    named = "none"
    if best is not None and best.score >= WEAK:
        kind = "event" if best.code in event_parts else best.kind.value
        named = f"{kind} {'strong' if best.score >= STRONG else 'weak'}"
    inside = best.places if best is not None and best.score >= STRONG else frozenset()
    outside = {name for place, token in enumerate(analysis.tokens) if place not in inside for name in token.concepts}
    concepts = {name for token in analysis.tokens for name in token.concepts}
    foreign = outside & data.foreign_concepts
    shape = [
        f"subject:{named}",
        f"unknown:{min(unknown, 3)}",
        f"length:{0 if length == 0 else 1 if length == 1 else 2 if length <= 3 else 3 if length <= 7 else 4 if length <= 15 else 5}",
        f"foreign:{min(len(foreign), 2)}",
        f"familiar:{bool(concepts - data.foreign_concepts) or (best is not None and best.score >= WEAK)}",
    ]
    if any(mark.text in "?¿" for mark in analysis.marks):
        shape.append("asks")
    if foreign and named == "none":
        shape.append("foreign alone")
    if unknown and named == "none":
        shape.append("unknown alone")
    return shape
