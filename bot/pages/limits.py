"""How often one place may ask. Addresses are not kept: only a keyed hash, in memory, for a minute or two."""

import hashlib
import ipaddress
import secrets
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

TRIES = 10
SECONDS = 60.0  # in which all tries come back, one after the other
MOST_PLACES = 10_000
NETWORK_OF_A_HOUSE = 64  # bits of an IPv6 address; the rest is the subscriber's to choose


class Limit:
    """A bucket of tries for each place, which fills again evenly."""

    def __init__(self, tries: int = TRIES, seconds: float = SECONDS, clock: Callable[[], float] = monotonic) -> None:
        self._tries, self._pace, self._clock = tries, tries / seconds, clock
        self._key = secrets.token_bytes(32)
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Whether this place may try once more; the try is counted."""
        place, now = self._hashed(address), self._clock()
        left, since = self._left.pop(place, (float(self._tries), now))
        left = min(self._tries, left + (now - since) * self._pace)
        allowed = left >= 1
        self._left[place] = (left - allowed, now)
        while len(self._left) > MOST_PLACES:
            self._left.popitem(last=False)
        return allowed

    def _hashed(self, address: str) -> bytes:
        return hashlib.blake2b(_place(address).encode(), key=self._key, digest_size=16).digest()


def _place(address: str) -> str:
    try:
        known = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"  # all of them together, so that a strange header is no way around
    if known.version == 6:
        return str(ipaddress.ip_network((known, NETWORK_OF_A_HOUSE), strict=False))
    return str(known)


def address_of(peer: str | None, forwarded: str, proxies: int) -> str:
    """Where a request comes from: its peer, or what the outermost of our own `proxies` wrote into X-Forwarded-For."""
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    if proxies and len(chain) >= proxies:
        return chain[-proxies]
    return peer or ""
