"""What others do to us: Telegram, the mail server, the machine's date, a second poller. Each: what people see, what is
kept and repeated, and the line in the log that tells the operator."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alive import Alive
from bot.clock import Clock
from bot.mail.dialogue import Patience
from bot.mail.mailer import Mailer
from bot.mail.server import read_server
from handlers.mail import Address
from participation import notices
from storage import Database, Session
from storage.models.notices import CopyState, Guest
from tests.support.observing import cases, number_in, sent
from tests.support.running import START, World, counted, settings_for, states, texts, until
from tests.support.smtp import Mailbox
from tests.support.telling import copies, put_down, quiet_bot, tell_plainly

HTML = {"status": 200, "body": "<html><h1>Mantenimiento</h1></html>"}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.mark.parametrize(
    ("fault", "seen", "line"),
    [
        ({"kind": "error", "status": 502, "times": 3}, 1, "answer.waits"),  # its gateway, in HTML
        ({"kind": "error", **HTML}, 1, "answer.unknown"),
        ({"kind": "too_many", "retry_after": 1}, 1, "answer.slow_down"),
        ({"kind": "cut"}, 1, "answer.unknown"),
        ({"kind": "cut", "effect": True}, 2, "answer.unknown"),  # it has acted: repeated once at most
        ({"kind": "delay", "seconds": 0.3}, 1, "participa.ready"),  # only slow: nobody need be told
    ],
    ids=["5xx", "html", "429", "cut", "cut after it has acted", "slow"],
)
async def test_whatever_telegram_does_the_answer_arrives_and_the_work_is_done_once(
    telegram: World, capsys: pytest.CaptureFixture[str], fault: dict[str, Any], seen: int, line: str
) -> None:
    rosa, camilo, simulator = telegram.scene.rosa, telegram.scene.camilo, telegram.simulator
    simulator.fault(**fault, method="sendMessage", chat_id=rosa.id)
    async with telegram.bot() as parts:
        rosa.write("/sume")
        assert (await camilo.ask("/avance")).text.startswith("Plan de")  # nobody else waits
        await until(simulator, lambda: states(parts.database) == ["done", "done"])

        assert (texts(rosa), counted(parts.database)) == (["Van 1"] * seen, 1)
    assert line in capsys.readouterr().out


async def test_while_telegram_is_away_answers_wait_and_what_arrives_is_not_lost(
    telegram: World, capsys: pytest.CaptureFixture[str]
) -> None:
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    async with telegram.bot() as parts:
        assert (await rosa.ask("/sume")).text == "Van 1"
        away = simulator.fault("error", method="*", status=502, times=None)
        for _ in range(3):
            rosa.write("/sume")
        await until(simulator, lambda: len([call for call in simulator.calls("getUpdates") if call.status == 502]) > 2)
        simulator.world.faults.remove(away.number)

        await until(simulator, lambda: states(parts.database) == ["done"] * 4)
        assert (texts(rosa), counted(parts.database)) == ([f"Van {number}" for number in range(1, 5)], 4)
    assert "polling.telegram_away" in capsys.readouterr().out


async def test_two_that_poll_at_once_are_told_apart_in_the_log_and_wait_longer_each_time(
    telegram: World, capsys: pytest.CaptureFixture[str]
) -> None:
    conflict = {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"}
    telegram.simulator.fault("error", method="getUpdates", status=409, body=conflict, times=4)
    async with telegram.bot():
        assert (await telegram.scene.rosa.ask("/sume")).text == "Van 1"

    lines = [line for line in capsys.readouterr().out.splitlines() if "polling.conflict" in line]
    assert [line.split("seconds=")[1] for line in lines] == ["0.01", "0.02", "0.04", "0.05"]
    assert all("another process polls with this token" in line for line in lines)


def invited(session: Session) -> None:
    """A notice for one guest."""
    session.add(Guest(email="alcaldia@example.org", name="Alcaldía", group_code="alcaldias", imported_at=START))
    notices.to_guests(session, put_down(session), None)


@pytest.mark.parametrize(
    ("trouble", "state", "mails", "line"),
    [
        ("away", CopyState.WAITING, 0, "mail.not_possible"),
        ("refusing", CopyState.REFUSED, 0, "notice.refused"),
        ("slow", CopyState.UNKNOWN, 1, "notice.unknown"),
    ],
)
async def test_a_mail_server_in_trouble_is_in_the_log_and_what_it_has_not_refused_is_sent_again(
    telegram: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: str,
    state: CopyState,
    mails: int,
    line: str,
) -> None:
    tell_plainly(monkeypatch)
    async with Mailbox(on_rcpt=["550 5.1.1 no such user"] if trouble == "refusing" else []) as server:
        server.holding = trouble == "slow"
        url = server.url if trouble != "away" else "smtp://127.0.0.1:9?starttls=never"
        sender = Mailer(read_server(url), Address("participacion@example.org"), patience=Patience(verdict=0.05))
        async with quiet_bot(telegram, mailer=sender) as parts:
            parts.database.write(invited).result()
            await parts.courier.drain()
            server.holding = False
            server.go_on.set()
            await parts.courier.drain()
            [copy] = copies(parts.database)
        await sender.close()
    assert copy.state is state
    assert len({mail.message["Message-ID"] for mail in server.received}) <= mails  # the same one, however often it came
    assert line in capsys.readouterr().out


class Date:
    """The machine's date, as somebody moves it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


async def test_a_date_that_jumps_ahead_and_back_makes_nothing_due_twice_and_is_in_the_log(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    date, alive = Date(), Alive(database, "clock")
    monkeypatch.setattr("bot.clock.real_now", date)
    await alive.beat()
    clock = Clock(database, alive, settings_for("sqlite:///x.db", "http://127.0.0.1:1", tmp_path), date)
    first = await clock.tick()

    date.now += timedelta(days=2)
    ahead = await clock.tick()
    date.now = START + timedelta(minutes=1)
    back = await clock.tick()
    date.now = START + timedelta(days=2, minutes=1)
    again = await clock.tick()

    assert first
    assert ahead
    assert (back, again) == ([], [])
    assert alive.dead() == []
    lines = [line for line in capsys.readouterr().out.splitlines() if "clock.jumped" in line]
    assert [round(int(line.split("seconds=")[1]) / 3600) for line in lines] == [48, -48, 48]


async def test_while_the_date_jumps_observations_are_numbered_on_and_answered(
    telegram: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, date = telegram.scene.rosa, Date()
    monkeypatch.setattr(telegram.simulator.clock, "now", date)
    async with telegram.bot() as parts:
        numbers = []
        for jump in (timedelta(), timedelta(days=3), timedelta(days=-6), timedelta(days=3)):
            date.now += jump
            numbers.append(number_in((await sent(rosa, f"Relato después de {jump}")).text))

        assert [case.radicado for case in cases(parts.database)] == numbers
        assert [case.number for case in cases(parts.database)] == [1, 2, 3, 4]
