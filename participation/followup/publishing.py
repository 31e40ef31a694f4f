"""Answers that reached nobody: shown on the public page for five working days, without the person."""

from datetime import date, datetime

from participation.deadlines import OwnDays, add_working_days
from participation.followup.errors import NothingToPublish
from participation.office import acting
from participation.staff.rights import Right, require
from storage import Session
from storage.models.cases import Case
from storage.models.followup import CaseAnswer, PublishedAnswer
from storage.models.kinds import CaseState, ContributionKind
from storage.models.staff import StaffMember
from storage.queries import answers as queries
from storage.queries.answers import Published

PUBLISHED_FOR = 5
"""Working days (Ley 1437 de 2011, artículo 69: notice to who cannot be reached)."""


def to_publish(session: Session, by: StaffMember | None, case_id: int) -> tuple[CaseAnswer, Case]:
    """The answer of a case that could be published. Raises NotAllowed, NoSuchCase, NothingToPublish."""
    case = acting.readable(session, require(by, Right.ANSWER), case_id)
    answer = queries.in_force(session, case.id)
    if answer is None or case.state is not CaseState.ANSWERED or case.kind is ContributionKind.DENUNCIA:
        raise NothingToPublish
    if queries.publication(session, answer.id) is not None:
        raise NothingToPublish
    return answer, case


def publish(
    session: Session, by: StaffMember | None, case_id: int, now: datetime, today: date, own: OwnDays
) -> PublishedAnswer:
    """Put an answer on the public page from today on. Raises what `to_publish` raises."""
    answer, case = to_publish(session, by, case_id)
    until = add_working_days(today, PUBLISHED_FOR, own)
    made = PublishedAnswer(answer_id=answer.id, published_on=today, until=until, by_staff=by.id if by else None)
    session.add(made)
    acting.finish(session, by, case, "case.answer_published", now, until=until.isoformat())
    return made


def published_answers(session: Session, today: date) -> list[Published]:
    """The answers that stand on the public page on a day of the entity's zone, the latest first; never a denuncia's."""
    return queries.published(session, today)
