"""What members of staff are told of an answer: privately, by who stands in where somebody is away."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from participation.notices import Subject, put_down, to_staff
from participation.office.acting import SUBJECT, may_see
from participation.office.delegating import who_is_told
from storage import Session
from storage.models.cases import Case
from storage.models.followup import CaseAnswer
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember


class FollowupAlert(StrEnum):
    """What an alert is about; `facts["what"]` of its notice."""

    APPROVAL = "approval"
    APPROVED = "approved"
    RETURNED = "returned"
    REOPENED = "reopened"


def alert(
    session: Session,
    what: FollowupAlert,
    case: Case,
    answer: CaseAnswer,
    whom: Sequence[StaffMember],
    now: datetime,
    today: date,
    *,
    by: StaffMember | None = None,
) -> int:
    """Tell these members of staff, or who stands in for them, once for each version of the case. Gives how many."""
    told = [one for member in whom if (one := who_is_told(session, member, today)) is not None and may_see(one, case)]
    if by is not None:
        told = [one for one in told if one.id != by.id]
    facts = {"what": what.value, "case": case.id, "answer": answer.id}
    key = f"case:{case.id}:alert:{what}:{case.version}"
    notice = put_down(session, NoticeKind.STAFF_ALERT, Subject(SUBJECT, case.id), key, now, facts=facts, by=by)
    return to_staff(session, notice, told) if notice is not None and told else 0
