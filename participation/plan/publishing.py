"""«Publicar corte»: the figures of a date are frozen as they are told, and stay so; «Corregir corte»: a new version.

What is frozen is every part of the plan as it stands at that moment, so that whatever is told of a cut later on can be
computed from it. See docs/decisions/0003-frozen-cuts.md.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from participation.plan.current import current_plan, cut_view
from participation.plan.cut_changes import CutChanges, compare
from participation.plan.freezing import freeze
from participation.plan.history import keep_history
from participation.plan.published import frozen_state
from participation.plan.state import PlanState, plan_state
from participation.plan.views import CutView
from participation.staff.rights import Right, require
from storage import Session
from storage.models.history import Origin
from storage.models.plan import Cut, Plan
from storage.models.staff import StaffMember
from storage.queries import history as queries
from storage.queries.events import touch_plan
from storage.queries.history import CutVersion
from storage.queries.plan_parts import stored_parts
from storage.queries.plan_told import told_parts

LONGEST_REASON = 600


class CutRefused(ValueError):
    """A cut of this date cannot be published, or corrected; `on` is what the reason speaks of."""

    def __init__(self, on: date | None = None) -> None:
        self.on = on
        super().__init__(str(on or ""))


class CutInFuture(CutRefused):
    """Nobody knows yet what will be so on that day."""


class CutPublished(CutRefused):
    """It is published already: it can be corrected."""


class LaterCutPublished(CutRefused):
    """A later cut is published already; `on` is its date."""


class CutBeforePlan(CutRefused):
    """The plan's year had not begun; `on` is its first day."""


class NothingToCorrect(CutRefused):
    """The plan says what was published; None: no cut was."""


class ReasonMissing(CutRefused):
    """A correction says why, in up to LONGEST_REASON characters."""


@dataclass(frozen=True)
class CutPreview:
    """A cut as it would be published now; `changes` since the cut before it, or in what is published of it.

    `stamp` tells the plan as it was looked at: publishing refuses another one.
    """

    cut: CutView
    state: PlanState
    changes: CutChanges | None
    stamp: int


class PlanChangedMeanwhile(CutRefused):
    """What was shown before is not what would be published now."""


def preview_cut(session: Session, by: StaffMember | None, on: date, label: str, today: date) -> CutPreview:
    """What «Publicar corte» would freeze. Raises NotAllowed, NoPlanError, CutRefused."""
    require(by, Right.PUBLISH)
    plan = current_plan(session)
    versions = queries.cut_versions(session, plan.id)
    _check_date(plan, on, versions, today)
    cut = CutView(on, label, today, version=1)
    state = plan_state(told_parts(session, plan), on, today)
    return CutPreview(cut, state, _changes(session, _before(versions, on), cut, state, today), plan.version)


def publish_cut(
    session: Session, by: StaffMember | None, on: date, label: str, now: datetime, zone: ZoneInfo, stamp: int | None
) -> CutVersion:
    """Freeze the figures of a date. `stamp` is that of the preview; None to publish whatever is so now.

    Raises NotAllowed, NoPlanError, CutRefused.
    """
    today = now.astimezone(zone).date()
    plan = _locked(session)
    preview_cut(session, by, on, label, today)
    _check_stamp(plan, stamp)
    signing = require(by, Right.PUBLISH)
    before = stored_parts(session, plan.year)
    _public_from(session, plan, on, label, today)
    keep_history(session, plan.year, before, now, by=signing, origin=Origin.CHAT)
    frozen = freeze(session, plan, on, label, today, now, by=signing)
    touch_plan(session, plan.id)
    return frozen


def preview_correction(session: Session, by: StaffMember | None, on: date, today: date) -> CutPreview:
    """What a correction of a published cut would change. Raises NotAllowed, NoPlanError, CutRefused."""
    require(by, Right.PUBLISH)
    plan = current_plan(session)
    versions = queries.cut_versions(session, plan.id)
    found = next((one for one in versions if one.on == on), None)
    if found is None:
        raise NothingToCorrect(on)
    later = any(one.on > on for one in versions)
    cut = CutView(on, found.label, today, found.version + 1, from_dates=later)
    state = plan_state(told_parts(session, plan), on, today, only_dated=later)
    changes = _changes(session, found, cut, state, today)
    if changes is None or changes.is_empty:
        raise NothingToCorrect(on)
    return CutPreview(cut, state, changes, plan.version)


def correct_cut(
    session: Session, by: StaffMember | None, on: date, reason: str, now: datetime, zone: ZoneInfo, stamp: int | None
) -> CutVersion:
    """Freeze what the plan says by now of a published cut as its next version; what was published stays readable.

    Raises NotAllowed, NoPlanError, CutRefused.
    """
    today = now.astimezone(zone).date()
    plan, said = _locked(session), " ".join(reason.split())
    shown = preview_correction(session, by, on, today)
    _check_stamp(plan, stamp)
    if not 0 < len(said) <= LONGEST_REASON:
        raise ReasonMissing(on)
    signing = require(by, Right.PUBLISH)
    later = shown.cut.from_dates
    frozen = freeze(session, plan, on, shown.cut.label, today, now, by=signing, reason=said, from_dates=later)
    touch_plan(session, plan.id)
    return frozen


def _check_date(plan: Plan, on: date, versions: Collection[CutVersion], today: date) -> None:
    if on > today:
        raise CutInFuture(on)
    if on < date(plan.year, 1, 1):
        raise CutBeforePlan(date(plan.year, 1, 1))
    latest = max((one.on for one in versions), default=None)
    if latest == on:
        raise CutPublished(on)
    if latest is not None and latest > on:
        raise LaterCutPublished(latest)


def _check_stamp(plan: Plan, stamp: int | None) -> None:
    if stamp is not None and stamp != plan.version:
        raise PlanChangedMeanwhile


def _before(versions: Collection[CutVersion], on: date) -> CutVersion | None:
    return next((one for one in versions if one.on < on), None)


def _changes(
    session: Session, old: CutVersion | None, cut: CutView, state: PlanState, today: date
) -> CutChanges | None:
    if old is None:
        return None
    return compare(cut_view(old), frozen_state(session, old, today), cut, state)


def _locked(session: Session) -> Plan:
    """The current plan, which nobody else changes until this unit of work is over."""
    plan = current_plan(session)
    queries.lock_plan(session, plan)
    return plan


def _public_from(session: Session, plan: Plan, on: date, label: str, today: date) -> None:
    """Put the cut among the plan's own: a new one, or that of the plan file, which is public from today on."""
    found = queries.cut_row(session, plan.id, on)
    if found is None:
        found = Cut(plan_id=plan.id, position=queries.last_position(session, plan.id) + 1, cut_on=on)
        session.add(found)
    found.label, found.published_on, found.retired_at = label, today, None
    session.flush()
