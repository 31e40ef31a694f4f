"""A message with several questions is cut where one ends and the next begins, and said without its courtesies."""

from participation.understanding.analysis import Analysis
from participation.understanding.language import LanguageData

ENDS = "?!.;\n"
OPENING = 40
"""Words among which courtesies are looked for."""
MOST = 8
"""More parts than this are not a list of questions but a long text."""


def to_the_point(analysis: Analysis, data: LanguageData) -> Analysis:
    """The analysis without the polite words that a text opens with, unless it is nothing else."""
    begins = _behind_courtesies(analysis, data)
    left = analysis.tokens[begins:]
    if not begins or all(token.is_stop for token in left):
        return analysis
    moved = tuple(found._replace(start=found.start - begins, end=found.end - begins) for found in analysis.phrases)
    return analysis._replace(tokens=left, phrases=tuple(found for found in moved if found.start >= 0))


def is_courtesy(analysis: Analysis, data: LanguageData) -> bool:
    """Whether a part of a text is nothing but polite words: it asks nothing by itself."""
    begins = _behind_courtesies(analysis, data)
    left = analysis.tokens[begins:]
    return all(token.word in data.addressing for token in left) or (begins > 0 and all(t.is_stop for t in left))


def _behind_courtesies(analysis: Analysis, data: LanguageData) -> int:
    """The place of the first token behind the polite words that open a text; 0 where it opens with none."""
    begins = place = 0
    opening = analysis.tokens[:OPENING]
    first = opening[0] if opening else None
    if first is None or not (first.word in data.addressing or data.courtesy.may_begin(first.stem, first.word)):
        return 0
    stems, words = [token.stem for token in opening], [token.word for token in opening]
    while place < len(opening):
        end = data.courtesy.end_of(stems, words, place)
        if end is None and words[place] not in data.addressing:
            break
        begins = begins if end is None else end
        place = end or place + 1
    return begins


def several(text: str, whole: Analysis, data: LanguageData) -> list[str]:
    """The parts of a text that may be questions of their own; none when it is one piece.

    It is cut behind the marks that end a sentence and before a link ("y", "además") that an opening follows ("cuándo").
    """
    cuts = {mark.end for mark in whole.marks if mark.text in ENDS}
    tokens = whole.tokens
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.word in data.links and before.word not in data.links and after.word in data.openings:
            cuts.add(token.start)
    found = []
    start = 0
    for cut in (*sorted(cuts), len(text)):
        if any(character.isalnum() for character in text[start:cut]):
            found.append(text[start:cut])
        start = cut
    return found if 1 < len(found) <= MOST else []
