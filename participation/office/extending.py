"""A later date to answer: once, before the term is over, with a reason that the author reads."""

from dataclasses import dataclass
from datetime import date, datetime

from participation.deadlines import PlanRules, add_working_days, working_days_between
from participation.notices import Subject, put_down, to_author
from participation.office.acting import SUBJECT, begin, finish, written
from participation.office.errors import ExtendedBefore, NoDueDate, NoExtensions, TooLateToExtend, TooLong
from participation.plan.current import current_plan
from storage import Session
from storage.models.cases import Case
from storage.models.followup import Clarification, Extension
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember
from storage.queries import office as queries

LONGEST_REASON = 600
STEP = 5  # working days


@dataclass(frozen=True)
class Room:
    """Between which days, both included, a new due date can lie."""

    first: date
    last: date


def room(received_on: date, due_on: date, paused: int, today: date, rules: PlanRules) -> Room:
    """How far a term can be extended: `paused` working days of it were taken up by clarifications and do not count.

    The initial term is what there was to answer; with the extension it is at most as many times that as the plan says.
    Raises NoExtensions, TooLateToExtend.
    """
    if due_on < today:
        raise TooLateToExtend(date=due_on)
    initial = working_days_between(received_on, due_on, rules.own) - paused
    more = (rules.extension_times - 1) * initial
    if more < 1:
        raise NoExtensions
    return Room(add_working_days(due_on, 1, rules.own), add_working_days(due_on, more, rules.own))


def room_of(session: Session, case: Case, today: date) -> Room:
    """The same for a case. Raises NoDueDate, ExtendedBefore, NoExtensions, TooLateToExtend."""
    if case.due_on is None:
        raise NoDueDate
    if (before := queries.extension(session, case.id)) is not None:
        raise ExtendedBefore(date=before.due_after)
    rules = PlanRules.of(current_plan(session))
    paused = sum(_pause(asked, rules) for asked in queries.clarifications(session, case.id))
    return room(case.received_on, case.due_on, paused, today, rules)


def choices(session: Session, case: Case, today: date) -> list[date]:
    """Days to choose from: every five working days, and the last one there can be. Raises as `room_of`."""
    own, found = PlanRules.of(current_plan(session)).own, room_of(session, case, today)
    days: list[date] = []
    day = add_working_days(found.first, STEP - 1, own)
    while day < found.last and len(days) < 5:
        days.append(day)
        day = add_working_days(day, STEP, own)
    return [*days, found.last]


def extend(
    session: Session, by: StaffMember, case_id: int, until: date, reason: str, version: int, now: datetime, today: date
) -> Extension:
    """A later due date; the author is told it with the reason.

    Raises NotAllowed, TextMissing, TooLong, what `room_of` and what `begin` raises.
    """
    case = begin(session, by, case_id, version, before_answer=True)
    found = room_of(session, case, today)
    if not found.first <= until <= found.last:
        raise TooLong(first=found.first, last=found.last)
    if case.due_on is None:
        raise NoDueDate
    made = Extension(
        case_id=case.id,
        due_before=case.due_on,
        due_after=until,
        reason=written(reason, LONGEST_REASON),
        by_staff=by.id,
        at=now,
    )
    case.due_on = until
    session.add(made)
    finish(session, by, case, "case.extended", now, old=made.due_before.isoformat(), new=until.isoformat())
    key = f"case:{case.id}:extended"
    notice = put_down(session, NoticeKind.CASE_EXTENDED, Subject(SUBJECT, case.id), key, now, by=by)
    if notice is not None:
        to_author(session, notice, case)
    return made


def _pause(asked: Clarification, rules: PlanRules) -> int:
    if not asked.stops_clock or asked.due_before is None or asked.due_after is None:
        return 0
    return working_days_between(asked.due_before, asked.due_after, rules.own)
