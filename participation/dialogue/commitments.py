"""*Compromisos* made at an event: numbered, with the area that answers for each and its date, followed until done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation import notices
from participation.deadlines import OwnDays, PlanRules, add_working_days, next_working_day
from participation.dialogue.errors import CommitmentDone, NoSuchCommitment, TextMissing
from participation.notices import Subject
from participation.staff.audit import record
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.events import Commitment
from storage.models.notices import NoticeKind
from storage.models.plan import Event
from storage.models.staff import StaffMember
from storage.queries import dialogue as queries
from storage.queries import plan as plans
from storage.queries import staff as staff_queries
from storage.queries.events import notice_keys, touch_plan

SUBJECT = "commitment"
LONGEST = 600
MORNING = time(8)
BEFORE, LATE = 3, 5
"""Working days: so long before its day and after it staff are reminded."""
LOOK_BACK = timedelta(days=3)


@dataclass(frozen=True)
class Reminder:
    """One time at which staff are reminded of a commitment: `soon`, `today` or `late`."""

    commitment: Commitment
    what: str
    at: datetime

    @property
    def key(self) -> str:
        """The same commitment for another day is another reminder."""
        return f"commitment:{self.commitment.id}:{self.what}:{self.commitment.due_on}"


def is_overdue(commitment: Commitment, today: date) -> bool:
    """Whether its day has passed and it is not done."""
    return commitment.done_on is None and commitment.due_on is not None and commitment.due_on < today


def add(
    session: Session, event: Event, text: str, owner: str, due_on: date | None, by: StaffMember | None, now: datetime
) -> Commitment:
    """Write a commitment down with the next number of its event. Raises NotAllowed, TextMissing."""
    signing = require(by, Right.PUBLISH)
    commitment = Commitment(
        event_id=event.id,
        number=queries.last_commitment(session, event.id) + 1,
        text=written(text),
        owner=written(owner),
        due_on=due_on,
        by_staff=signing.id,
        created_at=now,
    )
    session.add(commitment)
    session.flush()
    touch_plan(session, event.plan_id)
    _record(session, signing, commitment, "commitment.made", now)
    return commitment


def mark_done(
    session: Session, commitment_id: int, proof: str, by: StaffMember | None, now: datetime, today: date
) -> Commitment:
    """Say that a commitment is kept, with its proof: a link, or words.

    Raises NotAllowed, NoSuchCommitment, CommitmentDone, TextMissing.
    """
    signing = require(by, Right.PUBLISH)
    found = the_commitment(session, commitment_id)
    if found.done_on is not None:
        raise CommitmentDone
    found.proof, found.done_on = written(proof), today
    session.flush()
    _record(session, signing, found, "commitment.done", now)
    return found


def the_commitment(session: Session, commitment_id: int) -> Commitment:
    """A commitment by its id. Raises NoSuchCommitment."""
    found = queries.commitment(session, commitment_id)
    if found is None:
        raise NoSuchCommitment
    return found


def written(text: str) -> str:
    """A text that has to be there, in one paragraph. Raises TextMissing."""
    said = " ".join(text.split())
    if not said or len(said) > LONGEST:
        raise TextMissing
    return said


# Reminding


def remind(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Remind who publishes of what is due soon, due today, and overdue."""
    due = [one for one in _reminders(session, zone) if now - LOOK_BACK <= one.at <= now]
    latest = {one.commitment.id: one for one in sorted(due, key=lambda one: one.at)}
    known = notice_keys(session, [one.key for one in latest.values()])
    fresh = [one for one in latest.values() if one.key not in known]
    if not fresh:
        return []
    told = [member for member in staff_queries.active_members(session) if may(member, Right.PUBLISH)]
    return [_put_down(session, one, told, now) for one in fresh]


def next_reminder(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """When staff are reminded next."""
    return min((one.at for one in _reminders(session, zone) if one.at > after), default=None)


def _reminders(session: Session, zone: ZoneInfo) -> Iterator[Reminder]:
    found = queries.open_commitments(session)
    plan = plans.current_plan(session) if found else None
    own = PlanRules.of(plan).own if plan is not None else OwnDays()
    for one in found:
        if one.due_on is not None:
            for what, day in _days(one.due_on, own):
                at = datetime.combine(day, MORNING, zone)
                if at > one.created_at:
                    yield Reminder(one, what, at)


def _days(due_on: date, own: OwnDays) -> tuple[tuple[str, date], ...]:
    soon = due_on
    for _ in range(BEFORE):
        soon = _working_day_before(soon, own)
    return ("soon", soon), ("today", next_working_day(due_on, own)), ("late", add_working_days(due_on, LATE, own))


def _working_day_before(day: date, own: OwnDays) -> date:
    day -= timedelta(days=1)
    while next_working_day(day, own) != day:
        day -= timedelta(days=1)
    return day


def _put_down(session: Session, one: Reminder, told: Sequence[StaffMember], now: datetime) -> str:
    subject, facts = Subject(SUBJECT, one.commitment.id), {"what": one.what}
    notice = notices.put_down(
        session, NoticeKind.STAFF_ALERT, subject, one.key, now, facts=facts, expires_at=now + LOOK_BACK
    )
    count = notices.to_staff(session, notice, told) if notice is not None else 0
    return f"{one.key} for {count}"


def _record(session: Session, by: StaffMember, one: Commitment, act: str, now: datetime) -> None:
    facts = {"event": one.event_id, "number": one.number, "due_on": str(one.due_on) if one.due_on else None}
    record(session, by, act, now, subject=SUBJECT, subject_id=one.id, **facts)
    session.flush()
