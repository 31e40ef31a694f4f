"""An empty database is prepared as of the date that the process lives in: the demonstration's is another one."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.preparing import prepare
from participation.plan.product_history import history_of
from storage import open_database
from tests.support.running import settings_for

BEGINNING = datetime(2021, 7, 1, 14, tzinfo=UTC)


def test_the_first_plan_is_taken_in_on_the_date_that_is_given(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path / 'empty.db'}", "http://127.0.0.1:1", tmp_path)

    prepare(settings, lambda: BEGINNING)

    with closing(open_database(settings.database)) as database:
        told = database.read(lambda session: history_of(session, "evento-vivo")).result()
    assert [one.at for one in told] == [BEGINNING]
