"""Jobs: what is due, what is done."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.models.jobs import Job, JobState
from storage.queries.dialect import insert


def last_due(session: Session) -> Mapping[str, datetime]:
    """The last instant for which each kind of job was put down."""
    rows = session.execute(select(Job.name, func.max(Job.due_at).label("last")).group_by(Job.name))
    return {row.name: row.last for row in rows}


def put_down(session: Session, name: str, due_at: datetime) -> bool:
    """Put a job down; False where somebody did already."""
    statement = insert(session, Job).values(name=name, due_at=due_at, state=JobState.WAITING.value, attempts=0)
    return session.execute(statement.on_conflict_do_nothing().returning(Job.id)).first() is not None


def next_waiting(session: Session) -> Job | None:
    """The oldest job that waits; the worker's lease sees to it that one takes it."""
    return session.execute(
        select(Job).where(Job.state == JobState.WAITING).order_by(Job.due_at, Job.id).limit(1)
    ).scalar_one_or_none()


def begin(session: Session, job_id: int) -> None:
    """Count one more try, before it is made."""
    session.execute(update(Job).where(Job.id == job_id).values(attempts=Job.attempts + 1))


def finish(session: Session, job_id: int, state: JobState, now: datetime, error: str | None = None) -> None:
    """Close a job."""
    session.execute(update(Job).where(Job.id == job_id).values(state=state, finished_at=now, error=error))


def forget_done(session: Session, before: datetime) -> int:
    """Erase jobs that were finished before an instant, but the last of each kind, which tells what was done last."""
    last = select(func.max(Job.id)).group_by(Job.name).scalar_subquery()
    gone = delete(Job).where(Job.finished_at < before, Job.id.not_in(last)).returning(Job.id)
    return len(session.execute(gone).all())
