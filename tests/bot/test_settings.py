"""Every setting that is wrong gets its sentence, all of them at once, and no secret is ever among them."""

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, SettingsWrong, load
from locales import Language

TOKEN = "123456:AAF-un-secreto-que-nadie-debe-leer"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def problems(**settings: Any) -> list[str]:
    with pytest.raises(SettingsWrong) as caught:
        load(**settings)
    return caught.value.problems


def test_without_anything_the_usual_holds() -> None:
    settings = load()

    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.database == "sqlite:///data/participa.db"
    assert settings.zone.key == "America/Bogota"
    assert settings.language is Language.ES


def test_a_missing_token_is_explained_when_it_is_needed() -> None:
    with pytest.raises(SettingsWrong) as caught:
        _ = load().token

    assert caught.value.problems[0].startswith("Falta BOT_TOKEN")
    assert "@BotFather" in caught.value.problems[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://usuario:clave-secreta@servidor/base"),
        ("DATABASE_URL", "participa.db"),
        ("DATABASE_URL", "sqlite://"),
        ("BOT_API_URL", "api.telegram.org"),
        ("WEBHOOK_URL", "ftp://servidor/"),
        ("PUBLIC_URL", "servidor"),
        ("PORT", "ochenta"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("EMBED_IN", "www.entidad.gov.co"),
        ("EMBED_IN", "https://a.gov.co; script-src *"),
        ("EMBED_IN", "https://a.gov.co/pagina"),
        ("PROXIES", "-1"),
        ("PROXIES", "varios"),
        ("TIMEZONE", "Marte/Olimpo"),
        ("TIMEZONE", "../etc/passwd"),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "muchos"),
        ("SEND_RATE", "5000"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "ruidoso"),
    ],
)
def test_a_setting_of_no_use_is_named_in_one_sentence(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    [problem] = problems()

    assert problem.startswith(f"{name} ")
    assert "Input should" not in problem
    assert "clave-secreta" not in problem


def test_all_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "SEND_RATE", "LOG_LEVEL"):
        monkeypatch.setenv(name, "nada")

    assert [problem.split()[0] for problem in problems()] == ["PORT", "SEND_RATE", "LOG_LEVEL"]


@pytest.mark.parametrize("secret", [None, "corto", "con espacios y más", "x" * 257])
def test_a_webhook_needs_a_secret_that_telegram_takes(secret: str | None) -> None:
    [problem] = problems(webhook_url="https://servidor/telegram", webhook_secret=secret)

    assert "WEBHOOK_SECRET" in problem


def test_a_secret_that_telegram_takes_is_taken() -> None:
    settings = load(webhook_url="https://servidor/telegram/", webhook_secret="A-palabra_secreta-16")

    assert settings.webhook_url == "https://servidor/telegram"


def test_the_portals_are_a_list_of_origins() -> None:
    settings = load(embed_in="  https://www.entidad.gov.co   https://*.gov.co:8443 ")

    assert settings.embed_in == "https://www.entidad.gov.co https://*.gov.co:8443"


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "")
    monkeypatch.setenv("BOT_TOKEN", "")

    assert load().webhook_url is None
    assert load().bot_token is None


def test_the_file_is_read_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=9000\nLOCALE=en\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "9001")

    settings = load()

    assert (settings.port, settings.language) == (9001, Language.EN)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_TOKEN=\xff\xfe\n")

    assert ".env" in problems()[0]


def test_neither_the_settings_nor_their_errors_show_a_secret() -> None:
    settings = load(bot_token=TOKEN, database_url="postgresql://usuario:clave-secreta@servidor/base")

    assert "secreto" not in repr(settings)
    assert "clave-secreta" not in repr(settings)
