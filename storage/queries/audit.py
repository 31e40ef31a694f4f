"""The record of what staff did, as who administers reads it: the newest first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, cast, or_, select
from sqlalchemy.orm import Session

from storage.models.cases import Case
from storage.models.followup import AnswerTemplate
from storage.models.kinds import ContributionKind
from storage.models.plan import Event, Product
from storage.models.staff import AuditEntry, StaffMember

CASE, EVENT, PRODUCT, MEMBER, TEMPLATE = "case", "event", "product", "staff", "template"
_NAMES: Mapping[str, tuple[Any, Any]] = {
    CASE: (Case.id, Case.radicado),
    EVENT: (Event.id, Event.title),
    PRODUCT: (Product.id, Product.short_name),
    MEMBER: (StaffMember.id, StaffMember.name),
    TEMPLATE: (AnswerTemplate.id, AnswerTemplate.name),
}
"""What an act can be on, by its number and its name."""


@dataclass(frozen=True)
class Act:
    """Something that was done. `by` is None where no member of staff did it; `on` is the name of what it was done to,
    None where that has none.
    """

    id: int
    at: datetime
    by: str | None
    act: str
    subject: str | None
    subject_id: str | None
    facts: Mapping[str, Any] = field(repr=False)
    on: str | None = None


@dataclass(frozen=True)
class Search:
    """Whose acts (0: nobody's of the staff; None: everybody's), of which kinds (none: all), older than which row."""

    staff_id: int | None = None
    kinds: Collection[str] = ()
    before: int | None = None
    denuncias: bool = False


def acts(session: Session, search: Search, limit: int) -> list[Act]:
    """The acts that are looked for, the newest first; without the permission none on a denuncia."""
    found = (
        select(AuditEntry, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == AuditEntry.staff_id)
        .where(*_conditions(search))
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    rows = session.execute(found).all()
    names = _names(session, [row for row, _ in rows])
    return [
        Act(
            row.id,
            row.at,
            name,
            row.act,
            row.subject,
            row.subject_id,
            row.facts,
            names.get((row.subject or "", row.subject_id or "")),
        )
        for row, name in rows
    ]


def actors(session: Session) -> Sequence[StaffMember]:
    """Everybody who works here or did, in the order in which they came."""
    return session.scalars(select(StaffMember).order_by(StaffMember.id)).all()


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.before is not None:
        found.append(AuditEntry.id < search.before)
    if search.staff_id is not None:
        found.append(AuditEntry.staff_id == search.staff_id if search.staff_id else AuditEntry.staff_id.is_(None))
    if search.kinds:
        found.append(or_(*(AuditEntry.act.startswith(f"{kind}.", autoescape=True) for kind in search.kinds)))
    if not search.denuncias:
        found.append(~_is_on_denuncia())
    return found


def _is_on_denuncia() -> ColumnElement[bool]:
    number = case((AuditEntry.subject == CASE, cast(AuditEntry.subject_id, BigInteger)))
    return select(Case.id).where(Case.id == number, Case.kind == ContributionKind.DENUNCIA).exists()


def _names(session: Session, rows: Sequence[AuditEntry]) -> dict[tuple[str, str], str]:
    """What the acts were done to, one query a kind."""
    found: dict[tuple[str, str], str] = {}
    for subject, (number, name) in _NAMES.items():
        written = {row.subject_id or "" for row in rows if row.subject == subject}
        ids = {int(one) for one in written if one.isdecimal()}
        if ids:
            listed = session.execute(select(number, name).where(number.in_(ids)))
            found |= {(subject, str(key)): value for key, value in listed}
    return found
