"""What the staff did, for who administers: page by page, or all at once to take along."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from participation.staff.audit import record
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.staff import StaffMember
from storage.queries import audit as queries
from storage.queries.audit import Act, Search

PAGE = 10
MOST_TAKEN = 5_000
"""The acts that one workbook holds: what is older is taken by person or by kind."""
AT_ONCE = 500


class ActKind(StrEnum):
    """What the acts are about."""

    CASES = "casos"
    EVENTS = "eventos"
    PLAN = "plan"
    REPORTS = "informes"
    SENDINGS = "difusion"
    TEAM = "equipo"


BEGINNINGS: Mapping[ActKind, tuple[str, ...]] = {
    ActKind.CASES: ("case", "text", "template"),
    ActKind.EVENTS: ("event", "question", "commitment"),
    ActKind.PLAN: ("plan", "product", "evidence", "cut"),
    ActKind.REPORTS: ("report",),
    ActKind.SENDINGS: ("broadcast", "notice", "guests"),
    ActKind.TEAM: ("staff", "reader"),
}
"""How the codes of the acts of a kind begin."""


@dataclass(frozen=True)
class ActsPage:
    """A page, the newest act first. `before` is where the older ones begin; None on the last page."""

    acts: Sequence[Act]
    before: int | None


def acts_page(
    session: Session,
    by: StaffMember | None,
    *,
    kind: ActKind | None = None,
    staff_id: int | None = None,
    before: int | None = None,
) -> ActsPage:
    """The acts of everybody or of one (0: of nobody of the staff), of every kind or of one. Raises NotAllowed.

    What was done to a denuncia is only for who may read it.
    """
    found = queries.acts(session, _search(by, kind, staff_id, before), PAGE + 1)
    shown = found[:PAGE]
    return ActsPage(shown, shown[-1].id if len(found) > PAGE else None)


def take_acts(
    session: Session, by: StaffMember | None, now: datetime, *, kind: ActKind | None = None, staff_id: int | None = None
) -> Iterator[Act]:
    """The newest acts, at most MOST_TAKEN; that they were taken along is on record itself. Raises NotAllowed."""
    search = _search(by, kind, staff_id, None)
    record(session, by, "staff.acts_taken", now)
    session.flush()
    return _all(session, search)


def actors(session: Session, by: StaffMember | None) -> Sequence[StaffMember]:
    """Whose acts there may be: who left is among them. Raises NotAllowed."""
    require(by, Right.ADMINISTER)
    return queries.actors(session)


def _search(by: StaffMember | None, kind: ActKind | None, staff_id: int | None, before: int | None) -> Search:
    me = require(by, Right.ADMINISTER)
    kinds = BEGINNINGS[kind] if kind is not None else ()
    return Search(staff_id, kinds, before, denuncias=may(me, Right.DENUNCIAS))


def _all(session: Session, search: Search) -> Iterator[Act]:
    for _ in range(0, MOST_TAKEN, AT_ONCE):
        found = queries.acts(session, search, AT_ONCE)
        yield from found
        if len(found) < AT_ONCE:
            return
        search = replace(search, before=found[-1].id)
