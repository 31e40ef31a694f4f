"""`participa …` as an engineer types it: what is wrong is said in a sentence, with exit status 2 and no traceback."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot import cli
from bot.process import assembled, work
from bot.refusals import refused
from bot.settings import Settings
from bot.web import PortTaken
from storage import Session, open_database
from storage.queries import turns
from tests.support.databases import sqlite_url
from tests.support.running import PLAN, START, World

ROOT = Path(__file__).parents[2]
TOKEN = "123456:AAF-un-secreto-que-nadie-debe-leer"
PERCENT = "26\N{NO-BREAK SPACE}% (4 de 15 productos)"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def participa(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder: its exit status, what it printed, and what it complained of."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.logs.set_up", lambda *_: None)  # the log's streams are the process's, not the test's

    def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
        for name, value in {"PLAN_FILE": str(PLAN), "BOT_API_URL": "http://127.0.0.1:1", **environment}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["participa", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        code = ended.value.code
        assert "Traceback" not in said.out + said.err
        return code if isinstance(code, int) else int(code is not None), said.out, said.err

    return run


def test_check_explains_a_missing_token(participa: Run) -> None:
    status, said, _ = participa("check")

    assert status == 2
    assert "✗ Falta BOT_TOKEN" in said
    assert "✓ La base de datos responde" in said
    assert "2021" in said


@pytest.mark.parametrize(
    "url",
    [
        "mysql://usuario:mi-clave@servidor/base",
        "postgresql://usuario:mi-clave@127.0.0.1:1/base",
        "postgresql://servidor/base?ortografia=mala",
        "sqlite:////dev/null/participa.db",
    ],
)
def test_check_explains_a_wrong_database(participa: Run, url: str) -> None:
    status, said, _ = participa("check", DATABASE_URL=url)

    assert status == 2
    assert [line for line in said.splitlines() if line.startswith("✗") and "DATABASE_URL" in line]
    assert "mi-clave" not in said


def test_check_explains_all_that_is_wrong_in_a_plan_file(participa: Run, tmp_path: Path) -> None:
    broken = PLAN.read_text(encoding="utf-8").replace("vigencia: 2021", "vigencia: pronto")
    (tmp_path / "plan.yaml").write_text(broken, encoding="utf-8")

    status, said, _ = participa("check", PLAN_FILE=str(tmp_path / "plan.yaml"))

    assert status == 2
    assert "✗ PLAN_FILE" in said
    assert "línea" in said.lower()


def test_check_explains_a_telegram_that_cannot_be_reached_and_never_shows_the_token(participa: Run) -> None:
    status, said, complained = participa("check", BOT_TOKEN=TOKEN)

    assert status == 2
    assert "http://127.0.0.1:1" in said
    assert "secreto" not in said + complained


async def test_check_tells_what_is_right_and_which_token_is_not(telegram: World, participa: Run) -> None:
    api = telegram.simulator.url

    _, said, _ = await asyncio.to_thread(
        participa,
        "check",
        BOT_API_URL=api,
        BOT_TOKEN=telegram.settings.token,
        DATABASE_URL=telegram.settings.database,
    )
    status, refused, complained = await asyncio.to_thread(participa, "check", BOT_API_URL=api, BOT_TOKEN=TOKEN)

    assert "@ParticipaDemoBot" in said
    assert status == 2
    assert "BOT_TOKEN" in refused
    assert "secreto" not in refused + complained


@pytest.mark.parametrize(
    ("channel", "said", "is_good"),
    [
        ("@canal_participa_demo", "puede publicar en el canal", True),
        ("@canal_de_otros", "no ve el canal", False),
        ("@sin_permiso", "no puede publicar en el canal", False),
    ],
)
async def test_check_tells_whether_the_bot_may_post_in_the_channel(
    telegram: World, participa: Run, channel: str, said: str, is_good: bool
) -> None:
    other = telegram.simulator.add_channel("Otro", "sin_permiso")
    telegram.simulator.set_bot_status(other, "member")

    status, found, _ = await asyncio.to_thread(
        participa,
        "check",
        BOT_API_URL=telegram.simulator.url,
        BOT_TOKEN=telegram.settings.token,
        DATABASE_URL=telegram.settings.database,
        CHANNEL_ID=channel,
    )

    assert said in found
    assert (status == 0) is is_good


@pytest.mark.parametrize(
    ("command", "environment", "said"),
    [
        (("run",), {}, "BOT_TOKEN"),
        (("run",), {"DATABASE_URL": "postgresql://u@127.0.0.1:1/b", "BOT_TOKEN": TOKEN}, "DATABASE_URL"),
        (("run",), {"PORT": "ochenta"}, "PORT"),
        (("run",), {"PLAN_FILE": "nada.yaml", "BOT_TOKEN": TOKEN}, "nada.yaml"),
        (("web",), {"BOT_TOKEN": TOKEN}, "WEBHOOK_URL"),
        (("plan", "show"), {}, "participa migrate"),
        (("plan", "import", "nada.yaml"), {}, "nada.yaml"),
        (("turns", "retry"), {"DATABASE_URL": "postgresql://u@127.0.0.1:1/b"}, "DATABASE_URL"),
        (("demo", "--at", "ayer"), {}, "ayer"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    participa: Run, command: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    status, _, complained = participa(*command, **environment)

    assert status == 2
    assert said in complained
    assert "secreto" not in complained


def test_a_web_process_wants_the_schema_first(participa: Run) -> None:
    status, _, complained = participa(
        "web", BOT_TOKEN=TOKEN, WEBHOOK_URL="https://servidor/telegram", WEBHOOK_SECRET="una-palabra-secreta"
    )

    assert (status, "participa migrate" in complained) == (2, True)


def test_migrate_prepares_an_empty_database_and_the_plan_is_there(participa: Run, tmp_path: Path) -> None:
    assert participa("migrate")[0] == 0
    assert participa("migrate")[0] == 0

    status, said, _ = participa("plan", "show")

    assert status == 0
    assert PERCENT in said
    assert (tmp_path / "data" / "participa.db").exists()


def test_an_imported_plan_can_be_imported_again_without_a_change(participa: Run, tmp_path: Path) -> None:
    participa("migrate")
    changed = tmp_path / "otro.yaml"
    changed.write_text(
        PLAN.read_text(encoding="utf-8").replace("nombre_corto: Divulgar la estrategia", "nombre_corto: Divulgar más"),
        encoding="utf-8",
    )

    _, dry, _ = participa("plan", "import", str(changed), "--dry-run")
    _, same, _ = participa("plan", "import", str(PLAN))
    _, real, _ = participa("plan", "import", str(changed))
    _, again, _ = participa("plan", "import", str(changed))

    assert "Divulgar más" in dry
    assert len(same.splitlines()) == 1
    assert "Divulgar más" in real
    assert again == same


def test_a_plan_with_errors_is_refused_whole_with_every_error(participa: Run, tmp_path: Path) -> None:
    participa("migrate")
    broken = tmp_path / "malo.yaml"
    broken.write_text(
        PLAN.read_text(encoding="utf-8")
        .replace("vigencia: 2021", "vigencia: pronto")
        .replace("avance: 100", "avance: x"),
        encoding="utf-8",
    )

    status, _, complained = participa("plan", "import", str(broken))

    assert status == 2
    assert len(complained.splitlines()) > 2
    assert participa("plan", "import", str(PLAN))[1].count("\n") == 1


def test_what_was_set_aside_is_counted_when_it_is_retried(participa: Run, planned_url: str) -> None:
    with closing(open_database(planned_url)) as database:

        def aside(session: Session) -> None:
            arrivals = [turns.Arrival(7, number, "7:1", "{}") for number in (1, 2)]
            turns.take_in(session, arrivals, START)
            for _ in range(2):
                [turn] = turns.claim(session, "me", [], 5)
                turns.set_aside(session, turn, "me", "why", START, go_on=False)

        database.write(aside).result()

    assert participa("turns", "retry", DATABASE_URL=planned_url)[1] == "2 mensajes volvieron a la fila.\n"
    assert participa("turns", "retry", DATABASE_URL=planned_url)[1] == "No hay mensajes apartados.\n"


def test_a_port_that_is_taken_is_said(participa: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        status, _, complained = participa("demo", "--port", port)

    assert status == 2
    assert port in complained


async def test_a_webhook_on_a_port_that_is_taken_is_said(telegram: World) -> None:

    with socket.create_server(("", 0)) as taken:
        taken_port = taken.getsockname()[1]
        settings = telegram.settings.model_copy(
            update={
                "webhook_url": "http://127.0.0.1/telegram",
                "webhook_secret": telegram.settings.bot_token,
                "port": taken_port,
            }
        )
        async with assembled(settings, "test") as parts:
            with pytest.raises(PortTaken) as caught:
                await work(parts, polling=False, background=False)

    assert str(taken_port) in (refused(caught.value) or [""])[0]


def test_a_fault_of_ours_keeps_its_traceback() -> None:

    assert refused(LookupError()) is None


@contextmanager
def running(*arguments: str, folder: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The real command, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.soak
def test_the_demonstration_ends_when_it_is_told_to_and_leaves_nothing(tmp_path: Path) -> None:
    with running("demo", "--port", "0", folder=tmp_path) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        for _ in range(3):
            process.stdout.readline()

        process.send_signal(signal.SIGTERM)
        _, complained = process.communicate(timeout=20)

    assert "http://127.0.0.1:" in first
    assert (process.returncode, complained) == (0, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.soak  # the page's own story plays the same steps
def test_the_demonstration_plays_its_story(tmp_path: Path) -> None:
    with running("demo", "--script", folder=tmp_path) as process:
        said, complained = process.communicate(timeout=240)

    assert process.returncode == 0, complained
    assert "Rosa ▸ /start" in said
    assert PERCENT in said
    assert "Rosa ◂ Recordatorio: Primer espacio de diálogo" in said
    assert "Su caso es la fila 1 del informe." in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.soak
def test_the_demonstration_ends_on_ctrl_c_and_can_be_kept_and_gone_on_with(tmp_path: Path) -> None:
    for _ in range(2):
        with running("demo", "--keep", "--port", "0", folder=tmp_path) as process:
            assert process.stdout is not None
            for _ in range(4):
                process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, complained = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Traceback" not in complained

    assert (tmp_path / "data" / "demo" / "participa.db").exists()


async def test_run_prepares_an_empty_database_and_answers(telegram: World, tmp_path: Path) -> None:
    with running(
        "run",
        folder=tmp_path,
        BOT_TOKEN=telegram.settings.token,
        BOT_API_URL=telegram.simulator.url,
        DATABASE_URL=sqlite_url(tmp_path / "nueva" / "participa.db"),
        PLAN_FILE=str(PLAN),
        NO_PROXY="*",
    ) as process:
        polling = telegram.simulator.api.delivery(telegram.simulator.bot).polling
        await telegram.simulator.wait_until(lambda: polling.waiting, within=30)
        assert PERCENT in (await telegram.scene.rosa.ask("/avance", within=20)).text

        process.send_signal(signal.SIGTERM)
        said, complained = await asyncio.to_thread(process.communicate, timeout=20)

    assert process.returncode == 0
    assert telegram.settings.token not in said + complained
    assert "Traceback" not in complained
