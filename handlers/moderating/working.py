"""Working on what is around an event as staff; what cannot be is said in words, with the way back."""

from collections.abc import Callable

from handlers.answer import Answer
from handlers.keyboards import dialogue as keyboards
from handlers.keyboards import event_desk as event_keyboards
from handlers.staff_only import as_staff
from handlers.texts import event_desk as event_texts
from handlers.turn import Turn
from participation.dialogue.errors import DialogueError
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from storage.queries import events

Act = Callable[[StaffMember, Event], Answer]


def with_event(turn: Turn, event_id: int, act: Act) -> Answer:
    """Do something around an event that people know of."""

    def found(me: StaffMember) -> Answer:
        event = events.event(turn.session, event_id)
        if event is None or event.state is EventState.DRAFT:
            return turn.say(turn.words.say_phrase(event_texts.GONE), event_keyboards.to_all(turn.words))
        try:
            return act(me, event)
        except DialogueError as error:
            return turn.say(turn.words.say_phrase(error.phrase), keyboards.to_event(event.id, turn.words))

    return as_staff(turn, found)
