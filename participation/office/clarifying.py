"""«Pedir aclaración»: the author is asked, and the clock is handled as the plan's rule says."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from participation.deadlines import PlanRules, add_working_days, working_days_between
from participation.notices import Subject, put_down, to_author
from participation.office.acting import SUBJECT, begin, finish, written
from participation.office.alerting import Alert, alert, at_work
from participation.office.errors import AskedAlready, NobodyToAsk
from participation.plan.current import current_plan
from storage import Session
from storage.models.cases import Case
from storage.models.followup import Clarification
from storage.models.kinds import Channel
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember
from storage.queries import office as queries
from storage.queries import plan as plans

LONGEST_QUESTION = 1_500


@dataclass(frozen=True)
class Clock:
    """What asking on a day does to a due date. `due_on`: the date if the author takes all the time there is."""

    stops: bool
    answer_by: date | None
    due_on: date | None


def clock(due_on: date | None, asked_on: date, rules: PlanRules) -> Clock:
    """How the plan's rule handles a term that ends on `due_on`; what is overdue already is not brought back to life."""
    days = rules.clarification_days
    answer_by = add_working_days(asked_on, days, rules.own) if days is not None else None
    if not rules.clarification_stops_clock or answer_by is None or due_on is None or due_on < asked_on:
        return Clock(stops=False, answer_by=answer_by, due_on=due_on)
    return Clock(stops=True, answer_by=answer_by, due_on=resumed(due_on, asked_on, answer_by, rules))


def resumed(due_before: date, asked_on: date, answered_on: date, rules: PlanRules) -> date:
    """The due date when the days from the question to its answer do not count.

    What was left of the term on the day of the question begins on the day after the answer.
    """
    left = working_days_between(asked_on, due_before, rules.own)
    return add_working_days(answered_on, left, rules.own)


def ask(
    session: Session,
    by: StaffMember,
    case_id: int,
    question: str,
    version: int,
    now: datetime,
    zone: ZoneInfo,
) -> Clarification:
    """Ask the author, by the bot. Raises NotAllowed, TextMissing, NobodyToAsk, AskedAlready and what `begin` raises."""
    case = begin(session, by, case_id, version, before_answer=True)
    if case.channel is not Channel.TELEGRAM or queries.author(session, case.id) is None:
        raise NobodyToAsk
    before = queries.open_clarification(session, case.id)
    if before is not None and before.lapsed_at is None:
        raise AskedAlready(date=before.asked_at.astimezone(zone).date())
    found = clock(case.due_on, now.astimezone(zone).date(), PlanRules.of(current_plan(session)))
    asked = Clarification(
        case_id=case.id,
        question=written(question, LONGEST_QUESTION),
        asked_at=now,
        answer_by=found.answer_by,
        stops_clock=found.stops,
        due_before=case.due_on,
        due_after=found.due_on,
        by_staff=by.id,
    )
    case.due_on = found.due_on
    session.add(asked)
    finish(session, by, case, "case.clarification_asked", now, stops=found.stops)
    _tell(session, by, case, asked, now)
    return asked


def awaited(session: Session, case: Case) -> Clarification | None:
    """What a case's author was asked and did not answer yet; late answers count as well."""
    return queries.open_clarification(session, case.id)


def answered(session: Session, case: Case, now: datetime, zone: ZoneInfo) -> Clarification | None:
    """The author added to the case what was asked for: the clock goes on, and who works on the case is told.

    Gives what was answered; None where nothing was asked.
    """
    asked = queries.open_clarification(session, case.id)
    if asked is None:
        return None
    today = now.astimezone(zone).date()
    in_time = asked.answer_by is None or today <= asked.answer_by
    if asked.stops_clock and in_time and asked.due_before is not None:
        rules = PlanRules.of(current_plan(session))
        due = resumed(asked.due_before, asked.asked_at.astimezone(zone).date(), today, rules)
        # Reclassifying or an extension meanwhile has changed the date: what they said stands where it is earlier.
        asked.due_after = case.due_on = due if case.due_on == asked.due_after else min(due, case.due_on or due)
    asked.answered_at = now
    case.version += 1
    alert(session, Alert.CLARIFIED, case, now, today, once=f"clarification:{asked.id}")
    session.flush()
    return asked


def note_lapsed(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """What nobody answered by its last day: the clock goes on, and staff are told. Nothing is closed by itself."""
    plan = plans.current_plan(session)
    if plan is None or not at_work(now, zone, PlanRules.of(plan).own):
        return []
    today, done = now.astimezone(zone).date(), []
    for asked, case in queries.lapsed_clarifications(session, today):
        asked.lapsed_at = now
        alert(session, Alert.CLARIFICATION_LAPSED, case, now, today, once=f"clarification:{asked.id}")
        done.append(f"clarification-lapsed:{asked.id}")
    return done


def _tell(session: Session, by: StaffMember, case: Case, asked: Clarification, now: datetime) -> None:
    notice = put_down(
        session,
        NoticeKind.CASE_CLARIFICATION,
        Subject(SUBJECT, case.id),
        f"case:{case.id}:clarification:{asked.id}",
        now,
        facts={"clarification": asked.id},
        by=by,
    )
    if notice is not None:
        to_author(session, notice, case)
