"""Buttons of notices and reminders."""

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.buttons.audience import NoNotices, NoticePace, SwitchNotices
from handlers.buttons.event_public import DontRemind, EventCalendar, RemindMe
from handlers.keyboards.layout import rows, to
from locales import Words
from participation.audience.subscriptions import Wishes
from participation.notices import Topic
from participation.plan.views import EventView


def notices(wishes: Wishes, words: Words) -> Keyboard:
    """Under /avisos: the switches, how often, and nothing at all."""
    items = [
        _switch(words.plain("button", "Events"), Topic.EVENTS, wishes),
        _switch(words.plain("button", "Progress of the plan"), Topic.PROGRESS, wishes),
    ]
    if wishes.is_subscribed:
        items += [
            to(words.plain("button", "At once"), NoticePace("now")),
            to(words.plain("button", "Weekly summary"), NoticePace("week")),
        ]
    if not wishes.is_nothing:
        items.append(to(words.plain("button", "Receive nothing"), NoNotices()))
    return rows([*items, to(words.plain("button", "Start"), buttons.Home())])


def to_notices(words: Words) -> Keyboard:
    """Only the way to /avisos and to the menu."""
    return rows(
        [to(words.plain("button", "Notices"), buttons.Notices()), to(words.plain("button", "Start"), buttons.Home())]
    )


def reminded(event: EventView, words: Words) -> Keyboard:
    """After «Recordarme»: the entry for the calendar where there is a day, and the way back."""
    items = [to(words.plain("button", "Add to the calendar"), EventCalendar(event.code))] if event.day else []
    return rows(
        [
            *items,
            to(words.plain("button", "Remove the reminder"), DontRemind(event.code)),
            to(words.plain("button", "See the event"), buttons.Event(event.code)),
        ]
    )


def to_remind(event: EventView, words: Words) -> Keyboard:
    """Where there is no day for a calendar: be told when there is one."""
    return rows(
        [
            to(words.plain("button", "Remind me"), RemindMe(event.code)),
            to(words.plain("button", "See the event"), buttons.Event(event.code)),
        ]
    )


def back_to_event(event: EventView, words: Words) -> Keyboard:
    """Only the way to an event."""
    return rows([to(words.plain("button", "See the event"), buttons.Event(event.code))])


def shared_event(link: str, share_url: str, words: Words) -> Keyboard:
    """Under an event's link: pass it on in Telegram, or open it."""
    return rows(
        [
            Button(words.plain("button", "Send to somebody"), url=share_url),
            Button(words.plain("button", "Open"), url=link),
        ]
    )


def _switch(label: str, topic: Topic, wishes: Wishes) -> Button:
    return to(label, SwitchNotices(topic.value, "0" if wishes.is_on(topic) else "1"))
