"""What a button showed is kept like what was told: «¿y el enlace?» after it means that very thing."""

from collections.abc import Callable

from handlers import buttons
from handlers.answer import Answer
from handlers.route import Act
from handlers.turn import Turn
from participation.understanding import Intent, LastAnswer, teaching


def shown(act: Act, what: Callable[[Turn], LastAnswer]) -> Act:
    """A screen that is remembered once it was shown; in a group nothing is kept of anybody."""

    def show(turn: Turn) -> Answer:
        answer = act(turn)
        if turn.is_private:
            teaching.keep_told(turn.session, turn.chat_id, what(turn), turn.now)
        return answer

    return show


def progress(_: Turn) -> LastAnswer:
    """The plan as a whole."""
    return LastAnswer(Intent.PROGRESS_OVERALL)


def events(_: Turn) -> LastAnswer:
    """The list of events."""
    return LastAnswer(Intent.EVENTS_NEXT)


def activity(turn: Turn) -> LastAnswer:
    """The activity of the button."""
    return LastAnswer(Intent.PROGRESS_ACTIVITY, buttons.Activity.read(turn.pressed).activity)


def product(turn: Turn) -> LastAnswer:
    """The product of the button."""
    return LastAnswer(Intent.PROGRESS_ACTIVITY, buttons.Product.read(turn.pressed).product)


def event(turn: Turn) -> LastAnswer:
    """The event of the button."""
    return LastAnswer(Intent.EVENT_STATUS, event=buttons.Event.read(turn.pressed).event)
