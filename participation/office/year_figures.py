"""The year's participation as FURAG and Control Interno ask for it: phase, mechanism, groups, people, contributions.

Each contribution is counted once: in the window in which the entity asked for it, else at its event, else in the
channel that it came through. Nothing is inferred: what the plan or the bot does not know is left empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from participation.plan.views import NoPlanError
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.kinds import Channel
from storage.models.plan import Event, EventKind, EventState, Plan, Window
from storage.models.staff import StaffMember
from storage.queries import plan as plans
from storage.queries import year as queries
from storage.queries.year import KindCounts, SpaceCounts

FEWEST = 5
"""Smaller counts of the groups that people name themselves are suppressed."""


class Phase(StrEnum):
    """The part of the public cycle that a space serves."""

    FORMULATION = "formulation"  # a window in which the entity asked for observations on the plan
    FOLLOW_UP = "follow_up"  # events of dialogue, and what comes in all the year


class Mechanism(StrEnum):
    """How people took part."""

    WINDOW = "window"
    EVENT = "event"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Space:
    """One row; None is what nobody wrote down. `people` of an event is its attendance, else how many authors wrote."""

    phase: Phase
    mechanism: Mechanism
    name: str | None
    channel: Channel | None
    event_kind: EventKind | None
    event_state: EventState | None
    first: date | None
    last: date | None
    groups: tuple[str, ...]
    people: int | None
    people_metric: str | None
    received: int = 0
    answered: int = 0
    accepted: int = 0
    partly: int = 0
    not_accepted: int = 0
    transferred: int = 0
    questions: int = 0

    @property
    def taken_up(self) -> int:
        """Taken into account, whole or in part."""
        return self.accepted + self.partly


@dataclass(frozen=True)
class YearFigures:
    """The workbook's content. A count of a group below five is None: it is not told."""

    year: int
    plan: str
    entity: str
    on: date
    spaces: tuple[Space, ...]
    by_kind: Sequence[KindCounts]
    groups: Mapping[str, int | None]

    @property
    def received(self) -> int:
        """All contributions, each once."""
        return sum(space.received for space in self.spaces)


def year_figures(session: Session, year: int, today: date) -> YearFigures:
    """The figures of a year at a day in the entity's zone, in a handful of statements. Raises NoPlanError."""
    plan = queries.plan_of(session, year)
    if plan is None:
        raise NoPlanError
    groups = {code: n if n >= FEWEST else None for code, n in queries.group_counts(session, year).items() if n}
    return YearFigures(
        year=year,
        plan=plan.name,
        entity=plan.entity_name,
        on=today,
        spaces=tuple(_spaces(session, plan)),
        by_kind=queries.counts_by_kind(session, year, today),
        groups=groups,
    )


def figures_for(session: Session, by: StaffMember | None, year: int, now: datetime, today: date) -> YearFigures:
    """The same for a member of staff, and that it was taken out on record. Raises NotAllowed, NoPlanError."""
    require(by, Right.READ)
    record(session, by, "report.year", now, subject="plan", subject_id=year)
    return year_figures(session, year, today)


def _spaces(session: Session, plan: Plan) -> Iterator[Space]:
    windows, names = plans.windows(session, plan), plans.value_group_names(session, plan)
    counts = queries.counts_by_space(session, plan, windows)
    questions = queries.questions_by_event(session, plan)
    events = [event for event in queries.events_of(session, plan) if event.state is not EventState.DRAFT]
    codes = {event.code for event in events}
    for window in windows:
        within = [one for one in counts if one.window_id == window.id]
        yield replace(_summed(_window(window), within), people=sum(one.people for one in within))
    outside = [one for one in counts if one.window_id == queries.NO_WINDOW]
    for event in events:
        at_event = [one for one in outside if one.event_code == event.code]
        yield replace(_summed(_event(event, names), at_event), questions=questions.get(event.code, 0))
    # What is about an event that the plan no longer has is not lost: it stays with its channel.
    elsewhere = [one for one in outside if one.event_code not in codes]
    for channel in Channel:
        if through := [one for one in elsewhere if one.channel is channel]:
            yield _summed(_channel(channel, through), through)


def _window(window: Window) -> Space:
    return Space(
        Phase.FORMULATION,
        Mechanism.WINDOW,
        window.name,
        None,
        None,
        None,
        window.opens_on,
        window.closes_on,
        (),
        None,
        None,
    )


def _event(event: Event, names: Mapping[str, str]) -> Space:
    day = event.day or event.original_date
    return Space(
        Phase.FOLLOW_UP,
        Mechanism.EVENT,
        event.title,
        None,
        event.kind,
        event.state,
        day,
        day,
        tuple(names.get(code, code) for code in event.value_groups),
        event.attendance,
        event.attendance_metric,
    )


def _channel(channel: Channel, through: Sequence[SpaceCounts]) -> Space:
    first, last = min(one.first for one in through), max(one.last for one in through)
    people = sum(one.people for one in through)
    return Space(Phase.FOLLOW_UP, Mechanism.CHANNEL, None, channel, None, None, first, last, (), people, None)


def _summed(space: Space, counts: Sequence[SpaceCounts]) -> Space:
    return replace(
        space,
        received=sum(one.received for one in counts),
        answered=sum(one.answered for one in counts),
        accepted=sum(one.accepted for one in counts),
        partly=sum(one.partly for one in counts),
        not_accepted=sum(one.not_accepted for one in counts),
        transferred=sum(one.transferred for one in counts),
    )
