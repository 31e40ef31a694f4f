"""A message as a list of tokens: words written out, spelt as known, with stem and concepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from participation.understanding.language import LanguageData
from participation.understanding.phrases import Found
from participation.understanding.spelling import Spelling
from participation.understanding.words import Piece, pieces, stem

MAX_TOKENS = 700
CASE_PREFIX = "ppc"
"""The first letters of a case's number, which are also those of the plan's name."""


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
        found = tuple(self._data.concepts.find(stems, [word for word, _ in words]))
        concepts: list[list[Found]] = [[] for _ in stems]
        for phrase in found:
            for place in range(phrase.start, phrase.end):
                concepts[place].append(phrase)
        tokens = tuple(
            self._token(place, word, root, piece, near)
            for place, ((word, piece), root, near) in enumerate(zip(words, stems, concepts, strict=True))
        )
        return Analysis(tokens, found, marks)

    def _token(self, place: int, word: str, root: str, piece: Piece, near: list[Found]) -> Token:
        near = sorted(near, key=lambda phrase: phrase.start - phrase.end) if len(near) > 1 else near
        names = tuple(dict.fromkeys(phrase.name for phrase in near))
        begins = not near or near[0].start == place
        return Token(word, root, piece.start, piece.end, word in self._data.stop, names, begins)

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
