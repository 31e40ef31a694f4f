"""«Reclasificar»: another kind, another subject, or priority; never a later date."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from participation.deadlines import PlanRules, add_working_days, reclassified_due_on, reply_due_on
from participation.notices import Subject, put_down, to_author
from participation.observations.drafting import About
from participation.office.acting import SUBJECT, begin, finish
from participation.office.errors import NoPriorityRule, NotAPetition
from participation.plan.current import current_plan
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import AboutKind, ContributionKind, PetitionKind
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember
from storage.queries import office as queries

PETITIONS = frozenset({ContributionKind.PETITION, ContributionKind.COMPLAINT})


def reclassify(
    session: Session,
    by: StaffMember | None,
    case_id: int,
    kind: ContributionKind,
    petition: PetitionKind | None,
    version: int,
    now: datetime,
) -> Case:
    """Another kind, from now on. The due date can become earlier or appear, never later or vanish; the author is told.

    What becomes a denuncia stands alone: no other case leads to it or is answered together with it.
    Raises NotAllowed and what `begin` raises.
    """
    case = begin(session, by, case_id, version, before_answer=True)
    rules = PlanRules.of(current_plan(session))
    before = _state_of(case)
    by_new_kind = reply_due_on(case.received_on, kind, petition, rules.deadlines, rules.own)
    case.kind, case.petition = kind, petition if kind in PETITIONS else None
    case.due_on = reclassified_due_on(case.due_on, by_new_kind)
    if kind is ContributionKind.DENUNCIA:
        queries.take_apart(session, case)
    _keep(session, by, case, before, now)
    return case


def change_subject(
    session: Session, by: StaffMember | None, case_id: int, about: About, version: int, now: datetime
) -> Case:
    """What it is about. Raises NotAllowed and what `begin` raises."""
    case = begin(session, by, case_id, version)
    before = _state_of(case)
    case.about, case.about_code = about.kind, about.code
    _keep(session, by, case, before, now)
    return case


def give_priority(session: Session, by: StaffMember | None, case_id: int, version: int, now: datetime) -> Case:
    """A priority petition (children, health, journalists): the plan's shorter term, if it has one.

    Raises NotAllowed, NoPriorityRule, NotAPetition and what `begin` raises.
    """
    case = begin(session, by, case_id, version, before_answer=True)
    rules = PlanRules.of(current_plan(session))
    if rules.priority_days is None:
        raise NoPriorityRule
    if case.kind not in PETITIONS:
        raise NotAPetition
    before = _state_of(case)
    case.due_on = reclassified_due_on(case.due_on, add_working_days(case.received_on, rules.priority_days, rules.own))
    _keep(session, by, case, before, now, act="case.priority")
    return case


@dataclass(frozen=True)
class FiledAs:
    """What a case was when it was sent: what its leaf in the published tree is made of."""

    kind: ContributionKind
    about: AboutKind
    about_code: str | None


def filed_as(session: Session, cases: Collection[Case]) -> Mapping[int, FiledAs]:
    """What each of these cases was filed as, by its id: reclassifying changes the row and not what was sent."""
    first = queries.first_reclassifications(session, [case.id for case in cases])
    return {case.id: _filed(case, first.get(case.id)) for case in cases}


def _filed(case: Case, facts: Mapping[str, object] | None) -> FiledAs:
    old = facts["old"] if facts is not None else None
    if not isinstance(old, dict):
        return FiledAs(case.kind, case.about, case.about_code)
    return FiledAs(ContributionKind(old["kind"]), AboutKind(old["about"]), old["about_code"])


def _state_of(case: Case) -> dict[str, str | None]:
    return {
        "kind": case.kind.value,
        "petition": case.petition.value if case.petition is not None else None,
        "about": case.about.value,
        "about_code": case.about_code,
        "due_on": _iso(case.due_on),
    }


def _keep(
    session: Session,
    by: StaffMember | None,
    case: Case,
    before: dict[str, str | None],
    now: datetime,
    act: str = "case.reclassified",
) -> None:
    after = _state_of(case)
    finish(session, by, case, act, now, old=before, new=after)
    if any(before[name] != after[name] for name in ("kind", "due_on")):
        facts = {"due_before": before["due_on"], "due_on": after["due_on"], "kind_before": before["kind"]}
        notice = put_down(
            session,
            NoticeKind.CASE_RECLASSIFIED,
            Subject(SUBJECT, case.id),
            f"case:{case.id}:reclassified:{case.version}",
            now,
            facts=facts,
            by=by,
        )
        if notice is not None:
            to_author(session, notice, case)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
