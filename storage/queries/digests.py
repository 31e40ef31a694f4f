"""What a digest tells of: new contributions by topic, what else waits, and until when each member was told.

Nothing here shows a denuncia; of them there are only bare counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.models.cases import Case
from storage.models.followup import AnswerState, AreaRequest, CaseAnswer, Clarification
from storage.models.kinds import AboutKind, CaseState, ContributionKind, PetitionKind
from storage.models.notices import Copy, CopyState, Notice, NoticeKind
from storage.models.staff import AuditEntry
from storage.queries.answers import undelivered
from storage.queries.inbox import OPEN, WORKED_ON, Line, listed

LOST = (CopyState.WAITING, CopyState.SKIPPED, CopyState.REFUSED, CopyState.BLOCKED)
LONGEST_COMPARED = 600  # characters of a text that are compared with others
STAFF = "staff"


@dataclass(frozen=True)
class Span:
    """From when to when something is new: after `since`, up to and with `until`."""

    since: datetime
    until: datetime


class Matter(StrEnum):
    """What waits beside due dates and new cases; the words are those of the buttons' data."""

    APPROVAL = "approval"
    REOPENED = "reopened"
    CLARIFIED = "clarified"  # the author answered what was asked
    LAPSED = "lapsed"  # the author did not, in time
    AREA_LATE = "area"
    UNDELIVERED = "publish"


@dataclass(frozen=True)
class Group:
    """New cases about one thing; `first` is the row of one of them."""

    about: AboutKind
    code: str | None
    cases: int
    first: int


@dataclass(frozen=True)
class Fresh:
    """A new case with what is compared of its text."""

    id: int
    about: AboutKind
    code: str | None
    text: str


@dataclass(frozen=True)
class Row:
    """A case as the workbook lists it: without a name, without its text."""

    id: int
    radicado: str
    received_on: date
    about: AboutKind
    code: str | None
    kind: ContributionKind
    petition: PetitionKind | None
    state: CaseState
    due_on: date | None
    assigned_to: int | None
    is_new: bool


def known_keys(session: Session, keys: Collection[str]) -> set[str]:
    """Those of the keys under which a notice was put down."""
    return set(session.scalars(select(Notice.key).where(Notice.key.in_(keys))))


def told_until(session: Session) -> Mapping[int, datetime]:
    """Until when each member of staff was told: by the last digest that arrived, or had nothing to tell."""
    of_notice = Copy.notice_id == Notice.id
    arrived = or_(~exists().where(of_notice), exists().where(of_notice, Copy.state.not_in(LOST)))
    last = select(func.max(Notice.id)).where(Notice.kind == NoticeKind.DIGEST, Notice.subject == STAFF, arrived)
    found = session.scalars(select(Notice).where(Notice.id.in_(last.group_by(Notice.subject_id))))
    return {notice.subject_id: datetime.fromisoformat(notice.facts["until"]) for notice in found}


def oldest_untouched(session: Session) -> datetime | None:
    """When the oldest case came that nobody has touched."""
    return session.scalar(select(func.min(Case.received_at)).where(Case.state == CaseState.RECEIVED, _shown()))


def groups(session: Session, span: Span) -> list[Group]:
    """The new cases that nobody has touched, by what they are about, the largest group first."""
    count = func.count()
    found = select(Case.about, Case.about_code, count, func.min(Case.id)).where(_is_new(span), _shown())
    grouped = found.group_by(Case.about, Case.about_code).order_by(count.desc(), Case.about, Case.about_code)
    return [Group(*row) for row in session.execute(grouped)]


def fresh(session: Session, span: Span, most: int) -> list[Fresh]:
    """The new cases with the beginnings of their texts, at most so many, the latest ones."""
    text = func.substr(Case.text, 1, LONGEST_COMPARED)
    found = select(Case.id, Case.about, Case.about_code, text).where(_is_new(span), _shown())
    return [Fresh(*row) for row in session.execute(found.order_by(Case.id.desc()).limit(most))]


def rows(session: Session, span: Span, soon: date, most: int) -> list[Row]:
    """What is overdue, due by `soon` or new, what is due first before the others."""
    is_new = _is_new(span)
    is_due = and_(Case.state.in_(WORKED_ON), Case.due_on <= soon)
    found = select(
        Case.id,
        Case.radicado,
        Case.received_on,
        Case.about,
        Case.about_code,
        Case.kind,
        Case.petition,
        Case.state,
        Case.due_on,
        Case.assigned_to,
        case((is_new, True), else_=False),
    ).where(or_(is_due, is_new), _shown())
    ordered = found.order_by(Case.due_on.is_(None), Case.due_on, Case.id).limit(most)
    return [Row(*row) for row in session.execute(ordered)]


def waiting(session: Session, matter: Matter, span: Span, day: date) -> list[int]:
    """The cases that wait for something, the oldest first."""
    return list(session.scalars(select(Case.id).where(_waits(matter, span, day), _shown()).order_by(Case.id)))


def waiting_lines(session: Session, matter: Matter, span: Span, day: date, most: int) -> Sequence[Line]:
    """The same in lines, at most so many, what is due first before the others."""
    return listed(session, [_waits(matter, span, day), _shown()], 0, most)


def to_approve(session: Session) -> list[tuple[int, int]]:
    """The answers that await approval: (case, who wrote it)."""
    found = select(CaseAnswer.case_id, CaseAnswer.by_staff).join(Case, Case.id == CaseAnswer.case_id)
    found = found.where(CaseAnswer.state == AnswerState.AWAITS_APPROVAL, _shown()).order_by(CaseAnswer.id)
    return [(case_id, by_staff) for case_id, by_staff in session.execute(found)]


def denuncias(session: Session, span: Span, day: date) -> tuple[int, int]:
    """How many denuncias are new and untouched, and how many are overdue on a day."""
    is_one = Case.kind == ContributionKind.DENUNCIA
    new = func.count().filter(_is_new(span))
    overdue = func.count().filter(Case.due_on < day)
    row = session.execute(select(new, overdue).where(is_one, Case.state.in_(WORKED_ON))).one()
    return row[0], row[1]


def _shown() -> ColumnElement[bool]:
    return Case.kind != ContributionKind.DENUNCIA


def _is_new(span: Span) -> ColumnElement[bool]:
    """Came, or was registered by staff for who came otherwise, within the span; and nobody has touched it."""
    registered = exists().where(
        AuditEntry.subject == "case",
        AuditEntry.subject_id == cast(Case.id, String),
        AuditEntry.act == "case.registered",
        *_within(AuditEntry.at, span),
    )
    came = or_(and_(*_within(Case.received_at, span)), and_(Case.registered_by.is_not(None), registered))
    return and_(Case.state == CaseState.RECEIVED, came)


def _waits(matter: Matter, span: Span, day: date) -> ColumnElement[bool]:
    is_open, asked = Case.state.in_(OPEN), Clarification.case_id == Case.id
    match matter:
        case Matter.APPROVAL:
            return exists().where(CaseAnswer.case_id == Case.id, CaseAnswer.state == AnswerState.AWAITS_APPROVAL)
        case Matter.REOPENED:
            return Case.state == CaseState.REOPENED
        case Matter.CLARIFIED:
            return and_(is_open, exists().where(asked, *_within(Clarification.answered_at, span)))
        case Matter.LAPSED:
            return and_(is_open, exists().where(asked, *_within(Clarification.lapsed_at, span)))
        case Matter.AREA_LATE:
            owed = AreaRequest.case_id == Case.id, AreaRequest.received_at.is_(None), AreaRequest.due_on < day
            return and_(is_open, exists().where(*owed))
        case Matter.UNDELIVERED:
            return Case.id.in_(undelivered())


def _within(column: InstrumentedAttribute[Any], span: Span) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column > span.since, column <= span.until
