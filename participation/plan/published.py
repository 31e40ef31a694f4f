"""The plan as it was published at a cut, beside what it says by now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from participation.plan.current import current_plan, cut_view, seen_cut, visible_versions
from participation.plan.frozen import thawed_parts
from participation.plan.memo import Lasting, kept
from participation.plan.outline import Outline, executed_of, outline, under_names_of
from participation.plan.present import present_state
from participation.plan.state import Named, PlanState, ProductState, named_as_now, plan_state
from participation.plan.views import CutView, SinceCut
from storage import Session
from storage.queries import history
from storage.queries import plan as queries
from storage.queries.history import CutVersion
from storage.queries.plan_told import told_parts

Asked = tuple[CutVersion, date]
_FROZEN: Lasting[Asked, PlanState] = Lasting(most=12)  # of 500 products each takes about a megabyte
_UNDER_NAMES: Lasting[tuple[CutVersion, date, tuple[Named, ...], str], PlanState | None] = Lasting(most=12)


class NoSuchCut(LookupError):
    """No cut of this date, or no such version of it, was published."""


@dataclass(frozen=True)
class Overview:
    """`state`: what is told, at the cut where there is one; `done`: what of it was pending and is executed by today.

    `present` is the plan as it is today, where that was needed to tell this much.
    """

    cut: CutView | None
    state: PlanState
    done: Collection[str] = ()
    has_changes: bool = False
    present: PlanState | None = None


@dataclass(frozen=True)
class Shown:
    """The same with every product as it is today."""

    cut: CutView | None
    state: PlanState
    present: PlanState
    has_changes: bool = False

    def overview(self) -> Overview:
        """What is told of the plan as a whole."""
        now = self.present.by_code
        done = {one.code for one in self.state.pending if one.code in now and now[one.code].product.executed}
        return Overview(self.cut, self.state, done, self.has_changes, self.present)


@kept
def overview(session: Session, today: date) -> Overview:
    """The current plan at its latest cut; as it is today while there is none. Raises NoPlanError."""
    versions, cut = _seen(session, today)
    if cut is None or not cut.version:
        return _shown(session, versions, cut, today).overview()
    return overviews_at(session, versions[:1], versions, today)[0]


@kept
def now_and_at_cut(session: Session, today: date) -> Shown:
    """The same with every product as it is today. Raises NoPlanError."""
    return _shown(session, *_seen(session, today), today)


def _shown(session: Session, versions: Sequence[CutVersion], cut: CutView | None, today: date) -> Shown:
    present = present_state(session, today)
    if cut is None:
        return Shown(None, present, present)
    if not cut.version:
        state = plan_state(told_parts(session, current_plan(session)), cut.on, today)
        return Shown(cut, state, present, has_changes=bool(versions))
    state = named_as_now(frozen_state(session, versions[0], today), present)
    return Shown(cut, state, present, has_changes=len(versions) > 1)


def overview_at(session: Session, cut_on: date, today: date, version: int | None = None) -> Overview:
    """The current plan as it was published at a cut. Raises NoPlanError, NoSuchCut."""
    versions = visible_versions(session, current_plan(session), today)
    found = [one for one in versions if one.on == cut_on and version in {None, one.version}]
    if not found:
        raise NoSuchCut(cut_on)
    return overviews_at(session, found[:1], versions, today)[0]


def overviews_at(
    session: Session, wanted: Sequence[CutVersion], versions: Sequence[CutVersion], today: date
) -> list[Overview]:
    """The same for each of these `versions`, with a number of queries that does not depend on how many they are."""
    now, frozen = outline(session, today), frozen_states(session, wanted, today)
    states = [_told(session, one, frozen[one], now, today) for one in wanted]
    pending = {product.code for state in states for product in state.pending}
    done = executed_of(session, pending & now.declared_done, today)
    return [
        Overview(cut_view(one), state, done, has_changes=any(_is_before(other, one) for other in versions))
        for one, state in zip(wanted, states, strict=True)
    ]


@kept
def _seen(session: Session, today: date) -> tuple[list[CutVersion], CutView | None]:
    """What people may see of the current plan's cuts, and the latest of them."""
    plan = current_plan(session)
    versions = visible_versions(session, plan, today)
    return versions, seen_cut(versions, queries.cuts(session, plan), today)


def _told(session: Session, version: CutVersion, frozen: PlanState, now: Outline, today: date) -> PlanState:
    """What was frozen, under the names of now, and after it what came into the plan since."""
    asked = version, told_on(version, today), now.activities, now.products.source
    found = _UNDER_NAMES.get(session, [asked], lambda _: {asked: under_names_of(frozen, now)})[asked]
    return found or named_as_now(frozen, present_state(session, today))


def _is_before(other: CutVersion, one: CutVersion) -> bool:
    return (other.on, other.version) < (one.on, one.version)


def frozen_state(session: Session, version: CutVersion, today: date) -> PlanState:
    """The plan as it was published, under the names of then."""
    return frozen_states(session, [version], today)[version]


def frozen_states(session: Session, versions: Collection[CutVersion], today: date) -> dict[CutVersion, PlanState]:
    """The same of several versions, with one query."""
    read = partial(_read, session)
    found = _FROZEN.get(session, [(version, told_on(version, today)) for version in versions], read)
    return {version: state for (version, _), state in found.items()}


def told_on(version: CutVersion, today: date) -> date:
    """The day on which a cut is told: from the day after it on, when all is overdue that will be, it stays the same."""
    return min(today, version.on + timedelta(days=1))


def _read(session: Session, asked: Collection[Asked]) -> dict[Asked, PlanState]:
    parts = history.parts_of_cuts(session, [version.id for version, _ in asked])
    return {
        (version, day): plan_state(thawed_parts(parts[version.id]), version.on, day, only_dated=version.from_dates)
        for version, day in asked
    }


def since_cut(cut: CutView | None, then: ProductState | None, now: ProductState | None) -> SinceCut | None:
    """What has changed of a product since the cut; None where nothing has, or nothing is frozen."""
    if cut is None or not cut.version:
        return None
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
