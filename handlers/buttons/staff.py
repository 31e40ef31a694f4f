"""Buttons of the entity's own people. What they lead to checks the right again: a button can be forged."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from storage.models.staff import Role


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

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"", *Role}


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

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in {"denuncias", "remove", "remove-sure", *Role}


@dataclass(frozen=True)
class TeamActs(Data):
    """What the staff did: `what` is `see`, `people` or `kinds` to choose of whom or of what, or `take` to download it.

    `kind` and `member` are empty for all of them; the member 0 is nobody of the staff. `before` is where a page begins.
    """

    code = "actos"
    what: str
    kind: str
    member: str
    before: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"see", "people", "kinds", "take"}
