"""The words of a language, read from the data files of its folder (their form: languages/README.md)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from participation.understanding.phrases import Phrases
from participation.understanding.times import TimeWords
from participation.understanding.topics import Topic
from participation.understanding.words import fold, folded_words, stem

if TYPE_CHECKING:
    from participation.understanding.analysis import Analysis

INSULT, GENERAL = "insult", "plan"
"""The concept of insults (its words are those of safety.toml) and the one of the plan as a whole."""
LANGUAGES_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True)
class Watched:
    """Expressions that are looked for, and those within which they mean nothing."""

    phrases: Phrases
    unless: Phrases


@dataclass(frozen=True)
class Signs:
    """What a kind of contribution is known by: what is enough by itself, and what lets the examples decide."""

    certain: Watched
    possible: Watched


@dataclass(frozen=True)
class LanguageData:
    """All that the reader knows of a language. Words are folded."""

    abbreviations: Mapping[str, tuple[str, ...]]
    emoji: Mapping[str, tuple[str, ...]]
    stop: frozenset[str]
    ordinals: Mapping[str, int]
    numbered: Mapping[str, frozenset[str]]
    times: TimeWords
    concepts: Phrases
    subject_concepts: frozenset[str]
    foreign_concepts: frozenset[str]
    generic_mentions: Mapping[str, tuple[str, ...]]
    follow_up: frozenset[str]
    who: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    pronoun_endings: tuple[str, ...]
    links: frozenset[str]
    openings: frozenset[str]
    courtesy: Phrases
    addressing: frozenset[str]
    negations: frozenset[str]
    case: tuple[str, ...]
    before_verbs: frozenset[str]
    general: str
    general_words: frozenset[str]
    examples: Mapping[str, tuple[str, ...]]
    contributions: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, Signs]
    report_here: Watched
    """A denuncia that this entity can receive: not of a robbery in the street, not one that was filed before."""
    insult_words: frozenset[str]
    watched_words: frozenset[str]
    distress: Watched
    insult: Watched
    asking: Watched
    topics: Mapping[Topic, Watched]
    personal: Mapping[str, frozenset[str]]
    analysed: "dict[str, Analysis]" = field(default_factory=dict, repr=False, compare=False)
    """The examples that no plan fills, once analysed: every reader of a process shares them."""


@cache
def language_data(language: str) -> LanguageData:
    """The data of a language by its code ("es"). Raises FileNotFoundError for one that has no folder."""
    words, concepts, safety, topics = (_table(language, name) for name in ("words", "concepts", "safety", "topics"))
    examples, contributions = (_table(language, name) for name in ("examples", "contributions"))
    by_concept = {name: _listed(text) for group in concepts.values() for name, text in group.items()}
    by_concept[INSULT] = _listed(safety["insult"]["phrases"])
    return LanguageData(
        abbreviations={fold(short): tuple(folded_words(long)) for short, long in words["abbreviations"].items()},
        emoji={sign: tuple(folded_words(text)) for sign, text in words["emoji"].items()},
        stop=frozenset(folded_words(words["stop"]["words"])),
        ordinals={fold(word): number for word, number in words["ordinals"].items()},
        numbered={kind: frozenset(folded_words(text)) for kind, text in words["numbered"].items()},
        times=_times(words),
        concepts=Phrases(by_concept),
        subject_concepts=frozenset(concepts["subjects"]),
        foreign_concepts=frozenset((*concepts["foreign"], INSULT)),
        generic_mentions={slot: _listed(text) for slot, text in words["mentions"].items()},
        follow_up=frozenset(folded_words(words["follow_up"]["begin"])),
        who=frozenset(folded_words(words["follow_up"]["who"])),
        articles=frozenset(folded_words(words["follow_up"]["articles"])),
        pronouns=frozenset(folded_words(words["follow_up"]["pronouns"])),
        pronoun_endings=tuple(folded_words(words["follow_up"]["pronoun_endings"])),
        links=frozenset(folded_words(words["several"]["links"])),
        openings=frozenset(folded_words(words["several"]["openings"])),
        courtesy=Phrases({"": _listed(words["courtesy"]["phrases"])}),
        addressing=frozenset(folded_words(words["courtesy"]["before"])),
        negations=frozenset(stem(word) for word in folded_words(words["negations"]["words"])),
        before_verbs=frozenset(folded_words(words["before_verbs"]["words"])),
        case=tuple(folded_words(words["case"]["words"])),
        general=GENERAL,
        general_words=frozenset(word for phrase in by_concept[GENERAL] for word in folded_words(phrase)),
        examples={intent: _lines(text) for intent, text in examples["examples"].items()},
        contributions={kind: _lines(text) for kind, text in contributions["contributions"].items()},
        signs={kind: _signs(table) for kind, table in contributions["signs"].items()},
        report_here=_report_here(contributions["signs"]["denuncia"]),
        insult_words=frozenset(folded_words(safety["insult"]["phrases"]))
        - frozenset(folded_words(words["stop"]["words"])),
        watched_words=frozenset(
            word
            for text in (
                safety["distress"]["phrases"],
                safety["insult"]["phrases"],
                contributions["signs"]["denuncia"]["certain"],
            )
            for word in folded_words(text)
        ),
        distress=_watched(safety["distress"]["phrases"], safety["distress"]["unless"]),
        insult=_watched(safety["insult"]["phrases"], safety["insult"]["unless"]),
        asking=_watched(safety["asking"]["phrases"], safety["asking"]["never"]),
        topics={topic: _watched(topics[topic]["phrases"], topics[topic]["unless"]) for topic in Topic},
        personal={name: frozenset(folded_words(text)) for name, text in safety["personal"].items()},
    )


def _table(language: str, name: str) -> dict[str, Any]:
    return tomllib.loads((LANGUAGES_FOLDER / language / f"{name}.toml").read_text(encoding="utf-8"))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in (part.strip() for part in text.split(",")) if phrase)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in (part.strip() for part in text.splitlines()) if line)


def _watched(phrases: str, unless: str) -> Watched:
    return Watched(Phrases({"": _listed(phrases)}), Phrases({"": _listed(unless)}))


def _signs(table: Mapping[str, str]) -> Signs:
    certain, unless = table["certain"], table.get("unless", "")
    return Signs(_watched(certain, unless), _watched(f"{certain}, {table.get('possible', '')}", unless))


def _report_here(denuncia: Mapping[str, str]) -> Watched:
    return _watched(denuncia["certain"], f"{denuncia['unless']}, {denuncia['elsewhere']}")


def _times(words: Mapping[str, Any]) -> TimeWords:
    times = words["times"]
    relative = {tuple(folded_words(said)): name for name, text in times["relative"].items() for said in _listed(text)}
    parts = {
        tuple(folded_words(said)): (part, int(number))
        for part, table in (("semester", "semesters"), ("quarter", "quarters"))
        for number, text in times[table].items()
        for said in _listed(text)
    }
    return TimeWords(
        months={fold(word): number for word, number in times["months"].items()},
        ordinals={fold(word): number for word, number in words["ordinals"].items()},
        semester=frozenset(folded_words(times["semester"])),
        quarter=frozenset(folded_words(times["quarter"])),
        month_links=frozenset(folded_words(times["month_links"])),
        ago=frozenset(folded_words(times["ago"])),
        units={fold(word): unit for word, unit in times["units"].items()},
        numbers={fold(word): number for word, number in times["numbers"].items()},
        relative=relative,
        whole_phrases=parts,
    )
