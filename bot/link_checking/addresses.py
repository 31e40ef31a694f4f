"""Which addresses may be asked for: those of the public web, and of no network behind it.

Who writes the plan, or answers with a redirect, decides where we connect to. So nothing is trusted but the address that
the connection is made to: names are looked up here, every answer is checked, and nothing looks them up again.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

LookUp = Callable[[str, int], Awaitable[list[str]]]
"""The addresses that a name has now. Raises OSError for a name that has none."""
Permits = Callable[[str], bool]

PORTS = frozenset({80, 443})
LONGEST = 2_048
_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


class Forbidden(Exception):
    """An address that is not asked for. The text is the reason in one word."""


def read(link: str, ports: Collection[int] = PORTS) -> URL:
    """An address of the web as it is asked for, an international name in its ASCII form. Raises Forbidden."""
    try:
        url = URL(link)
        port, user = url.port, url.user is not None or url.password is not None
    except ValueError as error:
        raise Forbidden("address") from error
    if url.scheme not in {"http", "https"} or not url.raw_host or user or len(link) > LONGEST:
        raise Forbidden("address")
    if port not in ports:
        raise Forbidden("port")
    return url.with_fragment(None)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet, and so is the one that it may hold inside."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast
    inside = _inside(found)
    if inside is not None:
        return is_public(str(inside))
    return found in _UNICAST and found.is_global and found.scope_id is None


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which a mapped, translated or tunnelled IPv6 address leads."""
    if any(address in network for network in _TRANSLATED):
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


async def look_up(host: str, port: int) -> list[str]:
    """What this machine's resolver says."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class CheckedResolver(AbstractResolver):
    """Gives aiohttp the addresses to connect to, as numbers; a name with one that is forbidden has none."""

    def __init__(self, find: LookUp, permits: Permits) -> None:
        self._find, self._permits = find, permits

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises Forbidden, and OSError for a name that has no address."""
        found = await self._find(host, port)
        if not all(map(self._permits, found)):
            raise Forbidden("network")
        results = [_result(host, port, address) for address in found]
        if not results:
            raise OSError(f"{host} has no address")
        return results

    async def close(self) -> None:
        """Nothing is held."""


def checked_socket(permits: Permits) -> Callable[[tuple[object, ...]], socket.socket]:
    """Makes the socket of a connection, once its address is checked: also one that stood in the link as a number."""

    def make(info: tuple[object, ...]) -> socket.socket:
        family, kind, protocol, _, sockaddr = info
        if not isinstance(sockaddr, tuple) or not permits(str(sockaddr[0])):
            raise Forbidden("network")
        return socket.socket(family, kind, protocol)  # type: ignore[arg-type]  # as getaddrinfo gave them

    return make


def _result(host: str, port: int, address: str) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
