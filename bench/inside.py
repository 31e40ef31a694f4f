"""`participa run` with a watch in its hand: `python -m bench.inside FILE run`.

The functions of each stage are wrapped from outside, so that the running bot itself carries no hooks. When the process
ends, FILE holds what each stage took, and which statements the database was asked.
"""

import importlib
import inspect
import json
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

# What a turn goes through, in order: the name for people, and the function that is timed. What is indented is a part
# of the one before, as it runs in its thread.
STAGES = (
    ("take in and claim", "bot.runner:Runner.take_in"),
    ("parse", "bot.handling:Handling._parsed"),
    ("route", "bot.handling:find"),
    ("handle", "bot.handling:Handling.handle"),
    ("  its work in the thread", "bot.handling:Handling._act"),
    ("send", "bot.runner:deliver"),
    ("finish", "bot.runner:Runner._ended"),
    ("  its work in the thread", "storage.queries.turns:finish"),
)

took: dict[str, list[float]] = defaultdict(list)
statements: Counter[str] = Counter()
_guard = threading.Lock()


class StageMoved(Exception):
    """A function of STAGES is no longer where it was."""


def watch() -> None:
    """Wrap every stage. Raises StageMoved."""
    for (_, key), (_, place) in zip(named_stages(), STAGES, strict=True):
        _wrap(place, key)
    event.listen(Engine, "before_cursor_execute", _count)


def named_stages() -> list[tuple[str, str]]:
    """Each stage's name for people, and the one that it is kept under: a part's begins with that of its whole."""
    named, whole = [], ""
    for name, _ in STAGES:
        whole = whole if name.startswith(" ") else name
        named.append((name, name if whole == name else f"{whole}:{name.lstrip()}"))
    return named


def _wrap(place: str, name: str) -> None:
    module, _, path = place.partition(":")
    owner: Any = importlib.import_module(module)
    *outer, last = path.split(".")
    try:
        for part in outer:
            owner = getattr(owner, part)
        function = getattr(owner, last)
    except AttributeError as error:
        raise StageMoved(f"{place} is not there any more: bench/inside.py says where the stages are") from error
    setattr(owner, last, _timed(function, name))


def _timed(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    def keep(begun: float) -> None:
        seconds = time.perf_counter() - begun
        with _guard:
            took[name].append(seconds)

    @wraps(function)
    def timed(*arguments: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        result = function(*arguments, **options)
        keep(begun)
        return result

    @wraps(function)
    async def timed_async(*arguments: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        result = await function(*arguments, **options)
        keep(begun)
        return result

    return timed_async if inspect.iscoroutinefunction(function) else timed


def _count(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
    with _guard:
        statements[" ".join(statement.split())[:160]] += 1


def main(arguments: Sequence[str]) -> None:
    """Run `participa` with the other arguments; write the file at its end."""
    from bot.cli import main as participa  # noqa: PLC0415 - after the watch is set, so that its imports are the bot's

    file, sys.argv[1:] = Path(arguments[0]), list(arguments[1:])
    watch()
    try:
        participa()
    finally:
        file.write_text(json.dumps({"took": took, "statements": statements}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
