"""The cases by decision, topic, type, channel and group: a picture where it helps, and the same figures as a table."""

from collections.abc import Iterator

from locales import Formats, Words
from reports.charts import counts
from reports.charts.counts import Count, CountsPicture
from reports.charts.picture import MOST_BARS
from reports.documents.model import Column, ColumnKind, Heading, Picture, Table
from reports.documents.model import Part as DocumentPart
from reports.observations.followup import Dimension, FollowUp
from reports.observations.names import DIMENSIONS, value_name
from reports.observations.summary import Breakdown, Part, Summary

DRAWN = (Dimension.DECISION, Dimension.TOPIC)
SHARE = 0.7
MOST_ROWS = 60
"""More values than this (topics of a large entity) are in the data, not in the document."""


def parts(
    follow_up: FollowUp, summary: Summary, dimension: Dimension, words: Words, formats: Formats
) -> Iterator[DocumentPart]:
    """One breakdown; nothing where nobody said anything, and where all of it is kept back."""
    found = summary.breakdowns[dimension]
    title = _title(dimension, words)
    if found.parts and [part.value for part in found.parts] != [None]:
        yield Heading(title, level=2)
        if dimension in DRAWN:
            yield _picture(follow_up, found, words, formats, title)
        yield _table(found, words)


def _title(dimension: Dimension, words: Words) -> str:
    name = words.plain_phrase(DIMENSIONS[dimension])
    return words.plain("report", "Cases by {what}", what=name[:1].lower() + name[1:])


def _picture(follow_up: FollowUp, found: Breakdown, words: Words, formats: Formats, title: str) -> Picture:
    bars = tuple(
        Count(value_name(found.dimension, part.value, words), part.count, _count(part, words, formats))
        for part in found.parts[:MOST_BARS]
    )
    drawn = CountsPicture(bars, title, follow_up.main, follow_up.accent)
    return Picture(counts.svg(drawn, identifier=f"casos-{found.dimension}"), counts.description(drawn), share=SHARE)


def _table(found: Breakdown, words: Words) -> Table:
    heads = (
        Column(words.plain_phrase(DIMENSIONS[found.dimension]), share=4),
        Column(words.plain("report", "Cases"), ColumnKind.NUMBER),
    )
    hidden = words.plain("report", "kept back")
    rows = [
        (value_name(found.dimension, part.value, words), hidden if part.count is None else part.count)
        for part in found.parts[:MOST_ROWS]
    ]
    return Table("", heads, rows)


def _count(part: Part, words: Words, formats: Formats) -> str:
    return words.plain("report", "kept back") if part.count is None else formats.number(part.count)
