"""What the classifiers see of a text. Every feature is a readable string, so that a decision can be explained."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from participation.understanding.analysis import Analysis, Token
from participation.understanding.language import LanguageData
from participation.understanding.matching import Match, Matches

FIRST_TOKENS = 60
"""Of a long text the first words, and some of the last ones, tell what it wants."""
LAST_TOKENS = 20
STRONG, WEAK = 0.8, 0.4
LONGEST_WORD = 20
LENGTHS = (0, 1, 3, 7, 15)


def features(
    analysis: Analysis, matches: Matches, event_parts: Collection[str], data: LanguageData, known: Collection[str]
) -> tuple[str, ...]:
    """The features of a text, each once. `known`: stems that were met in examples."""
    chosen = _chosen(len(analysis.tokens))
    best = matches.best
    inside = best.places if best is not None and best.score >= STRONG else frozenset()
    subject = "<E>" if best is not None and best.code in event_parts else "<S>"
    # What the plan itself names is not foreign, whatever the word means elsewhere.
    ours = {place for place in inside if not data.foreign_concepts.isdisjoint(analysis.tokens[place].concepts)}
    stems = [subject if place in ours else analysis.tokens[place].form for place in chosen]
    labels = _labels(analysis, chosen, inside, subject)
    found = [f"w:{stem}" for stem in stems]
    found += [f"c:{name}" for place in chosen if place not in ours for name in analysis.tokens[place].concepts]
    found += [f"b:{left} {right}" for left, right in pairwise(("^", *labels, "$"))]
    found += [f"d:{left} {right}" for left, right in pairwise(("^", *stems, "$"))]
    found += [f"g:{left} _ {right}" for left, right in zip(labels, labels[2:], strict=False)]
    found += [letters for place in chosen if place not in ours for letters in _letters_of(analysis.tokens[place])]
    found += _negated(labels, data)
    unknown = sum(
        place not in inside and _is_unknown(token, known)
        for place, token in ((place, analysis.tokens[place]) for place in chosen)
    )
    found += _shape(analysis, best, inside, event_parts, data, unknown, len(chosen))
    return tuple(dict.fromkeys(found))


def _chosen(length: int) -> Sequence[int]:
    """The places of the tokens that are looked at."""
    if length <= FIRST_TOKENS + LAST_TOKENS:
        return range(length)
    return (*range(FIRST_TOKENS), *range(length - LAST_TOKENS, length))


def _labels(analysis: Analysis, chosen: Sequence[int], inside: Collection[int], subject: str) -> list[str]:
    """The text in terms of any plan: what names a subject is one label, the rest concepts, or else stems."""
    labels: list[str] = []
    for place in chosen:
        token = analysis.tokens[place]
        label = subject if place in inside else token.concepts[0] if token.concepts else token.form
        if not labels or labels[-1] != label:
            labels.append(label)
    return labels


def _is_unknown(token: Token, known: Collection[str]) -> bool:
    return not token.is_stop and not token.concepts and token.form not in known


def _letters_of(token: Token) -> tuple[str, ...]:
    return _letters(token.word) if token.form == token.stem else ()


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
    analysis: Analysis,
    best: Match | None,
    inside: Collection[int],
    event_parts: Collection[str],
    data: LanguageData,
    unknown: int,
    length: int,
) -> list[str]:
    """Whether a part of the plan is named, how much is unknown or foreign, how long the text is."""
    named = "none"
    if best is not None and best.score >= WEAK:
        kind = "event" if best.code in event_parts else best.kind.value
        named = f"{kind} {'strong' if best.score >= STRONG else 'weak'}"
    outside = {name for place, token in enumerate(analysis.tokens) if place not in inside for name in token.concepts}
    foreign = outside & data.foreign_concepts
    familiar = named != "none" or any(not set(token.concepts) <= data.foreign_concepts for token in analysis.tokens)
    shape = [
        f"subject:{named}",
        f"unknown:{min(unknown, 3)}",
        f"length:{bisect_left(LENGTHS, length)}",
        f"foreign:{min(len(foreign), 2)}",
        f"familiar:{familiar}",
    ]
    shape += ["asks"] if any(mark.text in "?¿" for mark in analysis.marks) else []
    shape += ["foreign alone"] if foreign and named == "none" else []
    shape += ["unknown alone"] if unknown and named == "none" else []
    return shape
