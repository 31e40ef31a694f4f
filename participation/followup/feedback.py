"""«Me sirvió», «No me sirvió»: what the author says of an answer, and how it comes back to staff."""

from datetime import date, datetime

from participation.followup.alerting import FollowupAlert, alert
from participation.followup.errors import AnsweredAlready
from participation.identity import Keyring
from participation.observations.errors import NoCase
from participation.observations.following import my_case
from storage import Session
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer, Feedback
from storage.models.kinds import CaseState
from storage.models.staff import StaffMember
from storage.queries import answers as queries
from storage.queries import staff
from storage.queries.office import case_for_update

LONGEST_WHY = 3_000


def my_answer(session: Session, keys: Keyring, person_id: int, answer_id: int) -> tuple[CaseAnswer, Case]:
    """An answer that was sent to this person, if it is the one in force. Raises NoCase, AnsweredAlready."""
    answer = queries.answer(session, answer_id)
    if answer is None or answer.state is not AnswerState.SENT:
        raise NoCase
    case = my_case(session, keys, person_id, answer.case_id)
    newest = queries.in_force(session, case.id)
    if newest is None or newest.id != answer.id:
        raise AnsweredAlready
    return answer, case


def give(session: Session, keys: Keyring, person_id: int, answer_id: int, now: datetime, *, helped: bool) -> Case:
    """Keep whether an answer helped; the last word counts. Raises NoCase, AnsweredAlready."""
    answer, case = my_answer(session, keys, person_id, answer_id)
    said = queries.feedback(session, answer.id)
    if said is None:
        said = Feedback(answer_id=answer.id, case_id=case.id, at=now)
        session.add(said)
    said.helped, said.at = helped, now
    session.flush()
    return case


def reopen(
    session: Session, keys: Keyring, person_id: int, answer_id: int, why: str | None, now: datetime, today: date
) -> Case:
    """The answer did not help: the case goes back to staff with what its author says, and who signed is told.

    Raises NoCase, AnsweredAlready.
    """
    give(session, keys, person_id, answer_id, now, helped=False)
    answer, case = my_answer(session, keys, person_id, answer_id)
    said = queries.feedback(session, answer.id)
    if said is not None and why:
        said.why = why[:LONGEST_WHY]
    back_to_staff(session, answer, case, now, today)
    return case


def back_to_staff(session: Session, answer: CaseAnswer, case: Case, now: datetime, today: date) -> None:
    """Reopen an answered case, once, and tell who signed its answer."""
    if case_for_update(session, case.id) is None or case.state is not CaseState.ANSWERED:
        return
    case.state, case.version = CaseState.REOPENED, case.version + 1
    session.flush()
    alert(session, FollowupAlert.REOPENED, case, answer, _who_signed(session, answer, case), now, today)


def _who_signed(session: Session, answer: CaseAnswer, case: Case) -> list[StaffMember]:
    """Who wrote and who approved an answer; where both left, who has the case."""
    signed = {answer.by_staff, answer.approved_by, case.assigned_to} - {None}
    found = [staff.member_by_id(session, one) for one in sorted(one for one in signed if one is not None)]
    return [one for one in found if one is not None and one.removed_at is None]
