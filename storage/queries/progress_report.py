"""What the progress report of a cut tells beside the plan: difficulties, who signed it, and how many cases came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from storage.models.cases import Case
from storage.models.events import MOVED, Commitment, EventChange
from storage.models.kinds import CaseState
from storage.models.plan import Event
from storage.models.progress_report import Difficulty, ReportSignature

CLOSED = (CaseState.WITHDRAWN, CaseState.SPAM)


def difficulties(session: Session, plan_id: int, cut_on: date) -> Sequence[Difficulty]:
    """What was written down for a cut and not taken off, in the order in which it was."""
    found = select(Difficulty).where(
        Difficulty.plan_id == plan_id, Difficulty.cut_on == cut_on, Difficulty.removed_at.is_(None)
    )
    return session.scalars(found.order_by(Difficulty.id)).all()


def difficulty(session: Session, difficulty_id: int) -> Difficulty | None:
    """A difficulty by its id; one that was taken off is not found."""
    found = session.get(Difficulty, difficulty_id)
    return found if found is not None and found.removed_at is None else None


def signature(session: Session, plan_id: int, cut_on: date) -> ReportSignature | None:
    """Who prepared and approved the report of a cut, as far as it was written."""
    found = select(ReportSignature).where(ReportSignature.plan_id == plan_id, ReportSignature.cut_on == cut_on)
    return session.scalars(found).one_or_none()


def commitments_until(session: Session, plan_id: int, until: datetime) -> Sequence[tuple[str, Commitment]]:
    """The commitments that were made at the events of a plan before an instant, each with its event's code."""
    found = (
        select(Event.code, Commitment)
        .join(Commitment, Commitment.event_id == Event.id)
        .where(Event.plan_id == plan_id, Commitment.created_at < until)
        .order_by(Event.position, Commitment.number)
    )
    return [(code, commitment) for code, commitment in session.execute(found)]


def days_lost(session: Session, plan_id: int, until: datetime) -> dict[str, list[str]]:
    """The ISO days that the events of a plan had and lost up to an instant, by the event's code, the oldest first."""
    found: dict[str, list[str]] = {}
    statement = (
        select(Event.code, EventChange.old)
        .join(Event, Event.id == EventChange.event_id)
        .where(Event.plan_id == plan_id, EventChange.what.in_(MOVED), EventChange.at <= until)
        .order_by(EventChange.id)
    )
    for code, old in session.execute(statement):
        if day := old.get("day"):
            found.setdefault(code, []).append(day)
    return found


@dataclass(frozen=True)
class CasesAtCut:
    """Cases of every kind that came in by a cut, as they stood at the end of its day.

    `received` is the sum of the other three; `overdue` are among the pending.
    """

    received: int
    answered: int
    pending: int
    overdue: int
    closed: int


def cases_at(session: Session, vigencia: int, cut_on: date, until: datetime) -> CasesAtCut:
    """The cases of a plan's year; `until` is the end of the day of the cut.

    At the cut of today these are the figures of `storage.queries.transparency.case_counts`.
    """
    is_closed = Case.state.in_(CLOSED)
    is_answered = and_(~is_closed, Case.answered_on <= cut_on, Case.state != CaseState.REOPENED)
    answered, closed = func.count().filter(is_answered), func.count().filter(is_closed)
    overdue = func.count().filter(~is_closed, ~func.coalesce(is_answered, False), Case.due_on < cut_on)
    counted = select(func.count(), answered, closed, overdue).where(Case.vigencia == vigencia, Case.received_at < until)
    received, done, gone, late = session.execute(counted).one()
    return CasesAtCut(received, done, received - done - gone, late, gone)
