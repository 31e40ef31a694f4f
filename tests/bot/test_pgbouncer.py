"""Behind PgBouncer in transaction mode, where each transaction gets whatever connection is free, everything works."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import open_database
from storage.models.notices import CopyState
from storage.schema import upgrade
from tests.support.crowds import check, told_again, wait_for, writing
from tests.support.fleet import service
from tests.support.pgbouncer import PORT, installed, running_pgbouncer, shared_connections
from tests.support.postgres import Postgres
from tests.support.running import prepare, states, until
from tests.support.soaking import chance, size
from tests.support.telling import copies, everybody, tell

pytestmark = [
    pytest.mark.long,
    pytest.mark.soak,
    pytest.mark.postgresql,
    pytest.mark.skipif(installed() is None, reason="PgBouncer is not installed: apt-get install pgbouncer"),
]


@pytest.fixture
def bouncer(postgres: Postgres) -> Iterator[Path]:
    """The folder of its socket."""
    with running_pgbouncer(postgres.directory) as folder:
        yield folder


async def test_several_processes_behind_pgbouncer(postgres: Postgres, bouncer: Path, tmp_path: Path) -> None:
    with postgres.database() as name:
        url = f"postgresql://postgres@/{name}?host={bouncer}&port={PORT}"
        with closing(open_database(url)) as database:
            upgrade(database.engine)
            database.write(prepare).result()
            async with service(url, tmp_path) as (telegram, fleet):
                people = everybody(telegram, 20)
                for member in ("web-1", "web-2"):
                    await fleet.join(member)
                for member in ("worker-1", "clock-1"):
                    fleet.start(member)
                tell(database, people, "Aviso")
                async with writing(telegram, 12, chance(), 0.5) as crowd:
                    enough = size(200, 20)
                    await wait_for(telegram, lambda: crowd.count > enough)
                    await fleet.kill("web-1")
                    fleet.start("web-1")
                await wait_for(telegram, lambda: {copy.state for copy in copies(database)} == {CopyState.SENT})
                await until(telegram.simulator, lambda: set(states(database)) == {"done"})
                check(database, crowd.sent)

                print(f"{crowd.count} observations; {told_again(telegram)} answers came again")  # noqa: T201 - how many is what one wants to know
                assert {"turn.failed", "clock.failed", "worker.failed", "courier.failed"} & fleet.events() == set()
            assert shared_connections(bouncer) > 100
