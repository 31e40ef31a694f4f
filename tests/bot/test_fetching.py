"""Fetching what came with a message: every kind of it, a few at a time, nothing that is too large."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update

from bot import fetching
from bot.fetching import Fetched, Fetcher
from bot.process import open_bot
from participation.attachments import Refused
from participation.observations.drafting import AttachedFile
from simulator import DEMO_TOKEN, Simulator
from storage.files import FileStore, open_store
from storage.models.kinds import PartKind
from tests.participation.attachments.samples import gif, mp3, mp4, ogg
from tests.support.observing import picture
from tests.support.running import START, settings_for


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[tuple[Simulator, Bot, FileStore]]:
    async with Simulator(start=START, running=False) as simulator:
        simulator.add_bot(DEMO_TOKEN, "ParticipaDemoBot", "Participa")
        settings = settings_for(f"sqlite:///{folder}/p.db", simulator.url, folder)
        async with open_bot(settings) as bot:
            await bot.initialize()
            yield simulator, bot, open_store(str(folder / "files"))


def update(bot: Bot, message: dict[str, Any]) -> Update:
    return Update.de_json({"update_id": 1, "message": message}, bot)


@pytest.mark.parametrize(
    ("kind", "content", "name", "kept_as", "mime"),
    [
        ("photo", picture(1), "", PartKind.PHOTO, "image/jpeg"),
        ("voice", ogg(), "", PartKind.VOICE, "audio/ogg"),
        ("audio", mp3(), "canto.mp3", PartKind.AUDIO, "audio/mpeg"),
        ("video", mp4(), "obra.mp4", PartKind.VIDEO, "video/mp4"),
        ("video_note", mp4(), "", PartKind.VIDEO, "video/mp4"),
        ("animation", gif(2), "baile.gif", PartKind.VIDEO, "image/gif"),
        ("document", b"hola", "carta.txt", PartKind.DOCUMENT, "text/plain"),
    ],
)
async def test_every_kind_is_stored_by_what_it_is(
    tmp_path: Path, kind: str, content: bytes, name: str, kept_as: PartKind, mime: str
) -> None:
    async with telegram(tmp_path) as (simulator, bot, files):
        message = simulator.add_person("Rosa").file(kind, content, name, duration=3)

        fetched = await Fetcher(bot, files).fetch(update(bot, message))

        assert isinstance(fetched, AttachedFile)
        assert (fetched.kind, fetched.mime) == (kept_as, mime)
        assert files.size(fetched.hash) == fetched.bytes


async def test_a_message_without_a_file_has_nothing_to_fetch(tmp_path: Path) -> None:
    async with telegram(tmp_path) as (simulator, bot, files):
        message = simulator.add_person("Rosa").write("hola")

        assert await Fetcher(bot, files).fetch(update(bot, message)) is None
        assert await Fetcher(bot, files).fetch(Update(1)) is None


async def test_no_more_than_a_few_files_are_in_memory_at_once(tmp_path: Path) -> None:
    async with telegram(tmp_path) as (simulator, bot, files):
        simulator.fault("delay", method="getFile", seconds=0.05, times=None)
        people = [simulator.add_person(f"Persona {number}") for number in range(12)]
        messages = [person.photo(picture(number)) for number, person in enumerate(people)]
        fetcher = Fetcher(bot, files)

        async def most() -> int:
            seen = 0
            while not done.done():
                seen = max(seen, fetching.AT_ONCE - fetcher._room._value)
                await asyncio.sleep(0.005)
            return seen

        done = asyncio.gather(*(fetcher.fetch(update(bot, message)) for message in messages))
        assert await most() == fetching.AT_ONCE
        assert len({fetched.hash for fetched in await done if isinstance(fetched, AttachedFile)}) == 12


def reason(fetched: Fetched) -> str:
    assert isinstance(fetched, Refused)
    return fetched.reason.message


async def test_a_file_whose_size_nobody_announced_is_refused_when_telegram_says_it(tmp_path: Path) -> None:
    async with telegram(tmp_path) as (simulator, bot, files):
        message = simulator.add_person("Rosa").file("document", b"x", "a.txt", size=30_000_000)
        del message["document"]["file_size"]

        assert "larger than {limit} MB" in reason(await Fetcher(bot, files).fetch(update(bot, message)))


async def test_a_file_that_telegram_does_not_know_is_asked_of_the_person(tmp_path: Path) -> None:
    async with telegram(tmp_path) as (simulator, bot, files):
        message = simulator.add_person("Rosa").document(b"hola", "a.txt")
        message["document"]["file_id"] = "nobody-knows-it"

        assert "send it again" in reason(await Fetcher(bot, files).fetch(update(bot, message)))
        assert len(simulator.calls("getFile")) == 1
