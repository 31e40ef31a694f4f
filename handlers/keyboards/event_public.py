"""Buttons under an event: on its screen, under what announces it, and where many read it."""

from collections.abc import Callable

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.buttons.event_public import OFFERED
from handlers.keyboards.layout import rows, to
from locales import Words, clip
from participation.plan.values import is_link
from participation.plan.views import EventList, EventView
from storage.models.plan import EventState

OVER = frozenset({EventState.HELD, EventState.CANCELLED, EventState.UNCONFIRMED})
Link = Callable[[str], str]
LONG_LABEL = 60


def events(found: EventList, words: Words, *, reminded: bool = False, offers: bool = False) -> Keyboard:
    """Under the list of events: one button each; while only one is to come, what can be done with it is at hand.

    `offers` notices of events to who is told of none.
    """
    items: list[Button] = []
    if len(found.upcoming) == 1:
        [only] = found.upcoming
        items = [*_doing(only, words, reminded=reminded), _share(only, words)]
    items += [to(clip(one.title, LONG_LABEL), buttons.Event(one.code)) for one in (*found.upcoming, *found.past)]
    if offers:
        items.append(to(words.plain("button", "Notices"), buttons.Notices()))
    return rows([*items, to(words.plain("button", "Back"), buttons.Home())])


def event(found: EventView, words: Words, *, reminded: bool = False) -> Keyboard:
    """Under an event: what can be done with it as it stands, then where it belongs."""
    items = _doing(found, words, reminded=reminded)
    items.append(_share(found, words))
    if found.product_code:
        items.append(to(words.plain("button", "See it in the plan"), buttons.Product(found.product_code)))
    return rows([*items, to(words.plain("button", "Back"), buttons.Events())])


def announced(found: EventView, words: Words, *, reminded: bool = False) -> Keyboard:
    """Under the message that tells of an event to one person."""
    items = _doing(found, words, reminded=reminded)
    return rows([*items, to(words.plain("button", "See the event"), buttons.Event(found.code))])


def announced_in_public(found: EventView, link: Link, words: Words) -> Keyboard:
    """The same where many read it, as in a channel: links that open the private chat."""
    items = _watching(found, words)
    if not items and found.state not in OVER:
        items.append(Button(words.plain("button", "Remind me"), url=link(f"recordar_{found.code}")))
        if buttons.AskEvent in OFFERED:
            items.append(Button(words.plain("button", "Send a question"), url=link(f"pregunta_{found.code}")))
    return rows([*items, Button(words.plain("button", "See the event"), url=link(f"evento_{found.code}"))])


def _doing(found: EventView, words: Words, *, reminded: bool) -> list[Button]:
    """What a person can do: before it is held be reminded, keep the date and ask; afterwards watch and rate."""
    if found.state is EventState.HELD:
        return [*_watching(found, words), *_rating(found, words)]
    if found.state in OVER:
        return []
    reminder = (
        to(words.plain("button", "Remove the reminder"), buttons.DontRemind(found.code))
        if reminded
        else to(words.plain("button", "Remind me"), buttons.RemindMe(found.code))
    )
    items = [reminder] if found.state is not EventState.LIVE else []
    if found.day is not None:
        items.append(to(words.plain("button", "Add to the calendar"), buttons.EventCalendar(found.code)))
    if buttons.AskEvent in OFFERED:
        items.append(to(words.plain("button", "Send a question"), buttons.AskEvent(found.code)))
    return items


def _watching(found: EventView, words: Words) -> list[Button]:
    has_link = found.recording is not None and is_link(found.recording)
    return [Button(words.plain("button", "Watch the recording"), url=found.recording)] if has_link else []


def _rating(found: EventView, words: Words) -> list[Button]:
    offered = buttons.RateEvent in OFFERED
    return [to(words.plain("button", "Rate it"), buttons.RateEvent(found.code))] if offered else []


def _share(found: EventView, words: Words) -> Button:
    return to(words.plain("button", "Share"), buttons.ShareEvent(found.code))
