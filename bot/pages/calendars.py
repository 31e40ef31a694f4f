"""The calendar to subscribe to, and an event as a file: the same entries as in the chat and in invitations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.texts import plan as texts
from locales import words
from participation.plan.agenda import list_events
from participation.plan.current import current_plan
from participation.plan.views import EventView, NotInPlanError
from storage.models.plan import EventState
from storage.queries import plan as queries

if TYPE_CHECKING:
    from reports.calendar import CalendarEvent

CALENDAR = "calendario.ics"
CONTENT_TYPE = "text/calendar"
TO_COME = (EventState.PROGRAMMED, EventState.INVITED, EventState.LIVE, EventState.RESCHEDULED)
# icalendar takes 50 ms to import: only who asks for a calendar waits for it.


def show_feed(visit: Visit) -> Document:
    """Every event that ever had a day, in the entity's language: a subscription has no reader to ask."""
    from reports.calendar.files import feed  # noqa: PLC0415 - see above

    entries = [entry for _, entry in _entries(visit)]
    return Document(feed(entries, texts.plan_name(visit.plan), visit.house.zone), CONTENT_TYPE, open_to_all=True)


def show_file(visit: Visit) -> Document:
    """One event to keep. Raises NotInPlanError for one that never had a day, too."""
    from reports.calendar.files import event_file  # noqa: PLC0415 - see above

    code = visit.asked.parameters["code"]
    for event, entry in _entries(visit):
        if event.code == code:
            return Document(event_file(entry, visit.house.zone), CONTENT_TYPE, download=f"evento-{code}.ics")
    raise NotInPlanError(code)


def addresses_of_files(visit: Visit) -> list[dict[str, str]]:
    """The events that there are files of."""
    return [{"code": event.code} for event, _ in _entries(visit)]


def is_worth_keeping(event: EventView) -> bool:
    """Whether anybody would want it in a calendar: it has a day to come."""
    return event.day is not None and event.state in TO_COME


def _entries(visit: Visit) -> "Iterator[tuple[EventView, CalendarEvent]]":
    from handlers.texts.calendar import entry  # noqa: PLC0415 - see above

    plan = current_plan(visit.session)
    rows = {row.code: row for row, _ in queries.events(visit.session, plan)}
    listed = list_events(visit.session, visit.today)
    own_words = words(visit.house.language)
    for event in (*listed.upcoming, *listed.past):
        made = entry(event, rows[event.code], plan.year, plan.entity_short_name, own_words, visit.house.zone)
        if made is not None:
            yield event, made
