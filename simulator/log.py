"""The log of everything: each call with its parameters and result, each delivery of an update."""

import fnmatch
import time
from collections import deque
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Entry:
    """One call of a bot ("call") or one attempt to bring it an update ("delivery").

    `monotonic` and `seconds` are real seconds, `at` is the simulated date. For a delivery `method` is "getUpdates" or
    "webhook", `parameters` the update and `status` the webhook's answer (0 when there was none).
    """

    number: int
    kind: str
    bot_id: int
    method: str
    chat_id: int | str | None
    parameters: dict[str, Any]
    status: int
    result: Any
    at: datetime
    monotonic: float
    seconds: float
    fault: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The entry for the control API."""
        return {**asdict(self), "at": self.at.isoformat()}


class Log:
    """A bounded memory of entries; the oldest go first, `number` keeps counting."""

    def __init__(self, limit: int = 50_000) -> None:
        self.entries: deque[Entry] = deque(maxlen=limit)
        self.count = 0

    def write(
        self,
        *,
        kind: str,
        bot_id: int,
        method: str,
        parameters: dict[str, Any],
        status: int,
        result: Any,
        at: datetime,
        started: float,
        chat_id: int | str | None = None,
        fault: str | None = None,
    ) -> Entry:
        """Add an entry; `started` is the monotonic time at which the call came in."""
        self.count += 1
        seconds = time.monotonic() - started
        entry = Entry(
            self.count, kind, bot_id, method, chat_id, parameters, status, result, at, started, seconds, fault
        )
        self.entries.append(entry)
        return entry

    def select(
        self,
        *,
        kind: str | None = None,
        method: str = "*",
        chat_id: int | str | None = None,
        bot_id: int | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> list[Entry]:
        """Entries in order; `method` may have wildcards, `after` is an entry's number, `limit` keeps the newest."""
        chosen = [
            entry
            for entry in self.entries
            if entry.number > after
            and (kind is None or entry.kind == kind)
            and (chat_id is None or entry.chat_id == chat_id)
            and (bot_id is None or entry.bot_id == bot_id)
            and fnmatch.fnmatchcase(entry.method, method)
        ]
        return chosen[-limit:] if limit else chosen

    def calls(self, method: str = "*", chat_id: int | str | None = None) -> list[Entry]:
        """The calls of a method, in order."""
        return self.select(kind="call", method=method, chat_id=chat_id)

    def clear(self) -> None:
        """Forget the entries; numbers go on."""
        self.entries.clear()
