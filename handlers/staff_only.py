"""What is for the entity's own people only. For everybody else it does not exist."""

from collections.abc import Callable

import structlog

from handlers import keyboards
from handlers.answer import Answer
from handlers.texts import general
from handlers.texts import staff as texts
from handlers.turn import Turn
from participation.staff.rights import NotAllowed, Right, may
from participation.staff.team import staff_member
from storage.models.staff import StaffMember

log = structlog.get_logger(__name__)


def as_staff(turn: Turn, then: Callable[[StaffMember], Answer]) -> Answer:
    """Do something as the staff member who writes; to everybody else the answer is that of an unknown command."""
    me = staff_member(turn.session, turn.writer.id)
    if me is None or not may(me, Right.READ):
        log.warning("staff.refused", asked=_asked(turn))
        return turn.say(general.unknown_command(turn.words), keyboards.menu(turn.words))
    try:
        return then(me)
    except NotAllowed as refused:
        log.warning("staff.not_allowed", asked=_asked(turn), right=str(refused), role=me.role.value)
        return turn.say(texts.not_allowed(turn.words), keyboards.panel_only(turn.words))


def _asked(turn: Turn) -> str:
    """Which button or command it was, without what it carries."""
    if turn.pressed is not None:
        return ":".join(turn.pressed.split(":")[:2])
    return "message"
