"""Faults by script: which call fails, how, and whether its effect happened before."""

import fnmatch
import itertools
from dataclasses import dataclass, field
from typing import Any

KINDS = ("too_many", "error", "delay", "timeout", "cut")


@dataclass(slots=True)
class Fault:
    """A rule for calls to come.

    kind: "too_many" (429 with `retry_after` seconds), "error" (`status` with `body`, HTML unless it is a dict),
    "delay" (`seconds`, then as if nothing were), "timeout" (no answer for `seconds`, then cut), "cut" (no answer).
    effect: whether the call is carried out all the same: False fails *before* the effect, True *after* it.
    skip, times: let `skip` matching calls through, then fail the next `times` (None: all of them).
    """

    kind: str
    method: str = "*"
    chat_id: int | None = None
    bot_id: int | None = None
    effect: bool = False
    skip: int = 0
    times: int | None = 1
    retry_after: int = 1
    status: int = 500
    body: str | dict[str, Any] | None = None
    seconds: float = 60.0
    number: int = 0
    seen: int = field(default=0, init=False)
    done: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}; there are {', '.join(KINDS)}")
        self.method = self.method.lower()

    @property
    def spent(self) -> bool:
        """Whether it has failed as many calls as it was to."""
        return self.times is not None and self.done >= self.times

    @property
    def name(self) -> str:
        """Kind and side, for the log."""
        return f"{self.kind} {'after' if self.effect else 'before'}"

    def matches(self, bot_id: int, method: str, chat_id: object) -> bool:
        """Whether it concerns this call; counts the calls that it concerns."""
        if self.spent or not fnmatch.fnmatchcase(method, self.method):
            return False
        if self.bot_id is not None and self.bot_id != bot_id:
            return False
        if self.chat_id is not None and str(self.chat_id) != str(chat_id):
            return False
        self.seen += 1
        if self.seen <= self.skip:
            return False
        self.done += 1
        return True

    def as_json(self) -> dict[str, Any]:
        """The rule and how often it struck."""
        names = [*self.__dataclass_fields__]
        return {name: getattr(self, name) for name in names} | {"spent": self.spent}


class Faults:
    """The rules in force, in the order in which they were added; the first that matches strikes."""

    def __init__(self) -> None:
        self._rules: dict[int, Fault] = {}
        self._numbers = itertools.count(1)

    def add(self, kind: str, **details: Any) -> Fault:
        """Add a rule; the details are Fault's fields. Raises ValueError or TypeError for what does not exist."""
        fault = Fault(kind, **details)
        fault.number = next(self._numbers)
        self._rules[fault.number] = fault
        return fault

    def strike(self, bot_id: int, method: str, chat_id: object) -> Fault | None:
        """The fault for this call, `method` in small letters, if there is one."""
        if not self._rules:
            return None
        for fault in self._rules.values():
            if fault.matches(bot_id, method, chat_id):
                return fault
        return None

    def remove(self, number: int | None = None) -> None:
        """Take one rule away, or all."""
        if number is None:
            self._rules.clear()
        else:
            self._rules.pop(number, None)

    def __iter__(self) -> Any:
        return iter(self._rules.values())
