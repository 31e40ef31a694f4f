"""A message with several questions is cut where one ends and the next begins."""

from participation.understanding.analysis import Analysis
from participation.understanding.language import LanguageData

ENDS = "?!.;\n"
MOST = 8
"""More parts than this are not a list of questions but a long text."""


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
