"""Every regular expression of ours, and for each the texts that would keep it busy longest."""

import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from re import _compiler as compiler  # type: ignore[attr-defined]  # how a pattern is built is told nowhere else
from re import _constants as constants  # type: ignore[attr-defined]  # as above
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("bot", "handlers", "participation", "reports", "storage", "locales")
MANY = 10
"""Repetitions from which on a part of a pattern is worth attacking."""
TAILS = ("", "\x00", "!", "a", " ")
SINGLE = "a1 .-/@<(\"'\n\\{["
_TRIED = "a1 .-/,@<>(x\"'\n:ZñA0_=;#\\"
_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)


def ours() -> dict[str, re.Pattern[Any]]:
    """What our modules compile while they are imported, by where it stands. For a process that imported none yet."""
    found: dict[str, re.Pattern[Any]] = {}
    original = re._compile  # type: ignore[attr-defined]  # every way to a pattern passes here

    def seen(pattern: Any, flags: int) -> re.Pattern[Any]:
        made: re.Pattern[Any] = original(pattern, flags)
        caller = sys._getframe(2)
        place = Path(caller.f_code.co_filename)
        if place.is_relative_to(ROOT) and place.relative_to(ROOT).parts[0] in FOLDERS:
            found.setdefault(f"{place.relative_to(ROOT)}:{caller.f_lineno} {made.pattern!r}", made)
        return made

    re._compile = seen  # type: ignore[attr-defined]  # as above
    try:
        for folder in FOLDERS:
            for module in pkgutil.walk_packages([str(ROOT / folder)], f"{folder}."):
                if "migrations" not in module.name:
                    import_module(module.name)
    finally:
        re._compile = original  # type: ignore[attr-defined]  # as above
    return found


def attacks(pattern: re.Pattern[Any], length: int) -> set[Any]:
    """Texts of about that length: each repeated part pumped up behind what must stand before it, spoilt at the end."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    texts = {sign * length for sign in SINGLE}
    for before, pumped in _pumps(parsed):
        if pumped:
            texts |= {(before + pumped * (length // len(pumped)))[:length] + tail for tail in TAILS}
            texts.add(((before + pumped) * length)[:length])
    return {text.encode("latin1", "replace") for text in texts} if isinstance(pattern.pattern, bytes) else texts


def seconds(pattern: re.Pattern[Any], text: Any) -> float:
    """The processor's time for looking through a text, and for taking it as a whole."""
    begun = process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return process_time() - begun


def _pumps(parts: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for kind, value in parts:
        if kind in _REPEATS:
            least, most, body = value
            if most is constants.MAXREPEAT or most >= MANY:
                yield before, _sample(body)
            yield from _pumps(body, before)
            before += _sample(body) * least
            continue
        if kind is constants.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before)
        elif kind is constants.SUBPATTERN:
            yield from _pumps(value[3], before)
        elif kind in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _pumps(value[1], before)
        before += _sample([(kind, value)])


def _sample(parts: Any) -> str:
    """A short text that fits."""
    return "".join(_one(kind, value) for kind, value in parts)


def _one(kind: Any, value: Any) -> str:
    if kind in _REPEATS:
        return _sample(value[2]) * int(value[0])
    if kind in (constants.ANY, constants.NOT_LITERAL):
        return "a" if value != ord("a") else "b"
    return _FITTING[kind](value) if kind in _FITTING else ""


def _of(choices: Sequence[tuple[Any, Any]]) -> str:
    """One sign of a set."""
    fits = compiler.compile(parser.SubPattern(parser.State(), [(constants.IN, list(choices))]), re.UNICODE)
    return next((sign for sign in _TRIED if fits.match(sign)), "é")


_FITTING: Mapping[Any, Callable[[Any], str]] = {
    constants.LITERAL: chr,
    constants.IN: _of,
    constants.BRANCH: lambda value: _sample(value[1][0]),
    constants.SUBPATTERN: lambda value: _sample(value[3]),
    constants.ATOMIC_GROUP: _sample,
}
