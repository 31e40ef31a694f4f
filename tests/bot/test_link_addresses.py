"""Which addresses belong to the public web."""

import pytest

from bot.link_checking.addresses import Forbidden, is_public, read


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.3", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "224.0.0.1", "224.0.1.1", "239.255.255.250",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.7",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe", "no es una dirección", "",
    ],
)  # fmt: skip
def test_what_is_not_the_open_internet_is_not_reached(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_open_internet_is_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("https://www.entidad.gov.co/acta.pdf#p2", "https://www.entidad.gov.co/acta.pdf"),
        ("https://participación.gov.co/año", f"https://{'participación'.encode('idna').decode()}.gov.co/a%C3%B1o"),
        ("HTTP://ENTIDAD.gov.co:80", "http://entidad.gov.co"),
        ("http://entidad.gov.co:443/", "http://entidad.gov.co:443/"),
    ],
)
def test_an_address_is_asked_for_as_browsers_do(link: str, asked: str) -> None:
    assert str(read(link)) == asked


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("ftp://entidad.gov.co/", "address"),
        ("javascript:alert(1)", "address"),
        ("//entidad.gov.co/", "address"),
        ("https:///sin-nombre", "address"),
        ("https://usuario@entidad.gov.co/", "address"),
        ("https://:clave@entidad.gov.co/", "address"),
        ("http://entidad.gov.co:8080/", "port"),
        ("http://entidad.gov.co:99999/", "address"),
        ("http://[fe80::1%25eth0/", "address"),
        ("https://entidad.gov.co/" + "a" * 2_100, "address"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(link: str, reason: str) -> None:
    with pytest.raises(Forbidden, match=reason):
        read(link)
