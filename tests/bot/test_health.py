"""How a process tells that it can serve, and what it counts: over HTTP, from a bot that works beside a simulator."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot import standing
from bot.alive import Alive
from bot.demo import address_of, pages_socket
from bot.present import real_now
from bot.vitals import Vitals
from bot.vitals.exposition import shown
from bot.vitals.figures import Figures, Kind, Spread
from bot.vitals.health import Health, Known
from bot.vitals.vitals import TURNS, kind_of
from participation.watching import Part
from storage import open_database
from storage.models.notices import CopyChannel, CopyState
from storage.queries import watching
from tests.support.running import World, settings_for, until

TOKEN = "a-token-of-the-tests"
SECRETS = ("Rosa", "123456789", "secreto")


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@asynccontextmanager
async def serving(telegram: World) -> AsyncIterator[str]:
    """A bot at work, and the address of what it shows."""
    telegram.settings.metrics_token = SecretStr(TOKEN)
    with pages_socket(0) as at:
        async with telegram.bot(at=at) as telegram.parts:
            yield address_of(at)


async def asked(url: str, token: str | None = None, method: str = "GET") -> tuple[int, str, aiohttp.ClientResponse]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as client, client.request(method, url, headers=headers) as answer:
        return answer.status, await answer.text(), answer


async def test_a_process_that_can_serve_says_so_and_how_the_service_is(telegram: World) -> None:
    async with serving(telegram) as address:
        await telegram.scene.rosa.ask("/avance")

        status, body, answer = await asked(f"{address}/salud")
        head, nothing, _ = await asked(f"{address}/salud", method="HEAD")
        lives, _, _ = await asked(f"{address}/salud/vivo")
        everything, _, _ = await asked(f"{address}/salud/todo")

    found = json.loads(body)
    assert (status, head, nothing, lives, everything) == (200, 200, "", 200, 200)
    assert found["estado"] == "bien"
    assert found["base"] == {"responde": True, "esquema": "al día"}
    assert found["entrada"]["por"] == "consulta"
    assert found["entrada"]["ultima_vuelta"] is not None
    assert found["problemas"] == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert str(telegram.scene.rosa.id) not in body
    assert telegram.settings.token not in body


async def test_a_schema_that_is_behind_is_not_served_on(telegram: World) -> None:
    async with serving(telegram) as address:
        assert telegram.parts is not None
        old = text("UPDATE alembic_version SET version_num = '0001_first_tables'")
        revision = text("SELECT version_num FROM alembic_version")
        now = telegram.database.write(lambda session: session.scalar(revision)).result()
        telegram.database.write(lambda session: session.execute(old) and None).result()

        status, body, _ = await asked(f"{address}/salud")
        lives, _, _ = await asked(f"{address}/salud/vivo")
        again = text("UPDATE alembic_version SET version_num = :now").bindparams(now=now)
        telegram.database.write(lambda session: session.execute(again) and None).result()

    assert (status, lives) == (503, 200)
    assert json.loads(body)["base"]["esquema"] == "atrasado"


async def test_metrics_are_for_who_has_the_token_and_name_nobody(telegram: World) -> None:
    async with serving(telegram) as address:
        await telegram.scene.rosa.ask("/avance")
        await telegram.scene.rosa.ask("secreto de Rosa 123456789")
        assert telegram.parts is not None
        vitals = telegram.parts.vitals
        await until(telegram.simulator, lambda: ("text", "answered") in vitals.figures.counts(TURNS))

        without, _, _ = await asked(f"{address}/metricas")
        wrong, _, _ = await asked(f"{address}/metricas", "ñ-a-token-of-somebody-else")
        status, body, answer = await asked(f"{address}/metricas", TOKEN)

    assert (without, wrong, status) == (401, 401, 200)
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = body.splitlines()
    assert 'participa_turns_total{kind="command",outcome="answered"} 1.0' in lines
    assert 'participa_turns_total{kind="text",outcome="answered"} 1.0' in lines
    assert 'participa_turn_seconds_count{kind="command"} 1.0' in lines
    assert 'participa_telegram_requests_total{result="answered"}' in body
    assert "participa_database_write_seconds_bucket" in body
    assert "participa_observations_overdue 0.0" in lines
    assert "participa_database_up 1.0" in lines
    assert "process_resident_memory_bytes" in body
    assert not [secret for secret in (*SECRETS, str(telegram.scene.rosa.id), TOKEN) if secret in body]


async def test_without_a_token_the_pages_port_shows_no_metrics_to_anybody(telegram: World) -> None:
    with pages_socket(0) as at:
        async with telegram.bot(at=at):
            status, _, _ = await asked(f"{address_of(at)}/metricas")

    assert status == 404


@pytest.mark.parametrize(
    ("update", "kind"),
    [
        ({"message": {"text": "/avance ya"}}, "command"),
        ({"message": {"text": "hola", "reply_to_message": {"photo": []}}}, "text"),
        ({"message": {"photo": [], "caption": "/x"}}, "file"),
        ({"callback_query": {"message": {"text": "/x"}}}, "button"),
        ({"edited_message": {}}, "edit"),
        ({"anything": '"callback_query":{'}, "other"),
    ],
)
def test_what_an_update_is_takes_a_word_of_a_short_list(update: object, kind: str) -> None:
    assert kind_of(json.dumps(update)) == kind


def test_a_spread_counts_within_its_bounds() -> None:
    figures, spread = Figures(), Spread("x", "y", (1.0, 2.0))

    for seconds in (-5.0, 1.0, 1.5, 9.0):
        figures.observe(spread, seconds)

    assert figures.spread(spread) == {(): ((2, 1, 1), 11.5)}
    assert figures.counts(Kind("z", "")) == {}


def test_a_part_that_has_something_long_in_hand_goes_round_but_not_for_ever() -> None:
    now = [datetime(2021, 7, 1, tzinfo=UTC)]
    vitals = Vitals(lambda: now[0])

    with vitals.holding(Part.WORKER):
        now[0] += timedelta(minutes=50)
        assert vitals.beats()[Part.WORKER] == now[0]
        now[0] += timedelta(minutes=20)
        assert Part.WORKER not in vitals.beats()

    assert vitals.beats()[Part.WORKER] == now[0]


def test_a_copy_that_is_tried_again_is_no_copy_that_left() -> None:
    vitals = Vitals()

    vitals.delivered(CopyChannel.EMAIL, CopyState.WAITING)
    assert Part.SENT_EMAIL not in vitals.beats()

    vitals.delivered(CopyChannel.EMAIL, CopyState.REFUSED)
    assert Part.SENT_EMAIL in vitals.beats()


async def test_a_process_without_pages_shows_how_it_is_on_a_port_of_its_own(
    telegram: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.vitals.pulses.PULSE_SECONDS", 0.01)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    telegram.settings.metrics_port = port
    running = asyncio.create_task(standing.run_clock(telegram.settings))
    address = f"http://127.0.0.1:{port}"

    with closing(open_database(telegram.settings.database)) as database:
        await until(telegram.simulator, lambda: "clock" in database.read(watching.pulses).result())
    status, body, _ = await asked(f"{address}/salud")
    shown, metrics, _ = await asked(f"{address}/metricas")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    found = json.loads(body)
    assert (status, found["proceso"], found["problemas"], shown) == (200, "clock", [], 200)
    assert found["reloj"]["ultima_vuelta"] is not None
    assert 'participa_last_round_timestamp_seconds{part="clock"}' in metrics


async def test_a_database_that_is_away_makes_a_process_not_ready_and_keeps_it_alive(tmp_path: Path) -> None:
    settings = settings_for("postgresql://nobody@127.0.0.1:9/none", "http://127.0.0.1:9", tmp_path)
    known, vitals = Known(settings, real_now), Vitals()
    with closing(open_database(settings.database)) as database:
        health = Health("web", database, Alive(database, "web"), vitals, known)

        found = await health.report()
        shown_by = await asyncio.to_thread(shown, vitals, None, real_now())

    assert (found.ready, found.facts["estado"]) == (False, "sin servicio")
    assert found.facts["problemas"] == ["base"]
    assert b"participa_database_up 0.0" in shown_by
