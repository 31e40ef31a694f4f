"""The workbook of a digest: what is due and what is new, a case a row. It has no names and no texts of citizens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO

from locales import Formats, Phrase, Words
from participation.digests.contents import Contents
from reports.case_file.names import STATES
from reports.documents import Cell, Column, ColumnKind, Document, xlsx
from reports.observations.names import KINDS
from storage.models.kinds import AboutKind
from storage.queries.digests import Row

NAMED = Callable[[AboutKind, str | None, Words], str]
"""What of the plan a case is about, by its name for people."""
STANDINGS = {
    "overdue": Phrase("digest book", "Overdue"),
    "today": Phrase("digest book", "Due today"),
    "soon": Phrase("digest book", "Due soon"),
    "new": Phrase("digest book", "New"),
}


def workbook(
    found: Contents,
    listed: Sequence[Row],
    alike: Mapping[int, int],
    entity: str,
    name: NAMED,
    words: Words,
    formats: Formats,
) -> bytes:
    """The XLSX of what is listed; no text of it is a formula or a link. `alike`: the clusters of cases by their rows.

    Imports xlsxwriter with this module.
    """
    title = words.plain("digest book", "Digest of {date}", date=formats.date(found.day))
    document = Document(title, entity, words, formats, parts=(), made_on=found.day)
    rows = [_row(one, found, alike, name, words) for one in listed]
    made = BytesIO()
    xlsx.write(made, document, [xlsx.Sheet(words.plain("digest book", "Cases"), _columns(words), rows)])
    return made.getvalue()


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.plain("digest book", "Number"), share=1.3),
        Column(words.plain("digest book", "Why it is here")),
        Column(words.plain("digest book", "About"), share=2.0),
        Column(words.plain("digest book", "Kind"), share=1.6),
        Column(words.plain("digest book", "State")),
        Column(words.plain("digest book", "Received"), ColumnKind.DATE),
        Column(words.plain("digest book", "Due date"), ColumnKind.DATE),
        Column(words.plain("digest book", "In charge"), share=1.3),
        Column(words.plain("digest book", "Alike"), ColumnKind.NUMBER, 2.0),
    )


def _row(row: Row, found: Contents, alike: Mapping[int, int], name: NAMED, words: Words) -> tuple[Cell, ...]:
    return (
        row.radicado,
        words.plain_phrase(STANDINGS[_standing(row, found.day)]),
        name(row.about, row.code, words),
        words.plain_phrase(KINDS[row.kind]),
        words.plain_phrase(STATES[row.state]),
        row.received_on,
        row.due_on,
        _in_charge(row, found.mine, words),
        alike.get(row.id),
    )


def _standing(row: Row, day: date) -> str:
    """Why a case is listed: what is due counts before that it is new."""
    if row.due_on is None or (row.is_new and row.due_on > day):
        return "new" if row.is_new else "soon"
    return "overdue" if row.due_on < day else "today" if row.due_on == day else "soon"


def _in_charge(row: Row, mine: frozenset[int], words: Words) -> str:
    if row.assigned_to is None:
        return words.plain("digest book", "Nobody yet")
    if row.assigned_to in mine:
        return words.plain("digest book", "You")
    return words.plain("digest book", "Somebody else")
