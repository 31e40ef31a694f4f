"""What the office writes for the progress report of a cut: difficulties with what is done about them, and who signs."""

from datetime import date, datetime
from enum import StrEnum

from participation.office.acting import written
from participation.plan.current import current_plan
from participation.plan.report.errors import NoSuchCut, NoSuchDifficulty, NotInTheReport
from participation.plan.report.facts import editions
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.plan import Plan
from storage.models.progress_report import Difficulty, ReportSignature
from storage.models.staff import StaffMember
from storage.queries import plan as plans
from storage.queries import progress_report as queries
from storage.queries.events import touch_plan

LONGEST_TEXT = 1_500
LONGEST_NAME = 300
SUBJECT = "progress report"


class Signature(StrEnum):
    """Which of the two who sign; the words are those of the buttons' data."""

    PREPARED = "prepared"
    APPROVED = "approved"


def add_difficulty(
    session: Session,
    by: StaffMember | None,
    cut_on: date,
    product_code: str | None,
    text: str,
    action: str | None,
    today: date,
    now: datetime,
) -> Difficulty:
    """Write a difficulty down; `product_code` None: the plan as a whole, `action` None: nothing is done about it yet.

    Raises NotAllowed, NoSuchCut, NotInTheReport, and TextMissing for texts that are empty or too long.
    """
    me = require(by, Right.PUBLISH)
    plan = _plan_with_cut(session, cut_on, today)
    if product_code is not None and all(product_code != one.product.code for one in plans.branches(session, plan)):
        raise NotInTheReport
    told = Difficulty(
        plan_id=plan.id,
        cut_on=cut_on,
        product_code=product_code,
        text=written(text, LONGEST_TEXT),
        action=written(action, LONGEST_TEXT) if action is not None else None,
        staff_id=me.id,
        at=now,
    )
    session.add(told)
    session.flush()
    _changed(session, me, plan, "report.difficulty_added", cut_on, now, difficulty=told.id)
    return told


def remove_difficulty(session: Session, by: StaffMember | None, difficulty_id: int, now: datetime) -> date:
    """Take a difficulty off; the row stays. Gives the day of its cut. Raises NotAllowed, NoSuchDifficulty."""
    me = require(by, Right.PUBLISH)
    found = queries.difficulty(session, difficulty_id)
    plan = current_plan(session)
    if found is None or found.plan_id != plan.id:
        raise NoSuchDifficulty
    found.removed_at = now
    _changed(session, me, plan, "report.difficulty_removed", found.cut_on, now, difficulty=found.id)
    return found.cut_on


def sign(
    session: Session,
    by: StaffMember | None,
    cut_on: date,
    which: Signature,
    name: str | None,
    today: date,
    now: datetime,
) -> None:
    """Write who prepared or who approved the report; None leaves the line to be signed by hand.

    Raises NotAllowed, NoSuchCut, and TextMissing for a name that is empty or too long.
    """
    me = require(by, Right.PUBLISH)
    plan = _plan_with_cut(session, cut_on, today)
    shown = written(name, LONGEST_NAME) if name is not None else None
    found = queries.signature(session, plan.id, cut_on)
    if found is None:
        found = ReportSignature(plan_id=plan.id, cut_on=cut_on, at=now)
        session.add(found)
    if which is Signature.PREPARED:
        found.prepared_by = shown
    else:
        found.approved_by = shown
    found.staff_id, found.at = me.id, now
    session.flush()
    _changed(session, me, plan, "report.signed", cut_on, now, which=which.value)


def _plan_with_cut(session: Session, cut_on: date, today: date) -> Plan:
    if all(cut.on != cut_on for cut in editions(session, today)):
        raise NoSuchCut
    return current_plan(session)


def _changed(
    session: Session, me: StaffMember, plan: Plan, act: str, cut_on: date, now: datetime, **facts: object
) -> None:
    """What was made of the report is stale; who did what is kept, without the names that were written."""
    plan_id = plan.id
    record(session, me, act, now, subject=SUBJECT, subject_id=cut_on.isoformat(), **facts)
    session.flush()
    touch_plan(session, plan_id)
