"""«Detener»: stopping a sending, and going on with it."""

from collections.abc import Callable
from datetime import datetime

from handlers import buttons
from handlers.answer import Answer
from handlers.notices.live import count_message
from handlers.staff_only import as_staff
from handlers.texts import sending as texts
from handlers.turn import Turn
from participation import notices
from storage import Session
from storage.models.notices import Notice
from storage.models.staff import StaffMember
from storage.queries import notices as queries

Act = Callable[[Session, Notice, StaffMember, datetime], bool]


def stop(turn: Turn) -> Answer:
    """«Detener»: what has not left does not leave."""
    return _act(turn, buttons.StopNotice.read(turn.pressed).notice, notices.stop)


def resume(turn: Turn) -> Answer:
    """«Seguir enviando»: the rest leaves after all."""
    return _act(turn, buttons.ResumeNotice.read(turn.pressed).notice, notices.resume)


def _act(turn: Turn, notice_id: str, act: Act) -> Answer:
    def done(me: StaffMember) -> Answer:
        notice = queries.notice(turn.session, int(notice_id))
        if notice is None:
            return turn.say(texts.nothing_to_stop(turn.words))
        act(turn.session, notice, me, turn.now)
        shown = count_message(notice, notices.state_of(turn.session, notice), turn.words)
        return turn.show(shown.text, shown.keyboard)

    return as_staff(turn, done)
