"""What one digest says, to one member of staff: what is due, what is new by topic, what else waits.

It is read anew when it is sent. No denuncia is in it but as a bare count, no name, no citizen's text.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.deadlines import PlanRules, add_working_days
from participation.office.delegating import whose_work
from participation.plan.agenda import list_events
from participation.plan.current import current_plan
from participation.plan.views import EventView
from participation.similar import clusters
from participation.staff.overview import SOON
from participation.staff.rights import Right, may
from storage import Session
from storage.models.kinds import AboutKind
from storage.models.plan import EventState
from storage.models.staff import StaffMember
from storage.queries import digests as queries
from storage.queries import inbox
from storage.queries.digests import Group, Matter, Row, Span
from storage.queries.inbox import Line, Look, Shelf

MOST_LINES = 6  # cases of a section that have a line of their own: all of it is read in a minute
MOST_GROUPS = 12
LOOKED_AT = 300  # due cases among which a member's own come first
MOST_COMPARED = 1_000  # new cases whose texts are compared, the latest ones
MOST_OF_A_TOPIC = 200
MOST_ROWS = 5_000

About = tuple[AboutKind, str | None]


class Section(StrEnum):
    """A part of the digest."""

    OVERDUE = "overdue"
    SOON = "soon"
    NEW = "new"
    ALSO = "also"


@dataclass(frozen=True)
class Rest:
    """The cases of a shelf that have no line of their own."""

    shelf: Shelf
    cases: int


@dataclass(frozen=True)
class Alike:
    """New cases about one thing, and how many of them say much the same as another one.

    `at_least`: there are so many that not all of them were compared.
    """

    group: Group
    alike: int
    at_least: bool = False


@dataclass(frozen=True)
class Waiting:
    """Cases that wait for something else than their due date; `first` is the row of the oldest."""

    matter: Matter
    cases: int
    first: int


@dataclass(frozen=True)
class Unconfirmed:
    """Events whose day has passed and that nobody has confirmed."""

    events: tuple[EventView, ...]


Item = Line | Rest | Alike | Waiting | Unconfirmed


@dataclass(frozen=True)
class Outlook:
    """What there is for everybody on a day, read once for all who are told."""

    day: date
    span: Span
    soon: date
    counts: Mapping[Shelf, int]
    overdue: Sequence[Line]
    due_soon: Sequence[Line]
    new: Sequence[Alike]
    waiting: Sequence[Waiting]
    alike: Mapping[int, int]  # of new cases that say much the same: the number of their cluster in their topic
    to_approve: Sequence[tuple[int, int]]
    denuncias: tuple[int, int]
    unconfirmed: tuple[EventView, ...]


@dataclass(frozen=True)
class Contents:
    """What one member is told. `mine` are the rows of those whose cases are the member's today."""

    day: date
    span: Span
    overdue: int
    due_soon: int
    new: int
    mine: frozenset[int]
    sections: Mapping[Section, tuple[Item, ...]]
    new_denuncias: int
    overdue_denuncias: int

    @property
    def items(self) -> Iterator[tuple[int, Item]]:
        """Everything that has a number, in order; its button has the same."""
        return enumerate((item for items in self.sections.values() for item in items), 1)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing new and nothing due."""
        return not (any(self.sections.values()) or self.new_denuncias or self.overdue_denuncias)


def outlook(session: Session, day: date, span: Span, *, compared: bool = True) -> Outlook:
    """What there is on a day of the entity's zone; how alike texts are only where `compared`. Raises NoPlanError."""
    soon = add_working_days(day, SOON, PlanRules.of(current_plan(session)).own)
    look = Look(day, soon, (), denuncias=False)
    counts = inbox.open_counts(session, look)
    groups = queries.groups(session, span)
    alike = likenesses(session, span) if compared and any(group.cases > 1 for group in groups) else {}
    is_partial = sum(group.cases for group in groups) > MOST_COMPARED
    return Outlook(
        day=day,
        span=span,
        soon=soon,
        counts=counts,
        overdue=_lines(session, Shelf.OVERDUE, look, counts),
        due_soon=_lines(session, Shelf.SOON, look, counts),
        new=[
            Alike(group, len(alike.get((group.about, group.code), ())), is_partial or group.cases > MOST_OF_A_TOPIC)
            for group in groups
        ],
        alike={case_id: n for clustered in alike.values() for case_id, n in clustered.items()},
        waiting=list(_waiting(session, span, day)),
        to_approve=queries.to_approve(session),
        denuncias=queries.denuncias(session, span, day),
        unconfirmed=tuple(e for e in list_events(session, day).past if e.state is EventState.UNCONFIRMED),
    )


def contents(session: Session, me: StaffMember, found: Outlook) -> Contents:
    """What a member of staff is told of it, by what the member may do."""
    mine = whose_work(session, me, found.day)
    new, overdue = found.denuncias if may(me, Right.DENUNCIAS) else (0, 0)
    return Contents(
        day=found.day,
        span=found.span,
        overdue=found.counts[Shelf.OVERDUE],
        due_soon=found.counts[Shelf.SOON],
        new=sum(one.group.cases for one in found.new),
        mine=mine,
        sections={
            Section.OVERDUE: _first(found.overdue, Shelf.OVERDUE, found, mine),
            Section.SOON: _first(found.due_soon, Shelf.SOON, found, mine),
            Section.NEW: _groups(found.new),
            Section.ALSO: tuple(_also(me, found)),
        },
        new_denuncias=new,
        overdue_denuncias=overdue,
    )


def listed(session: Session, found: Outlook) -> Sequence[Row]:
    """All that is due and new, a case each, at most 5,000, those that are due first before the others."""
    return queries.rows(session, found.span, found.soon, MOST_ROWS)


def likenesses(session: Session, span: Span) -> dict[About, dict[int, int]]:
    """By topic, the new cases that say much the same as another one, each with the number of its cluster, from 1."""
    by_topic: dict[About, list[queries.Fresh]] = defaultdict(list)
    for one in queries.fresh(session, span, MOST_COMPARED):
        by_topic[one.about, one.code].append(one)
    return {about: _clustered(cases[:MOST_OF_A_TOPIC]) for about, cases in by_topic.items()}


def _clustered(cases: Sequence[queries.Fresh]) -> dict[int, int]:
    several = [cluster for cluster in clusters([one.text for one in cases]) if len(cluster) > 1]
    return {cases[place].id: number for number, cluster in enumerate(several, 1) for place in cluster}


def _lines(session: Session, shelf: Shelf, look: Look, counts: Mapping[Shelf, int]) -> Sequence[Line]:
    return inbox.lines(session, shelf, look, None, 0, LOOKED_AT) if counts[shelf] else ()


def _first(lines: Sequence[Line], shelf: Shelf, found: Outlook, mine: frozenset[int]) -> tuple[Item, ...]:
    """The lines, if they are not too many; else one's own before the others, and how many more there are."""
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    kept = sorted(lines, key=lambda line: line.assigned_to not in mine)[:MOST_LINES]
    return *kept, Rest(shelf, found.counts[shelf] - len(kept))


def _groups(new: Sequence[Alike]) -> tuple[Item, ...]:
    if len(new) <= MOST_GROUPS:
        return tuple(new)
    return *new[:MOST_GROUPS], Rest(Shelf.NEW, sum(one.group.cases for one in new[MOST_GROUPS:]))


def _waiting(session: Session, span: Span, day: date) -> Iterator[Waiting]:
    for matter in Matter:
        if matter is not Matter.APPROVAL and (cases := queries.waiting(session, matter, span, day)):
            yield Waiting(matter, len(cases), cases[0])


def _also(me: StaffMember, found: Outlook) -> Iterator[Item]:
    asked = [case_id for case_id, by_staff in found.to_approve if by_staff != me.id]
    if asked and may(me, Right.APPROVE):
        yield Waiting(Matter.APPROVAL, len(asked), asked[0])
    yield from found.waiting
    if found.unconfirmed and may(me, Right.PUBLISH):
        yield Unconfirmed(found.unconfirmed)
