"""What waits for staff: the counts of the panel."""

from dataclasses import dataclass
from datetime import date

from participation.deadlines import OwnDays, add_working_days
from participation.deadlines.plan_rules import PlanRules
from participation.office.delegating import whose_work
from participation.plan.agenda import list_events
from participation.plan.current import current_plan
from participation.plan.views import CutView, EventView
from participation.progress import plan_progress
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.staff import StaffMember
from storage.queries import inbox
from storage.queries.inbox import Look, Shelf

SOON = 3  # working days


@dataclass(frozen=True)
class Overview:
    """Cases by what they ask of staff; denuncias only for who may read them. The next event, the last cut."""

    overdue: int
    due_soon: int
    new: int
    mine: int
    next_event: EventView | None
    cut: CutView | None


def own_days(session: Session) -> OwnDays:
    """The working days that are the entity's own. Raises NoPlanError."""
    return PlanRules.of(current_plan(session)).own


def look(session: Session, by: StaffMember | None, today: date) -> Look:
    """With whose eyes, on which day of the entity's zone. Raises NotAllowed, NoPlanError."""
    me = require(by, Right.READ)
    soon = add_working_days(today, SOON, own_days(session))
    return Look(today, soon, whose_work(session, me, today), denuncias=may(me, Right.DENUNCIAS))


def overview(session: Session, by: StaffMember, today: date) -> Overview:
    """The panel's counts, at the day in the entity's zone. Raises NotAllowed, NoPlanError."""
    counts = inbox.open_counts(session, look(session, by, today))
    upcoming = list_events(session, today).upcoming
    return Overview(
        overdue=counts[Shelf.OVERDUE],
        due_soon=counts[Shelf.SOON],
        new=counts[Shelf.NEW],
        mine=counts[Shelf.MINE],
        next_event=upcoming[0] if upcoming else None,
        cut=plan_progress(session, today).cut,
    )
