"""What came in during a year and what became of it, counted by the space of participation that it came through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from storage.models.cases import Case, GroupCount
from storage.models.events import EventQuestion
from storage.models.followup import Decision
from storage.models.kinds import AboutKind, CaseState, Channel, ContributionKind
from storage.models.plan import Event, Plan, Window

NO_WINDOW = 0
COUNTED = and_(Case.kind != ContributionKind.DENUNCIA, Case.state != CaseState.SPAM)
"""Denuncias are in no count that could tell of one; spam is no contribution."""


@dataclass(frozen=True)
class SpaceCounts:
    """Contributions that came through one space: a window, an event (by its code), else a channel."""

    window_id: int
    event_code: str | None
    channel: Channel
    received: int
    people: int
    answered: int
    accepted: int
    partly: int
    not_accepted: int
    transferred: int
    first: date
    last: date


def counts_by_space(session: Session, plan: Plan, windows: Sequence[Window]) -> list[SpaceCounts]:
    """The contributions of a year, each counted in one space, in one statement."""
    window, event = _window_of(windows), _event_of()
    found = select(
        window.label("window_id"),
        event.label("event_code"),
        Case.channel,
        func.count(),
        func.count(Case.pseudonym.distinct()),
        func.count().filter(Case.answered_on.is_not(None)),
        *(func.count().filter(Case.decision == decision) for decision in Decision),
        func.min(Case.received_on),
        func.max(Case.received_on),
    ).where(Case.vigencia == plan.year, COUNTED)
    rows: Iterable[Any] = session.execute(found.group_by(window, event, Case.channel))
    return [SpaceCounts(*row) for row in rows]


def _window_of(windows: Sequence[Window]) -> ColumnElement[int]:
    within = [(_within(window), literal(window.id)) for window in windows]
    return case(*within, else_=literal(NO_WINDOW)) if within else literal(NO_WINDOW)


def _within(window: Window) -> ColumnElement[bool]:
    """A window takes what is about the plan, or about its products, on its days."""
    of_products = and_(Case.about == AboutKind.PRODUCT, Case.about_code.in_(window.products))
    about = of_products if window.products else or_(Case.about == AboutKind.PLAN, Case.about == AboutKind.PRODUCT)
    return and_(Case.received_on.between(window.opens_on, window.closes_on), about)


def _event_of() -> ColumnElement[str | None]:
    return case((Case.about == AboutKind.EVENT, Case.about_code), else_=None)


@dataclass(frozen=True)
class KindCounts:
    """The cases of a kind, by whether they were answered in time. Those without a due date are in `received` only."""

    kind: ContributionKind
    received: int
    answered: int
    in_time: int
    late: int
    pending: int
    overdue: int
    withdrawn: int


def counts_by_kind(session: Session, year: int, today: date) -> list[KindCounts]:
    """How the cases of a year stand at the end of a day."""
    is_open = and_(Case.answered_on.is_(None), Case.state != CaseState.WITHDRAWN)
    found = select(
        Case.kind,
        func.count(),
        func.count(Case.answered_on),
        func.count().filter(Case.answered_on <= Case.due_on),
        func.count().filter(Case.answered_on > Case.due_on),
        func.count().filter(is_open),
        func.count().filter(is_open, Case.due_on < today),
        func.count().filter(Case.state == CaseState.WITHDRAWN),
    ).where(Case.vigencia == year, COUNTED)
    return [KindCounts(*row) for row in session.execute(found.group_by(Case.kind).order_by(Case.kind))]


def questions_by_event(session: Session, plan: Plan) -> dict[str, int]:
    """How many questions were sent for each event of a plan, by its code; what became a case of its own left out."""
    found = select(Event.code, func.count().label("questions")).join(EventQuestion, EventQuestion.event_id == Event.id)
    found = found.where(Event.plan_id == plan.id, EventQuestion.case_id.is_(None))
    return {row.code: row.questions for row in session.execute(found.group_by(Event.code))}


def group_counts(session: Session, year: int) -> dict[str, int]:
    """How many people said to belong to each of the groups that are counted apart."""
    found = select(GroupCount.group_code, GroupCount.people).where(GroupCount.vigencia == year)
    return {row.group_code: row.people for row in session.execute(found)}


def plan_of(session: Session, year: int) -> Plan | None:
    """The plan of a year."""
    return session.scalar(select(Plan).where(Plan.year == year))


def events_of(session: Session, plan: Plan) -> Sequence[Event]:
    """The events of a plan in its order."""
    found = select(Event).where(Event.plan_id == plan.id, Event.retired_at.is_(None))
    return session.scalars(found.order_by(Event.position)).all()
