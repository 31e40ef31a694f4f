"""In a group: what everybody may see is answered there; what is one's own is done in private."""

from handlers import keyboards
from handlers.answer import Answer
from handlers.route import Act
from handlers.texts import general
from handlers.turn import Turn


def own(act: Act, payload: str = "inicio") -> Act:
    """What shows or changes something of a person: in a group its button leads to the private chat instead."""
    lead = in_private(payload)
    return lambda turn: act(turn) if turn.is_private else lead(turn)


def in_private(payload: str) -> Act:
    """An answer that leads to the private chat, opened at `payload`."""

    def lead(turn: Turn) -> Answer:
        keyboard = keyboards.opened_in_private(turn.link(payload), turn.words)
        return turn.say(general.private_only(turn.words), keyboard)

    return lead
