"""/transparencia: the bot's own account."""

from handlers import keyboards
from handlers.answer import Answer
from handlers.texts import transparency as texts
from handlers.turn import Turn
from participation.transparency import account


def show(turn: Turn) -> Answer:
    """The same figures as the public page and the report."""
    found = account(turn.session, turn.today)
    return turn.say(texts.account(found, turn.words, turn.formats), keyboards.back_to_start(turn.words))
