"""A cut is frozen: every part of the plan is kept as it stands, and what is told of the cut comes from there.

What the plan file names is frozen once its day is over, or on the day from which the file has it public. See
docs/decisions/0003-frozen-cuts.md.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from participation.plan.differences import Change, Difference
from participation.plan.frozen import frozen_parts, thawed_parts
from participation.staff.audit import record
from storage import Session
from storage.models.history import PublishedCut
from storage.models.plan import Cut, Plan
from storage.models.staff import StaffMember
from storage.queries import history as queries
from storage.queries import plan as plans
from storage.queries.events import touch_plan
from storage.queries.history import CutVersion
from storage.queries.plan_parts import Part, plan_id_of, stored_parts

HELD = frozenset({Part.ACTIVITY, Part.TASK, Part.PRODUCT, Part.EVIDENCE, Part.UNITEMISED})
"""What the figures of a cut are made of, and what is told beside them."""


def freeze(
    session: Session,
    plan: Plan,
    on: date,
    label: str,
    published_on: date,
    now: datetime,
    *,
    by: StaffMember | None = None,
    reason: str | None = None,
    from_dates: bool = False,
) -> CutVersion:
    """Keep the plan as it stands as the next version of a cut. `published_on` is a day of the entity's zone.

    Who calls this raises the version of the plan.
    """
    versions = [one.version for one in queries.cut_versions(session, plan.id) if one.on == on]
    row = PublishedCut(
        plan_id=plan.id,
        cut_on=on,
        version=max(versions, default=0) + 1,
        label=label,
        published_on=published_on,
        published_at=now,
        staff_id=by.id if by is not None else None,
        reason=reason,
        from_dates=from_dates,
        parts=frozen_parts(stored_parts(session, plan.year)),
    )
    queries.add_cut(session, row)
    act = "cut.corrected" if versions else "cut.published"
    record(session, by, act, now, subject="cut", subject_id=row.id, on=on.isoformat(), version=row.version)
    return next(one for one in queries.cut_versions(session, plan.id) if one.id == row.id)


def freeze_published(session: Session, year: int, now: datetime) -> None:
    """Freeze what a plan file that was just taken over says to be published, or what its cuts that are over tell.

    The day is that of UTC: west of it, a cut is frozen some hours before its day is over at the earliest.
    """
    plan = plans.plan_of(session, year)
    if plan is not None and freeze_reached(session, plan, now, now.date()) and plan.imported_at != now:
        touch_plan(session, plan.id)  # an import that changed something has done so already


def freeze_due(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """A finder of the clock: what the plan file has published, or a day that is over, is frozen. Once."""
    plan = plans.current_plan(session)
    if plan is None:
        return []
    frozen = freeze_reached(session, plan, now, now.astimezone(zone).date())
    if frozen:
        touch_plan(session, plan.id)
    return [f"cut frozen: {one.on}" for one in frozen]


def next_freeze(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The next midnight of the entity's zone at which a cut of the plan file is to be frozen."""
    plan = plans.current_plan(session)
    if plan is None:
        return None
    frozen = {one.on for one in queries.cut_versions(session, plan.id)}
    days = [_public_from(cut) for cut in plans.cuts(session, plan) if cut.cut_on not in frozen]
    instants = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in days)
    return min((instant for instant in instants if instant > after), default=None)


def freeze_reached(session: Session, plan: Plan, now: datetime, day: date) -> list[CutVersion]:
    """Freeze every cut of a plan that is public by a day, as its file says, and that has no version yet.

    The last cut holds what the plan says now; what was so at those before it is told by the dates that the plan gives.
    """
    reached = [cut for cut in plans.cuts(session, plan) if _public_from(cut) <= day]
    if not reached:
        return []
    known = {one.on for one in queries.cut_versions(session, plan.id)}
    last = max([*known, *(cut.cut_on for cut in reached)])
    return [
        freeze(
            session,
            plan,
            cut.cut_on,
            cut.label,
            cut.published_on or cut.cut_on,
            now,
            from_dates=cut.cut_on < last,
        )
        for cut in sorted(reached, key=lambda cut: cut.cut_on)
        if cut.cut_on not in known
    ]


def cut_that_stays(session: Session, year: int, found: Iterable[Difference], *, applied: bool) -> CutVersion | None:
    """The published cut that holds otherwise what an import changes: its figures stay, and whoever imports is told so.

    `applied`: whether the import is done already, or only looked at.
    """
    plan_id = plan_id_of(session, year)
    versions = queries.cut_versions(session, plan_id) if plan_id is not None else []
    touched = {(one.part, one.key) for one in found if one.change is not Change.KEPT and one.part in HELD}
    if not versions or not touched:
        return None
    held = {(row.part, row.key): row for row in thawed_parts(queries.cut_parts(session, versions[0].id))}
    by_now = {(row.part, row.key): row for row in stored_parts(session, year)} if applied else {}
    changed = any(place in held and held[place] != by_now.get(place) for place in touched)
    return versions[0] if changed else None


def _public_from(cut: Cut) -> date:
    """The first day on which nothing can be added to it without being a correction."""
    return cut.published_on or cut.cut_on + timedelta(days=1)
