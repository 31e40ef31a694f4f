"""SMTP_URL and MAIL_FROM: what they may look like, and what is said of those that can't be used."""

from pathlib import Path
from typing import Any

import pytest

from bot.checking import Finding, check_all
from bot.mail.mailer import Mailer
from bot.mail.server import MailServer, Tls, UnusableMailUrl, read_server
from bot.settings import Settings, SettingsWrong, load
from tests.support.smtp import Mailbox


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def problems(**settings: Any) -> list[str]:
    with pytest.raises(SettingsWrong) as caught:
        load(**settings)
    return caught.value.problems


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, Tls.AUTO)),
        ("smtp://mail.example.org:25?starttls=never", MailServer("mail.example.org", 25, Tls.NEVER)),
        ("smtp://ana:s3c@mail.example.org/", MailServer("mail.example.org", 587, Tls.ALWAYS, "ana", "s3c")),
        ("smtp://ana:s3c@[::1]:2525?starttls=auto", MailServer("::1", 2525, Tls.AUTO, "ana", "s3c")),
        (
            "smtps://ana%40example.org:p%40ss%2F%3A%23@mail.example.org",
            MailServer("mail.example.org", 465, Tls.FROM_THE_START, "ana@example.org", "p@ss/:#"),
        ),
        ("smtps://correo.ñandú.co:4650", MailServer("correo.xn--and-6ma2c.co", 4650, Tls.FROM_THE_START)),
    ],
)
def test_the_address_of_a_server_is_understood(url: str, server: MailServer) -> None:
    assert read_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        *("mail.example.org", "smtp://", "http://mail.example.org", "smtp://mail.example.org:puerto"),
        *("smtp://mail.example.org:99999", "smtp://mail.example.org?starttls=si", "smtps://mail.org?starttls=always"),
        *("smtp://mail.example.org?tls=1", "smtp://ana:p#ss@mail.example.org", "smtp://mail.example.org/x"),
        *("smtp://mail.example.org?starttls", "smtp://a..b"),
    ],
)
def test_what_is_no_address_of_a_server_is_told_without_the_password(url: str) -> None:
    with pytest.raises(UnusableMailUrl):
        read_server(url)

    said = problems(smtp_url=url.replace("//", "//ana:s3creto@"), mail_from="a@example.org")

    assert said == ["SMTP_URL no sirve: debe ser como smtp://usuario:clave@servidor:587"]


def test_a_password_is_never_shown() -> None:
    assert "s3c" not in repr(read_server("smtp://ana:s3c@mail.example.org"))


def test_a_server_needs_a_sender() -> None:
    assert problems(smtp_url="smtp://mail.example.org") == [
        "SMTP_URL necesita MAIL_FROM: la dirección desde la que salen los correos"
    ]


def test_a_sender_is_an_address() -> None:
    assert problems(mail_from="Participa") == [
        "MAIL_FROM no sirve: no es una dirección de correo como participacion@entidad.gov.co"
    ]


def test_who_has_no_server_sends_no_emails() -> None:
    assert Mailer.of(load(mail_from="Participa <a@example.org>")) is None


def test_who_has_one_does() -> None:
    assert Mailer.of(load(smtp_url="smtp://mail.example.org", mail_from="Participa <a@example.org>")) is not None


async def test_a_check_tells_whether_the_mail_server_lets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_FROM", "participa@example.org")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:1")

    async with Mailbox(user="participa", password="s3creto") as box:
        monkeypatch.setenv("SMTP_URL", box.url)
        good = (await check_all())[-1]
        monkeypatch.setenv("SMTP_URL", box.url.replace("s3creto", "otro"))
        refused = (await check_all())[-1]

    assert good == Finding(True, "El servidor de correo responde y acepta nuestros correos.")
    assert refused == Finding(False, "El servidor de correo no aceptó el usuario o la clave de SMTP_URL.")
    assert box.received == []


async def test_a_check_says_that_there_is_no_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:1")

    assert (await check_all())[-1] == Finding(True, "No hay SMTP_URL: no se envían correos.")
