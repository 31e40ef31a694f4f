"""Buttons of notices: what a person wants to be told, and what staff spread."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from participation.notices import Topic


@dataclass(frozen=True)
class SwitchNotices(Data):
    """Turn one kind of notices on ("1") or off ("0"); an old button does again what it did then."""

    code = "av"
    what: str
    on: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in set(Topic) and values[1] in {"0", "1"}


@dataclass(frozen=True)
class NoticePace(Data):
    """How often notices come: `week` for the weekly summary, `now` for each at once."""

    code = "avr"
    pace: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"now", "week"}


@dataclass(frozen=True)
class NoNotices(Data):
    """Nothing any more but the answers to one's own cases."""

    code = "avno"


@dataclass(frozen=True)
class EventPoster(Data):
    """The poster of an event for the office door, for staff."""

    code = "cartel"
    event: str


@dataclass(frozen=True)
class BotPoster(Data):
    """The poster of the bot, for staff."""

    code = "cartelbot"


@dataclass(frozen=True)
class Diffusion(Data):
    """What staff spread themselves: «Difusión»."""

    code = "dif"


@dataclass(frozen=True)
class WriteBroadcast(Data):
    """Write a notice: anew, or the text or the link (`what`) of one that was not sent (`broadcast`)."""

    code = "difesc"
    broadcast: str
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in {"text", "link"}


@dataclass(frozen=True)
class AddressBroadcast(Data):
    """Whom a notice goes to: `to` is `subscribers`, `channel` or `g-<group>`; pressed again, not any more."""

    code = "difa"
    broadcast: str
    to: str
    today: str


@dataclass(frozen=True)
class BroadcastCard(Data):
    """A notice of staff's own: its preview or how its sending goes. `today` is "1" where it has to arrive today."""

    code = "difv"
    broadcast: str
    today: str


@dataclass(frozen=True)
class SendBroadcast(Data):
    """Send it."""

    code = "difenv"
    broadcast: str
    today: str


@dataclass(frozen=True)
class DropBroadcast(Data):
    """Drop what was not sent."""

    code = "difbor"
    broadcast: str


@dataclass(frozen=True)
class GuestsDesk(Data):
    """The contact list. `what`: empty for its figures, `send`, `export`, `refused`, `again`, `remove`."""

    code = "guest"
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"", "send", "export", "refused", "again", "remove"}


@dataclass(frozen=True)
class SaveGuests(Data):
    """Take over the list that was sent last, if it is still the one whose file has a hash that begins so."""

    code = "guests"
    file: str
