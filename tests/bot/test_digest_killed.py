"""A digest is put down and sent by processes that are killed: nobody is told twice but of what was in the air."""

import signal
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest

from participation.digests.choosing import find_digests
from simulator.log import Entry
from storage import Database, Session, open_database
from storage.models.cases import Case
from storage.models.kinds import AboutKind, ContributionKind
from storage.models.notices import CopyState
from storage.models.staff import Role, StaffMember
from tests.support.dying_courier import own_worker
from tests.support.observing import on_sqlite
from tests.support.running import START, World, until
from tests.support.telling import copies, states

pytestmark = on_sqlite
OFFICIALS = 3


class Killed(Exception):
    """The process ends here."""


def prepared(database: Database, telegram: World) -> None:
    """Three officials who have opened the chat, and a new case."""
    people = [telegram.simulator.add_person(f"Funcionaria {number}") for number in range(OFFICIALS)]
    for person in people:
        person.start()
    joined = START - timedelta(days=1)

    def work(session: Session) -> None:
        for person in people:
            session.add(StaffMember(telegram_id=person.id, name="Ana", role=Role.ANSWERS, joined_at=joined))
        session.add(_case())

    database.write(work).result()


def put_down(database: Database, telegram: World) -> list[str]:
    """What the clock puts down at the start."""
    zone = telegram.settings.zone
    return database.write(lambda session: find_digests(session, START, zone)).result()


@pytest.mark.soak
@pytest.mark.parametrize("point", ["before send", "after send"])  # the others are those of any notice
async def test_killed_while_it_is_sent(telegram: World, point: str) -> None:
    with closing(open_database(telegram.settings.database)) as database:
        prepared(database, telegram)
        assert put_down(database, telegram) == [f"digest:2021-07-01 for {OFFICIALS}"]
        with own_worker(point, telegram.settings, plainly=False) as killed:
            await until(telegram.simulator, lambda: not killed.is_alive())
            assert killed.exitcode == -signal.SIGKILL
        assert put_down(database, telegram) == []
        with own_worker("never", telegram.settings, plainly=False):
            await until(telegram.simulator, lambda: set(states(database)) == {CopyState.SENT})
        unknown = {copy.recipient for copy in copies(database) if copy.unknown}

    accepted = Counter(str(call.parameters["chat_id"]) for call in _accepted(telegram))
    assert len(accepted) == OFFICIALS
    assert {
        chat for chat, times in accepted.items() if times > 1
    } <= unknown  # in the air when it was killed, and counted
    assert max(accepted.values()) <= 2
    assert point == "after send" or accepted.total() == OFFICIALS


async def test_killed_before_the_clocks_commit_nothing_is_put_down_and_afterwards_once(telegram: World) -> None:
    with closing(open_database(telegram.settings.database)) as database:
        prepared(database, telegram)

        def dies(session: Session) -> None:
            find_digests(session, START, telegram.settings.zone)
            raise Killed

        with pytest.raises(Killed):
            database.write(dies).result()
        lost = len(copies(database))
        again = put_down(database, telegram)

        assert (lost, again, len(copies(database))) == (0, [f"digest:2021-07-01 for {OFFICIALS}"], OFFICIALS)


def _accepted(telegram: World) -> list[Entry]:
    calls = telegram.simulator.calls("sendMessage")
    return [call for call in calls if call.status == 200 and "Resumen" in str(call.parameters["text"])]


def _case() -> Case:
    return Case(
        vigencia=2021,
        number=1,
        radicado="PPC-2021-000001-7",
        kind=ContributionKind.OBSERVATION,
        about=AboutKind.PLAN,
        received_at=START - timedelta(hours=5),
        received_on=START.date(),
        text="Falta señalización",
        pseudonym="Persona 1",
        receipt="x",
        salt=b"",
        leaf="x",
        notice_version="1",
    )
