"""The processes of a measurement: the simulated Telegram, and the bots that are measured against it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from bench.peers import given
from participation.identity import Keyring

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "plans" / "enterritorio-2021.yaml"
PARTICIPA = Path(sys.executable).with_name("participa")
PATIENCE_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")

Json = dict[str, Any]


class ContestantFailed(Exception):
    """A bot ended, or never asked for updates; the message ends with what it said last."""


class Telegram:
    """The simulated Telegram's process, spoken to in lines of JSON."""

    def __init__(self, asked: IO[str], answers: IO[str]) -> None:
        self._asked, self._answers = asked, answers
        self.url = str(self._answer()["url"])

    def do(self, command: str, **asked: Any) -> Any:
        """Have the people do something and wait for what came of it. Raises ContestantFailed."""
        self._asked.write(json.dumps({"do": command, **asked}) + "\n")
        self._asked.flush()
        answered = self._answer()
        if "error" in answered:
            raise ContestantFailed(answered["error"])
        return answered["result"]

    def _answer(self) -> Json:
        answer: Json = json.loads(self._answers.readline() or '{"error": "the simulator ended"}')
        return answer


@contextmanager
def telegram() -> Iterator[Telegram]:
    """A simulated Telegram; it ends with its standard input."""
    command = [sys.executable, "-m", "bench.telegram"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with cast(IO[str], process.stdin) as asked, cast(IO[str], process.stdout) as answers:  # both are pipes
        try:
            yield Telegram(asked, answers)
        finally:
            asked.close()
            process.wait(PATIENCE_SECONDS)


@dataclass
class Contestant:
    """A bot's process. `token` is its own, so that several can wait at the same Telegram."""

    name: str
    token: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """The process."""
        return self.process.pid

    def cpu_seconds(self) -> float | None:
        """What it has used of the processors; None where the system does not tell."""
        fields = _of_process(self.pid, "stat")
        if fields is None:
            return None
        user, system = fields.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS

    def cpu_ms_since(self, before: float | None, turns: int) -> float | None:
        """What each of so many turns has used of the processors since `before` (`cpu_seconds`), in milliseconds."""
        now = self.cpu_seconds()
        return None if now is None or before is None else 1000 * (now - before) / turns

    def memory_mib(self) -> float | None:
        """Its resident memory; None where the system does not tell."""
        status = _of_process(self.pid, "status")
        lines = [line for line in (status or "").splitlines() if line.startswith("VmRSS:")]
        return int(lines[0].split()[1]) / 1024 if lines else None

    def said(self) -> str:
        """The end of what it wrote."""
        return self.log.read_text("utf-8", "replace")[-2000:]


def _of_process(pid: int, what: str) -> str | None:
    try:
        return Path(f"/proc/{pid}/{what}").read_text("utf-8")
    except OSError:
        return None


@contextmanager
def contestant(
    name: str, command: list[str], server: Telegram, folder: Path, number: int, environment: Mapping[str, str]
) -> Iterator[Contestant]:
    """Start a bot with an account of its own and wait until it asks for updates; end it as an engineer would."""
    token = f"{7_000_000_000 + number}:bench-{name.replace(' ', '-')}"
    server.do("bot", token=token, username=f"Bench{number}Bot")
    with started(name, command, server, folder, token, environment) as bot:
        _until_it_polls(server, bot)
        yield bot


def _until_it_polls(server: Telegram, bot: Contestant) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not server.do("waiting", token=bot.token):
        if bot.process.poll() is not None or time.monotonic() > until:
            raise ContestantFailed(f"{bot.name} does not ask for updates: {bot.said()}")
        time.sleep(0.02)


@contextmanager
def started(
    name: str,
    command: list[str],
    server: Telegram,
    folder: Path,
    token: str,
    environment: Mapping[str, str],
    *,
    ends: bool = False,
) -> Iterator[Contestant]:
    """Start a bot's process with the account `token`; end it at the end. Only what `ends` may end before by itself."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "log.txt"
    known = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    told = {given.TOKEN: token, given.API: server.url, "PYTHONPATH": str(ROOT), **environment}
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=folder, env={**known, **told}, stdout=output, stderr=output)
    try:
        yield Contestant(name, token, process, log)
        if process.poll() is not None and not ends:
            raise ContestantFailed(f"{name} ended: {log.read_text('utf-8', 'replace')[-2000:]}")
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def participa_settings(folder: Path, database_url: str | None = None) -> dict[str, str]:
    """The settings of a `participa run` whose data lie in `folder`; SQLite unless another database is given."""
    return {
        "DATABASE_URL": database_url or f"sqlite:///{folder}/participa.db",
        "FILES_URL": str(folder / "files"),
        "PLAN_FILE": str(PLAN),
        "DATA_KEYS": Keyring.generate(),
    }


def peer(name: str) -> list[str]:
    """The command of one of bench.peers."""
    return [sys.executable, "-m", f"bench.peers.{name}"]


def peer_settings(folder: Path, answer: Path) -> dict[str, str]:
    """What bench.peers.given reads, beside the account."""
    return {given.ANSWER: str(answer), given.DATABASE: str(folder / "peer.db")}


def quiet() -> None:
    """A moment in which what was just asked for comes to rest: checkpoints, collections, polls."""
    time.sleep(0.3)
