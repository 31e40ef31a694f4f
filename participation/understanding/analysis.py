"""A message as a list of tokens: words written out, spelt as known, with stem and concepts."""

from collections.abc import Sequence
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


Meaning = tuple[tuple[str, ...], bool]
"""The concepts of a word, the longest first, and whether the first of them begins with it."""
MEANINGLESS: Meaning = (), True


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


class Analysis(NamedTuple):
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

    def analyse(self, text: str) -> Analysis:
        """The text as tokens; the first 700 words of it."""
        all_pieces = pieces(text)
        marks = tuple(piece for piece in all_pieces if not piece.text.isalnum() and piece.text not in self._data.emoji)
        after = [*(piece.text for piece in all_pieces[1:]), ""]
        said = [
            (word, piece)
            for piece, following in zip(all_pieces, after, strict=False)
            for word in self._words(piece.text, following)
        ][:MAX_TOKENS]
        words = [word for word, _ in said]
        stems = [*map(stem, words)]
        forms = self._forms(words, stems)
        found = tuple(self._data.concepts.find(stems, words))
        meanings, stop = _meanings(found), self._data.stop
        tokens = [
            Token(word, root, piece.start, piece.end, word in stop, *meanings.get(place, MEANINGLESS), form)
            for place, ((word, piece), root, form) in enumerate(zip(said, stems, forms, strict=True))
        ]
        return Analysis(tuple(tokens), found, marks)

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


def _meanings(found: Sequence[Found]) -> dict[int, Meaning]:
    """What the words at their places say, where they say a concept."""
    at: dict[int, list[Found]] = {}
    for phrase in sorted(found, key=lambda phrase: phrase.start - phrase.end):
        for place in range(phrase.start, phrase.end):
            at.setdefault(place, []).append(phrase)
    return {
        place: (tuple(dict.fromkeys([phrase.name for phrase in near])), near[0].start == place)
        for place, near in at.items()
    }


def _is_year(word: str) -> bool:
    return len(word) == YEAR_DIGITS and word.isdigit() and word[:2] in ("19", "20")
