"""Answers to cases: those being written, those that were sent, and what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer, Feedback, PublishedAnswer
from storage.models.kinds import CaseState, ContributionKind
from storage.models.notices import Copy, CopyState, CopyTotal, Notice, NoticeKind
from storage.models.office import OutsideAnswer
from storage.models.staff import StaffMember

UNFINISHED = (AnswerState.DRAFT, AnswerState.AWAITS_APPROVAL, AnswerState.RETURNED)
TELLING = (NoticeKind.CASE_ANSWERED, NoticeKind.CASE_CORRECTED)
LOST = (CopyState.BLOCKED, CopyState.REFUSED, CopyState.SKIPPED)
_ON_THE_WAY = and_(CaseAnswer.state == AnswerState.SENT, CaseAnswer.reached.is_(False))
UNANSWERED = (CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.ASSIGNED, CaseState.REOPENED)


def answer(session: Session, answer_id: int) -> CaseAnswer | None:
    """An answer by its id."""
    return session.get(CaseAnswer, answer_id)


def own_unfinished(session: Session, case_id: int, staff_id: int) -> CaseAnswer | None:
    """What a member of staff is writing for a case."""
    found = select(CaseAnswer).where(CaseAnswer.case_id == case_id, CaseAnswer.by_staff == staff_id)
    return session.execute(found.where(CaseAnswer.state.in_(UNFINISHED)).limit(1)).scalar_one_or_none()


def unfinished(session: Session, case_id: int) -> Sequence[CaseAnswer]:
    """Everything that is being written for a case."""
    found = select(CaseAnswer).where(CaseAnswer.case_id == case_id, CaseAnswer.state.in_(UNFINISHED))
    return session.execute(found.order_by(CaseAnswer.id)).scalars().all()


def sent(session: Session, case_id: int) -> Sequence[CaseAnswer]:
    """The answers of a case that were sent, the first one first; the last is the one in force."""
    found = select(CaseAnswer).where(CaseAnswer.case_id == case_id, CaseAnswer.state == AnswerState.SENT)
    return session.execute(found.order_by(CaseAnswer.version)).scalars().all()


def in_force(session: Session, case_id: int) -> CaseAnswer | None:
    """The answer of a case that is in force, if it was answered."""
    found = select(CaseAnswer).where(CaseAnswer.case_id == case_id, CaseAnswer.state == AnswerState.SENT)
    return session.execute(found.order_by(CaseAnswer.version.desc()).limit(1)).scalar_one_or_none()


def sent_to(session: Session, case_ids: Collection[int]) -> dict[int, list[CaseAnswer]]:
    """The answers that were sent to each of these cases, the first one first."""
    found = select(CaseAnswer).where(CaseAnswer.case_id.in_(case_ids), CaseAnswer.state == AnswerState.SENT)
    by_case: dict[int, list[CaseAnswer]] = {}
    for one in session.execute(found.order_by(CaseAnswer.version)).scalars():
        by_case.setdefault(one.case_id, []).append(one)
    return by_case


def next_version(session: Session, case_id: int) -> int:
    """The version that a new answer of a case gets."""
    found = select(func.max(CaseAnswer.version)).where(CaseAnswer.case_id == case_id)
    return (session.execute(found).scalar_one() or 0) + 1


def next_versions(session: Session, case_ids: Collection[int]) -> dict[int, int]:
    """The same for many cases."""
    found = select(CaseAnswer.case_id, func.max(CaseAnswer.version)).where(CaseAnswer.case_id.in_(case_ids))
    highest = {row[0]: row[1] for row in session.execute(found.group_by(CaseAnswer.case_id))}
    return {case_id: highest.get(case_id, 0) + 1 for case_id in case_ids}


def waiting_beside(session: Session, case: Case) -> Sequence[Case]:
    """The repetitions of a case and its supporters that have no answer yet."""
    beside = or_(Case.duplicate_of == case.id, Case.supports == case.id)
    found = select(Case).where(beside, Case.state.in_(UNANSWERED), Case.answered_at.is_(None))
    return session.execute(found.order_by(Case.id)).scalars().all()


def answered_with(session: Session, case: Case, before: CaseAnswer) -> Sequence[Case]:
    """The repetitions of a case and its supporters whose answer in force came with `before`, an answer of that case."""
    later = aliased(CaseAnswer)
    newer = exists().where(
        later.case_id == CaseAnswer.case_id, later.state == AnswerState.SENT, later.version > CaseAnswer.version
    )
    found = (
        select(Case)
        .join(CaseAnswer, CaseAnswer.case_id == Case.id)
        .where(or_(Case.duplicate_of == case.id, Case.supports == case.id), Case.state == CaseState.ANSWERED)
        .where(CaseAnswer.state == AnswerState.SENT, CaseAnswer.sent_at == before.sent_at, ~newer)
        .where(CaseAnswer.by_staff == before.by_staff, CaseAnswer.text == before.text)
    )
    return session.execute(found.order_by(Case.id)).scalars().all()


def feedback(session: Session, answer_id: int) -> Feedback | None:
    """What its author said of an answer."""
    return session.get(Feedback, answer_id)


def last_feedback(session: Session, case_id: int) -> Feedback | None:
    """What the author of a case said last of an answer."""
    found = select(Feedback).where(Feedback.case_id == case_id).order_by(Feedback.at.desc(), Feedback.answer_id.desc())
    return session.execute(found.limit(1)).scalar_one_or_none()


def feedback_on(session: Session, case_ids: Collection[int]) -> dict[int, list[Feedback]]:
    """What the authors of these cases said of their answers."""
    by_case: dict[int, list[Feedback]] = {}
    for one in session.scalars(select(Feedback).where(Feedback.case_id.in_(case_ids)).order_by(Feedback.answer_id)):
        by_case.setdefault(one.case_id, []).append(one)
    return by_case


def unexplained(session: Session, before: datetime, most: int) -> Sequence[tuple[CaseAnswer, Case]]:
    """Answers in force that did not help, said so before an instant, on cases that nobody looks at again yet."""
    unhelpful = select(Feedback.answer_id).where(Feedback.helped.is_(False), Feedback.at <= before)
    found = (
        select(CaseAnswer, Case)
        .join(Case, Case.id == CaseAnswer.case_id)
        .where(CaseAnswer.id.in_(unhelpful))  # not by its state as well: most answers were sent
        .where(Case.state == CaseState.ANSWERED, CaseAnswer.sent_at == Case.answered_at)
    )
    return [(row[0], row[1]) for row in session.execute(found.order_by(CaseAnswer.id).limit(most))]


def first_unexplained(session: Session, after: datetime) -> datetime | None:
    """When the first of them was said after an instant."""
    answered = exists().where(Case.id == Feedback.case_id, Case.state == CaseState.ANSWERED)
    found = select(func.min(Feedback.at)).where(Feedback.helped.is_(False), Feedback.at > after, answered)
    return session.execute(found).scalar_one()


@dataclass(frozen=True)
class Delivery:
    """What became of the last message that took an answer to its author. `at` is when it arrived."""

    state: CopyState
    at: datetime | None


def delivery(session: Session, case_id: int) -> Delivery | None:
    """How the last telling of an answer stands; None where nobody is there to be told."""
    last = select(Notice.id).where(Notice.subject == "case", Notice.subject_id == case_id, Notice.kind.in_(TELLING))
    notice_id = session.scalar(last.order_by(Notice.id.desc()).limit(1))
    for found in (
        select(Copy.state, Copy.sent_at).where(Copy.notice_id == notice_id),
        select(CopyTotal.state, CopyTotal.last_at).where(CopyTotal.notice_id == notice_id),  # recipients are forgotten
    ):
        if (row := session.execute(found.limit(1)).first()) is not None:
            return Delivery(*row)
    return None


def is_undelivered(session: Session, case_id: int) -> bool:
    """Whether the answer of a case reached nobody and could be published."""
    return session.execute(undelivered().where(CaseAnswer.case_id == case_id).limit(1)).first() is not None


def was_told(session: Session, case_id: int, before: int) -> bool:
    """Whether an answer had reached the author of a case by a notice earlier than the one with the id `before`."""
    told = select(Copy.id).join(Notice, Notice.id == Copy.notice_id)
    told = told.where(Notice.subject == "case", Notice.subject_id == case_id, Notice.kind.in_(TELLING))
    return session.execute(told.where(Notice.id < before, Copy.state.not_in(LOST)).limit(1)).first() is not None


def undelivered() -> Select[int]:
    """The cases whose answer reached nobody and was neither published nor taken to its author by staff.

    Nothing of a denuncia is ever published.
    """
    return (
        select(CaseAnswer.case_id)
        .join(Case, Case.id == CaseAnswer.case_id)
        .where(_ON_THE_WAY, ~_replaced())
        .where(Case.state == CaseState.ANSWERED, Case.kind != ContributionKind.DENUNCIA)
        .where(~exists().where(PublishedAnswer.answer_id == CaseAnswer.id))
        .where(~exists().where(OutsideAnswer.answer_id == CaseAnswer.id))
        .where(~exists().where(_telling(), Copy.notice_id == Notice.id, Copy.state.not_in(LOST)))
        .where(~exists().where(_telling(), CopyTotal.notice_id == Notice.id, CopyTotal.state.not_in(LOST)))
    )


def note_reached(session: Session) -> int:
    """Note which of the answers that were sent have reached their authors, or were replaced. Returns how many."""
    arrived = exists().where(_telling(), Copy.notice_id == Notice.id, Copy.state == CopyState.SENT)
    counted = exists().where(_telling(), CopyTotal.notice_id == Notice.id, CopyTotal.state == CopyState.SENT)
    noting = update(CaseAnswer).where(_ON_THE_WAY, or_(arrived, counted, _replaced())).values(reached=True)
    found = session.execute(noting.returning(CaseAnswer.id).execution_options(synchronize_session=False))
    return len(found.all())


def _replaced() -> ColumnElement[bool]:
    later = aliased(CaseAnswer)
    return exists().where(
        later.case_id == CaseAnswer.case_id, later.state == AnswerState.SENT, later.version > CaseAnswer.version
    )


def _telling() -> ColumnElement[bool]:
    """A notice that tells this answer, or a later one, to the author of its case."""
    about = and_(Notice.subject == "case", Notice.subject_id == CaseAnswer.case_id, Notice.kind.in_(TELLING))
    return and_(about, Notice.created_at >= CaseAnswer.sent_at)


@dataclass(frozen=True)
class Published:
    """An answer as it is on the public page."""

    publication: PublishedAnswer
    answer: CaseAnswer
    case: Case


def published(session: Session, today: date) -> list[Published]:
    """The answers that stand on the public page on a day, the latest first."""
    found = (
        select(PublishedAnswer, CaseAnswer, Case)
        .join(CaseAnswer, CaseAnswer.id == PublishedAnswer.answer_id)
        .join(Case, Case.id == CaseAnswer.case_id)
        .where(PublishedAnswer.published_on <= today, PublishedAnswer.until >= today)
        .where(Case.kind != ContributionKind.DENUNCIA)
    )
    ordered = found.order_by(PublishedAnswer.published_on.desc(), CaseAnswer.id.desc())
    return [Published(*row) for row in session.execute(ordered)]


def publication(session: Session, answer_id: int) -> PublishedAnswer | None:
    """Since when and until when an answer is on the public page."""
    return session.get(PublishedAnswer, answer_id)


def signers(session: Session, answers: Collection[CaseAnswer]) -> dict[int, str]:
    """The names of who wrote and who approved these answers, by the ids of their rows."""
    ids = {one.by_staff for one in answers} | {one.approved_by for one in answers if one.approved_by is not None}
    found = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(ids))
    return {row.id: row.name for row in session.execute(found)}
