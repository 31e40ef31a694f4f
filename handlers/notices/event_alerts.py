"""What staff are asked about events: whether one was held that nobody confirmed."""

from handlers.answer import Say
from handlers.keyboards import event_desk as keyboards
from handlers.notices.telling import NotNow, Telling, Told
from handlers.texts import event_desk as texts
from participation.plan.agenda import event_as_it_is
from participation.staff.rights import Right, may
from participation.staff.team import staff_member
from storage.models.plan import EventState
from storage.queries import events


def unconfirmed(telling: Telling) -> Told:
    """The question, with the way to close it; once somebody has, or who was to be asked has left, it does not leave."""
    member = staff_member(telling.session, telling.chat_id or 0)
    event = events.event(telling.session, telling.notice.subject_id)
    if member is None or not may(member, Right.PUBLISH):
        raise NotNow("not allowed")
    if event is None or event.state is not EventState.UNCONFIRMED:
        raise NotNow("closed since")
    found = event_as_it_is(telling.session, event, telling.today)
    keyboard = keyboards.card(event, telling.words, publishes=True, begun=True, today=False, sent=False)
    return Told((Say(texts.unconfirmed(found, telling.words, telling.formats), keyboard),))
