"""The network of the tests ends at this machine: anything else fails, whoever asks for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

OUTGOING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname"}


class OutsideConnectionError(RuntimeError):
    """Not an OSError, so that code which survives a broken network cannot hide it."""


class _Guard:
    """An audit hook sees every socket of the process, also those of libraries in C; it cannot be removed, only rest."""

    def __init__(self) -> None:
        self.active = False
        self._installed = False

    def install(self) -> None:
        if not self._installed:
            sys.addaudithook(self._check)
            self._installed = True

    def _check(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active or not event.startswith("socket."):
            return
        if event in OUTGOING and isinstance(arguments[1], tuple):
            host = arguments[1][0]
        elif event in LOOK_UPS:
            host = arguments[0]
        else:
            return
        if not stays_here(host):
            raise OutsideConnectionError(f"a test reached for {host!r}: only this machine is allowed")


def stays_here(host: str | bytes | None) -> bool:
    """Whether `host` is this machine: a loopback address, its name, or the wildcard that servers bind to."""
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


_guard = _Guard()


@contextmanager
def only_this_machine() -> Iterator[None]:
    _guard.install()
    _guard.active = True
    try:
        yield
    finally:
        _guard.active = False
