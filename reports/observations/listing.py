"""Every case: one table to look through, then each with all that the report tells of it."""

from collections.abc import Iterator
from datetime import datetime

from locales import Formats, Words
from reports.documents.model import Cell, Column, ColumnKind, Heading, Link, Record, Records, Rich, Table
from reports.documents.model import Part as DocumentPart
from reports.documents.text import shown
from reports.observations import fields
from reports.observations.followup import FollowUp
from reports.observations.summary import Summary

IN_TABLE = ("numero", "fecha_hora", "tipo", "punto_del_plan", "decision", "estado")
LONG = ("texto", "respuesta", "razon")
SHARES = {"numero": 2.1, "fecha_hora": 1.3, "tipo": 1.5, "punto_del_plan": 1.7, "decision": 1.5, "estado": 1.4}


def parts(follow_up: FollowUp, summary: Summary, words: Words, formats: Formats) -> Iterator[DocumentPart]:
    """The table and the records, from one pass over the rows."""
    of = fields.cells(follow_up, summary, words)
    rows = [dict(zip(fields.names(), of(row), strict=True)) for row in follow_up.rows()]
    titles = {field.name: words.plain_phrase(field.title) for field in fields.FIELDS}
    heads = tuple(Column(titles[name], ColumnKind.TEXT, SHARES[name]) for name in IN_TABLE)
    yield Table(
        words.plain("report", "All cases"),
        heads,
        [tuple(_short(row[name], formats) for name in IN_TABLE) for row in rows],
    )
    yield Heading(words.plain("report", "Each case in full"), level=2)
    yield Records([_record(row, titles, words, formats) for row in rows], level=3)


def rich(text: str) -> Rich:
    """A link where the text is an address and nothing else."""
    link = Link(text)
    return link if link.is_live and not any(sign.isspace() for sign in text) else text


def _short(cell: Cell, formats: Formats) -> Cell:
    """The day without its hour: the table is for looking through."""
    return formats.local(cell).date() if isinstance(cell, datetime) else cell


def _record(row: dict[str, Cell], titles: dict[str, str], words: Words, formats: Formats) -> Record:
    never = words.plain_phrase(fields.NO)
    facts = [
        (titles[name], _fact(value, formats))
        for name, value in row.items()
        if name not in (*LONG, "numero") and value not in (None, "", never)
    ]
    texts = [(titles[name], str(row[name])) for name in LONG if row[name]]
    return Record(str(row["numero"]), tuple(facts), tuple(texts))


def _fact(value: Cell, formats: Formats) -> Rich:
    said = shown(value, formats)
    return rich(said) if isinstance(said, str) else said
