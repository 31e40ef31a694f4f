"""Which plan is told, and up to which date."""

from datetime import date

from participation.plan.views import CutView, NoPlanError
from storage import Session
from storage.models.plan import Plan
from storage.queries import plan as queries


def current_plan(session: Session) -> Plan:
    """The plan of the latest year that was imported. Raises NoPlanError while there is none."""
    plan = queries.current_plan(session)
    if plan is None:
        raise NoPlanError
    return plan


def latest_cut(session: Session, plan: Plan, today: date) -> CutView | None:
    """The latest cut that people may see: published, or at least reached when nobody wrote when it was published."""
    for cut in queries.cuts(session, plan):
        if (cut.published_on or cut.cut_on) <= today:
            return CutView(cut.cut_on, cut.label, cut.published_on)
    return None


def reference_date(session: Session, plan: Plan, today: date) -> date:
    """The date to which the figures refer: that of the latest cut; today while there is none."""
    cut = latest_cut(session, plan, today)
    return cut.on if cut else today
