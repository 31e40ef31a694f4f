"""What a button tells us when it is pressed: small typed classes, packed into Telegram's 64 bytes."""

from dataclasses import astuple, dataclass, fields
from typing import ClassVar, Self

from telegram.constants import InlineKeyboardButtonLimit

VERSION = "1"
SEPARATOR = ":"


class ButtonTooLong(ValueError):
    """What a button should carry does not fit in Telegram's limit."""


@dataclass(frozen=True)
class Data:
    """Base of all button data. A subclass names its `code` and its fields; all fields are text without colons."""

    code: ClassVar[str]

    def pack(self) -> str:
        """The text that Telegram keeps with the button. Raises ButtonTooLong."""
        packed = SEPARATOR.join((VERSION, self.code, *astuple(self)))
        if len(packed.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            raise ButtonTooLong(packed)
        return packed

    @classmethod
    def matches(cls, data: object) -> bool:
        """Whether `data` is of this kind and version."""
        if not isinstance(data, str):
            return False
        parts = data.split(SEPARATOR)
        return parts[:2] == [VERSION, cls.code] and len(parts) == 2 + len(fields(cls))

    @classmethod
    def read(cls, data: str | None) -> Self:
        """The data of a pressed button that `matches`."""
        return cls(*(data or "").split(SEPARATOR)[2:])


@dataclass(frozen=True)
class Home(Data):
    """The welcome with its menu."""

    code = "start"


@dataclass(frozen=True)
class Progress(Data):
    """How the plan is going."""

    code = "avance"


@dataclass(frozen=True)
class Activity(Data):
    """One activity with its products."""

    code = "act"
    activity: str


@dataclass(frozen=True)
class Product(Data):
    """One product with its evidence."""

    code = "prod"
    product: str


@dataclass(frozen=True)
class Chart(Data):
    """The progress as a picture."""

    code = "graf"


@dataclass(frozen=True)
class Share(Data):
    """A link that opens the bot at one thing: `what` is `avance`, `producto_<code>`, `evento_<code>`."""

    code = "comp"
    what: str


@dataclass(frozen=True)
class Events(Data):
    """The dialogue events."""

    code = "even"


@dataclass(frozen=True)
class Event(Data):
    """One event."""

    code = "ev"
    event: str


@dataclass(frozen=True)
class Help(Data):
    """What the bot can do."""

    code = "ayuda"


@dataclass(frozen=True)
class Screens(Data):
    """How screens arrive: `how` is `new` messages or `edit`."""

    code = "pant"
    how: str


@dataclass(frozen=True)
class SpeakIn(Data):
    """The language to answer in."""

    code = "idioma"
    language: str


@dataclass(frozen=True)
class Observe(Data):
    """Begin an observation. `about` is `plan`, `a-<activity>`, `p-<product>`, `e-<event>`."""

    code = "obs"
    about: str


@dataclass(frozen=True)
class Send(Data):
    """File a draft; `named` is "1" with the name, "0" without."""

    code = "env"
    draft: str
    named: str


@dataclass(frozen=True)
class Card(Data):
    """Back to the card of a draft."""

    code = "bor"
    draft: str


@dataclass(frozen=True)
class Fix(Data):
    """Change something of a draft: `what` is empty for the menu, else `text`, `about`, `kind`, `name`."""

    code = "cor"
    draft: str
    what: str


@dataclass(frozen=True)
class SetAbout(Data):
    """What a draft is about: `plan`, `other`, `a-<activity>`, `p-<product>`, `e-<event>`, or `events` to choose one."""

    code = "tema"
    draft: str
    about: str


@dataclass(frozen=True)
class SetKind(Data):
    """What a draft is: a kind, or a kind and what the petition asks for, as `petition.information`."""

    code = "tipo"
    draft: str
    kind: str


@dataclass(frozen=True)
class DropDraft(Data):
    """Erase a draft."""

    code = "can"
    draft: str


@dataclass(frozen=True)
class Accept(Data):
    """What was written out of the blue is to be registered."""

    code = "si"
    draft: str


@dataclass(frozen=True)
class Decline(Data):
    """What was written out of the blue is not to be registered."""

    code = "no"
    draft: str


@dataclass(frozen=True)
class AnswerMe(Data):
    """A question in the middle of a draft is to be answered."""

    code = "resp"
    draft: str


@dataclass(frozen=True)
class AddToText(Data):
    """A question in the middle of a draft belongs to the draft."""

    code = "agr"
    draft: str


@dataclass(frozen=True)
class MyCases(Data):
    """The person's own cases."""

    code = "mis"


@dataclass(frozen=True)
class OpenCase(Data):
    """One case of the person's own."""

    code = "caso"
    case: str


@dataclass(frozen=True)
class AddToCase(Data):
    """«Agregar información»."""

    code = "info"
    case: str


@dataclass(frozen=True)
class WithdrawCase(Data):
    """«Retirar mi caso»; `sure` is "1" once the person has confirmed it."""

    code = "ret"
    case: str
    sure: str


@dataclass(frozen=True)
class AddMunicipality(Data):
    """«Agregar municipio»: asks for it; with a code, keeps it."""

    code = "mun"
    case: str
    municipality: str


@dataclass(frozen=True)
class AddGroup(Data):
    """A group that the person belongs to, counted unlinked; empty to be asked."""

    code = "gru"
    group: str


@dataclass(frozen=True)
class StopAsking(Data):
    """Something optional is not to be told."""

    code = "dejar"


@dataclass(frozen=True)
class MyData(Data):
    """The rights over the own data: `show`, `download`, `erase`, `erase-sure`, `withdraw`, `withdraw-sure`."""

    code = "datos"
    what: str


@dataclass(frozen=True)
class Ask(Data):
    """A reading of what was typed, chosen by the person: an intent, and the code of what it is about or nothing."""

    code = "q"
    intent: str
    target: str


@dataclass(frozen=True)
class Notices(Data):
    """What the person is notified of."""

    code = "avisos"


@dataclass(frozen=True)
class FullReport(Data):
    """The progress report as a document."""

    code = "informe"
