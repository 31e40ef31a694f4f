"""A full disk: what people write stays with Telegram or is answered in words, and all goes on once there is room."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import Person
from storage.models.cases import DraftPart
from tests.support.observing import added, begin, on_sqlite, picture, stored
from tests.support.running import counted, states, texts, until, world
from tests.support.small_disk import Disk, small_disk

pytestmark = on_sqlite


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk") as found:
        yield found


async def test_on_a_full_disk_updates_stay_with_telegram_until_there_is_room(
    planned_url: str, disk: Disk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(shutil.copy(planned_url.removeprefix("sqlite:///"), disk.folder / "participa.db"))
    async with world(f"sqlite:///{file}", tmp_path) as telegram, telegram.bot() as parts:
        rosa, simulator = telegram.scene.rosa, telegram.simulator
        assert (await rosa.ask("/sume")).text == "Van 1"
        await until(simulator, lambda: states(parts.database) == ["done"])

        disk.fill()
        asked = len(simulator.calls("getUpdates"))
        for _ in range(3):
            rosa.write("/sume")
        await until(simulator, lambda: len(simulator.calls("getUpdates")) > asked + 2)
        assert texts(rosa) == ["Van 1"]
        assert len(simulator.bot.queue.pending()) == 3  # Telegram keeps them

        disk.make_room()
        await until(simulator, lambda: texts(rosa) == [f"Van {number}" for number in range(1, 5)])
        await until(simulator, lambda: states(parts.database) == ["done"] * 4)
        assert counted(parts.database) == 4
    assert "polling.database_away" in capsys.readouterr().out


async def test_what_was_begun_when_the_disk_became_full_is_brought_to_its_end(
    planned_url: str, disk: Disk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(shutil.copy(planned_url.removeprefix("sqlite:///"), disk.folder / "participa.db"))
    async with world(f"sqlite:///{file}", tmp_path) as telegram, telegram.bot() as parts:
        rosa, simulator = telegram.scene.rosa, telegram.simulator
        simulator.fault("delay", method="sendMessage", effect=True, seconds=1)
        rosa.write("/sume")
        await until(simulator, lambda: texts(rosa) == ["Van 1"])

        def is_waited_for() -> bool:
            disk.fill()  # the database itself gives room back now and then
            return "turn.database_away" in capsys.readouterr().out

        await until(simulator, is_waited_for)
        disk.make_room()

        await until(simulator, lambda: states(parts.database) == ["done"])
        assert (texts(rosa), counted(parts.database)) == (["Van 1"], 1)


async def test_where_the_disk_of_files_is_full_the_person_is_told_and_the_text_is_kept(
    planned_url: str,
    disk: Disk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.fetching.PAUSES", (0.01, 0.01))
    async with world(planned_url, tmp_path, files_url=str(disk.folder / "files")) as telegram, telegram.bot() as parts:
        rosa: Person = telegram.scene.rosa
        disk.fill()
        await begin(rosa)
        rosa.photo(picture(1), caption="La baranda está rota")
        await rosa.next(text="no podemos guardar archivos")
        await added(rosa, "Es la del puente")

        disk.make_room()
        rosa.photo(picture(1))
        await rosa.next(text="1 foto")

        kept = [part.text for part in stored(parts.database, DraftPart)]
    assert kept == ["La baranda está rota", "Es la del puente", ""]
    assert "file.not_stored" in capsys.readouterr().out
