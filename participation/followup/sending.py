"""«Enviar respuesta», «Pedir visto bueno»: an answer leaves with one signature, or with two."""

from collections.abc import Sequence
from datetime import date, datetime

from participation.followup.alerting import FollowupAlert, alert
from participation.followup.answering import mine, require_complete, require_current
from participation.followup.errors import NoAnswer, NobodyApproves, OnesOwn
from participation.followup.telling import take_effect
from participation.office import acting
from participation.office.acting import may_see
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer
from storage.models.staff import StaffMember
from storage.queries import answers as queries
from storage.queries import staff


def send(session: Session, by: StaffMember | None, answer_id: int, now: datetime, today: date) -> Case:
    """Send my answer. Raises NotAllowed, NoAnswer, NoSuchCase, CaseIsClosed, what is missing, and Overtaken."""
    me = require(by, Right.ANSWER)
    answer, case = mine(session, me, answer_id)
    case = acting.begin(session, me, case.id, None)
    take_effect(session, answer, case, now, today, by=me)
    return case


def approvers(session: Session, case: Case, beside: int) -> Sequence[StaffMember]:
    """Who else may approve an answer to a case."""
    everybody = staff.active_members(session)
    return [one for one in everybody if one.id != beside and may(one, Right.APPROVE) and may_see(one, case)]


def ask_approval(session: Session, by: StaffMember | None, answer_id: int, now: datetime, today: date) -> Case:
    """«Pedir visto bueno»: whoever approves is told. Raises NobodyApproves, and what `send` raises."""
    me = require(by, Right.ANSWER)
    answer, case = mine(session, me, answer_id)
    case = acting.begin(session, me, case.id, None)
    require_complete(answer)
    require_current(session, answer, case)
    asked = approvers(session, case, me.id)
    if not asked:
        raise NobodyApproves
    answer.state, answer.remark, answer.updated_at = AnswerState.AWAITS_APPROVAL, None, now
    acting.finish(session, me, case, "case.approval_asked", now, answer=answer.version)
    answer.case_version = case.version
    alert(session, FollowupAlert.APPROVAL, case, answer, asked, now, today, by=me)
    return case


def awaiting(session: Session, by: StaffMember | None, answer_id: int) -> tuple[CaseAnswer, Case]:
    """An answer that awaits the approval of somebody like me. Raises NotAllowed, NoAnswer, OnesOwn, NoSuchCase."""
    me = require(by, Right.APPROVE)
    answer = queries.answer(session, answer_id)
    if answer is None or answer.state is not AnswerState.AWAITS_APPROVAL:
        raise NoAnswer
    case = acting.readable(session, me, answer.case_id)
    if answer.by_staff == me.id:
        raise OnesOwn
    return answer, case


def approve(
    session: Session, by: StaffMember | None, answer_id: int, now: datetime, today: date, *, shown: int | None = None
) -> Case:
    """Send what somebody else wrote, signed by both. Raises what `awaiting` and `send` raise.

    `shown` is the version of the case that `answer.case_version` had when the approver read it: what was changed and
    asked for again since is not what was read, and NoAnswer.
    """
    me = require(by, Right.APPROVE)
    answer, case = awaiting(session, me, answer_id)
    if shown is not None and shown != answer.case_version:
        raise NoAnswer
    case = acting.begin(session, me, case.id, None)
    take_effect(session, answer, case, now, today, by=me, approved_by=me)
    alert(session, FollowupAlert.APPROVED, case, answer, _writer(session, answer), now, today, by=me)
    return case


def give_back(
    session: Session, by: StaffMember | None, answer_id: int, remark: str, now: datetime, today: date
) -> Case:
    """The approver wants it otherwise, and says what. Raises TextMissing and what `awaiting` raises."""
    me = require(by, Right.APPROVE)
    answer, case = awaiting(session, me, answer_id)
    case = acting.begin(session, me, case.id, None)
    answer.state, answer.remark, answer.updated_at = AnswerState.RETURNED, acting.written(remark, 700), now
    acting.finish(session, me, case, "case.approval_refused", now, answer=answer.version)
    answer.case_version = case.version
    alert(session, FollowupAlert.RETURNED, case, answer, _writer(session, answer), now, today, by=me)
    return case


def _writer(session: Session, answer: CaseAnswer) -> list[StaffMember]:
    writer = staff.member_by_id(session, answer.by_staff)
    return [writer] if writer is not None else []
