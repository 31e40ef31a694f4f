"""What waits for staff: cases by what they ask for, counted and listed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select
from sqlalchemy.orm import Session, aliased

from storage.models.cases import Case, CaseVersion
from storage.models.followup import AnswerState, CaseAnswer
from storage.models.kinds import AboutKind, CaseState, ContributionKind
from storage.models.staff import AuditEntry, StaffMember
from storage.queries.answers import undelivered

WORKED_ON = (CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.ASSIGNED)
OPEN = (*WORKED_ON, CaseState.REOPENED)
CHANGING_NOTHING = ("case.answer_begun", "case.answer_dropped", "case.folder")  # acts of which nobody has to know


class Shelf(StrEnum):
    """A filter of «Bandeja»; the words are those of the buttons' data."""

    OPEN = "open"
    NEW = "new"
    MINE = "mine"
    SOON = "soon"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    ADDED = "added"  # something was added after the answer
    APPROVAL = "approval"
    UNDELIVERED = "publish"
    DENUNCIAS = "denuncias"
    ABOUT = "about"  # one product, event …


@dataclass(frozen=True)
class Look:
    """Who looks, when: `mine` are whose cases are the looker's, `soon` the last day that counts as soon."""

    today: date
    soon: date
    mine: Collection[int]
    denuncias: bool


@dataclass(frozen=True)
class Line:
    """A case in one line."""

    id: int
    number: int
    about: AboutKind
    about_code: str | None
    kind: ContributionKind
    state: CaseState
    due_on: date | None
    assigned_to: int | None
    assigned_name: str | None


@dataclass(frozen=True)
class Topic:
    """How many open cases are about one thing."""

    about: AboutKind
    code: str | None
    cases: int


@dataclass(frozen=True)
class LastAct:
    """The last thing that a member of staff did with a case."""

    name: str
    act: str
    at: datetime


def open_counts(session: Session, look: Look) -> dict[Shelf, int]:
    """How many open cases are on each shelf that is told by the columns of a case."""
    shelves = [shelf for shelf in Shelf if shelf not in _HANGING and shelf is not Shelf.ABOUT]
    found = select(*(func.count().filter(_on(shelf, look)) for shelf in shelves))
    row = session.execute(found.where(Case.state.in_(OPEN), _visible(look))).one()
    return dict(zip(shelves, row, strict=True))


def counts(session: Session, look: Look) -> dict[Shelf, int]:
    """The same of every shelf, those included that are told by what hangs on a case."""
    row = session.execute(select(*(_counted(shelf, look) for shelf in _HANGING))).one()
    return open_counts(session, look) | dict(zip(_HANGING, row, strict=True))


def lines(
    session: Session, shelf: Shelf, look: Look, about: tuple[AboutKind, str | None] | None, first: int, most: int
) -> Sequence[Line]:
    """Cases of a shelf from the one at `first` on, what is due first before the others."""
    conditions = [_visible(look), _on(shelf, look)]
    if about is not None:
        kind, code = about
        conditions += [Case.about == kind, Case.about_code == code if code else Case.about_code.is_(None)]
    return listed(session, conditions, first, most)


def listed(session: Session, conditions: Collection[ColumnElement[bool]], first: int, most: int) -> Sequence[Line]:
    """Cases of which this is so, from the one at `first` on, what is due first before the others."""
    found = select(
        Case.id,
        Case.number,
        Case.about,
        Case.about_code,
        Case.kind,
        Case.state,
        Case.due_on,
        Case.assigned_to,
        StaffMember.name,
    ).outerjoin(StaffMember, StaffMember.id == Case.assigned_to)
    ordered = found.where(*conditions).order_by(Case.due_on.is_(None), Case.due_on, Case.id)
    return [Line(*row) for row in session.execute(ordered.offset(first).limit(most))]


def topics(session: Session, look: Look) -> list[Topic]:
    """What open cases are about, the most frequent first."""
    number = func.count()
    found = select(Case.about, Case.about_code, number).where(Case.state.in_(OPEN), _visible(look))
    grouped = found.group_by(Case.about, Case.about_code).order_by(number.desc(), Case.about, Case.about_code)
    return [Topic(*row) for row in session.execute(grouped)]


def last_act(session: Session, case_id: int, beside: int) -> LastAct | None:
    """The last thing that somebody else than `beside` did with a case and that changed it."""
    found = select(StaffMember.name, AuditEntry.act, AuditEntry.at)
    found = found.join(StaffMember, StaffMember.id == AuditEntry.staff_id)
    about = and_(AuditEntry.subject == "case", AuditEntry.subject_id == str(case_id), AuditEntry.staff_id != beside)
    about = and_(about, AuditEntry.act.not_in(CHANGING_NOTHING))
    row = session.execute(found.where(about).order_by(AuditEntry.id.desc()).limit(1)).first()
    return LastAct(row.name, row.act, row.at) if row is not None else None


def joined_counts(session: Session, case_id: int) -> tuple[int, int]:
    """How many said «Me sumo» to a case, and how many are repetitions of it."""
    supporters = select(func.count()).where(Case.supports == case_id).scalar_subquery()
    repetitions = select(func.count()).where(Case.duplicate_of == case_id).scalar_subquery()
    row = session.execute(select(supporters, repetitions)).one()
    return row[0], row[1]


def numbers(session: Session, case_ids: Collection[int]) -> dict[int, str]:
    """The numbers of cases by their ids."""
    found = select(Case.id, Case.radicado).where(Case.id.in_(case_ids))
    return {row.id: row.radicado for row in session.execute(found)}


def names(session: Session, staff_ids: Collection[int]) -> dict[int, str]:
    """The names of members of staff, those who left included, by their ids."""
    found = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(staff_ids))
    return {row.id: row.name for row in session.execute(found)}


_HANGING = (Shelf.ADDED, Shelf.APPROVAL, Shelf.UNDELIVERED)


def _visible(look: Look) -> ColumnElement[bool]:
    return Case.kind.is_not(None) if look.denuncias else Case.kind != ContributionKind.DENUNCIA


def _counted(shelf: Shelf, look: Look) -> ColumnElement[int]:
    found: Select[int] = select(func.count(Case.id)).where(_visible(look), _on(shelf, look))
    return found.scalar_subquery()


def _added() -> Select[int]:
    """The answered cases to which something was added afterwards: looked for among what was added, which is little."""
    answered = aliased(Case)
    before = exists().where(
        answered.id == CaseVersion.case_id,
        answered.state == CaseState.ANSWERED,
        answered.answered_at < CaseVersion.at,
    )
    return select(CaseVersion.case_id).where(before)


def _on(shelf: Shelf, look: Look) -> ColumnElement[bool]:
    """Whether a case is on a shelf. Only what is asked for is written: that takes longer than to run it."""
    written = _CONDITIONS.get(shelf)
    return written(look) if written is not None else Case.state.in_(OPEN)


def _denuncias(look: Look) -> ColumnElement[bool]:
    return and_(Case.state.in_(OPEN), Case.kind == ContributionKind.DENUNCIA) if look.denuncias else false()


def _awaiting() -> Select[int]:
    return select(CaseAnswer.case_id).where(CaseAnswer.state == AnswerState.AWAITS_APPROVAL)


_CONDITIONS: dict[Shelf, Callable[[Look], ColumnElement[bool]]] = {
    Shelf.NEW: lambda _look: Case.state == CaseState.RECEIVED,
    Shelf.MINE: lambda look: and_(Case.state.in_(OPEN), Case.assigned_to.in_(look.mine)),
    Shelf.SOON: lambda look: and_(Case.state.in_(WORKED_ON), Case.due_on.between(look.today, look.soon)),
    Shelf.OVERDUE: lambda look: and_(Case.state.in_(WORKED_ON), Case.due_on < look.today),
    Shelf.REOPENED: lambda _look: Case.state == CaseState.REOPENED,
    Shelf.ADDED: lambda _look: Case.id.in_(_added()),
    Shelf.APPROVAL: lambda _look: Case.id.in_(_awaiting()),
    Shelf.UNDELIVERED: lambda _look: Case.id.in_(undelivered()),
    Shelf.DENUNCIAS: _denuncias,
}
