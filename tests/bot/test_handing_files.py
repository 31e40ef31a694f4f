"""Files of the store on their way to a chat: read when they are sent, as what they are, or said to be missing."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.calls import FileUnknown, make
from bot.sending import Fate, Watch, deliver
from bot.transport import NotSent
from handlers.answer import Answer, HandFile, Say, packed, unpacked
from simulator import Person
from storage import StorageUnavailable
from storage.files import FileStore
from storage.models.kinds import PartKind
from tests.support.observing import picture
from tests.support.running import World


class Away(FileStore):
    """A store that does not answer."""

    def __init__(self) -> None:
        """It has nothing to open."""

    def get(self, name: str) -> bytes:
        raise StorageUnavailable(name)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
async def parts(telegram: World) -> AsyncIterator[Any]:
    async with telegram.bot() as parts:
        yield parts


@pytest.mark.parametrize(
    ("part", "method"),
    [
        (PartKind.PHOTO, "sendPhoto"),
        (PartKind.VOICE, "sendVoice"),
        (PartKind.AUDIO, "sendAudio"),
        (PartKind.VIDEO, "sendVideo"),
        (PartKind.DOCUMENT, "sendDocument"),
    ],
)
async def test_a_file_is_sent_as_what_it_is_and_stays_in_the_chat(
    telegram: World, parts: Any, part: PartKind, method: str
) -> None:
    rosa: Person = telegram.scene.rosa
    await rosa.ask("/start")
    stored = parts.files.put(picture(7))
    call = HandFile(stored, "carta.jpg", part, "Adjunto", protected=True)

    [outcome] = await deliver(parts.bot, unpacked(packed(Answer(rosa.id, (call,)))), 0, Watch(), parts.files)

    seen = await rosa.next(text="Adjunto")
    assert outcome.fate is Fate.ARRIVED
    assert len(telegram.simulator.calls(method)) == 1
    assert seen.message["has_protected_content"]


async def test_what_is_gone_from_the_store_is_said_and_the_rest_arrives(telegram: World, parts: Any) -> None:
    rosa: Person = telegram.scene.rosa
    await rosa.ask("/start")
    calls = (HandFile("a" * 64, "x.pdf", PartKind.DOCUMENT), Say("Lo demás"))

    gone, arrived = await deliver(parts.bot, Answer(rosa.id, calls), 0, Watch(), parts.files)

    assert (gone.fate, arrived.fate) == (Fate.FILE_UNKNOWN, Fate.ARRIVED)
    with pytest.raises(FileUnknown):
        await make(parts.bot, rosa.id, calls[0])


async def test_a_store_that_is_away_is_waited_for(telegram: World, parts: Any) -> None:
    with pytest.raises(NotSent):
        await make(parts.bot, telegram.scene.rosa.id, HandFile("a" * 64, "x", PartKind.DOCUMENT), Away())


async def test_a_picture_that_is_no_photo_to_telegram_is_sent_as_a_document(telegram: World, parts: Any) -> None:
    rosa: Person = telegram.scene.rosa
    await rosa.ask("/start")
    written = BytesIO()
    Image.new("RGB", (2_100, 50)).save(written, "PNG")
    stored = parts.files.put(written.getvalue())

    arrived = await make(parts.bot, rosa.id, HandFile(stored, "plano.png", PartKind.PHOTO, "El plano"), parts.files)

    seen = await rosa.next(text="El plano")
    assert (seen.message["document"]["file_name"], seen.message["document"]["file_id"]) == (
        "plano.png",
        arrived.file_id,
    )
