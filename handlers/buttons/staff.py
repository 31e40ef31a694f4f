"""Buttons of the entity's own people. What they lead to checks the right again: a button can be forged."""

from dataclasses import dataclass

from handlers.buttons.data import Data


@dataclass(frozen=True)
class Panel(Data):
    """What waits for staff."""

    code = "panel"


@dataclass(frozen=True)
class Team(Data):
    """Who works here."""

    code = "equipo"


@dataclass(frozen=True)
class Invite(Data):
    """A new link into the team; empty to be asked for the role."""

    code = "inv"
    role: str


@dataclass(frozen=True)
class Member(Data):
    """One member of the team."""

    code = "miem"
    member: str


@dataclass(frozen=True)
class ChangeMember(Data):
    """`what` is a role, `denuncias`, `remove` or `remove-sure`."""

    code = "camb"
    member: str
    what: str
