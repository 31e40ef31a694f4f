"""The record of what staff did as a workbook, an act a row. Nothing in it is a formula, and nothing is a citizen's."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from locales import Formats, Words
from participation.staff.acts import MOST_TAKEN
from reports.documents import Cell, Column, ColumnKind, Document, xlsx
from reports.team_acts.names import act_name, actor_name, kind_name, subject_name
from storage.queries.audit import Act


def workbook(acts: Iterable[Act], entity: str, day: date, words: Words, formats: Formats) -> bytes:
    """The XLSX, the newest act first. Imports xlsxwriter with this module."""
    title = words.plain("act", "Record of activity")
    document = Document(title, entity, words, formats, parts=(), made_on=day)
    lead = (
        words.plain("act", "{entity}. Made on {date}.", entity=entity, date=formats.date(day)),
        words.plain("act", "The newest acts, {n} at most.", n=formats.number(MOST_TAKEN)),
    )
    rows = (_row(act, words, formats) for act in acts)
    made = BytesIO()
    xlsx.write(made, document, [xlsx.Sheet(title, _columns(words), rows, lead=lead)])
    return made.getvalue()


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.plain("act", "Day and hour"), ColumnKind.DATE, 1.3),
        Column(words.plain("act", "Who"), share=1.8),
        Column(words.plain("act", "Kind")),
        Column(words.plain("act", "What"), share=3.0),
        Column(words.plain("act", "On what"), share=3.0),
    )


def _row(act: Act, words: Words, formats: Formats) -> tuple[Cell, ...]:
    return (
        act.at,
        actor_name(act, words),
        kind_name(act, words),
        act_name(act, words),
        subject_name(act, words, formats),
    )
