"""The dialogue events as people see them."""

from collections.abc import Sequence
from datetime import date

from participation.plan.current import current_plan
from participation.plan.memo import kept
from participation.plan.views import EventList, EventView, NotInPlanError
from storage import Session
from storage.models.plan import Event, EventState, Plan, Product
from storage.queries import events as event_queries
from storage.queries import plan as queries

_TO_BE_HELD = (EventState.PROGRAMMED, EventState.INVITED, EventState.LIVE, EventState.RESCHEDULED)


@kept
def current_events(session: Session, today: date) -> tuple[EventView, ...]:
    """The events of the current plan but the drafts, in its order. Raises NoPlanError."""
    return tuple(shown_events(session, current_plan(session), today))


@kept
def list_events(session: Session, today: date) -> EventList:
    """The events of the current plan, the next ones and those of the past. `today` in the entity's zone.

    Raises NoPlanError.
    """
    shown = current_events(session, today)
    upcoming = [event for event in shown if not is_past(event, today)]
    past = [event for event in shown if is_past(event, today)]
    return EventList(
        tuple(sorted(upcoming, key=lambda event: (event.day is None, _day(event)))),
        tuple(sorted(past, key=_day, reverse=True)),
    )


def event_detail(session: Session, code: str, today: date) -> EventView:
    """One event. Raises NoPlanError, and NotInPlanError for an unknown code or a draft."""
    for event in current_events(session, today):
        if event.code == code:
            return event
    raise NotInPlanError(code)


def event_as_it_is(session: Session, event: Event, today: date) -> EventView:
    """One event by its row, as people see it, of whichever plan and drafts included."""
    product, groups = event_queries.around(session, event)
    lost = event_queries.dates_before(session, event.plan_id).get(event.id, ())
    return view(event, product, groups, today, lost)


def is_past(event: EventView, today: date) -> bool:
    """Held, or its day is over. What waits for a new date is still to come."""
    if event.state is EventState.HELD:
        return True
    day = event.day or (None if event.state is EventState.POSTPONED else event.original_date)
    return day is not None and day < today


def view(
    event: Event, product: Product | None, groups: dict[str, str], today: date, lost: Sequence[str] = ()
) -> EventView:
    """The event as it is shown on a day: never as held only because its day has passed.

    `lost` are the ISO days that it had and lost.
    """
    unconfirmed = event.state in _TO_BE_HELD and event.day is not None and event.day < today
    return EventView(
        code=event.code,
        title=event.title,
        mention=event.mention,
        description=event.description,
        kind=event.kind,
        state=EventState.UNCONFIRMED if unconfirmed else event.state,
        original_date=event.original_date,
        day=event.day,
        hour=event.hour,
        reason=event.reason,
        place=event.place,
        link=event.link,
        recording=event.recording,
        record=event.record,
        product_code=product.code if product else None,
        product_short_name=product.short_name if product else None,
        value_groups=tuple(groups[group] for group in event.value_groups if group in groups),
        dates_before=_dates_before(event, lost),
        minutes_long=event.minutes_long,
        speakers=tuple(event.speakers),
        accessibility=event.accessibility,
        attendance=event.attendance,
        attendance_metric=event.attendance_metric,
        minutes_link=event.minutes_link,
        id=event.id,
    )


def _dates_before(event: Event, lost: Sequence[str]) -> tuple[date, ...]:
    days = [event.original_date, *(date.fromisoformat(day) for day in lost)]
    return tuple(dict.fromkeys(day for day in days if day is not None and day != event.day))


def shown_events(session: Session, plan: Plan, today: date) -> list[EventView]:
    """All events of a plan but the drafts, in the order of the plan."""
    groups = queries.value_group_names(session, plan)
    lost = event_queries.dates_before(session, plan.id)
    return [
        view(event, product, groups, today, lost.get(event.id, ()))
        for event, product in queries.events(session, plan)
        if event.state is not EventState.DRAFT
    ]


def _day(event: EventView) -> date:
    return event.day or event.original_date or date.max
