"""Buttons while an observation is written."""

from dataclasses import dataclass

from handlers.buttons.data import Data


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
class Join(Data):
    """«Me sumo»: file a draft as support of a case."""

    code = "sumo"
    draft: str
    case: str
