"""Dialogue events, and the calendar to subscribe to."""

from urllib.parse import urlsplit

from bot.pages.calendars import CALENDAR, is_worth_keeping
from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.texts import events as texts
from participation.plan.agenda import list_events
from participation.plan.views import EventView
from reports.pages.rendering import Way


def show(visit: Visit) -> Document:
    """The next ones first, then the last ones, each with its state in words."""
    found, words = list_events(visit.session, visit.today), visit.words
    groups = [
        {"title": words.plain("page", "Next"), "events": [_event(one, visit) for one in found.upcoming]},
        {"title": words.plain("page", "Already past"), "events": [_event(one, visit) for one in found.past]},
    ]
    return visit.page(
        "events.html",
        words.plain("page", "Dialogue events"),
        words.plain("page", "When and where to talk with the entity, and what became of each event."),
        groups=[group for group in groups if group["events"]],
        nothing=words.plain("page", "There are no events yet. You will see them here with their day and hour."),
        calendar=_calendar(visit) if found.upcoming or found.past else None,
    )


def _calendar(visit: Visit) -> dict[str, object]:
    words = visit.words
    ways = [Way(words.plain("page", "Download the calendar"), visit.links.file(CALENDAR))]
    if visit.house.public_url is not None:
        ways.insert(0, Way(words.plain("page", "Subscribe to the calendar"), subscription(visit.house.public_url)))
    said = words.plain("page", "Who subscribes to the calendar sees every change in their own diary.")
    return {"said": said, "ways": ways}


def subscription(public_url: str) -> str:
    """The address that calendar programs subscribe to."""
    parts = urlsplit(public_url)
    return f"webcal://{parts.netloc}{parts.path}/{CALENDAR}"


def _event(found: EventView, visit: Visit) -> dict[str, object]:
    words = visit.words
    ways = []
    if is_worth_keeping(found):
        ways.append(Way(words.plain("page", "Add to my calendar"), visit.links.file(f"eventos/{found.code}.ics")))
    if (bot := visit.house.to_bot(f"evento_{found.code}")) is not None:
        ways.append(Way(words.plain("page", "See it in the chat"), bot))
    return {
        "code": found.code,
        "title": found.title,
        "state": texts.state(found, words),
        "lines": texts.details(found, words, visit.formats),
        "ways": ways,
    }
