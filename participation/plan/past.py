"""The plan as of any day: from the published cuts, from the history that was kept, or from the dates that it gives."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from participation.plan.current import current_plan, cut_view, latest_cut, visible_versions
from participation.plan.frozen import thawed_parts
from participation.plan.history import parts_at
from participation.plan.present import present_state
from participation.plan.published import Shown, frozen_state
from participation.plan.state import PlanState, named_as_now, plan_state
from participation.plan.views import CutView, PlanProgress, ProductView
from participation.progress import progress_of
from storage import Session
from storage.models.plan import Plan
from storage.queries import history as queries
from storage.queries.history import CutVersion
from storage.queries.plan_parts import PartRow
from storage.queries.plan_told import told_parts


class Source(Enum):
    """Where it is known from how the plan stood on a day."""

    CUT = "cut"  # it was published as a cut of that day
    HISTORY = "history"  # the plan was kept here then, with every change since
    DATES = "dates"  # nothing was kept here then: the plan gives the days of what was executed


class DayToCome(LookupError):
    """The day has not come yet."""


class DayAfterCut(LookupError):
    """Figures are public up to `cut`, which is earlier."""

    def __init__(self, cut: CutView) -> None:
        self.cut = cut
        super().__init__(str(cut.on))


@dataclass(frozen=True)
class PlanAt:
    """The figures as of a day; `progress.cut` is the cut where one of that day was published.

    `undated` counts what is executed on a day that the plan does not give: by dates alone it is not counted.
    """

    on: date
    source: Source
    progress: PlanProgress
    undated: int = 0


def plan_progress_at(session: Session, day: date, today: date, zone: ZoneInfo) -> PlanAt:
    """How the current plan stood at the end of a day of the entity's zone.

    Raises NoPlanError, DayToCome, and DayAfterCut for a day of which no figures are public yet.
    """
    plan = current_plan(session)
    if day > today:
        raise DayToCome(day)
    cut = latest_cut(session, plan, today)
    if cut is not None and day > cut.on:
        raise DayAfterCut(cut)
    versions = visible_versions(session, plan, today)
    published = next((one for one in versions if one.on == day), None)
    if published is not None:
        return _at(session, plan, frozen_state(session, published, today), today, Source.CUT, cut_view(published))
    if (parts := _kept(session, plan, day, zone)) is not None:
        return _at(session, plan, plan_state(parts, day, day), today, Source.HISTORY)
    return _by_dates(session, plan, day, today, versions)


def plan_progress_within(session: Session, first: date, last: date, today: date, zone: ZoneInfo) -> PlanAt:
    """The same for a span of days: at the last cut that lies in it, else on its last day that has passed.

    Raises as `plan_progress_at` does, for its first day.
    """
    plan = current_plan(session)
    if first > today:
        raise DayToCome(first)
    cut = latest_cut(session, plan, today)
    if cut is not None and first > cut.on:
        raise DayAfterCut(cut)
    days = [one.on for one in visible_versions(session, plan, today) if first <= one.on <= last]
    known = min(last, today, cut.on if cut is not None else today)
    return plan_progress_at(session, max(days, default=known), today, zone)


def product_at(found: PlanAt, code: str) -> ProductView | None:
    """A product as it stood then; None where the plan had none with this code."""
    products = (product for activity in found.progress.activities for product in activity.products)
    return next((one for one in products if one.code == code and not one.is_new), None)


def _kept(session: Session, plan: Plan, day: date, zone: ZoneInfo) -> list[PartRow] | None:
    """The parts of then, where the plan was kept here by the end of the day."""
    ended = datetime.combine(day + timedelta(days=1), time(), zone)
    since = queries.kept_since(session, plan.id) or plan.imported_at
    return parts_at(session, plan.year, ended) if since < ended else None


def _by_dates(session: Session, plan: Plan, day: date, today: date, versions: list[CutVersion]) -> PlanAt:
    """By the days that the plan gives: as the next cut published them, or as it gives them now."""
    later = min((one for one in versions if one.on > day), key=lambda one: (one.on, -one.version), default=None)
    parts = thawed_parts(queries.cut_parts(session, later.id)) if later is not None else told_parts(session, plan)
    dated, known = (plan_state(parts, day, day, only_dated=only) for only in (True, False))
    undated = sum(one.executed for one in known.views) - sum(one.executed for one in dated.views)
    return replace(_at(session, plan, dated, today, Source.DATES), undated=undated)


def _at(
    session: Session, plan: Plan, state: PlanState, today: date, source: Source, cut: CutView | None = None
) -> PlanAt:
    present = present_state(session, today)
    shown = Shown(cut, named_as_now(state, present), present)
    return PlanAt(state.reference, source, progress_of(session, plan, shown.overview(), today))
