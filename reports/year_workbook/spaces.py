"""The sheet of the spaces of participation: each column with what it means and what it holds of a space."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locales import Phrase, Words
from participation.office.year_figures import Mechanism, Phase, Space
from reports.case_file.names import CHANNEL_NAMES
from reports.documents import Cell, Column, ColumnKind
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
TEXT, NUMBER, DATE = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE


@dataclass(frozen=True)
class SpaceColumn:
    """A column; `held` is its cell of a space, None where nobody wrote it down."""

    name: Phrase
    meaning: Phrase
    held: Callable[[Space, Words], Cell]
    kind: ColumnKind = TEXT
    share: float = 1.0

    def column(self, words: Words) -> Column:
        """As the sheet has it."""
        return Column(words.plain_phrase(self.name), self.kind, self.share)


def _name(space: Space, words: Words) -> Cell:
    return space.name or (words.plain_phrase(CHANNEL_NAMES[space.channel]) if space.channel is not None else None)


def _way(space: Space, words: Words) -> Cell:
    return words.plain_phrase(EVENT_KINDS[space.event_kind]) if space.event_kind is not None else None


def _state(space: Space, _words: Words) -> Cell:
    return space.event_state.value.replace("_", " ") if space.event_state is not None else None


COLUMNS = (
    SpaceColumn(
        Phrase("year workbook", "Phase"),
        Phrase(
            "year workbook",
            "Participa puts windows into formulation and everything else into execution. The office checks it.",
        ),
        lambda space, words: words.plain_phrase(PHASES[space.phase]),
    ),
    SpaceColumn(
        Phrase("year workbook", "Mechanism"),
        Phrase("year workbook", "How people took part: a window, an event, a channel."),
        lambda space, words: words.plain_phrase(MECHANISMS[space.mechanism]),
    ),
    SpaceColumn(
        Phrase("year workbook", "Name"),
        Phrase("year workbook", "Of the window or the event, as in the plan; of a channel, which one."),
        _name,
        share=2.0,
    ),
    SpaceColumn(
        Phrase("year workbook", "Way"),
        Phrase("year workbook", "Of an event: in person, Facebook Live, and so on. Empty: nobody said it."),
        _way,
    ),
    SpaceColumn(
        Phrase("year workbook", "State"),
        Phrase("year workbook", "Of an event, in the words of the plan. Only «realizado» has its proof."),
        _state,
    ),
    SpaceColumn(
        Phrase("year workbook", "From"),
        Phrase("year workbook", "First day. Of a channel, the day of its first contribution."),
        lambda space, _: space.first,
        DATE,
    ),
    SpaceColumn(
        Phrase("year workbook", "To"),
        Phrase("year workbook", "Last day. Of a channel, the day of its last contribution."),
        lambda space, _: space.last,
        DATE,
    ),
    SpaceColumn(
        Phrase("year workbook", "Groups"),
        Phrase("year workbook", "To whom the plan addresses it."),
        lambda space, _: ", ".join(space.groups) or None,
        share=1.5,
    ),
    SpaceColumn(
        Phrase("year workbook", "Participants"),
        Phrase("year workbook", "Of an event, its attendance. Else, different people who wrote."),
        lambda space, _: space.people,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "What participants counts"),
        Phrase("year workbook", "The metric of the attendance: most viewers at once are not registrations."),
        lambda space, _: space.people_metric,
    ),
    SpaceColumn(
        Phrase("year workbook", "Contributions received"),
        Phrase("year workbook", "Each one once. Without reports of corruption and spam; withdrawn ones are counted."),
        lambda space, _: space.received,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "Questions"),
        Phrase("year workbook", "Sent for an event, apart from the contributions."),
        lambda space, _: space.questions if space.mechanism is Mechanism.EVENT else None,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "Answered"),
        Phrase("year workbook", "Contributions with an answer that was sent."),
        lambda space, _: space.answered,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "Taken up"),
        Phrase("year workbook", "Accepted, wholly or partly."),
        lambda space, _: space.taken_up,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "Accepted"),
        Phrase("year workbook", "Decision: accepted."),
        lambda space, _: space.accepted,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "Partly accepted"),
        Phrase("year workbook", "Decision: accepted in part."),
        lambda space, _: space.partly,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "Not accepted"),
        Phrase("year workbook", "Decision: not accepted, with its reason."),
        lambda space, _: space.not_accepted,
        NUMBER,
    ),
    SpaceColumn(
        Phrase("year workbook", "Transferred"),
        Phrase("year workbook", "Decision: passed on to another entity."),
        lambda space, _: space.transferred,
        NUMBER,
    ),
)
"""Of the sheet, from left to right."""
