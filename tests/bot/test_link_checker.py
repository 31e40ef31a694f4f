"""The one who looks at the plan's proof: what is due, when our own network is away, what it does not reach."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.alive import Alive
from bot.link_checking import LinkChecker
from bot.link_checking.checking import OF_ONE_HOST, reaches
from bot.link_checking.fetcher import Fetcher
from bot.link_checking.politeness import KnownRules
from bot.process import assembled
from participation.plan.links import FIRST_LOOK, LinkHealth, file_address, links_of
from storage import Database, Session, open_database
from storage.files import FileStore, open_store
from storage.models.links import LinkState
from storage.models.plan import Evidence
from storage.queries import events, leases, links
from tests.support import databases
from tests.support.office import on_sqlite
from tests.support.running import START, World, settings_for
from tests.support.web_hosts import Host, fetching, hosting, silent


@pytest.fixture
def planned(planned_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(databases.copy_sqlite(planned_sqlite, tmp_path))) as opened:
        yield opened


class Office:
    """A checker with a date that the test moves, and a plan whose proof the test names."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder, self.now = database, folder, START
        self.files: FileStore = open_store(str(folder / "files"))
        self.online = True

    def checker(self, host: Host, name: str = "run", **others: Any) -> LinkChecker:
        settings = settings_for("sqlite:///unused.db", "http://127.0.0.1:9", self.folder)

        async def is_online() -> bool:
            return self.online

        return LinkChecker(
            self.database,
            Alive(self.database, name),
            self.files,
            settings,
            lambda: self.now,
            fetcher=lambda: fetching(host, **others),
            is_online=is_online,
        )

    def prove(self, *links: str, file_hash: str | None = None) -> None:
        """These are all the addresses of the plan."""

        def work(session: Session) -> None:
            rows = session.query(Evidence).order_by(Evidence.id).all()
            for row in rows:
                row.link = row.file_hash = None
            plan_id, product_id = rows[0].plan_id, rows[0].product_id
            for place, link in enumerate(links, 10):
                more = Evidence(plan_id=plan_id, product_id=product_id, position=place, text="T", dates=[], link=link)
                session.add(more)
            rows[0].file_hash = file_hash
            events.touch_plan(session, plan_id)

        self.database.write(work).result()

    def health(self, *links: str) -> list[LinkHealth]:
        found = self.database.read(lambda session: links_of(session, links)).result()
        return [found[link] for link in links]


@pytest.fixture
def office(planned: Database, tmp_path: Path) -> Office:
    return Office(planned, tmp_path)


async def test_what_the_plan_names_is_looked_at_after_ten_minutes_and_then_weekly(office: Office) -> None:
    async with hosting() as host:
        host.says("/acta")
        checker = office.checker(host)
        office.prove(host.link("/acta"), file_hash=office.files.put(b"acta"))

        assert await checker.check_due() == 0
        office.now += FIRST_LOOK
        assert await checker.check_due() == 2
        office.now += timedelta(days=6)
        assert await checker.check_due() == 0
        office.now += timedelta(days=1)
        assert await checker.check_due() == 2

    web, file = office.health(host.link("/acta"), file_address(office.files.put(b"acta")))
    assert (web.state, web.worked_at, web.answer) == (LinkState.WORKS, office.now, "200")
    assert (file.state, file.answer) == (LinkState.WORKS, "file")


async def test_a_file_that_is_gone_from_the_store_is_a_failure(office: Office) -> None:
    async with hosting() as host:
        office.prove(host.link("/acta"), file_hash="0" * 64)
        checker = office.checker(host)
        await checker.check_due()
        office.now += FIRST_LOOK
        await checker.check_due()

    (file,) = office.health(file_address("0" * 64))
    assert (file.state, file.answer) == (LinkState.DOUBTFUL, "file")


async def test_a_fault_of_ours_says_nothing_of_an_address_and_keeps_no_other_waiting(office: Office) -> None:
    async def faulty(_host: str, _port: int) -> list[str]:
        raise LookupError("a fault of ours")

    async with hosting() as host:
        file_hash = office.files.put(b"acta")
        office.prove(host.link("/acta"), file_hash=file_hash)
        checker = office.checker(host, find=faulty)
        await checker.check_due()
        office.now += FIRST_LOOK
        assert await checker.check_due() == 2

    web, file = office.health(host.link("/acta"), file_address(file_hash))
    assert (web.state, web.answer, file.state) == (None, "error", LinkState.WORKS)


async def test_of_one_host_a_few_are_looked_at_in_a_round(office: Office) -> None:
    async with hosting() as host:
        office.prove(*[host.link(f"/{number}") for number in range(OF_ONE_HOST + 2)])
        checker = office.checker(host)
        await checker.check_due()
        office.now += FIRST_LOOK

        assert [await checker.check_due() for _ in range(3)] == [OF_ONE_HOST, 2, 0]


async def test_where_our_own_network_is_away_nothing_is_said_of_the_proof(office: Office) -> None:
    async def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("no network")

    link = "https://www.entidad.test/acta"
    office.prove(link)
    async with hosting() as host:
        checker = office.checker(host, ports={443}, find=nowhere)
        await checker.check_due()
        office.now += FIRST_LOOK
        office.online = False
        assert await checker.check_due() == 1
        assert office.health(link) == [LinkHealth(link)]

        office.now += timedelta(minutes=10)
        office.online = True
        await checker.check_due()

    (found,) = office.health(link)
    assert (found.state, found.answer) == (LinkState.DOUBTFUL, "dns")


async def test_a_second_one_stands_by(office: Office) -> None:
    async with hosting() as host:
        office.prove(host.link("/acta"))
        first = Alive(office.database, "worker")
        office.database.write(lambda session: leases.take(session, "links", first.me, [])).result()
        await first.beat()

        assert await office.checker(host, "second").check_due() == 0

    assert office.database.read(links.watched).result() == set()


async def test_without_a_plan_there_is_nothing_to_look_at(sqlite_template: Path, tmp_path: Path) -> None:
    with closing(open_database(databases.copy_sqlite(sqlite_template, tmp_path))) as empty:
        assert await Office(empty, tmp_path).checker(Host()).check_due() == 0


async def test_who_answers_connections_is_reached() -> None:
    async with silent() as port:
        assert await reaches(f"http://127.0.0.1:{port}")
    assert not await reaches(f"http://127.0.0.1:{port}")


@on_sqlite
async def test_with_a_simulated_date_nothing_leaves_the_machine(telegram: World, office: Office) -> None:
    async with assembled(telegram.settings, "test", telegram.simulator.clock.now) as parts:
        assert parts.links is None
    alive = Alive(office.database, "tick")
    checker = LinkChecker(office.database, alive, office.files, telegram.settings, lambda: office.now)

    assert await checker.check_due() == 0
    assert office.database.read(links.watched).result() == set()


async def test_as_it_is_deployed_it_reaches_nothing_on_its_own_machine(office: Office) -> None:
    link = "http://127.0.0.1/acta"
    office.prove(link)
    settings = settings_for("sqlite:///unused.db", "http://127.0.0.1:9", office.folder)
    alive = Alive(office.database, "run")
    deployed = partial(Fetcher, None, KnownRules())
    checker = LinkChecker(office.database, alive, office.files, settings, lambda: office.now, fetcher=deployed)
    await checker.check_due()
    office.now += FIRST_LOOK

    assert await checker.check_due() == 1

    (found,) = office.health(link)
    assert (found.state, found.answer) == (LinkState.NOT_ALLOWED, "network")
