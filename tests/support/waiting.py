"""Waiting in tests that have no event loop, and letting a database wait."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from storage import Database, Session

SECONDS = 30.0


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; fails after half a minute."""
    give_up_at = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < give_up_at, "it never came to be so"
        time.sleep(0.01)


def held(database: Database) -> tuple[Future[None], threading.Event]:
    """Keep the writer busy until the event is set, so that what is handed in meanwhile is done together."""
    release = threading.Event()
    started = threading.Event()

    def work(_session: Session) -> None:
        started.set()
        release.wait()

    future = database.write(work)
    started.wait()
    return future, release
