"""What the team is told of itself."""

from collections.abc import Callable, Mapping

from handlers import keyboards
from handlers.answer import Say
from handlers.notices.telling import NotNow, Telling, Told
from handlers.texts import staff as texts
from participation.staff.alerting import SUBJECT, watches
from participation.staff.rights import Right, may
from participation.staff.team import staff_member
from storage.queries import staff


def reads_denuncias(telling: Telling) -> Told:
    """Somebody reads denuncias. Raises NotNow once it was taken back, or for who may not administer any more."""
    member = staff_member(telling.session, telling.chat_id or 0)
    reader = staff.member_by_id(telling.session, telling.notice.subject_id)
    if member is None or not watches(member):
        raise NotNow("not allowed")
    if reader is None or not may(reader, Right.DENUNCIAS):
        raise NotNow("taken back")
    return Told((Say(texts.reads_denuncias(reader, telling.words), keyboards.panel_only(telling.words)),))


ALERTS: Mapping[str, Callable[[Telling], Told]] = {SUBJECT: reads_denuncias}
