"""The plan as it was published at a cut, beside what it says by now."""

from dataclasses import dataclass, replace
from datetime import date

from participation.plan.current import current_plan, cut_view, seen_cut, visible_versions
from participation.plan.frozen import thawed_parts
from participation.plan.memo import kept
from participation.plan.state import PlanState, ProductState, named_as_now, plan_state
from participation.plan.views import CutView, SinceCut
from storage import Session
from storage.models.plan import Plan
from storage.queries import history
from storage.queries import plan as queries
from storage.queries.history import CutVersion
from storage.queries.plan_told import told_parts


class NoSuchCut(LookupError):
    """No cut of this date, or no such version of it, was published."""


@dataclass(frozen=True)
class Shown:
    """`state`: what is told, at the cut where there is one; `present`: the plan as it is today."""

    cut: CutView | None
    state: PlanState
    present: PlanState
    has_changes: bool = False


@kept
def now_and_at_cut(session: Session, today: date) -> Shown:
    """The current plan at its latest cut; as it is today while there is none. Raises NoPlanError."""
    plan = current_plan(session)
    versions = visible_versions(session, plan, today)
    cut = seen_cut(versions, queries.cuts(session, plan), today)
    parts = told_parts(session, plan)
    present = plan_state(parts, today, today)
    if cut is None:
        return Shown(None, present, present)
    if not cut.version:
        return Shown(cut, plan_state(parts, cut.on, today), present, has_changes=bool(versions))
    state = named_as_now(frozen_state(session, versions[0], today), present)
    return Shown(cut, state, present, has_changes=len(versions) > 1)


def at_cut(session: Session, plan: Plan, cut_on: date, today: date, version: int | None = None) -> Shown:
    """The plan as it was published at a cut. Raises NoSuchCut."""
    versions = visible_versions(session, plan, today)
    found = [one for one in versions if one.on == cut_on and version in {None, one.version}]
    if not found:
        raise NoSuchCut(cut_on)
    present = plan_state(told_parts(session, plan), today, today)
    state = named_as_now(frozen_state(session, found[0], today), present)
    earlier = any(one.on < cut_on or (one.on == cut_on and one.version < found[0].version) for one in versions)
    return Shown(cut_view(found[0]), state, present, has_changes=earlier)


def frozen_state(session: Session, version: CutVersion, today: date) -> PlanState:
    """The plan as it was published, under the names of then."""
    parts = thawed_parts(history.cut_parts(session, version.id))
    return plan_state(parts, version.on, today, only_dated=version.from_dates)


def since_cut(code: str, shown: Shown) -> SinceCut | None:
    """What has changed of a product since the cut; None where nothing has, or nothing is frozen."""
    if shown.cut is None or not shown.cut.version:
        return None
    then, now = shown.state.by_code.get(code), shown.present.by_code.get(code)
    if now is None:
        return SinceCut(is_gone=True)
    if then is None or then.product.is_new:
        return SinceCut(is_new=True)
    found = _changes(then, now)
    return found if found != SinceCut() else None


def _changes(then: ProductState, now: ProductState) -> SinceCut:
    old, new = then.product, now.product
    known = {proof.text for proof in then.evidence}
    found = SinceCut(
        evidence=sum(proof.text not in known for proof in now.evidence),
        moved=old.moved != new.moved,
        cancelled=old.cancelled != new.cancelled,
    )
    if old.status != new.status:
        found = replace(found, status=old.status)
    return replace(found, percentage=old.percentage) if old.percentage != new.percentage else found
