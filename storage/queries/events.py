"""Dialogue events as staff and the clock work on them: the rows, their changes, and what is due of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import String, delete, exists, func, literal, select, union, update
from sqlalchemy.orm import Session

from storage.models.events import MOVED, EventChange, ReminderTimes
from storage.models.notices import CopyChannel, EventReminder, Notice, NoticeKind
from storage.models.plan import Event, EventState, Plan, Product, ValueGroup
from storage.queries import copies
from storage.queries.dialect import put
from storage.queries.notices import Told

Found = Sequence[Event]
CHANNELS = (CopyChannel.TELEGRAM, CopyChannel.EMAIL)


def event(session: Session, event_id: int) -> Event | None:
    """An event by the id of its row; one that left the plan is not found."""
    found = session.get(Event, event_id)
    return found if found is not None and found.retired_at is None else None


def locked(session: Session, event_id: int) -> Event | None:
    """The same, as it is now, and nobody else's to change until this unit of work ends."""
    statement = select(Event).where(Event.id == event_id, Event.retired_at.is_(None)).with_for_update()
    return session.execute(statement.execution_options(populate_existing=True)).scalar_one_or_none()


def event_with_code(session: Session, plan_id: int, code: str) -> Event | None:
    """The event of a plan that has a code, drafts included."""
    of_plan = select(Event).where(Event.plan_id == plan_id, Event.code == code, Event.retired_at.is_(None))
    return session.execute(of_plan).scalar_one_or_none()


def around(session: Session, event: Event) -> tuple[Product | None, dict[str, str]]:
    """The product that an event serves, and the names of its groups by code."""
    product = session.get(Product, event.product_id) if event.product_id is not None else None
    if not event.value_groups:
        return product, {}
    named = select(ValueGroup.code, ValueGroup.name).where(ValueGroup.plan_id == event.plan_id)
    groups = {row.code: row.name for row in session.execute(named.where(ValueGroup.retired_at.is_(None)))}
    return (product if product is not None and product.retired_at is None else None), groups


def codes(session: Session, plan_id: int) -> set[str]:
    """Every code that was ever used in a plan: a link to an event must not open another."""
    return set(session.scalars(select(Event.code).where(Event.plan_id == plan_id)))


def last_position(session: Session, plan_id: int) -> int:
    """The place of the last event in a plan; 0 where there is none."""
    return session.scalar(select(func.max(Event.position)).where(Event.plan_id == plan_id)) or 0


def latest(session: Session, plan_id: int, most: int) -> Found:
    """The events of a plan for staff, drafts included: those that were touched last first."""
    found = select(Event).where(Event.plan_id == plan_id, Event.retired_at.is_(None))
    return session.scalars(found.order_by(Event.changed_at.desc().nulls_last(), Event.position).limit(most)).all()


def touch_plan(session: Session, plan_id: int) -> None:
    """What was drawn from the plan is stale."""
    raised = update(Plan).where(Plan.id == plan_id).values(version=Plan.version + 1)
    session.execute(raised.execution_options(synchronize_session=False))
    if (known := session.identity_map.get(session.identity_key(Plan, plan_id))) is not None:
        session.expire(known)


def delete_draft(session: Session, event: Event) -> None:
    """Delete an event that nobody was told of, with what staff wrote of it; those after it move up."""
    for table in (EventChange, ReminderTimes):
        session.execute(delete(table).where(table.event_id == event.id))
    after = update(Event).where(Event.plan_id == event.plan_id, Event.position > event.position)
    session.execute(after.values(position=Event.position - 1).execution_options(synchronize_session=False))
    session.execute(delete(Event).where(Event.id == event.id))
    session.expire_all()


# Changes


def changes(session: Session, event_ids: Collection[int]) -> dict[int, list[EventChange]]:
    """The changes of these events, the oldest first; an event without any is not there."""
    found: dict[int, list[EventChange]] = {}
    statement = select(EventChange).where(EventChange.event_id.in_(event_ids)).order_by(EventChange.id)
    for change in session.scalars(statement):
        found.setdefault(change.event_id, []).append(change)
    return found


def changes_of(session: Session, event_id: int, *, after: int = 0) -> Sequence[EventChange]:
    """The changes of one event that raised its version above `after`, the oldest first."""
    own = select(EventChange).where(EventChange.event_id == event_id, EventChange.version > after)
    return session.scalars(own.order_by(EventChange.id)).all()


def dates_before(session: Session, plan_id: int) -> dict[int, list[str]]:
    """The ISO days that the published events of a plan had and lost, by event, the oldest first."""
    found: dict[int, list[str]] = {}
    statement = (
        select(EventChange.event_id, EventChange.old)
        .join(Event, Event.id == EventChange.event_id)
        .where(Event.plan_id == plan_id, EventChange.what.in_(MOVED))
        .order_by(EventChange.id)
    )
    for event_id, old in session.execute(statement):
        if day := old.get("day"):
            found.setdefault(event_id, []).append(day)
    return found


def with_untold_changes(session: Session, whats: Collection[str], before: datetime) -> Found:
    """The published events that were edited, the last time before an instant, without anybody being told until now."""
    untold = exists().where(
        EventChange.event_id == Event.id, EventChange.told_at.is_(None), EventChange.what.in_(whats)
    )
    recent = exists().where(EventChange.event_id == Event.id, EventChange.told_at.is_(None), EventChange.at > before)
    statement = select(Event).where(Event.state != EventState.DRAFT, Event.retired_at.is_(None), untold, ~recent)
    return session.scalars(statement.order_by(Event.id)).all()


def tell_changes(session: Session, event_id: int, now: datetime) -> None:
    """All changes of an event until now are told."""
    untold = update(EventChange).where(EventChange.event_id == event_id, EventChange.told_at.is_(None))
    session.execute(untold.values(told_at=now))


# What is due


def in_states(
    session: Session, states: Iterable[EventState], first: date | None = None, last: date | None = None
) -> Found:
    """The events of all plans that stand so and have a day, of the days from `first` to `last` where they are given."""
    found = select(Event).where(Event.state.in_(list(states)), Event.day.is_not(None), Event.retired_at.is_(None))
    if first is not None:
        found = found.where(Event.day >= first)
    if last is not None:
        found = found.where(Event.day <= last)
    return session.scalars(found.order_by(Event.day, Event.hour, Event.id)).all()


def reminder_times(session: Session, event_ids: Collection[int]) -> dict[int, list[int]]:
    """Minutes before the beginning, by event, for those that have times of their own."""
    found = select(ReminderTimes).where(ReminderTimes.event_id.in_(event_ids))
    return {row.event_id: list(row.minutes_before) for row in session.scalars(found)}


def set_reminder_times(session: Session, event_id: int, minutes_before: Sequence[int]) -> None:
    """Give an event reminder times of its own."""
    put(session, ReminderTimes, {"event_id": event_id}, minutes_before=list(minutes_before))


# Who was told


def notice(session: Session, key: str) -> Notice | None:
    """A notice by its key."""
    return session.execute(select(Notice).where(Notice.key == key)).scalar_one_or_none()


def notice_keys(session: Session, keys: Collection[str]) -> set[str]:
    """Those of the keys that were put down already."""
    return set(session.scalars(select(Notice.key).where(Notice.key.in_(keys)))) if keys else set()


def count_reminded(session: Session, event_id: int) -> int:
    """How many chats pressed «Recordarme»."""
    counted = select(func.count()).select_from(EventReminder).where(EventReminder.event_id == event_id)
    return session.execute(counted).scalar_one()


def everyone(
    event: Event, topic: str, kinds: Collection[NoticeKind], channel: str | None, *, weekly: bool
) -> copies.Recipients:
    """Who is told of an event: who was told before (by notices of these kinds), who wants to be reminded, the
    subscribers of the topic (with `weekly` those of the weekly summary too), the guests of its groups, the channel.
    Each once a channel.
    """
    parts = [
        copies.told(Told("event", event.id, kinds), 0),
        copies.reminded(event.id),
        copies.subscribers(topic),
        copies.guests(event.value_groups),
    ]
    if weekly:
        parts.append(copies.reminded_or_subscribed(event.id, topic))
    if channel is not None:
        named = literal(channel, String).label("recipient")
        parts.append(select(literal(CopyChannel.TELEGRAM.value).label("channel"), named))
    both = union(*parts).subquery()
    return select(both.c.channel, both.c.recipient)


def last_untold_change(session: Session, whats: Collection[str]) -> datetime | None:
    """When the last edit was made of which nobody was told until now; None where there is none."""
    untold = EventChange.told_at.is_(None), EventChange.what.in_(whats)
    return session.scalar(select(func.max(EventChange.at)).where(*untold))


def year_of(session: Session, event: Event) -> int:
    """The year of the plan that an event belongs to."""
    return session.execute(select(Plan.year).where(Plan.id == event.plan_id)).scalar_one()


def events_of_year(session: Session, year: int) -> dict[str, Event]:
    """The events of the plan of a year by code, drafts included."""
    found = select(Event).join(Plan, Plan.id == Event.plan_id).where(Plan.year == year, Event.retired_at.is_(None))
    return {event.code: event for event in session.scalars(found)}


def product_codes(session: Session, year: int) -> dict[int, str]:
    """The codes of the products of the plan of a year, by id."""
    found = select(Product.id, Product.code).join(Plan, Plan.id == Product.plan_id).where(Plan.year == year)
    return dict(session.execute(found).all())
