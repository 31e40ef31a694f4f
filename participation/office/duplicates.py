"""«Es repetida de…»: linked and counted, never merged away; its author is still answered."""

from datetime import datetime

from participation.office.acting import begin, finish, may_see
from participation.office.errors import NeverTogether, NoSuchCase, SameCase
from participation.plan.current import current_plan
from participation.radicado import parse
from participation.staff.rights import Right, require
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import ContributionKind
from storage.models.staff import StaffMember
from storage.queries import cases
from storage.queries import office as queries


def repeats(
    session: Session, by: StaffMember | None, case_id: int, number: str, version: int, now: datetime
) -> tuple[Case, Case]:
    """Link a case to the first one that says the same, by its number as somebody types it. Gives both.

    A chain is collapsed: whatever repeats a repetition repeats the first. Raises NotAllowed, UnreadableRadicado,
    NoSuchCase, SameCase, NeverTogether and what `begin` raises.
    """
    case = begin(session, by, case_id, version)
    first = _first(session, require(by, Right.ANSWER), number)
    if first.id == case.id:
        raise SameCase
    if ContributionKind.DENUNCIA in {first.kind, case.kind}:
        raise NeverTogether
    case.duplicate_of = first.id
    moved = queries.repoint_duplicates(session, case.id, first.id)
    finish(session, by, case, "case.repeats", now, of=first.radicado, moved=moved)
    return case, first


def repeats_no_more(session: Session, by: StaffMember | None, case_id: int, version: int, now: datetime) -> Case:
    """It was not the same after all. Raises NotAllowed and what `begin` raises."""
    case = begin(session, by, case_id, version)
    before, case.duplicate_of = case.duplicate_of, None
    finish(session, by, case, "case.repeats_no_more", now, old=before)
    return case


def _first(session: Session, me: StaffMember, number: str) -> Case:
    read = parse(number, current_plan(session).year)
    found = cases.case_numbered(session, read.vigencia, read.number)
    while found is not None and found.duplicate_of is not None:
        found = queries.case(session, found.duplicate_of)
    if found is None or not may_see(me, found):
        raise NoSuchCase
    return found
