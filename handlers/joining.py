"""Coming into the team by an invitation's link."""

from handlers import keyboards
from handlers.answer import Answer
from handlers.texts import staff as texts
from handlers.turn import Turn
from participation.staff import team
from participation.staff.team import LastAdministrator, UnusableInvitation


def join(turn: Turn, token: str) -> Answer:
    """The link of an invitation: it works once, and for 72 hours."""
    try:
        member = team.join(turn.session, token, turn.writer.id, turn.writer.name, turn.now)
    except UnusableInvitation:
        return turn.say(texts.unusable_invitation(turn.words), keyboards.menu(turn.words))
    except LastAdministrator:
        return turn.say(texts.last_administrator(turn.words), keyboards.panel_only(turn.words))
    return turn.say(texts.welcome(member, turn.words), keyboards.panel_only(turn.words))
