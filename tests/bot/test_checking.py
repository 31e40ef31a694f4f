"""`participa check` looks at what lies around the service too: each finding says what to do."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.checking.database import check_database
from bot.checking.finding import Finding
from bot.checking.places import check_disk, check_files, check_public_url, check_sentry
from bot.checking.telegram import check_pace, check_webhook
from bot.demo import address_of, pages_socket
from bot.process import open_bot
from bot.settings import Settings
from locales import Language, words
from storage import open_database
from storage.queries import watching
from tests.support.running import World, settings_for

SPANISH = words(Language.ES)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def settings(planned_url: str, tmp_path: Path) -> Settings:
    return settings_for(planned_url, "http://127.0.0.1:9", tmp_path)


def bad(found: list[Finding]) -> list[str]:
    return [str(finding) for finding in found if not finding.good]


def test_a_place_for_files_is_tried_and_left_as_it_was(settings: Settings, tmp_path: Path) -> None:
    good = check_files(settings, SPANISH)
    (tmp_path / "taken").write_text("not a folder")
    wrong = check_files(settings.model_copy(update={"files_url": str(tmp_path / "taken")}), SPANISH)
    nowhere = check_files(settings.model_copy(update={"files_url": "ftp://x"}), SPANISH)

    assert bad(good) == []
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    assert "FILES_URL" in bad(wrong)[0]
    assert "s3://" in bad(nowhere)[0]


def test_a_full_disk_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_disk(settings, SPANISH) == []

    monkeypatch.setattr("bot.checking.places.LEAST_FREE", 1 << 62)

    assert "Libere espacio" in bad(check_disk(settings, SPANISH))[0]


def test_a_pace_above_the_free_one_is_said_to_cost_stars(settings: Settings) -> None:
    assert check_pace(settings.model_copy(update={"send_rate": 30.0}), SPANISH) == []

    [found] = check_pace(settings.model_copy(update={"send_rate": 200.0}), SPANISH)

    assert found.good
    assert "SEND_RATE=200 gasta estrellas" in found.text


async def test_a_public_address_leads_to_this_service_or_not(telegram: World) -> None:
    with pages_socket(0) as at:
        async with telegram.bot(at=at):
            here = telegram.settings.model_copy(update={"public_url": address_of(at)})
            good = await check_public_url(here, SPANISH)
        other = telegram.settings.model_copy(update={"public_url": telegram.simulator.url})
        wrong = await check_public_url(other, SPANISH)

    assert [finding.good for finding in good] == [True]
    assert "PORT" in bad(wrong)[0]
    assert await check_public_url(telegram.settings, SPANISH) == []


async def test_a_webhook_that_telegram_does_not_know_is_told(telegram: World) -> None:
    ours = telegram.settings.model_copy(update={"webhook_url": "https://entidad.example.org/x"})
    before = await check_webhook(ours, SPANISH)
    async with open_bot(ours) as bot:
        await bot.initialize()
        await bot.set_webhook("https://entidad.example.org/x", secret_token="a-secret-of-the-tests")
    after = await check_webhook(ours, SPANISH)

    assert "participa migrate" in bad(before)[0]
    assert bad(after) == []
    assert await check_webhook(telegram.settings, SPANISH) == []


def test_a_clock_that_does_not_go_round_is_told_where_it_once_did(settings: Settings) -> None:
    assert bad(check_database(settings, SPANISH)) == []

    long_ago = datetime.now(UTC) - timedelta(hours=2)
    with closing(open_database(settings.database)) as database:
        database.write(lambda session: watching.keep_pulses(session, {"clock": long_ago, "worker": long_ago})).result()

    assert [said[:11] for said in bad(check_database(settings, SPANISH))] == ["✗ `clock` t", "✗ `worker` "]


def test_who_is_to_be_told_is_advised(settings: Settings) -> None:
    advice = [str(finding) for finding in check_database(settings, SPANISH) if finding.is_advice]

    assert [said.startswith("→") and "staff invite" in said for said in advice] == [True]


def test_sentry_is_spoken_of_only_where_it_is_wanted(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = settings.model_copy(update={"sentry_dsn": SecretStr("https://key@sentry.example.org/1")})

    assert check_sentry(settings, SPANISH) == []
    assert bad(check_sentry(wanted, SPANISH)) == []
    monkeypatch.setattr("bot.checking.places.find_spec", lambda _name: None)
    assert "sentry-sdk" in bad(check_sentry(wanted, SPANISH))[0]
