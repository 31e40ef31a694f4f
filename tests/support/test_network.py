"""Tests cannot leave this machine."""

import socket

import pytest

from tests.support.network import OutsideConnectionError, stays_here


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.8.0.1", "::1", "localhost", "0.0.0.0", "", None, b"127.0.0.1"],  # noqa: S104 - nothing listens
)
def test_this_machine_may_be_reached(host: str | bytes | None) -> None:
    assert stays_here(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "api.telegram.org", "localhost.example"])
def test_everything_else_is_outside(host: str) -> None:
    assert not stays_here(host)


def test_a_connection_to_the_outside_fails_at_once() -> None:
    with socket.socket() as client, pytest.raises(OutsideConnectionError, match=r"192\.0\.2\.1"):
        client.connect(("192.0.2.1", 80))


def test_a_name_of_the_outside_is_not_even_looked_up() -> None:
    with pytest.raises(OutsideConnectionError, match=r"api\.telegram\.org"):
        socket.create_connection(("api.telegram.org", 443))


def test_a_datagram_to_the_outside_fails_at_once() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(OutsideConnectionError, match=r"192\.0\.2\.1"):
        client.sendto(b"hello", ("192.0.2.1", 53))


def test_a_connection_on_this_machine_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        accepted, _ = server.accept()
        with accepted:
            client.sendall(b"hola")

            assert accepted.recv(4) == b"hola"
