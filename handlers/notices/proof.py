"""What those who publish are told of the plan's proof."""

from handlers.answer import Say
from handlers.buttons.plan_desk import ProofDesk
from handlers.keyboards.layout import rows, to
from handlers.notices.telling import NotNow, Telling, Told
from handlers.texts import proof as texts
from participation.plan.dead_links import SUBJECT, still_dead
from participation.plan.links import proved_by
from participation.staff.rights import Right, may
from participation.staff.team import staff_member


def dead(telling: Telling) -> Told:
    """What does not open any more, while it does not."""
    member = staff_member(telling.session, telling.chat_id or 0)
    if member is None or not may(member, Right.PUBLISH):
        raise NotNow("not allowed")
    found = still_dead(telling.session, telling.notice)
    if not found:
        raise NotNow("opens again")
    names = proved_by(telling.session, telling.today)
    button = to(telling.words.plain("button", "Progress with proof"), ProofDesk())
    return Told((Say(texts.alert(found, names, telling.words, telling.formats), rows([button])),))


ALERTS = {SUBJECT: dead}
