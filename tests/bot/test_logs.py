"""The log tells what happened and where, and of nobody; what goes to Sentry is a part of it."""

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot import logs, sentry
from tests.support.observing import sent
from tests.support.running import World, states, until

WORDS = ("Zoraida", "Ñandubay", "huerfanita", "3009998877", "zoraida@correo.example.org", "albaricoque")


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


async def test_a_conversation_leaves_nothing_of_the_person_in_the_log(
    telegram: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person = telegram.simulator.add_person("Zoraida Ñandubay")
    with capture_logs(processors=[merge_contextvars]) as lines:
        async with telegram.bot() as parts:
            await sent(person, "Soy huerfanita, 3009998877, zoraida@correo.example.org")
            await person.ask("albaricoque")
            for asked in ("/falla albaricoque", "/mal", "/escribe albaricoque"):
                person.write(asked)
            person.document(b"albaricoque", "albaricoque.exe")
            telegram.simulator.bot.queue.push_raw({"update_id": 77_000_000, "message": {"text": "albaricoque"}})
            telegram.simulator.fault("error", status=502, method="sendMessage", chat_id=person.id)
            await person.ask("/avance")
            await until(telegram.simulator, lambda: {*states(parts.database)} <= {"done", "set_aside"})

    ours = json.dumps(lines, ensure_ascii=False, default=repr)
    others = "\n".join(record.getMessage() for record in caplog.records if _leaves(record))
    secrets = (*WORDS, str(person.id), telegram.settings.token)
    assert [word for word in secrets if word in ours] == []
    assert [word for word in secrets if word in others] == []
    happened = {line["event"] for line in lines}
    assert {"turn.failed", "turn.set_aside", "answer.refused"} <= happened
    assert all("turn" in line for line in lines if line["event"] == "turn.set_aside")


def _leaves(record: logging.LogRecord) -> bool:
    """Whether a library's line leaves at all: some are silent below a warning."""
    return record.levelno >= logging.WARNING or not record.name.startswith(logs.QUIET)


def _record(name: str, said: str, *values: object, error: BaseException | None = None) -> logging.LogRecord:
    about = (type(error), error, error.__traceback__) if error is not None else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, said, values, about)


def test_a_librarys_line_is_kept_without_its_values_and_its_errors_without_their_words() -> None:
    error = ValueError("albaricoque")
    record = _record("aiohttp.server", "Error handling request from %s\ntask: <5551234>", "10.1.2.3", error=error)

    line = logs.reserved(None, "error", {"event": record.getMessage(), "_record": record})

    assert line["event"] == "Error handling request from %s"
    assert (line["error"], line["logger"]) == ("ValueError", "aiohttp.server")
    assert record.exc_info is None
    assert "albaricoque" not in str(line["where"])


def test_what_others_quote_is_left_out_of_their_reasons() -> None:
    line = logs.unquoted(None, "warning", {"event": "x", "reason": 'unsupported tag "albaricoque" at 5', "n": 1})

    assert line == {"event": "x", "reason": "unsupported tag … at 5", "n": 1}


class Kept(Transport):
    """Keeps what would have gone out."""

    def capture_envelope(self, envelope: Envelope) -> None:
        """One more."""
        if (event := envelope.get_event()) is not None:
            KEPT.append(dict(event))


KEPT: list[dict[str, Any]] = []


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[sentry.Processor]:
    """What the log hands its lines to."""
    KEPT.clear()
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr("bot.sentry.atexit.register", lambda *_: None)
    yield sentry.set_up("https://key@sentry.example.org/1", transport=Kept)
    sentry_sdk.get_client().close()
    sentry_sdk.init()


def test_sentry_hears_the_line_of_a_fault_once_and_nothing_else(heard: sentry.Processor) -> None:
    line = {"event": "turn.failed", "error": "KeyError", "where": "a.py:1 f", "turn": 5, "text": "albaricoque"}

    for method in ("error", "error", "info"):
        heard(None, method, {**line})
    heard(None, "error", {**line, "where": "b.py:2 g"})

    assert [event["message"] for event in KEPT] == [
        "turn.failed · error: KeyError · where: a.py:1 f",
        "turn.failed · error: KeyError · where: b.py:2 g",
    ]
    assert "albaricoque" not in json.dumps(KEPT, default=str)


def test_an_error_that_ends_the_process_is_told_without_its_words(heard: sentry.Processor) -> None:
    del heard

    def fails() -> None:
        words = "albaricoque"
        raise LookupError(words)

    try:
        fails()
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        sentry_sdk.capture_exception(error)

    told = json.dumps(KEPT, default=str)
    assert "process.ended" in told
    assert "LookupError" in told
    assert "albaricoque" not in told
