"""Writing an event down and correcting it: what staff know of it, and nothing else."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from locales import fold, sort_key
from participation.events import errors, telling
from participation.events.changes import change, keep
from participation.plan.current import current_plan
from participation.staff.rights import Right, require
from storage import Session
from storage.models.events import EventAct
from storage.models.plan import CODE_LENGTH, Event, EventState
from storage.models.staff import StaffMember
from storage.queries import events as queries
from storage.queries import plan as plan_queries

LONGEST_TITLE = 200  # characters: with all the rest an announcement stays within Telegram's limits
LONGEST_TEXT = 1_000
QUIET = timedelta(minutes=10)
"""So long after the last edit people are told of all of them at once."""
CLOSING = frozenset({"recording", "record", "attendance", "attendance_metric", "minutes_link"})
WRITTEN = frozenset(
    {
        "title",
        "kind",
        "hour",
        "minutes_long",
        "place",
        "link",
        "product_id",
        "value_groups",
        "description",
        "speakers",
        "accessibility",
    }
)
ENDED = frozenset({EventState.HELD, EventState.CANCELLED})


def create(
    session: Session, title: str, by: StaffMember | None, now: datetime, *, from_command_line: bool = False
) -> Event:
    """A draft with a title and nothing else. Raises NotAllowed, NoPlanError.

    From the command line of the server no staff member signs.
    """
    signing = None if from_command_line else require(by, Right.PUBLISH)
    plan = current_plan(session)
    event = Event(
        plan_id=plan.id,
        position=queries.last_position(session, plan.id) + 1,
        code=new_code(title, queries.codes(session, plan.id)),
        title=title,
        state=EventState.DRAFT,
        value_groups=[],
        speakers=[],
        changed_at=now,
    )
    session.add(event)
    session.flush()
    session.add(telling.row(event, EventAct.CREATED, now, signing))
    keep(session, event, EventAct.CREATED, signing, now)
    return event


def edit(
    session: Session,
    event: Event,
    values: Mapping[str, object],
    by: StaffMember | None,
    now: datetime,
    *,
    from_command_line: bool = False,
) -> bool:
    """Write down what is known of an event. Gives whether anything changed.

    The day of a published event is changed by rescheduling it. People are told of all edits of a quiet period at once.
    Raises NotAllowed, NotEditable.
    """
    signing = None if from_command_line else require(by, Right.PUBLISH)
    if not values.keys() <= editable(event):
        raise errors.NotEditable
    changed = change(
        session, event, EventAct.EDITED, values, now, by=signing, untold=event.state is not EventState.DRAFT
    )
    return changed is not None


def editable(event: Event) -> frozenset[str]:
    """The fields that can be written as an event stands."""
    if event.state is EventState.DRAFT:
        return WRITTEN | {"day"}
    if event.state is EventState.HELD:
        return CLOSING | {"description", "speakers", "product_id"}
    return frozenset() if event.state in ENDED else WRITTEN


def remind_at(
    session: Session, event: Event, minutes_before: Sequence[int], by: StaffMember | None, now: datetime
) -> None:
    """Other times for the reminders of an event, in minutes before it begins. Raises NotAllowed, NotEditable."""
    signing = require(by, Right.PUBLISH)
    if event.state in ENDED:
        raise errors.NotEditable
    queries.set_reminder_times(session, event.id, sorted(set(minutes_before), reverse=True))
    keep(session, event, EventAct.EDITED, signing, now)


def discard(session: Session, event: Event, by: StaffMember | None, now: datetime) -> None:
    """Delete a draft. What was published stays on record: it is cancelled. Raises NotAllowed, NotPossible."""
    signing = require(by, Right.PUBLISH)
    if event.state is not EventState.DRAFT:
        raise errors.NotPossible(event)
    keep(session, event, EventAct.CANCELLED, signing, now)
    queries.touch_plan(session, event.plan_id)
    queries.delete_draft(session, event)


def new_code(title: str, taken: set[str]) -> str:
    """A short code of its own from a title: "Segundo diálogo" gives "segundo-dialogo"."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title).replace("ñ", "n")).strip("-")
    base = words[: CODE_LENGTH - 4].strip("-") or "evento"
    base = base if len(base) > 1 else f"evento-{base}"
    number = 2
    code = base
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def products(session: Session) -> list[tuple[int, str, str]]:
    """The products that an event can serve: id, code, short name, in the order of the plan. Raises NoPlanError."""
    branches = plan_queries.branches(session, current_plan(session))
    return [(one.product.id, one.product.code, one.product.short_name) for one in branches]


def groups(session: Session) -> dict[str, str]:
    """The groups that can be invited, by code, in alphabetical order. Raises NoPlanError."""
    names = plan_queries.value_group_names(session, current_plan(session))
    return dict(sorted(names.items(), key=lambda item: sort_key(item[1])))
