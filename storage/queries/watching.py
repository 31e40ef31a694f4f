"""How the service itself is: what waits, since when, and who was told of what has stopped. All of it is bounded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, delete, func, literal, or_, select, text, update
from sqlalchemy.orm import Session

from storage.models.cases import Author, Case
from storage.models.jobs import Job, JobState
from storage.models.notices import OPEN_COPY, Copy, CopyChannel
from storage.models.staff import Role, StaffMember
from storage.models.turns import Holder, Lease, Turn
from storage.models.watching import Alarm, Pulse
from storage.queries import outbox
from storage.queries.dialect import insert
from storage.queries.inbox import WORKED_ON

MOST_COUNTED = 10_000
"""A look at the service counts no further, so that it costs the same however much waits."""
# As the indexes of what is open have it: only then do both databases see that they serve.
TURN_OPEN, TURN_ASIDE = text("state IN ('waiting', 'answering')"), text("state = 'set_aside'")


@dataclass(frozen=True)
class Queue:
    """How many wait (at most `MOST_COUNTED`), and since when the first of them does."""

    waiting: int
    since: datetime | None


def keep_pulses(session: Session, pulses: Mapping[str, datetime]) -> None:
    """Keep when parts last did their rounds; a later instant is not overwritten by an earlier one."""
    for part, at in sorted(pulses.items()):  # in one order, so that two processes never wait for each other
        statement = insert(session, Pulse).values(part=part, at=at)
        session.execute(statement.on_conflict_do_update(index_elements=["part"], set_={"at": at}, where=Pulse.at < at))


def pulses(session: Session) -> dict[str, datetime]:
    """When each part last did its rounds."""
    return {row.part: row.at for row in session.execute(select(Pulse.part, Pulse.at))}


def open_turns(session: Session) -> Queue:
    """Messages that were taken in and are not answered yet."""
    some = select(Turn.received_at).where(TURN_OPEN).limit(MOST_COUNTED).subquery()
    return Queue(*session.execute(select(func.count(), func.min(some.c.received_at)).select_from(some)).one())


def set_aside(session: Session) -> int:
    """Messages that failed and wait for `turns retry`."""
    return _count(session, select(literal(1)).select_from(Turn).where(TURN_ASIDE))


def open_copies(session: Session) -> dict[CopyChannel, int]:
    """Copies that are to be sent or brought up to date, whether they may leave now or not, by channel.

    Notice by notice, as the index of open copies has them: of a million for one channel none is read for another.
    """
    found = dict.fromkeys(CopyChannel, 0)
    for notice in outbox.notices_in_order(session):
        for channel in CopyChannel:
            own = text(OPEN_COPY), Copy.notice_id == notice.id, Copy.channel == channel
            left = MOST_COUNTED - found[channel]
            found[channel] += _count(session, select(literal(1)).select_from(Copy).where(*own), left)
    return found


def waiting_jobs(session: Session, now: datetime) -> Queue:
    """Jobs that the clock put down and nobody has done."""
    some = select(Job.due_at).where(text("state = 'waiting'"), Job.due_at <= now).order_by(Job.due_at)
    found = some.limit(MOST_COUNTED).subquery()
    return Queue(*session.execute(select(func.count(), func.min(found.c.due_at)).select_from(found)).one())


def failed_jobs(session: Session) -> int:
    """Jobs that kept failing and were put aside."""
    return _count(session, select(literal(1)).select_from(Job).where(Job.state == JobState.FAILED))


def overdue(session: Session, today: date) -> int:
    """Cases whose due date has passed without an answer."""
    late = select(literal(1)).select_from(Case).where(Case.state.in_(WORKED_ON), Case.due_on < today)
    return _count(session, late)


def _count(session: Session, found: Select[int], most: int = MOST_COUNTED) -> int:
    return session.scalar(select(func.count()).select_from(found.limit(most).subquery())) or 0


def holders_of(session: Session, names: Sequence[str]) -> dict[str, str]:
    """Which process has each of these leases, of those that are taken."""
    rows = session.execute(select(Lease.name, Lease.holder).where(Lease.name.in_(names)))
    return {row.name: row.holder for row in rows}


def beats(session: Session) -> dict[str, int]:
    """How far each process that is known has counted."""
    return {row.id: row.beat for row in session.execute(select(Holder.id, Holder.beat))}


def administrators(session: Session) -> Sequence[StaffMember]:
    """Who is told when something has stopped."""
    found = select(StaffMember).where(StaffMember.role == Role.ADMINISTERS, StaffMember.removed_at.is_(None))
    return session.scalars(found.order_by(StaffMember.id)).all()


def some_sealed(session: Session) -> list[bytes]:
    """Who wrote the first and the last case that has an author, sealed: to see whether keys open it."""
    ends = (Author.case_id.asc(), Author.case_id.desc())
    return [one for end in ends for one in session.scalars(select(Author.sealed).order_by(end).limit(1))]


def alarms(session: Session) -> dict[str, Alarm]:
    """The troubles that last."""
    return {row.trouble: row for row in session.scalars(select(Alarm))}


def raise_alarm(session: Session, trouble: str, since: datetime) -> None:
    """Keep that something is wrong; what is known already stays as it is."""
    session.execute(insert(session, Alarm).values(trouble=trouble, since=since).on_conflict_do_nothing())


def claim_telling(session: Session, trouble: str, now: datetime, before: datetime) -> bool:
    """Whether this process is to tell: nobody did after `before`. It is kept that it does."""
    due = or_(Alarm.told_at.is_(None), Alarm.told_at <= before)
    claimed = update(Alarm).where(Alarm.trouble == trouble, due).values(told_at=now).returning(Alarm.trouble)
    return session.execute(claimed.execution_options(synchronize_session=False)).first() is not None


def take_back_telling(session: Session, trouble: str, told_at: datetime) -> None:
    """Nobody could be told: it is tried again."""
    own = Alarm.trouble == trouble, Alarm.told_at == told_at
    session.execute(update(Alarm).where(*own).values(told_at=None).execution_options(synchronize_session=False))


def end_alarm(session: Session, trouble: str) -> bool:
    """It is over. Returns whether somebody was told of it, and this process ended it."""
    gone = delete(Alarm).where(Alarm.trouble == trouble).returning(Alarm.told_at)
    row = session.execute(gone.execution_options(synchronize_session=False)).first()
    return row is not None and row.told_at is not None
