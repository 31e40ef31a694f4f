"""What a chat wants to be told. Nothing is told to who did not ask; asking is a consent of its own, with its date."""

import re
from dataclasses import dataclass
from datetime import datetime

from locales import fold
from participation.notices import Topic
from storage import Session
from storage.queries import audience as queries

_NOT_LETTERS = re.compile(r"[\W_]+")
# A message that consists of one of these turns everything off; longer ones are read (Intent.UNSUBSCRIBE).
_STOPS = frozenset(
    {
        *("stop", "alto", "pare", "paren", "parar", "basta", "baja", "unsubscribe", "no mas", "silencio"),
        *("dar de baja", "darme de baja", "darse de baja", "denme de baja", "deme de baja", "dame de baja"),
        *("quiero darme de baja", "me quiero dar de baja", "desuscribir", "desuscribirme", "desuscribanme"),
        *("cancelar suscripcion", "cancelar la suscripcion", "cancelar mi suscripcion", "desactivar avisos"),
        *("desactivar los avisos", "apagar avisos", "apagar los avisos", "quitar avisos", "quitar los avisos"),
        *("no mas mensajes", "no mas avisos", "no mas notificaciones", "no me escriban mas", "no me escriban"),
        *("no me escriba mas", "no me escriba", "ya no me escriban", "no me envien mas mensajes", "no me manden mas"),
        *("no me envien mas", "no me manden mas mensajes", "no quiero mas mensajes", "no quiero mas avisos"),
        *("ya no quiero mensajes", "ya no quiero mas mensajes", "ya no quiero avisos", "no quiero recibir nada"),
        *("no quiero recibir mensajes", "no quiero recibir mas mensajes", "no quiero recibir avisos"),
        *("no quiero recibir mas avisos", "ya no quiero recibir mensajes", "ya no quiero recibir avisos"),
        *("dejen de escribirme", "dejen de enviarme mensajes", "dejen de mandarme mensajes", "no recibir nada"),
        *("no more messages", "no more notices", "stop messages", "stop sending messages", "opt out"),
    }
)
_POLITE = ("por favor", "porfavor", "porfa", "please", "gracias")


@dataclass(frozen=True)
class Wishes:
    """What a chat wants to be told. `since`: when it first asked; `reminders`: the codes of single events."""

    events: bool = False
    progress: bool = False
    weekly: bool = False
    since: datetime | None = None
    reminders: tuple[str, ...] = ()

    @property
    def is_subscribed(self) -> bool:
        """Whether anything is told without being about one chosen event."""
        return self.events or self.progress

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all is told but the answers to one's own cases."""
        return not (self.is_subscribed or self.reminders)

    def is_on(self, topic: Topic) -> bool:
        """Whether this is told."""
        return self.events if topic is Topic.EVENTS else self.progress


NOTHING = Wishes()
"""What who never asked wants."""


def wishes(session: Session, chat_id: int) -> Wishes:
    """What a chat wants now."""
    found = queries.subscription(session, chat_id)
    reminders = tuple(queries.reminded_codes(session, chat_id))
    if found is None:
        return Wishes(reminders=reminders)
    return Wishes(found.events, found.progress, found.weekly, found.since, reminders)


def set_topic(session: Session, chat_id: int, topic: Topic, now: datetime, *, on: bool) -> Wishes:
    """Turn a topic on or off. The day of the first is kept as that of the consent; after the last nothing is."""
    before = wishes(session, chat_id)
    others = any(before.is_on(other) for other in Topic if other is not topic)
    if on or others:
        queries.subscribe(session, chat_id, now, **{topic.value: on})
    else:
        queries.unsubscribe(session, chat_id)
    return wishes(session, chat_id)


def choose_pace(session: Session, chat_id: int, now: datetime, *, weekly: bool) -> Wishes:
    """«Al momento» or «Resumen semanal»; without a topic there is nothing to choose."""
    if wishes(session, chat_id).is_subscribed:
        queries.subscribe(session, chat_id, now, weekly=weekly)
    return wishes(session, chat_id)


def stop_everything(session: Session, chat_id: int) -> bool:
    """/baja: no notice and no reminder any more. Gives whether there was anything to turn off."""
    subscribed = queries.unsubscribe(session, chat_id)
    return bool(queries.forget_reminders(session, chat_id)) or subscribed


def pause(session: Session, chat_id: int, now: datetime) -> None:
    """The person blocked the bot: nothing is sent until the person is back."""
    queries.pause(session, chat_id, now)


def come_back(session: Session, chat_id: int) -> Wishes | None:
    """The person is back: what was wanted is told again. None where nothing had been paused."""
    return wishes(session, chat_id) if queries.resume(session, chat_id) else None


def forget(session: Session, chat_id: int) -> None:
    """Erase what a chat wanted, and to which chat something was told."""
    stop_everything(session, chat_id)
    queries.forget_copies(session, chat_id)


def means_stop(text: str) -> bool:
    """Whether a message consists of nothing but the wish to be told nothing more."""
    said = _NOT_LETTERS.sub(" ", fold(text).replace("ñ", "n")).strip()
    for polite in _POLITE:
        said = said.removeprefix(polite).removesuffix(polite).strip()
    return said in _STOPS
