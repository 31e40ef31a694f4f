"""The workbook: the spaces of participation, how timely the answers were, the groups, and what each column is."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from locales import Formats, Phrase, Words
from participation.office.year_figures import FEWEST, Mechanism, Phase, Space, YearFigures
from reports.case_file.names import CHANNEL_NAMES
from reports.documents import Cell, Column, ColumnKind, Document
from reports.documents.xlsx import Sheet, write
from reports.observations.names import KINDS
from storage.models.plan import EventKind

PHASES: Mapping[Phase, Phrase] = {
    Phase.FORMULATION: Phrase("year workbook", "Formulation"),
    Phase.FOLLOW_UP: Phrase("year workbook", "Execution and follow-up"),
}
MECHANISMS: Mapping[Mechanism, Phrase] = {
    Mechanism.WINDOW: Phrase("year workbook", "Window for observations"),
    Mechanism.EVENT: Phrase("year workbook", "Event of dialogue"),
    Mechanism.CHANNEL: Phrase("year workbook", "Channel open all the year"),
}
EVENT_KINDS: Mapping[EventKind, Phrase] = {
    EventKind.FACEBOOK_LIVE: Phrase("year workbook", "Facebook Live"),
    EventKind.YOUTUBE_LIVE: Phrase("year workbook", "YouTube, live"),
    EventKind.IN_PERSON: Phrase("year workbook", "In person"),
    EventKind.OTHER: Phrase("year workbook", "Other"),
}
GROUPS: Mapping[str, Phrase] = {
    "ethnic": Phrase("year workbook", "Ethnic groups"),
    "victims": Phrase("year workbook", "Victims"),
    "disability": Phrase("year workbook", "People with a disability"),
    "social-organisations": Phrase("year workbook", "Social organisations"),
}
NUMBER, DATE = ColumnKind.NUMBER, ColumnKind.DATE


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
    columns = tuple(column for column, _ in _columns(words))
    spaces = [_space(space, words) for space in figures.spaces]
    yield Sheet(words.plain("year workbook", "Participation"), columns, spaces, wrapped=True)
    yield Sheet(words.plain("year workbook", "Timeliness"), *_timeliness(figures, words))
    yield Sheet(words.plain("year workbook", "Groups"), *_groups(figures, words), wrapped=True)
    yield Sheet(words.plain("year workbook", "Dictionary"), *_dictionary(words), wrapped=True)


def _columns(words: Words) -> list[tuple[Column, str]]:
    """Each column with what it means."""

    def said(name: str, meaning: str, kind: ColumnKind = ColumnKind.TEXT, share: float = 1.0) -> tuple[Column, str]:
        return Column(name, kind, share), meaning

    return [
        said(
            words.plain("year workbook", "Phase"),
            words.plain(
                "year workbook",
                "Participa puts windows into formulation and everything else into execution. The office checks it.",
            ),
        ),
        said(
            words.plain("year workbook", "Mechanism"),
            words.plain("year workbook", "How people took part: a window, an event, a channel."),
        ),
        said(
            words.plain("year workbook", "Name"),
            words.plain("year workbook", "Of the window or the event, as in the plan; of a channel, which one."),
            share=2.0,
        ),
        said(
            words.plain("year workbook", "Way"),
            words.plain("year workbook", "Of an event: in person, Facebook Live, and so on. Empty: nobody said it."),
        ),
        said(
            words.plain("year workbook", "State"),
            words.plain("year workbook", "Of an event, in the words of the plan. Only «realizado» has its proof."),
        ),
        said(
            words.plain("year workbook", "From"),
            words.plain("year workbook", "First day. Of a channel, the day of its first contribution."),
            DATE,
        ),
        said(
            words.plain("year workbook", "To"),
            words.plain("year workbook", "Last day. Of a channel, the day of its last contribution."),
            DATE,
        ),
        said(
            words.plain("year workbook", "Groups"),
            words.plain("year workbook", "To whom the plan addresses it."),
            share=1.5,
        ),
        said(
            words.plain("year workbook", "Participants"),
            words.plain("year workbook", "Of an event, its attendance. Else, different people who wrote."),
            NUMBER,
        ),
        said(
            words.plain("year workbook", "What participants counts"),
            words.plain("year workbook", "The metric of the attendance: most viewers at once are not registrations."),
        ),
        said(
            words.plain("year workbook", "Contributions received"),
            words.plain(
                "year workbook",
                "Each one once. Without reports of corruption and spam; withdrawn ones are counted.",
            ),
            NUMBER,
        ),
        said(
            words.plain("year workbook", "Questions"),
            words.plain("year workbook", "Sent for an event, apart from the contributions."),
            NUMBER,
        ),
        said(
            words.plain("year workbook", "Answered"),
            words.plain("year workbook", "Contributions with an answer that was sent."),
            NUMBER,
        ),
        said(
            words.plain("year workbook", "Taken up"),
            words.plain("year workbook", "Accepted, wholly or partly."),
            NUMBER,
        ),
        said(words.plain("year workbook", "Accepted"), words.plain("year workbook", "Decision: accepted."), NUMBER),
        said(
            words.plain("year workbook", "Partly accepted"),
            words.plain("year workbook", "Decision: accepted in part."),
            NUMBER,
        ),
        said(
            words.plain("year workbook", "Not accepted"),
            words.plain("year workbook", "Decision: not accepted, with its reason."),
            NUMBER,
        ),
        said(
            words.plain("year workbook", "Transferred"),
            words.plain("year workbook", "Decision: passed on to another entity."),
            NUMBER,
        ),
    ]


def _space(space: Space, words: Words) -> tuple[Cell, ...]:
    channel = words.plain_phrase(CHANNEL_NAMES[space.channel]) if space.channel is not None else None
    way = words.plain_phrase(EVENT_KINDS[space.event_kind]) if space.event_kind is not None else None
    return (
        words.plain_phrase(PHASES[space.phase]),
        words.plain_phrase(MECHANISMS[space.mechanism]),
        space.name or channel,
        way,
        space.event_state.value.replace("_", " ") if space.event_state is not None else None,
        space.first,
        space.last,
        ", ".join(space.groups) or None,
        space.people,
        space.people_metric,
        space.received,
        space.questions if space.mechanism is Mechanism.EVENT else None,
        space.answered,
        space.taken_up,
        space.accepted,
        space.partly,
        space.not_accepted,
        space.transferred,
    )


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
        *((participation, column.name, meaning) for column, meaning in _columns(words)),
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
