"""What an office does with cases: reading them for an act, and what is due of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, exists, func, select, union_all, update
from sqlalchemy.orm import Session, aliased

from storage.models.cases import Author, Case, CaseFile, CaseVersion
from storage.models.followup import (
    AnswerState,
    AreaRequest,
    CaseAnswer,
    CaseNote,
    Clarification,
    Extension,
    Feedback,
)
from storage.models.kinds import CaseState, Channel, ContributionKind
from storage.models.office import OutsideAnswer
from storage.models.staff import AuditEntry, StaffMember

OPEN = (CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.ASSIGNED, CaseState.REOPENED)
_AWAITING = (
    select(Case)
    .join(Author, Author.case_id == Case.id)
    .join(Clarification, Clarification.case_id == Case.id)
    .where(Author.person == bindparam("person"), Clarification.answered_at.is_(None), Case.state.in_(OPEN))
    .order_by(Clarification.id.desc())
    .limit(1)
)


def case(session: Session, case_id: int) -> Case | None:
    """A case by its id."""
    return session.get(Case, case_id)


def case_for_update(session: Session, case_id: int) -> Case | None:
    """A case as it is now; nobody else changes it until the transaction ends."""
    return session.get(Case, case_id, with_for_update=True, populate_existing=True)


def last_actor(session: Session, case_id: int) -> str | None:
    """The name of who did something with a case last."""
    found = select(StaffMember.name).join(AuditEntry, AuditEntry.staff_id == StaffMember.id)
    found = found.where(AuditEntry.subject == "case", AuditEntry.subject_id == str(case_id))
    return session.scalar(found.order_by(AuditEntry.id.desc()).limit(1))


def acts_on(session: Session, case_id: int) -> list[tuple[AuditEntry, str | None]]:
    """Everything that staff did with a case, in order, with the name of who did it."""
    found = select(AuditEntry, StaffMember.name).outerjoin(StaffMember, AuditEntry.staff_id == StaffMember.id)
    found = found.where(AuditEntry.subject == "case", AuditEntry.subject_id == str(case_id)).order_by(AuditEntry.id)
    return [(entry, name) for entry, name in session.execute(found)]


def first_reclassifications(session: Session, case_ids: Collection[int]) -> Mapping[int, Mapping[str, object]]:
    """Of each case that was reclassified, the facts of the first time: what it was filed as is among them."""
    wanted = [str(case_id) for case_id in case_ids]
    found = select(AuditEntry.subject_id, AuditEntry.facts).where(
        AuditEntry.act == "case.reclassified", AuditEntry.subject == "case", AuditEntry.subject_id.in_(wanted)
    )
    first: dict[int, Mapping[str, object]] = {}
    for subject_id, facts in session.execute(found.order_by(AuditEntry.id)):
        first.setdefault(int(subject_id or 0), facts)
    return first


def away_with_delegates(session: Session, delegates: Collection[int], today: date) -> Sequence[int]:
    """Who is away today and has one of these as the delegate."""
    found = select(StaffMember.id).where(
        StaffMember.delegate_id.in_(delegates), StaffMember.away_from <= today, StaffMember.away_until >= today
    )
    return session.scalars(found).all()


def repoint_duplicates(session: Session, old: int, new: int) -> int:
    """What was a repetition of one case becomes one of another. Returns how many."""
    moved = update(Case).where(Case.duplicate_of == old).values(duplicate_of=new).returning(Case.id)
    return len(session.execute(moved).all())


def take_apart(session: Session, case: Case) -> None:
    """A case repeats and supports no other, and none repeats or supports it."""
    case.duplicate_of = case.supports = None
    for tie in (Case.duplicate_of, Case.supports):
        session.execute(update(Case).where(tie == case.id).values({tie: None}))


def count_duplicates(session: Session, case_id: int) -> int:
    """How many cases repeat one."""
    return session.scalar(select(func.count()).select_from(Case).where(Case.duplicate_of == case_id)) or 0


def clarifications(session: Session, case_id: int) -> Sequence[Clarification]:
    """Everything that was asked of a case's author, in order."""
    found = select(Clarification).where(Clarification.case_id == case_id)
    return session.scalars(found.order_by(Clarification.id)).all()


def clarification(session: Session, clarification_id: int) -> Clarification | None:
    """One of them."""
    return session.get(Clarification, clarification_id)


def open_clarification(session: Session, case_id: int) -> Clarification | None:
    """What was asked of a case's author and not answered yet, in time or not."""
    found = select(Clarification).where(Clarification.case_id == case_id, Clarification.answered_at.is_(None))
    return session.scalars(found.order_by(Clarification.id.desc()).limit(1)).first()


def lapsed_clarifications(session: Session, today: date) -> list[tuple[Clarification, Case]]:
    """What open cases were asked and their authors did not answer by the last day."""
    found = (
        select(Clarification, Case)
        .join(Case, Clarification.case_id == Case.id)
        .where(
            Clarification.answered_at.is_(None),
            Clarification.lapsed_at.is_(None),
            Clarification.answer_by < today,
            Case.state.in_(OPEN),
        )
        .order_by(Clarification.id)
    )
    return [(asked, about) for asked, about in session.execute(found)]


def extension(session: Session, case_id: int) -> Extension | None:
    """The extension of a case, if it was extended."""
    return session.scalars(select(Extension).where(Extension.case_id == case_id)).one_or_none()


def area_requests(session: Session, case_id: int) -> Sequence[AreaRequest]:
    """What areas were asked about a case, in order."""
    return session.scalars(select(AreaRequest).where(AreaRequest.case_id == case_id).order_by(AreaRequest.id)).all()


def area_request(session: Session, request_id: int) -> AreaRequest | None:
    """One of them."""
    return session.get(AreaRequest, request_id)


def waiting_area_requests(session: Session, due_before: date) -> list[tuple[AreaRequest, Case]]:
    """What areas owe on open cases, due before a day."""
    found = (
        select(AreaRequest, Case)
        .join(Case, AreaRequest.case_id == Case.id)
        .where(AreaRequest.received_at.is_(None), AreaRequest.due_on < due_before, Case.state.in_(OPEN))
        .order_by(AreaRequest.id)
    )
    return [(asked, about) for asked, about in session.execute(found)]


def to_transfer(session: Session, last: date) -> Sequence[Case]:
    """Open cases that are another entity's matter and must be passed on by a day at the latest."""
    dated = aliased(Case)
    due = select(dated.id).where(dated.transfer_by <= last)
    found = select(Case).where(Case.id.in_(due), Case.state.in_(OPEN)).order_by(Case.id)
    return session.scalars(found).all()


def notes(session: Session, case_id: int) -> Sequence[CaseNote]:
    """The internal notes of a case, in order."""
    return session.scalars(select(CaseNote).where(CaseNote.case_id == case_id).order_by(CaseNote.id)).all()


def files(session: Session, case_id: int) -> Sequence[CaseFile]:
    """The files of a case, those that came later included."""
    return session.scalars(select(CaseFile).where(CaseFile.case_id == case_id).order_by(CaseFile.id)).all()


def file(session: Session, file_id: int) -> CaseFile | None:
    """One of them."""
    return session.get(CaseFile, file_id)


def versions(session: Session, case_id: int) -> Sequence[CaseVersion]:
    """What the author added or changed, in order."""
    return session.scalars(select(CaseVersion).where(CaseVersion.case_id == case_id).order_by(CaseVersion.id)).all()


def answers(session: Session, case_id: int) -> Sequence[CaseAnswer]:
    """The answers that were sent, in order."""
    found = select(CaseAnswer).where(CaseAnswer.case_id == case_id, CaseAnswer.state == AnswerState.SENT)
    return session.scalars(found.order_by(CaseAnswer.version)).all()


def feedback(session: Session, case_id: int) -> Sequence[Feedback]:
    """What the author said of the answers."""
    return session.scalars(select(Feedback).where(Feedback.case_id == case_id).order_by(Feedback.answer_id)).all()


def author(session: Session, case_id: int) -> Author | None:
    """Who wrote a case, sealed."""
    return session.get(Author, case_id)


def names_of_staff(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """The names of members of staff, those who left included."""
    found = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(ids))
    return {row.id: row.name for row in session.execute(found)}


@dataclass(frozen=True)
class Outside:
    """An answer that staff take to its author by another way than the bot."""

    case: Case
    answer: CaseAnswer
    author: Author


def outside_answers(session: Session, limit: int, *, denuncias: bool) -> list[Outside]:
    """Sent answers to who came otherwise and left a way to be answered, that nobody took there yet; the oldest first.

    Of an answer that was corrected the last version counts.
    """
    later = aliased(CaseAnswer)
    newer = exists().where(
        later.case_id == CaseAnswer.case_id, later.state == AnswerState.SENT, later.version > CaseAnswer.version
    )
    found = (
        select(Case, CaseAnswer, Author)
        .join(CaseAnswer, CaseAnswer.case_id == Case.id)
        .join(Author, Author.case_id == Case.id)
        .outerjoin(OutsideAnswer, OutsideAnswer.answer_id == CaseAnswer.id)
        .where(
            Case.channel != Channel.TELEGRAM,
            CaseAnswer.state == AnswerState.SENT,
            ~newer,
            OutsideAnswer.answer_id.is_(None),
        )
        .order_by(CaseAnswer.sent_at, CaseAnswer.id)
        .limit(limit)
    )
    if not denuncias:
        found = found.where(Case.kind != ContributionKind.DENUNCIA)
    return [Outside(*row) for row in session.execute(found)]


def sent_answer(session: Session, answer_id: int) -> CaseAnswer | None:
    """An answer that was sent."""
    found = session.get(CaseAnswer, answer_id)
    return found if found is not None and found.state is AnswerState.SENT else None


def outside_of(session: Session, case_id: int) -> Mapping[int, OutsideAnswer]:
    """The answers of a case that staff took to its author, by the answer's id."""
    found = session.scalars(select(OutsideAnswer).where(OutsideAnswer.case_id == case_id))
    return {taken.answer_id: taken for taken in found}


def outside_answer(session: Session, answer_id: int) -> OutsideAnswer | None:
    """When staff took an answer to its author, if they did."""
    return session.get(OutsideAnswer, answer_id)


def anything_waits(session: Session) -> bool:
    """Whether some open case waits for its author, for an area, or to be passed on."""
    asked = select(Clarification.case_id).where(
        Clarification.answered_at.is_(None), Clarification.lapsed_at.is_(None), Clarification.answer_by.is_not(None)
    )
    owed = select(AreaRequest.case_id).where(AreaRequest.received_at.is_(None))
    dated = aliased(Case)
    waits = union_all(asked, owed, select(dated.id).where(dated.transfer_by.is_not(None)))
    return session.scalar(select(Case.id).where(Case.state.in_(OPEN), Case.id.in_(waits)).limit(1)) is not None


def case_awaiting(session: Session, person: str) -> Case | None:
    """The open case of a person whose author was asked something last and has not answered; in time or not."""
    return session.scalars(_AWAITING, {"person": person}).first()
