"""What the classifiers see of a text. Every feature is a readable string, so that a decision can be explained."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from participation.understanding.analysis import Analysis, Token
from participation.understanding.language import LanguageData
from participation.understanding.ranking import Match

FIRST_TOKENS = 60
"""Of a long text the first words, and some of the last ones, tell what it wants."""
LAST_TOKENS = 20
STRONG, WEAK = 0.8, 0.4
LONGEST_WORD = 20
LENGTHS = (0, 1, 3, 7, 15)


def features(
    analysis: Analysis, best: Match | None, event_parts: Collection[str], data: LanguageData, known: Collection[str]
) -> tuple[str, ...]:
    """The features of a text, each once. `best`: what it names best. `known`: stems that were met in examples."""
    chosen = _chosen(len(analysis.tokens))
    tokens = analysis.tokens
    inside = best.places if best is not None and best.score >= STRONG else frozenset()
    subject = "<E>" if best is not None and best.code in event_parts else "<S>"
    # What the plan itself names is not foreign, whatever the word means elsewhere.
    ours = {place for place in inside if not data.foreign_concepts.isdisjoint(tokens[place].concepts)}
    stems = [subject if place in ours else tokens[place].form for place in chosen]
    labels = _labels(analysis, chosen, inside, subject)
    found = [f"w:{subject}"] if ours else []
    for place in chosen:
        token = tokens[place]
        if place not in ours:
            found += _of_word(token.form, token.concepts, token.word if token.form == token.stem else "")
    found += [f"b:{left} {right}" for left, right in pairwise(("^", *labels, "$"))]
    found += [f"d:{left} {right}" for left, right in pairwise(("^", *stems, "$"))]
    found += [f"g:{left} _ {right}" for left, right in zip(labels, labels[2:], strict=False)]
    found += _negated(labels, data)
    unknown = len([place for place in chosen if place not in inside and _is_unknown(tokens[place], known)])
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


@lru_cache(maxsize=20_000)
def _of_word(form: str, concepts: tuple[str, ...], word: str) -> tuple[str, ...]:
    """What a word tells by itself, and four letters in a row: what it shares with its relatives and misspellings."""
    told = (f"w:{form}", *(f"c:{name}" for name in concepts))
    if len(word) < 4 or not word.isalpha():
        return told
    marked = f"<{word[:LONGEST_WORD]}>"
    return (*told, *(f"n:{marked[place : place + 4]}" for place in range(len(marked) - 3)))


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
    said = [(place, name) for place, token in enumerate(analysis.tokens) for name in token.concepts]
    foreign = {name for place, name in said if name in data.foreign_concepts and place not in inside}
    familiar = named != "none" or any(name not in data.foreign_concepts for _, name in said)
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
