"""A message as a list of tokens: words written out, spelt as known, with stem and concepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from participation.understanding.language import LanguageData
from participation.understanding.phrases import Found
from participation.understanding.spelling import Spelling
from participation.understanding.times import places_of_times
from participation.understanding.words import Piece, pieces, stem

MAX_TOKENS = 700
CASE_PREFIX = "ppc"
"""The first letters of a case's number, which are also those of the plan's name."""
YEAR, MONTH, HALF, DAY = "<year>", "<month>", "<half>", "<day>"
"""`<half>`: a month with which a half of the year ends."""
YEAR_DIGITS = 4


class Token(NamedTuple):
    """A word. `start` and `end`: its place in the text. `concepts`: what its synonyms say, the longest first."""

    word: str
    stem: str
    start: int
    end: int
    is_stop: bool
    concepts: tuple[str, ...]
    begins: bool
    """Whether the first of its concepts begins here (an expression of several words is one concept)."""
    form: str
    """Its stem; of a date's parts only what they are: a month is a month, whichever it is."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The tokens of a text and its marks. `phrases` are the concepts with their places among the tokens."""

    tokens: tuple[Token, ...]
    phrases: tuple[Found, ...]
    marks: tuple[Piece, ...]

    @property
    def stems(self) -> list[str]:
        return [token.stem for token in self.tokens]

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]


class Analyser:
    """Reads texts with the words of a language and the spelling of what is known."""

    def __init__(self, data: LanguageData, spelling: Spelling | None = None) -> None:
        self._data = data
        self._spelling = spelling
        self._stop_stems = frozenset(stem(word) for word in data.stop)

    def analyse(self, text: str) -> Analysis:
        """The text as tokens; the first 700 words of it."""
        all_pieces = pieces(text)
        marks = tuple(piece for piece in all_pieces if not piece.text.isalnum() and piece.text not in self._data.emoji)
        after = [*(piece.text for piece in all_pieces[1:]), ""]
        words = [
            (word, piece)
            for piece, following in zip(all_pieces, after, strict=False)
            for word in self._words(piece.text, following)
        ][:MAX_TOKENS]
        stems = [stem(word) for word, _ in words]
        forms = self._forms([word for word, _ in words], stems)
        found = tuple(self._data.concepts.find(stems, [word for word, _ in words]))
        concepts: list[list[Found]] = [[] for _ in stems]
        for phrase in found:
            for place in range(phrase.start, phrase.end):
                concepts[place].append(phrase)
        tokens = tuple(
            self._token(place, word, root, piece, near, form)
            for place, ((word, piece), root, near, form) in enumerate(zip(words, stems, concepts, forms, strict=True))
        )
        return Analysis(tokens, found, marks)

    def _forms(self, words: Sequence[str], stems: Sequence[str]) -> list[str]:
        """What each word is to the classifiers."""
        months = self._data.times.months
        forms = [YEAR if _is_year(word) else root for word, root in zip(words, stems, strict=True)]
        if months.keys().isdisjoint(words):
            return forms
        for place in places_of_times(words, self._data.times):
            if words[place] in months:
                forms[place] = HALF if months[words[place]] % 6 == 0 else MONTH
            elif words[place] in self._data.times.numbers or words[place].isdecimal():
                forms[place] = forms[place] if _is_year(words[place]) else DAY
        return forms

    def _token(self, place: int, word: str, root: str, piece: Piece, near: list[Found], form: str) -> Token:
        near = sorted(near, key=lambda phrase: phrase.start - phrase.end) if len(near) > 1 else near
        names = tuple(dict.fromkeys(phrase.name for phrase in near)) if near else ()
        begins = not near or near[0].start == place
        return Token(word, root, piece.start, piece.end, word in self._data.stop, names, begins, form)

    def _words(self, word: str, following: str) -> Sequence[str]:
        if word == CASE_PREFIX and following.isdigit():
            return self._data.case
        if word in self._data.emoji:
            return self._data.emoji[word]
        if not word.isalnum():
            return ()
        if word in self._data.abbreviations:
            return self._data.abbreviations[word]
        return (self._spelling.repair(word) if self._spelling else word,)


def _is_year(word: str) -> bool:
    return len(word) == YEAR_DIGITS and word.isdigit() and word[:2] in ("19", "20")
