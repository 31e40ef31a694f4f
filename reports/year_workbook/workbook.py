"""The workbook: the spaces of participation, how timely the answers were, the groups, and what each column is."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from locales import Formats, Phrase, Words
from participation.office.year_figures import FEWEST, YearFigures
from reports.documents import Cell, Column, Document
from reports.documents.xlsx import Sheet, write
from reports.observations.names import KINDS
from reports.year_workbook.spaces import COLUMNS, NUMBER

GROUPS: Mapping[str, Phrase] = {
    "ethnic": Phrase("year workbook", "Ethnic groups"),
    "victims": Phrase("year workbook", "Victims"),
    "disability": Phrase("year workbook", "People with a disability"),
    "social-organisations": Phrase("year workbook", "Social organisations"),
}


def workbook(figures: YearFigures, words: Words, formats: Formats) -> bytes:
    """The XLSX of a year; no text of it is a formula or a link. Imports xlsxwriter with this module."""
    made = BytesIO()
    write(made, _document(figures, words, formats), _sheets(figures, words))
    return made.getvalue()


def _document(figures: YearFigures, words: Words, formats: Formats) -> Document:
    return Document(
        title=words.plain("year workbook", "Participation in the year {year}", year=figures.year),
        entity=figures.entity,
        words=words,
        formats=formats,
        parts=(),
        subtitle=figures.plan,
        cut=words.plain("year workbook", "Data up to {date}", date=formats.date(figures.on)),
        made_on=figures.on,
    )


def _sheets(figures: YearFigures, words: Words) -> Iterator[Sheet]:
    columns = tuple(one.column(words) for one in COLUMNS)
    spaces = [[one.held(space, words) for one in COLUMNS] for space in figures.spaces]
    yield Sheet(words.plain("year workbook", "Participation"), columns, spaces, wrapped=True)
    yield Sheet(words.plain("year workbook", "Timeliness"), *_timeliness(figures, words))
    yield Sheet(words.plain("year workbook", "Groups"), *_groups(figures, words), wrapped=True)
    yield Sheet(words.plain("year workbook", "Dictionary"), *_dictionary(words), wrapped=True)


def _timeliness(figures: YearFigures, words: Words) -> tuple[tuple[Column, ...], Sequence[Sequence[Cell]]]:
    names = (
        words.plain("year workbook", "Contributions received"),
        words.plain("year workbook", "Answered"),
        words.plain("year workbook", "Answered in time"),
        words.plain("year workbook", "Answered late"),
        words.plain("year workbook", "Pending"),
        words.plain("year workbook", "Overdue"),
        words.plain("year workbook", "Withdrawn"),
    )
    columns = (Column(words.plain("year workbook", "Kind"), share=2.0), *(Column(name, NUMBER) for name in names))
    return columns, [
        (
            words.plain_phrase(KINDS[one.kind]),
            one.received,
            one.answered,
            one.in_time,
            one.late,
            one.pending,
            one.overdue,
            one.withdrawn,
        )
        for one in figures.by_kind
    ]


def _groups(figures: YearFigures, words: Words) -> tuple[tuple[Column, ...], Sequence[Sequence[Cell]]]:
    columns = (
        Column(words.plain("year workbook", "Group"), share=2.0),
        Column(words.plain("year workbook", "People who named it"), share=2.0),
    )
    few = words.plain("year workbook", "Fewer than {n}", n=FEWEST)
    named = {code: words.plain_phrase(phrase) for code, phrase in GROUPS.items()}
    return columns, [(named.get(code, code), n if n is not None else few) for code, n in figures.groups.items()]


def _dictionary(words: Words) -> tuple[tuple[Column, ...], Sequence[Sequence[Cell]]]:
    columns = (
        Column(words.plain("year workbook", "Sheet")),
        Column(words.plain("year workbook", "Column"), share=1.5),
        Column(words.plain("year workbook", "What it is"), share=4.0),
    )
    participation = words.plain("year workbook", "Participation")
    timeliness, groups = words.plain("year workbook", "Timeliness"), words.plain("year workbook", "Groups")
    whole = words.plain("year workbook", "The whole sheet")
    return columns, [
        *((participation, words.plain_phrase(one.name), words.plain_phrase(one.meaning)) for one in COLUMNS),
        (
            timeliness,
            whole,
            words.plain(
                "year workbook",
                "In time: on the due date or before it. What has no due date is neither in time nor late.",
            ),
        ),
        (
            groups,
            whole,
            words.plain(
                "year workbook",
                "Who said it freely after sending. Tied to no person and no case. Fewer than five are not told.",
            ),
        ),
    ]
