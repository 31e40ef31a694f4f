"""Errors as the log and the set-aside turns keep them: what and where, never what a person wrote."""

import traceback
from pathlib import Path

OURS = Path(__file__).resolve().parents[1]
FRAMES = 6


def describe(error: BaseException) -> dict[str, str]:
    """The type of an error and the last places that it passed. Its message is left out: it may quote a person."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__qualname__, "where": " < ".join(reversed(places))}


def in_short(error: BaseException) -> str:
    """The same for a turn that is set aside."""
    return "\n".join(describe(error).values())


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(OURS)) if path.is_relative_to(OURS) else path.name
