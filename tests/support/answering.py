"""Answers as the tests write them, step by step."""

from datetime import date, datetime
from typing import Any

from participation.followup import answering, sending
from storage import Session
from storage.models.cases import Case
from storage.models.followup import CaseAnswer, Decision
from storage.models.staff import StaffMember
from tests.support.office import at

DAY = date(2021, 7, 2)
NOW = at(DAY, 10)


def written(
    session: Session,
    by: StaffMember,
    case: Case,
    *,
    text: str = "Sí se puede.",
    decision: Decision = Decision.ACCEPTED,
    reason: str | None = "Se agregó la fecha.",
    now: datetime = NOW,
) -> CaseAnswer:
    """An answer to which nothing is missing."""
    answer = answering.begin(session, by, case.id, now)
    answering.write(session, by, answer.id, text, now, anew=True)
    answering.decide(session, by, answer.id, decision, now)
    if decision is Decision.TRANSFERRED:
        answering.transfer_to(session, by, answer.id, "Alcaldía", now)
    answering.explain(session, by, answer.id, reason, now)
    return answer


def answered(session: Session, by: StaffMember, case: Case, **how: Any) -> CaseAnswer:
    """An answer that was sent."""
    answer = written(session, by, case, **how)
    sending.send(session, by, answer.id, NOW, DAY)
    return answer
