"""Waiting in tests that have no event loop."""

import time
from collections.abc import Callable

SECONDS = 30.0


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; fails after half a minute."""
    give_up_at = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < give_up_at, "it never came to be so"
        time.sleep(0.01)
