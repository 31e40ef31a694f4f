"""Which plan is told, and up to which date."""

from collections.abc import Sequence
from datetime import date

from participation.plan.views import CutView, NoPlanError
from storage import Session
from storage.models.plan import Cut, Plan
from storage.queries import history
from storage.queries import plan as queries
from storage.queries.history import CutVersion
from storage.queries.plan_parts import plan_id_of


def current_plan(session: Session) -> Plan:
    """The plan of the latest year that was imported. Raises NoPlanError while there is none."""
    plan = queries.current_plan(session)
    if plan is None:
        raise NoPlanError
    return plan


def visible_versions(session: Session, plan: Plan, today: date) -> list[CutVersion]:
    """Every version of a cut that people may see, the latest cut first and of each the latest version first."""
    return [one for one in history.cut_versions(session, plan.id) if one.published_on <= today]


def latest_cut(session: Session, plan: Plan, today: date) -> CutView | None:
    """The latest cut that people may see: published, or at least reached when nobody wrote when it was published."""
    return seen_cut(visible_versions(session, plan, today), queries.cuts(session, plan), today)


def seen_cut(versions: Sequence[CutVersion], cuts: Sequence[Cut], today: date) -> CutView | None:
    """The latest of the versions that people may see and of the plan's cuts.

    What the plan file names and nobody has frozen yet (the clock does so within the minute) has the version 0.
    """
    frozen = versions[0] if versions else None
    reached = next((cut for cut in cuts if (cut.published_on or cut.cut_on) <= today), None)
    if frozen is not None and (reached is None or reached.cut_on <= frozen.on):
        return cut_view(frozen)
    return CutView(reached.cut_on, reached.label, reached.published_on) if reached is not None else None


def cut_view(version: CutVersion) -> CutView:
    """A published version of a cut as people see it."""
    return CutView(
        version.on, version.label, version.said_public_on, version.version, version.reason, version.from_dates
    )


def frozen_days(session: Session, year: int) -> set[date]:
    """The dates of the cuts of a year's plan whose figures are frozen."""
    plan_id = plan_id_of(session, year)
    return {one.on for one in history.cut_versions(session, plan_id)} if plan_id is not None else set()
