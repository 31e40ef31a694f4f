"""What has stopped is told to who administers, by the chat and by e-mail, once, by whichever process sees it."""

from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from pydantic import SecretStr

from bot.process import open_bot
from bot.settings import Settings
from bot.vitals import Vitals
from bot.vitals.health import Known
from bot.vitals.measured import MeasuredDatabase
from bot.vitals.pulses import Pulses
from bot.vitals.telling import Teller
from bot.vitals.watch import Watch, folders_of
from participation.watching import Part
from storage import Database, Session, StorageUnavailable, Work, open_database
from storage.models.staff import Role, StaffMember
from storage.queries import watching
from tests.support.running import World, settings_for, texts
from tests.support.smtp import Mailbox

Result = TypeVar("Result")
BEGIN = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STOPPED = "Participa: algo se detuvo"
CLOCK = "El reloj se detuvo: no hay recordatorios ni resúmenes."


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


class Breakable(MeasuredDatabase):
    """A database that can go away."""

    is_away = False

    def read(self, work: Work[Result]) -> Future[Result]:
        """Fails while the database is away."""
        if not self.is_away:
            return super().read(work)
        failed: Future[Result] = Future()
        failed.set_exception(StorageUnavailable("away"))
        return failed


class Office:
    """One administrator, and processes that watch."""

    def __init__(self, telegram: World, database: Database) -> None:
        self.telegram, self.settings = telegram, telegram.settings
        self.database = Breakable(database, Vitals())
        self.now = BEGIN
        self.parts = [part for part in Part if part is not Part.POLLING]

    def process(self, settings: Settings | None = None) -> Watch:
        """One more process, that has watched for an hour."""
        settings = settings or self.settings
        known = Known(settings, lambda: self.now)
        known.since = BEGIN - timedelta(hours=1)
        return Watch(self.database, Vitals(), known, Teller(settings, open_bot, None), None, lambda: self.now)

    def goes_round(self, *but: Part) -> None:
        """All parts go round now, but some."""
        pulses = {part.value: self.now for part in Part if part not in but}
        self.database.write(lambda session: watching.keep_pulses(session, pulses)).result()

    @property
    def told(self) -> list[str]:
        """What the administrator reads."""
        return texts(self.telegram.scene.official)


@pytest.fixture
async def office(telegram: World) -> AsyncIterator[Office]:
    official = telegram.scene.official
    official.start()

    def engaged(session: Session) -> None:
        session.add(
            StaffMember(
                telegram_id=official.id,
                name="Ana",
                role=Role.ADMINISTERS,
                joined_at=BEGIN,
                email="ana@entidad.example.org",
            )
        )

    with closing(open_database(telegram.settings.database)) as database:
        database.write(engaged).result()
        yield Office(telegram, database)


async def test_a_clock_that_stopped_is_told_once_and_so_is_its_return(office: Office) -> None:
    one, another = office.process(), office.process()
    office.goes_round()
    await one.look()
    assert office.told == []

    office.now += 6 * MINUTE
    office.goes_round(Part.CLOCK)
    for watch in (one, another, one):
        await watch.look()

    assert len(office.told) == 1
    assert office.told[0].splitlines()[:2] == [STOPPED, CLOCK]
    assert "22 de noviembre de 2026, 10:00" in office.told[0]

    office.goes_round()
    await one.look()
    assert len(office.told) == 1  # it may only stumble
    office.now += 4 * MINUTE
    office.goes_round()
    for watch in (one, another):
        await watch.look()

    assert len(office.told) == 2
    assert office.told[1].splitlines()[:2] == ["Participa: otra vez en orden", f"Le habíamos avisado: {CLOCK}"]


async def test_it_is_told_again_while_it_lasts_but_not_every_minute(office: Office) -> None:
    watch = office.process()
    office.goes_round()
    for hours in (1, 2, 6, 7):
        office.now = BEGIN + timedelta(hours=hours)
        office.goes_round(Part.CLOCK)
        await watch.look()

    assert len(office.told) == 2


async def test_it_is_told_by_mail_too_and_where_telegram_is_away_that_is_enough(office: Office) -> None:
    office.telegram.simulator.fault("error", status=502, method="*", times=None)
    office.goes_round()
    office.now += 6 * MINUTE
    office.goes_round(Part.CLOCK)
    async with Mailbox() as mailbox:
        mailing = office.settings.model_copy(
            update={"smtp_url": SecretStr(mailbox.url), "mail_from": "participa@entidad.example.org"}
        )
        await office.process(mailing).look()
        await office.process(mailing).look()

    [mail] = mailbox.received
    assert mail.recipient == "ana@entidad.example.org"
    assert CLOCK in " ".join(mail.text.split())
    assert office.told == []


async def test_what_nobody_could_be_told_is_told_at_the_next_look(office: Office) -> None:
    office.telegram.simulator.fault("error", status=502, method="*", times=None)
    office.goes_round()
    office.now += 6 * MINUTE
    office.goes_round(Part.CLOCK)
    await office.process().look()
    office.telegram.simulator.world.faults.remove()

    await office.process().look()

    assert [said.splitlines()[1] for said in office.told] == [CLOCK]


async def test_a_database_that_is_away_is_told_by_who_knew_whom_to_tell(office: Office) -> None:
    watch = office.process()
    office.goes_round()
    await watch.look()

    office.database.is_away = True
    for _ in range(8):
        office.now += MINUTE
        await watch.look()
    office.database.is_away = False
    office.goes_round()
    await watch.look()

    assert [said.splitlines()[0] for said in office.told] == [STOPPED, "Participa: otra vez en orden"]
    assert "base de datos" in office.told[0]


async def test_messages_that_do_not_come_in_are_told(office: Office) -> None:
    watch = office.process()
    office.goes_round()
    office.now += 6 * MINUTE
    office.goes_round(Part.POLLING)

    await watch.look()

    assert [said.splitlines()[1] for said in office.told] == ["Lo que la gente escribe no llega al bot."]


async def test_a_webhook_that_somebody_else_took_is_told(office: Office) -> None:
    theirs = office.settings.model_copy(
        update={"webhook_url": "https://entidad.example.org/aqui", "webhook_secret": None}
    )
    async with open_bot(theirs) as bot:
        await bot.initialize()
        known = Known(theirs, lambda: office.now)
        watch = Watch(office.database, Vitals(), known, Teller(theirs, open_bot, bot), bot, lambda: office.now)
        for _ in range(5):
            office.now += MINUTE
            office.goes_round()
            await watch.look()

    assert [said.splitlines()[1] for said in office.told] == ["Lo que la gente escribe no llega al bot."]
    assert known.webhook["es_el_nuestro"] is False


async def test_a_disk_that_is_nearly_full_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.vitals.watch.LEAST_FREE", 1 << 62)
    known = Known(office.settings, lambda: office.now, folders_of(office.settings))
    watch = Watch(office.database, Vitals(), known, Teller(office.settings, open_bot, None), None, lambda: office.now)
    office.goes_round()

    await watch.look()

    assert [said.splitlines()[1][:12] for said in office.told] == ["El disco est"]


async def test_beats_come_into_rows_where_other_processes_see_them(office: Office) -> None:
    vitals = Vitals(lambda: BEGIN)
    pulses = Pulses(office.database, vitals)
    vitals.beat(Part.WORKER)

    await pulses.keep()

    assert office.database.read(watching.pulses).result() == {"worker": BEGIN}


def test_the_folders_that_must_not_fill_up_are_those_of_this_machine(tmp_path: Path) -> None:
    here = settings_for(f"sqlite:///{tmp_path}/data/p.db", "http://x", tmp_path)
    far = settings_for("postgresql://x/y", "http://x", tmp_path, files_url="s3://bucket")

    assert folders_of(here) == (tmp_path / "data", tmp_path / "files")
    assert folders_of(far) == ()
