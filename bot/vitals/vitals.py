"""The vitals of a process: when each of its parts last went round, and what they did. In memory; nothing of people."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.present import Now, real_now
from bot.vitals.figures import Figures, Kind, Spread
from participation.watching import SENT, Part
from storage.models.notices import CopyChannel, CopyState

ANSWERS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
REQUESTS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
COMMITS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
TURNS = Kind("participa_turns", "Messages and presses, by what they were and what became of them", ("kind", "outcome"))
TURN_SECONDS = Spread("participa_turn_seconds", "From taking in to the end of the answer", ANSWERS, ("kind",))
DELIVERIES = Kind("participa_deliveries", "Tries to bring a copy of a notice, by their result", ("channel", "result"))
REQUESTED = Kind("participa_telegram_requests", "Requests to Telegram; too_many is 429", ("result",))
REQUEST_SECONDS = Spread("participa_telegram_request_seconds", "How long Telegram took to answer", REQUESTS)
WEBHOOK = Kind("participa_webhook_posts", "What was posted to the webhook, by what became of it", ("result",))
WRITE_SECONDS = Spread("participa_database_write_seconds", "From handing in a unit of work to its commit", COMMITS)
WRITES_FAILED = Kind("participa_database_writes_failed", "Units of work that were not stored", ("reason",))
LONGEST_HOLD = timedelta(hours=1)  # a part that has one thing in hand for longer is taken to hang
KINDS = {
    "callback_query": "button",
    "edited_message": "edit",
    "my_chat_member": "membership",
    "poll_answer": "poll",
    "message": "text",
}
FILES = frozenset({"photo", "document", "voice", "audio", "video", "video_note", "animation", "sticker"})
RETRIED = (CopyState.WAITING, CopyState.BEHIND)


class Vitals:
    """What one process knows of itself. `now` is the machine's date, wherever the bot lives."""

    def __init__(self, now: Now = real_now) -> None:
        self.figures = Figures()
        self._now = now
        self._beats: dict[Part, datetime] = {}
        self._held: dict[Part, datetime] = {}

    def beat(self, part: Part) -> None:
        """A part went round."""
        self._beats[part] = self._now()

    @contextmanager
    def holding(self, part: Part) -> Iterator[None]:
        """A part has something long in hand: it counts as going round meanwhile."""
        self._held[part] = self._now()
        try:
            yield
        finally:
            self._held.pop(part, None)
            self.beat(part)

    def beats(self) -> dict[Part, datetime]:
        """When each part last went round."""
        now = self._now()
        held = {part: now for part, since in self._held.items() if now - since < LONGEST_HOLD}
        return {**self._beats, **held}

    def turn_ended(self, payload: str, outcome: str, seconds: float) -> None:
        """A turn was brought to its end."""
        kind = kind_of(payload)
        self.figures.count(TURNS, kind, outcome)
        self.figures.observe(TURN_SECONDS, seconds, kind)

    def turn_again(self, payload: str) -> None:
        """A turn has to be begun anew."""
        self.figures.count(TURNS, kind_of(payload), "again")

    def delivered(self, channel: CopyChannel, state: CopyState) -> None:
        """A copy was tried; `state` is where it stands now."""
        retried = state in RETRIED
        self.figures.count(DELIVERIES, channel.value, "again" if retried else state.value)
        if not retried:
            self.beat(SENT[channel])

    def requested(self, result: int | str, seconds: float) -> None:
        """Telegram was asked; `result` is its status, or a word for what went wrong on the way."""
        self.figures.count(REQUESTED, result if isinstance(result, str) else _status(result))
        self.figures.observe(REQUEST_SECONDS, seconds)

    def posted(self, result: str) -> None:
        """Something came to the webhook."""
        self.figures.count(WEBHOOK, result)

    def written(self, seconds: float, failure: str | None) -> None:
        """A unit of work was committed, or was not stored for a reason."""
        if failure is None:
            self.figures.observe(WRITE_SECONDS, seconds)
        else:
            self.figures.count(WRITES_FAILED, failure)


def kind_of(payload: str) -> str:
    """What an update is, in a word; nothing of what it says."""
    try:
        update = json.loads(payload)
    except (ValueError, RecursionError):
        return "other"
    part = next((name for name in KINDS if name in update), None)
    kind = KINDS.get(part or "", "other")
    message = update.get("message")
    if kind != "text" or not isinstance(message, dict):
        return kind
    if not FILES.isdisjoint(message):
        return "file"
    return "command" if str(message.get("text", "")).startswith("/") else "text"


def _status(status: int) -> str:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "too_many"
    if status < HTTPStatus.BAD_REQUEST:
        return "answered"
    return "refused" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed"
