"""The fields of the data: their names for ever, what they mean, and the values of a row in their order.

The names are those of the open data; they stay, and a new field goes to the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locales import Phrase, Words
from reports.documents.model import Cell, Column, ColumnKind
from reports.observations.followup import Dimension, FollowUp, Row
from reports.observations.names import CHANNELS, DECISIONS, KINDS, PETITIONS, STANDINGS, kind_name
from reports.observations.summary import Summary


@dataclass(frozen=True)
class Field:
    """`name` in the open data, `title` over a column, what it means, and the words that it can hold (none: any)."""

    name: str
    title: Phrase
    meaning: Phrase
    kind: ColumnKind = ColumnKind.TEXT
    values: tuple[Phrase, ...] = ()
    is_always_there: bool = False
    share: float = 1.0


YES, NO = Phrase("report", "Yes"), Phrase("report", "No")
KIND_WORDS: Mapping[ColumnKind, Phrase] = {
    ColumnKind.TEXT: Phrase("report", "text"),
    ColumnKind.DATE: Phrase("report", "date"),
    ColumnKind.NUMBER: Phrase("report", "whole number"),
}
FIELDS = (
    Field("numero", Phrase("report", "Number"), Phrase("report", "Number of the case."), is_always_there=True),
    Field(
        "fecha_hora",
        Phrase("report", "Date and hour"),
        Phrase("report", "When it was received, in the hour of Colombia."),
        ColumnKind.DATE,
        is_always_there=True,
    ),
    Field(
        "canal",
        Phrase("report", "Channel"),
        Phrase("report", "Where it came in."),
        values=tuple(CHANNELS.values()),
        is_always_there=True,
    ),
    Field(
        "tipo",
        Phrase("report", "Type"),
        Phrase("report", "What kind of contribution it is. Reports of corruption are never listed."),
        values=(*KINDS.values(), *PETITIONS.values()),
        is_always_there=True,
        share=1.5,
    ),
    Field(
        "grupo_de_valor",
        Phrase("report", "Group"),
        Phrase("report", "The group that the person chose. Empty when nobody said it, or when too few share it."),
    ),
    Field(
        "territorio",
        Phrase("report", "Territory"),
        Phrase("report", "The municipality that the person chose. Empty when nobody said it, or too few share it."),
    ),
    Field(
        "persona",
        Phrase("report", "Person"),
        Phrase("report", "A made-up name in place of the real one. Empty when the identity is reserved."),
    ),
    Field(
        "punto_del_plan",
        Phrase("report", "Point of the plan"),
        Phrase("report", "What part of the plan it is about."),
        is_always_there=True,
        share=1.5,
    ),
    Field("tema", Phrase("report", "Topic"), Phrase("report", "What it is about, in few words.")),
    Field(
        "texto",
        Phrase("report", "Text"),
        Phrase("report", "What the person wrote. Personal data were taken out and their place is marked."),
        is_always_there=True,
        share=4,
    ),
    Field("area", Phrase("report", "Area"), Phrase("report", "The area of the entity that answers.")),
    Field("respuesta", Phrase("report", "Answer"), Phrase("report", "What the entity answered."), share=4),
    Field(
        "decision",
        Phrase("report", "Decision"),
        Phrase("report", "What was decided. A person signs each decision."),
        values=tuple(DECISIONS.values()),
    ),
    Field(
        "razon",
        Phrase("report", "Reason"),
        Phrase("report", "Why it was decided so, or what changed in the plan."),
        share=3,
    ),
    Field(
        "fecha_respuesta",
        Phrase("report", "Date of the answer"),
        Phrase("report", "The day on which it was answered."),
        ColumnKind.DATE,
    ),
    Field(
        "dias_habiles_usados",
        Phrase("report", "Working days used"),
        Phrase("report", "Working days from reception to the answer, or to the cut."),
        ColumnKind.NUMBER,
    ),
    Field(
        "dias_habiles_permitidos",
        Phrase("report", "Working days allowed"),
        Phrase("report", "Working days to answer. Empty when no rule gives a date."),
        ColumnKind.NUMBER,
    ),
    Field(
        "estado",
        Phrase("report", "Status"),
        Phrase("report", "How it stands at the cut."),
        values=tuple(STANDINGS.values()),
        is_always_there=True,
    ),
    Field(
        "soporte",
        Phrase("report", "Proof"),
        Phrase("report", "What shows it: a link or the name of a document."),
        share=2,
    ),
    Field(
        "extemporanea",
        Phrase("report", "Outside the window"),
        Phrase("report", "Whether it came outside the dates. It is answered all the same."),
        values=(YES, NO),
        is_always_there=True,
    ),
    Field(
        "repetida_de",
        Phrase("report", "Repeats"),
        Phrase("report", "The number of the case that it repeats. It is counted and answered too."),
    ),
)


def names() -> list[str]:
    """The names of the open data, in order."""
    return [field.name for field in FIELDS]


def columns(words: Words) -> tuple[Column, ...]:
    """The same for people."""
    return tuple(Column(words.plain_phrase(field.title), field.kind, field.share) for field in FIELDS)


def cells(follow_up: FollowUp, summary: Summary, words: Words) -> Callable[[Row], tuple[Cell, ...]]:
    """What gives a row's values in the order of the fields; groups and territories of too few cases are left out."""
    groups, territories = summary.breakdowns[Dimension.GROUP], summary.breakdowns[Dimension.TERRITORY]
    shown_groups = frozenset(part.value for part in groups.parts if groups.shows(part.value))
    shown_territories = frozenset(part.value for part in territories.parts if territories.shows(part.value))
    channels = {code: words.plain_phrase(phrase) for code, phrase in CHANNELS.items()}
    decisions = {code: words.plain_phrase(phrase) for code, phrase in DECISIONS.items()}
    standings = {code: words.plain_phrase(phrase) for code, phrase in STANDINGS.items()}
    yes, no = words.plain_phrase(YES), words.plain_phrase(NO)

    def of(row: Row) -> tuple[Cell, ...]:
        return (
            row.number,
            row.received_at,
            channels[row.channel],
            kind_name(row, words),
            row.group if row.group in shown_groups else None,
            row.territory if row.territory in shown_territories else None,
            row.person,
            row.point,
            row.topic,
            row.text,
            row.area,
            row.answer,
            decisions[row.decision] if row.decision is not None else None,
            row.reason,
            row.answered_on,
            row.days_used,
            row.days_allowed,
            standings[row.standing(follow_up.cut)],
            row.support,
            yes if row.is_late else no,
            row.repeats,
        )

    return of


def dictionary(words: Words) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """The data dictionary: its columns, and one row a field."""
    heads = (
        Column(words.plain("report", "Field")),
        Column(words.plain("report", "Name")),
        Column(words.plain("report", "Kind of value")),
        Column(words.plain("report", "Meaning"), share=4),
        Column(words.plain("report", "Possible values"), share=3),
        Column(words.plain("report", "Always there")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            field.name,
            words.plain_phrase(field.title),
            words.plain_phrase(KIND_WORDS[field.kind]),
            words.plain_phrase(field.meaning),
            "; ".join(words.plain_phrase(value) for value in field.values),
            words.plain_phrase(YES if field.is_always_there else NO),
        )
        for field in FIELDS
    ]
    return heads, rows


def reading_notes(words: Words) -> tuple[str, ...]:
    """What who reads the files must know beside the fields."""
    return (
        words.plain("report", "The CSV file is UTF-8, with commas between the fields and dates as year-month-day."),
        words.plain(
            "report",
            "In the CSV file, a text that begins with =, +, -, @ or an apostrophe has one more apostrophe in front."
            " Take one away to have what was written.",
        ),
        words.plain(
            "report", "In the workbook, texts of more than 32.767 characters are cut. The CSV file has them whole."
        ),
    )
