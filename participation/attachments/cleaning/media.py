"""What is learnt of a sound or a video while it is cleaned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Media:
    """A recording without metadata. `seconds` is rounded, at least 1; None where the file does not say."""

    clean: bytes
    seconds: int | None
    has_video: bool


def whole_seconds(units: int, per_second: int) -> int | None:
    """A length in whole seconds, at least one; None where it is unknown or cannot be (over a day)."""
    if units <= 0 or per_second <= 0:
        return None
    seconds = max(1, (2 * units + per_second) // (2 * per_second))
    return seconds if seconds <= 86_400 else None
