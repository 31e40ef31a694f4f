"""Logs: one event a line with its facts, as text for eyes or as JSON. No texts of people, no token."""

import logging
import re
import sys
from collections.abc import MutableMapping, Sequence
from typing import Any

import structlog

from bot.trouble import describe

QUIET = (
    "httpx",
    "httpcore",
    "telegram",
    "aiohttp.access",
    "apscheduler",
    "alembic",
    "asyncio",
)  # httpx writes the token at INFO
QUOTED = re.compile(r"""".*"|“.*”|'.*'|`.*`""", re.DOTALL)

Line = MutableMapping[str, Any]


def set_up(level: str = "INFO", form: str = "text", heard: Sequence[structlog.typing.Processor] = ()) -> None:
    """Send our events and the libraries' warnings to standard error; `heard` hears of each line too."""
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, unquoted, *heard, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processor=render, foreign_pre_chain=[*shared, reserved, *heard])
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def unquoted(_logger: Any, _method: str, line: Line) -> Line:
    """Reasons that others give, without what they quote: that may be what a person wrote."""
    for name in ("reason", "error"):
        if isinstance(line.get(name), str):
            line[name] = QUOTED.sub("…", line[name])
    return line


def reserved(_logger: Any, _method: str, line: Line) -> Line:
    """A library's line: its first sentence only, which names no task and no address, and errors by kind and place."""
    record = line.get("_record")
    about = line.pop("exc_info", None) or (record.exc_info if record is not None else None)
    if isinstance(about, tuple) and isinstance(about[1], BaseException):
        line.update(describe(about[1]))
    if record is not None:
        record.exc_info = record.exc_text = None
        # The words as the library's author wrote them, before its values are put in.
        line["event"] = str(record.msg).partition("\n")[0]
        line["logger"] = record.name
    return line
