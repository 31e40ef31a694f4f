"""Texts within Telegram's limits, which count the UTF-16 units that are read, without the tags."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from locales import utf16_length, without_tags

PARAGRAPH = Markup("\n\n")
MESSAGE = 4_000  # of 4,096
CAPTION = 1_000  # of 1,024


def length(text: Markup) -> int:
    """The length of an HTML text as Telegram counts it."""
    return utf16_length(without_tags(text))


def room_for(items: Iterable[Markup], beside: Sequence[Markup], glue: Markup, limit: int) -> list[Markup]:
    """The first of the items, as many as the limit holds beside what has to stand."""
    kept: list[Markup] = []
    for item in items:
        if length(glue.join([*beside, *kept, item])) > limit:
            break
        kept.append(item)
    return kept


def fitted(paragraphs: Sequence[Markup], more: Markup) -> Markup:
    """The paragraphs of a message; where not all of them fit, `more` says how to reach the rest."""
    whole = PARAGRAPH.join(paragraphs)
    if length(whole) <= MESSAGE:
        return whole
    return PARAGRAPH.join([*room_for(paragraphs, [more], PARAGRAPH, MESSAGE), more])
