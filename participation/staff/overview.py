"""What waits for staff: the counts of the panel."""

from dataclasses import dataclass
from datetime import date

from participation.deadlines import add_working_days
from participation.plan.agenda import list_events
from participation.plan.views import CutView, EventView
from participation.progress import plan_progress
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.staff import StaffMember
from storage.queries import cases

SOON = 3  # working days


@dataclass(frozen=True)
class Overview:
    """Cases by what they ask of staff; denuncias only for who may read them. The next event, the last cut."""

    overdue: int
    due_soon: int
    new: int
    next_event: EventView | None
    cut: CutView | None


def overview(session: Session, by: StaffMember, today: date) -> Overview:
    """The panel's counts, at the day in the entity's zone. Raises NotAllowed, NoPlanError."""
    require(by, Right.READ)
    counts = cases.open_counts(session, today, add_working_days(today, SOON), denuncias=may(by, Right.DENUNCIAS))
    upcoming = list_events(session, today).upcoming
    cut = plan_progress(session, today).cut
    return Overview(counts.overdue, counts.due_soon, counts.new, upcoming[0] if upcoming else None, cut)
