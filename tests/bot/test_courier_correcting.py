"""What was sent is brought up to date with its subject: edited in place and answered once, also what is on its way."""

import asyncio

import pytest

from handlers.answer import Hand
from handlers.notices import RENDERERS, Telling, Told
from participation import notices
from storage import Session
from storage.models.notices import CopyState, Notice, NoticeKind
from tests.support.running import START, World
from tests.support.telling import change, copies, plain, quiet_bot, states, tell, tell_plainly

pytestmark = pytest.mark.second_database


@pytest.fixture(autouse=True)
def _plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    tell_plainly(monkeypatch)


def screen(telegram: World) -> list[str]:
    """What Rosa sees of the bot, oldest first."""
    return [str(message["text"]) for message in telegram.scene.rosa.screen() if message["from"]["is_bot"]]


@pytest.fixture
def rosa(telegram: World) -> int:
    telegram.scene.rosa.start()
    return telegram.scene.rosa.id


async def test_a_message_is_edited_in_place_and_answered_with_one_reply(telegram: World, rosa: int) -> None:
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa])
        await parts.courier.drain()
        assert change(parts.database, 2) == 1
        await parts.courier.drain()
        await parts.courier.drain()

        [copy] = copies(parts.database)
    announced, reply = [message for message in telegram.scene.rosa.screen() if message["from"]["is_bot"]]
    assert (announced["text"], reply["text"]) == ("one 2", "Cambió a 2")
    assert reply["reply_to_message"]["message_id"] == announced["message_id"] == copy.message_id
    assert (copy.state, copy.shown_version) == (CopyState.SENT, 2)


async def test_what_has_not_left_says_at_once_what_is_so_now(telegram: World, rosa: int) -> None:
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa])
        change(parts.database, 2)
        await parts.courier.drain()

    assert screen(telegram) == ["one 2"]


async def test_a_copy_that_is_on_its_way_during_the_change_is_caught(telegram: World, rosa: int) -> None:
    telegram.simulator.fault("delay", method="sendMessage", effect=True, seconds=0.5)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa])
        sending = asyncio.create_task(parts.courier.drain())
        await telegram.simulator.wait_until(lambda: screen(telegram) == ["one 1"])
        assert states(parts.database) == [CopyState.SENDING]
        change(parts.database, 2)
        await sending

    assert screen(telegram) == ["one 2", "Cambió a 2"]


async def test_of_two_messages_on_one_subject_both_are_edited_and_one_is_answered(telegram: World, rosa: int) -> None:
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa], "anuncio")
        tell(parts.database, [rosa], "recuerdo", NoticeKind.EVENT_REMINDER)
        await parts.courier.drain()
        change(parts.database, 2)
        await parts.courier.drain()

    assert sorted(screen(telegram)) == ["Cambió a 2", "anuncio 2", "recuerdo 2"]


async def test_where_a_message_is_gone_the_reply_alone_tells_the_change(telegram: World, rosa: int) -> None:
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa])
        await parts.courier.drain()
        telegram.scene.rosa.delete_chat()
        change(parts.database, 2)
        await parts.courier.drain()
        assert states(parts.database) == [CopyState.SENT]

    assert screen(telegram)[-1] == "Cambió a 2"


async def test_a_change_that_changes_nothing_in_the_text_is_no_failure(
    telegram: World, rosa: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RENDERERS, NoticeKind.BROADCAST, lambda _telling: Told((Hand("a.txt", b"a", caption="Igual"),)))
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa])
        await parts.courier.drain()
        change(parts.database, 2)
        await parts.courier.drain()

        [copy] = copies(parts.database)
    assert (copy.state, copy.shown_version) == (CopyState.SENT, 2)


async def test_of_a_closed_notice_nothing_leaves_and_nothing_is_corrected(telegram: World, rosa: int) -> None:
    camilo = telegram.scene.camilo
    camilo.start()
    async with quiet_bot(telegram) as parts:
        number = tell(parts.database, [rosa])
        await parts.courier.drain()

        def close(session: Session) -> int:
            notice = session.get(Notice, number)
            assert notice is not None
            notices.to_chat(session, notice, camilo.id)
            return notices.close(session, notice, START)

        assert parts.database.write(close).result() == 1
        assert change(parts.database, 2) == 0
        await parts.courier.drain()

        assert states(parts.database) == [CopyState.SENT, CopyState.SKIPPED]
    assert screen(telegram) == ["one 1"]


async def test_an_answer_with_its_letter_arrives_whole(
    telegram: World, rosa: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_letter(telling: Telling) -> Told:
        return Told((*plain(telling).calls, Hand("carta.txt", b"carta")))

    monkeypatch.setitem(RENDERERS, NoticeKind.CASE_ANSWERED, with_letter)
    telegram.simulator.fault("error", method="sendDocument", status=502, times=1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa], kind=NoticeKind.CASE_ANSWERED)
        await parts.courier.drain()

        [copy] = copies(parts.database)
    assert (copy.state, copy.reason) == (CopyState.SENT, None)
    kinds = ["document" if "document" in message else "text" for message in telegram.scene.rosa.screen()]
    assert kinds[-2:] == ["text", "document"]
