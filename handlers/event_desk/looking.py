"""The events for staff: all of them, and the card of one."""

from collections.abc import Callable

from markupsafe import Markup

from handlers.answer import Answer, Call, Keyboard, Say
from handlers.buttons.event_desk import DeskEvent
from handlers.keyboards import event_desk as keyboards
from handlers.notices.live import count_message
from handlers.staff_only import as_staff
from handlers.texts import event_desk as texts
from handlers.texts import moderating as moderating_texts
from handlers.texts.fitting import PARAGRAPH
from handlers.turn import Turn
from participation import notices
from participation.dialogue import survey
from participation.events import telling
from participation.events.errors import EventError, NotPossible
from participation.events.lifecycle import has_begun
from participation.plan.agenda import event_as_it_is
from participation.plan.current import current_plan
from participation.staff.rights import Right, may
from storage.models.events import QuestionState
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from storage.queries import desks, dialogue
from storage.queries import events as queries

MOST_LISTED = 12


def show(turn: Turn) -> Answer:
    """«Eventos» in the panel."""

    def act(me: StaffMember) -> Answer:
        desks.clear(turn.session, turn.chat_id)
        found = queries.latest(turn.session, current_plan(turn.session).id, MOST_LISTED)
        text = texts.listing(found, turn.words, turn.formats)
        return turn.show(text, keyboards.listing(found, turn.words, publishes=may(me, Right.PUBLISH)))

    return as_staff(turn, act)


def open_card(turn: Turn) -> Answer:
    """One event, or what of it is to be corrected, or how its sending goes."""
    data = DeskEvent.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        desks.clear(turn.session, turn.chat_id)
        if data.look == "sent":
            return turn.answer(*sending(turn, event))
        if data.look in {"fix", "more"} and may(me, Right.PUBLISH):
            more = data.look == "more"
            return turn.show(texts.set_to(data.look, turn.words), keyboards.fields(event, turn.words, more=more))
        return turn.show(*card(turn, me, event))

    return with_event(turn, data.id, act)


def card(turn: Turn, me: StaffMember, event: Event) -> tuple[Markup, Keyboard]:
    """The card of an event and its buttons."""
    found = event_as_it_is(turn.session, event, turn.today)
    reminded = queries.count_reminded(turn.session, event.id)
    text = texts.card(event, found, found.value_groups, reminded, turn.words, turn.formats)
    text = PARAGRAPH.join(part for part in (text, _around(turn, event)) if part)
    keyboard = keyboards.card(
        event,
        turn.words,
        publishes=may(me, Right.PUBLISH),
        begun=has_begun(event, turn.now, turn.office.zone),
        today=event.day == turn.today,
        sent=telling.announcement(turn.session, event) is not None,
    )
    return text, keyboard


def _around(turn: Turn, event: Event) -> Markup | None:
    """What waits around an event: questions, commitments; of one that was held, what people said of it."""
    waiting = dialogue.counts(turn.session, [event.id]).get(event.id, {}).get(QuestionState.WAITING, 0)
    made = dialogue.commitments(turn.session, [event.id])
    rated = survey.survey_results(turn.session, event) if event.state is EventState.HELD else None
    return moderating_texts.standing(waiting, made, rated, turn.words, turn.formats)


def say_card(turn: Turn, me: StaffMember, event: Event, *before: Markup) -> Answer:
    """The card as a new message, after what was done."""
    text, keyboard = card(turn, me, event)
    return turn.answer(*(Say(said) for said in before), Say(text, keyboard))


def with_event(turn: Turn, event_id: int, act: Callable[[StaffMember, Event], Answer]) -> Answer:
    """Do something with an event as staff; what cannot be is said in words, with the way back."""

    def found(me: StaffMember) -> Answer:
        event = queries.locked(turn.session, event_id)
        if event is None:
            return turn.say(turn.words.say_phrase(texts.GONE), keyboards.to_all(turn.words))
        try:
            return act(me, event)
        except NotPossible:
            return turn.say(texts.state_now(event, turn.words), keyboards.back(event, turn.words))
        except EventError as error:
            return turn.say(turn.words.say_phrase(error.phrase), keyboards.back(event, turn.words))

    return as_staff(turn, found)


def sending(turn: Turn, event: Event) -> tuple[Call, ...]:
    """How its sendings go: the announcement with its corrections, and the recording."""
    told = [telling.announcement(turn.session, event), telling.recording(turn.session, event)]
    shown = [
        count_message(notice, notices.state_of(turn.session, notice), turn.words)
        for notice in told
        if notice is not None
    ]
    return tuple(shown)
