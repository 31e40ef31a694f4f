"""/avisos and /baja: what a person wants to be told, turned on and off one by one or all at once."""

from handlers.answer import Answer, Call, Say
from handlers.buttons.audience import NoticePace, SwitchNotices
from handlers.keyboards import audience as audience_keyboards
from handlers.texts import audience as texts
from handlers.turn import Turn
from participation.audience import subscriptions
from participation.audience.subscriptions import Wishes
from participation.notices import Topic
from participation.plan.agenda import list_events


def show(turn: Turn) -> Answer:
    """/avisos: what is on, what is off, and since when."""
    return _screen(turn, subscriptions.wishes(turn.session, turn.chat_id))


def switch(turn: Turn) -> Answer:
    """«Eventos», «Avance del plan»: on or off, as the pressed button said."""
    data = SwitchNotices.read(turn.pressed)
    changed = subscriptions.set_topic(turn.session, turn.chat_id, Topic(data.what), turn.now, on=data.on == "1")
    return _screen(turn, changed)


def choose_pace(turn: Turn) -> Answer:
    """«Al momento» or «Resumen semanal»."""
    weekly = NoticePace.read(turn.pressed).pace == "week"
    return _screen(turn, subscriptions.choose_pace(turn.session, turn.chat_id, turn.now, weekly=weekly))


def turn_off(turn: Turn) -> Answer:
    """/baja, «No recibir nada», or a message that consists of that wish: nothing any more but answers to own cases."""
    was_on = subscriptions.stop_everything(turn.session, turn.chat_id)
    return turn.show(texts.stopped(turn.words, was_on=was_on), audience_keyboards.to_notices(turn.words))


def come_back(turn: Turn) -> tuple[Call, ...]:
    """Who had blocked the bot and is here again is told what comes again; nothing for everybody else."""
    wishes = subscriptions.come_back(turn.session, turn.chat_id)
    return () if wishes is None else (Say(texts.back_again(wishes, turn.words, turn.formats)),)


def wants_offer(turn: Turn) -> bool:
    """Whether notices of events may be offered here: in private, to who is told of none."""
    return turn.is_private and not subscriptions.wishes(turn.session, turn.chat_id).events


def _screen(turn: Turn, wishes: Wishes) -> Answer:
    keyboard = audience_keyboards.notices(wishes, turn.words)
    return turn.show(texts.notices(wishes, _titles(turn, wishes), turn.words, turn.formats), keyboard)


def _titles(turn: Turn, wishes: Wishes) -> list[str]:
    """The titles of the events to come of which the person wants to be reminded."""
    if not wishes.reminders:
        return []
    coming = {event.code: event.title for event in list_events(turn.session, turn.today).upcoming}
    return [coming[code] for code in wishes.reminders if code in coming]
