"""What a chat wants to be told: asked for with a date, ended at once, paused while nobody is there."""

from datetime import timedelta

import pytest

from participation.audience import reminders, subscriptions
from participation.audience.reminders import NothingToRemind
from participation.audience.subscriptions import NOTHING
from participation.notices import Subject, Topic, put_down, to_chat, to_subscribers
from participation.plan.views import NotInPlanError
from storage import Session
from storage.models.notices import Copy, CopyState, NoticeKind, Subscription
from storage.models.plan import EventState
from storage.queries import events
from tests.support.running import START

CHAT, OTHER = 700_000_001, 700_000_002
EVENT, TODAY = "dialogo", START.date()
LATER = START + timedelta(days=3)


def test_the_day_of_the_first_wish_stays_that_of_the_consent(session: Session) -> None:
    subscriptions.set_topic(session, CHAT, Topic.EVENTS, START, on=True)
    wishes = subscriptions.set_topic(session, CHAT, Topic.PROGRESS, LATER, on=True)

    assert (wishes.events, wishes.progress, wishes.weekly, wishes.since) == (True, True, False, START)


def test_with_the_last_topic_nothing_of_the_chat_is_kept(session: Session) -> None:
    subscriptions.set_topic(session, CHAT, Topic.EVENTS, START, on=True)
    subscriptions.set_topic(session, CHAT, Topic.EVENTS, START, on=True)

    assert subscriptions.set_topic(session, CHAT, Topic.EVENTS, LATER, on=False) == NOTHING
    assert session.get(Subscription, CHAT) is None


def test_turning_off_what_was_never_on_keeps_nothing(session: Session) -> None:
    assert subscriptions.set_topic(session, CHAT, Topic.EVENTS, START, on=False) == NOTHING
    assert subscriptions.choose_pace(session, CHAT, START, weekly=True) == NOTHING


def test_baja_ends_notices_and_reminders_of_this_chat_only(planned: Session) -> None:
    for chat in (CHAT, OTHER):
        subscriptions.set_topic(planned, chat, Topic.EVENTS, START, on=True)
        reminders.remind(planned, EVENT, chat, TODAY, START)

    assert subscriptions.stop_everything(planned, CHAT)
    assert not subscriptions.stop_everything(planned, CHAT)

    assert subscriptions.wishes(planned, CHAT) == NOTHING
    assert subscriptions.wishes(planned, OTHER).reminders == (EVENT,)


def test_who_blocked_the_bot_gets_nothing_until_back(session: Session) -> None:
    subscriptions.set_topic(session, CHAT, Topic.EVENTS, START, on=True)
    subscriptions.pause(session, CHAT, START)
    notice = put_down(session, NoticeKind.EVENT_ANNOUNCED, Subject("event", 1), "while-away", START)
    assert notice is not None
    assert to_subscribers(session, notice, Topic.EVENTS) == 0

    back = subscriptions.come_back(session, CHAT)

    assert back is not None
    assert back.events
    assert subscriptions.come_back(session, CHAT) is None
    assert to_subscribers(session, notice, Topic.EVENTS) == 1


def test_who_never_asked_has_nothing_to_come_back_to(session: Session) -> None:
    subscriptions.pause(session, CHAT, START)

    assert subscriptions.come_back(session, CHAT) is None
    assert session.get(Subscription, CHAT) is None


def test_forgetting_leaves_the_counts_and_no_chat(session: Session) -> None:
    subscriptions.set_topic(session, CHAT, Topic.EVENTS, START, on=True)
    notice = put_down(session, NoticeKind.BROADCAST, Subject("broadcast", 1), "told", START)
    assert notice is not None
    to_chat(session, notice, CHAT)

    subscriptions.forget(session, CHAT)

    [copy] = session.query(Copy).all()
    assert (copy.state, copy.reason) == (CopyState.SKIPPED, "erased")
    assert str(CHAT) not in copy.recipient


def test_a_reminder_asked_for_twice_is_kept_once(planned: Session) -> None:
    first = reminders.remind(planned, EVENT, CHAT, TODAY, START)
    second = reminders.remind(planned, EVENT, CHAT, TODAY, LATER)

    assert (first.is_new, second.is_new) == (True, False)
    assert reminders.is_reminded(planned, EVENT, CHAT)


def test_a_reminder_is_taken_away_as_often_as_one_likes(planned: Session) -> None:
    reminders.remind(planned, EVENT, CHAT, TODAY, START)
    for _ in range(2):
        assert reminders.stop_reminding(planned, EVENT, CHAT, TODAY).code == EVENT

    assert not reminders.is_reminded(planned, EVENT, CHAT)


def test_of_a_cancelled_event_nobody_is_reminded(planned: Session) -> None:
    events.events_of_year(planned, 2021)[EVENT].state = EventState.CANCELLED
    planned.flush()

    with pytest.raises(NothingToRemind):
        reminders.remind(planned, EVENT, CHAT, TODAY, START)
    with pytest.raises(NotInPlanError):
        reminders.remind(planned, "inventado", CHAT, TODAY, START)


@pytest.mark.parametrize(
    "said",
    [
        "STOP",
        "stop.",
        "  Baja ",
        "Quiero darme de baja",
        "No más mensajes",
        "no mas mensajes!!!",
        "Por favor, no me escriban más",
        "desuscribir",
        "YA NO QUIERO MENSAJES",
        "unsubscribe, please",
        "¡basta! 🙏",
    ],
)
def test_a_message_of_nothing_but_stop_is_one(said: str) -> None:
    assert subscriptions.means_stop(said)


@pytest.mark.parametrize(
    "said",
    ["la calidad baja", "no más mensajes sobre la vía, arréglenla", "¿cómo me doy de baja?", "", "baja 2", "por favor"],
)
def test_a_message_that_says_more_is_read(said: str) -> None:
    assert not subscriptions.means_stop(said)
