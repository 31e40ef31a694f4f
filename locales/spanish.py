"""The rules of every Spanish text: usted, short sentences, both question marks, and a readability of at least normal.

A text that has to read harder (a name fixed by law, say) is excepted from the index, and only from that, by an entry of
`readability_exceptions.toml` with its reason. An exception that is no longer needed is a fault too.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from locales.catalogs import Key
from locales.readability import LONGEST_SENTENCE, NORMAL, SCORED_FROM, count_words, perspicuity, sentences
from locales.templates import bare_text

NEUTRAL_WORD = "dato"
_FAMILIAR = re.compile(
    r"(?<![\w/@.])(tú|tus?|te|ti|contigo|tuy[oa]s?|vos|os|vosotr[oa]s|puedes|quieres|tienes|debes)(?!\w)", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+")


@dataclass(frozen=True, slots=True)
class ReadingException:
    """A message that may read harder than normal, and why."""

    context: str
    message: str
    reason: str

    @property
    def key(self) -> Key:
        return self.context, self.message


def read_exceptions(path: Path) -> list[ReadingException]:
    """The exceptions of a file of `[[exception]]` tables with context, message and reason; none without a file."""
    if not path.exists():
        return []
    tables = tomllib.loads(path.read_text(encoding="utf-8")).get("exception", [])
    return [
        ReadingException(str(table["context"]), str(table["message"]), str(table.get("reason", "")).strip())
        for table in tables
    ]


def faults(template: str) -> Iterator[str]:
    """What breaks the rules in a Spanish template, apart from its readability."""
    text = readable(template)
    for sentence in sentences(text):
        if (words := count_words(sentence)) > LONGEST_SENTENCE:
            yield f'a sentence has {words} words, at most {LONGEST_SENTENCE}: "{sentence}"'
    if familiar := _FAMILIAR.search(text):
        yield f'"{familiar[0]}" is not usted'
    for opening, closing in ("¿?", "¡!"):
        if text.count(opening) != text.count(closing):
            yield f'"{opening}" and "{closing}" are not in pairs'
    if "\u202f" in text:
        yield "a narrow no-break space (U+202F) is written as U+00A0"


def hard_score(template: str) -> float | None:
    """The index of a template that reads harder than normal; None where it reads well or is too short to be scored."""
    text = readable(template)
    if count_words(text) < SCORED_FROM:
        return None
    score = perspicuity(text)
    return score if score < NORMAL else None


def readable(template: str) -> str:
    """The template as it is judged: no tags, neutral words for placeholders and addresses."""
    return _ADDRESS.sub(NEUTRAL_WORD, bare_text(template, NEUTRAL_WORD))
