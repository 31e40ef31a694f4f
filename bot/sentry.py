"""Reporting faults to Sentry, where SENTRY_DSN says so: what the log says of a fault, and nothing else.

The log holds no texts and no data of people; what goes out is its lines of errors, not the library's own view of the
process, in which a person's words would stand. What is left of a library's event is stripped once more on its way out.
"""

import atexit
import sys
import time
from collections.abc import Callable, MutableMapping
from importlib.metadata import version
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bot.trouble import describe

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

AGAIN_SECONDS = 600.0  # the same fault is reported once in so long
MOST_KNOWN = 500
FLUSH_SECONDS = 2.0
KEPT = frozenset({"error", "where", "reason", "job", "attempt", "kind", "finder", "trouble", "hint"})
DROPPED = ("request", "user", "breadcrumbs", "contexts", "extra", "modules", "server_name", "threads")
Processor = Callable[[Any, str, MutableMapping[str, Any]], MutableMapping[str, Any]]


class SentryMissing(Exception):
    """SENTRY_DSN is set and its package is not installed."""


def set_up(dsn: str, transport: Any = None) -> Processor:
    """Open the way to Sentry. Gives what the log hands each of its lines to. Raises SentryMissing."""
    try:
        import sentry_sdk  # noqa: PLC0415 - an extra, loaded by who uses it
    except ImportError as error:
        raise SentryMissing from error
    sentry_sdk.init(
        dsn,
        release=version("participa"),
        default_integrations=False,
        auto_enabling_integrations=False,
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        max_request_body_size="never",
        before_send=stripped,
        transport=transport,
    )
    atexit.register(sentry_sdk.flush, FLUSH_SECONDS)
    _report_uncaught(sentry_sdk.capture_event)
    return _Reporter(sentry_sdk.capture_event)


def stripped(event: "Event", _hint: "Hint") -> "Event":
    """An event without whatever may hold a person's words: the last look before it leaves."""
    bare: Any = event
    for name in DROPPED:
        bare.pop(name, None)
    for raised in (bare.get("exception") or {}).get("values") or []:
        raised.pop("value", None)  # an error's message may quote what a person wrote
        raised.pop("stacktrace", None)
    return event


class _Reporter:
    """Hands lines of errors on; each kind of fault once in a while."""

    def __init__(self, capture: Callable[[Any], Any]) -> None:
        self._capture = capture
        self._reported: dict[tuple[str, ...], float] = {}

    def __call__(self, _logger: Any, method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if method in {"error", "critical"} and self._is_new(line):
            self._capture(_event(line))
        return line

    def _is_new(self, line: MutableMapping[str, Any]) -> bool:
        key, now = _fingerprint(line), time.monotonic()
        if now - self._reported.get(key, -AGAIN_SECONDS) < AGAIN_SECONDS:
            return False
        if len(self._reported) >= MOST_KNOWN:
            self._reported.clear()
        self._reported[key] = now
        return True


def _event(line: MutableMapping[str, Any]) -> dict[str, Any]:
    facts = {name: str(value) for name, value in line.items() if name in KEPT}
    return {
        "level": "error",
        "message": " · ".join([str(line.get("event")), *(f"{name}: {value}" for name, value in facts.items())]),
        "fingerprint": list(_fingerprint(line)),
    }


def _fingerprint(line: MutableMapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(line.get(name, "")) for name in ("event", "error", "where"))


def _report_uncaught(capture: Callable[[Any], Any]) -> None:
    """What ends the process is told too, by its kind and place."""
    before = sys.excepthook

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            capture(_event({"event": "process.ended", **describe(error)}))
        before(kind, error, trace)

    sys.excepthook = told
