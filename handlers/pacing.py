"""What keeps one person from flooding the bot: said once in plain words, before anything is fetched."""

import structlog

from handlers import desk
from handlers.answer import Answer
from handlers.texts import general
from handlers.turn import Turn
from participation.attachments import Refused
from participation.observations import drafting, pace
from participation.observations.errors import DraftFull
from participation.observations.pace import Pace
from storage.models.kinds import Waiting
from storage.queries import drafts

log = structlog.get_logger(__name__)


def too_fast(turn: Turn) -> Answer | None:
    """Count a message; None while it is not too much. The first one that is gets a sentence, the others nothing."""
    match pace.count_message(turn.session, turn.chat_id, turn.written_at):
        case Pace.FINE:
            return None
        case Pace.FIRST_TOO_MANY:
            log.warning("pace.too_fast", hint="somebody writes more than is taken in; /panel counts how many do")
            return turn.say(turn.words.say_phrase(general.TOO_FAST))
    return turn.nothing()


def may_send(turn: Turn) -> Refused | None:
    """Why the file of a message need not be fetched: its sender is too fast, or the draft has no room."""
    if (refused := may_edit(turn)) is not None:
        return refused
    if desk.is_busy(turn):
        return None
    draft = drafting.open_draft(turn.session, turn.chat_id)
    waiting = drafts.dialogue(turn.session, turn.chat_id)
    if draft is None or (waiting is not None and waiting.waiting_for is Waiting.MORE_INFORMATION):
        return None
    try:
        drafting.require_room(turn.session, draft)
    except DraftFull:
        return Refused(general.NO_ROOM)
    return None


def may_edit(turn: Turn) -> Refused | None:
    """The same for a message that was edited: it has its place in the draft already."""
    return Refused(general.TOO_FAST) if pace.is_exhausted(turn.session, turn.chat_id, turn.written_at) else None
