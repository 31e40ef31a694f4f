"""The courier sends each copy once, in order, at its pace; what may have arrived is repeated once."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from participation import notices
from participation.audience import subscriptions
from participation.notices import Topic
from storage import Session
from storage.models.notices import CopyState, NoticeKind
from storage.models.turns import Chat
from tests.support.running import START, World
from tests.support.telling import (
    SUBJECT,
    change,
    copies,
    drained,
    everybody,
    put_down,
    quiet_bot,
    sent,
    states,
    tell,
    tell_plainly,
)


@pytest.fixture(autouse=True)
def _plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    tell_plainly(monkeypatch)


async def test_copies_leave_by_rank_then_by_deadline_then_in_the_order_in_which_they_were_put_down(
    telegram: World,
) -> None:
    one, two, three, four, five, six = everybody(telegram, 6)
    soon, later = START + timedelta(hours=1), START + timedelta(hours=2)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [one], "anuncio")
        tell(parts.database, [two], "otro anuncio", expires_at=soon)
        tell(parts.database, [three], "recuerdo de después", NoticeKind.EVENT_REMINDER, expires_at=later)
        tell(parts.database, [four], "recuerdo de ahora", NoticeKind.EVENT_REMINDER, expires_at=soon)
        tell(parts.database, [five], "corrección", NoticeKind.EVENT_CHANGED)
        tell(parts.database, [six], "caso", NoticeKind.CASE_ANSWERED)

        assert await parts.courier.drain() == 6

    assert sent(telegram) == [
        "caso 1",
        "corrección 1",
        "recuerdo de ahora 1",
        "recuerdo de después 1",
        "anuncio 1",
        "otro anuncio 1",
    ]


async def test_what_was_put_down_and_copied_before_is_not_told_again(telegram: World) -> None:
    [rosa] = everybody(telegram, 1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa, rosa])
        again = parts.database.write(
            lambda session: notices.put_down(session, NoticeKind.BROADCAST, SUBJECT, "one", START)
        ).result()

        await parts.courier.drain()
        await parts.courier.drain()

    assert again is None
    assert sent(telegram) == ["one 1"]


async def test_with_telegrams_limits_on_nothing_is_refused_for_its_pace(telegram: World) -> None:
    people = everybody(telegram, 40)
    telegram.simulator.world.limits.change(enabled=True)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people)

        await parts.courier.drain()

        assert states(parts.database) == [CopyState.SENT] * 40
    assert telegram.simulator.world.pace.refused == {}
    assert all(call.status == 200 for call in telegram.simulator.calls("sendMessage"))


async def test_faster_than_telegram_gives_for_nothing_is_paid_for_and_answers_and_edits_are_not(
    telegram: World,
) -> None:
    people, limits = everybody(telegram, 40), telegram.simulator.world.limits
    telegram.settings.send_rate = 400.0
    limits.change(enabled=True, per_second=1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people)
        await parts.courier.drain()
        limits.change(enabled=False)
        change(parts.database, 2)
        await parts.courier.drain()

        assert states(parts.database) == [CopyState.SENT] * 40
    said, replies = telegram.simulator.calls("sendMessage")[:40], telegram.simulator.calls("sendMessage")[40:]
    edits = telegram.simulator.calls("editMessageText")
    assert telegram.simulator.world.pace.refused == {}
    assert {call.parameters.get("allow_paid_broadcast") for call in said + replies} == {"true"}
    assert {call.parameters.get("allow_paid_broadcast") for call in edits} == {None}
    assert 0 < limits.billed[telegram.simulator.bot.id] < 40


async def test_where_telegram_does_not_take_the_payment_the_copy_leaves_unpaid(telegram: World) -> None:
    [rosa] = everybody(telegram, 1)
    telegram.settings.send_rate = 31.0
    no_stars = {"ok": False, "error_code": 400, "description": "Bad Request: BALANCE_TOO_LOW"}
    telegram.simulator.fault("error", method="sendMessage", status=400, body=no_stars)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa])
        await parts.courier.drain()

    paid = [call.parameters.get("allow_paid_broadcast") for call in telegram.simulator.calls("sendMessage")]
    assert paid == ["true", None]
    assert sent(telegram) == ["one 1"]


async def test_messages_are_evenly_spaced_and_one_chat_gets_one_a_second(
    telegram: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.courier.pacing.CHAT_SECONDS", 1.0)
    rosa, *others = everybody(telegram, 12)
    async with quiet_bot(telegram) as parts:
        for number in range(3):
            tell(parts.database, [rosa], f"para Rosa {number}")
        tell(parts.database, others)

        await parts.courier.drain()

    calls = telegram.simulator.calls("sendMessage")
    to_rosa = [call.monotonic for call in calls if call.parameters["chat_id"] == str(rosa)]
    assert len(calls) == 14
    assert all(after - before > 0.9 for before, after in pairwise(to_rosa))
    best = telegram.simulator.world.pace.as_json()[str(telegram.simulator.bot.id)]["best_second"]
    assert best <= 27  # the rate, and what the way to the server bunches


async def test_a_429_stops_everybody_and_nothing_is_lost(telegram: World) -> None:
    people = everybody(telegram, 30)
    telegram.simulator.fault("too_many", method="sendMessage", retry_after=2, skip=5, times=1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people)

        await parts.courier.drain()

        assert states(parts.database) == [CopyState.SENT] * 30
        assert [copy.attempts for copy in copies(parts.database)] == [1] * 30
    calls = telegram.simulator.calls("sendMessage")
    [stopped] = [number for number, call in enumerate(calls) if call.status == 429]
    under_way = [call for call in calls[stopped + 1 :] if call.monotonic - calls[stopped].monotonic < 1.9]
    assert len(under_way) <= 3  # had left when the answer came
    assert sorted(sent(telegram)) == ["one 1"] * 30


async def test_who_has_blocked_the_bot_is_left_alone_until_they_come_back(telegram: World) -> None:
    simulator, rosa = telegram.simulator, telegram.scene.rosa
    rosa.start()
    async with quiet_bot(telegram) as parts:
        database = parts.database
        database.write(lambda s: subscriptions.set_topic(s, rosa.id, Topic.EVENTS, START, on=True)).result()
        rosa.block()
        tell(database, [rosa.id])
        await parts.courier.drain()
        assert states(database) == [CopyState.BLOCKED]

        def to_subscribers(key: str) -> int:
            def work(session: Session) -> int:
                return notices.to_subscribers(session, put_down(session, key), Topic.EVENTS)

            return int(database.write(work).result())

        assert to_subscribers("mientras") == 0
    rosa.unblock()
    async with telegram.bot() as parts:

        def is_back() -> bool:
            blocked = parts.database.read(lambda session: session.scalars(select(Chat.blocked_at)).all()).result()
            return set(blocked) == {None}

        await simulator.wait_until(is_back)


async def test_a_group_that_got_another_id_is_told_there(telegram: World) -> None:
    simulator = telegram.simulator
    group = simulator.add_group("Junta", [telegram.scene.rosa], bot="member")
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [group.id])
        new = simulator.upgrade_group(group)
        tell(parts.database, [group.id], "two")

        await parts.courier.drain()

        assert states(parts.database) == [CopyState.SENT, CopyState.SENT]
        assert {copy.recipient for copy in copies(parts.database)} == {str(new.id)}


@pytest.mark.parametrize("effect", [False, True])
async def test_a_time_out_is_repeated_once_and_counted(telegram: World, effect: bool) -> None:
    people = everybody(telegram, 1)
    telegram.simulator.fault("cut", method="sendMessage", effect=effect, times=1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people)
        await drained(parts.courier)

        [copy] = copies(parts.database)

    assert (copy.state, copy.attempts, copy.unknown) == (CopyState.SENT, 2, 1)
    assert len(sent(telegram)) == 1 + effect


async def test_what_times_out_again_is_not_sent_a_third_time(telegram: World) -> None:
    people = everybody(telegram, 1)
    telegram.simulator.fault("cut", method="sendMessage", effect=True, times=2)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people)
        await drained(parts.courier)

        [copy] = copies(parts.database)

    assert (copy.state, copy.unknown) == (CopyState.UNKNOWN, 2)
    assert len(telegram.simulator.calls("sendMessage")) == 2


async def test_while_telegram_is_away_nothing_is_used_up(telegram: World) -> None:
    people = everybody(telegram, 3)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people)
        await telegram.simulator.close()
        await parts.courier.drain()

        assert {(copy.state, copy.attempts, copy.unknown) for copy in copies(parts.database)} == {
            (CopyState.WAITING, 0, 0)
        }


async def test_telegrams_own_errors_are_repeated_after_a_look_whether_it_answers(telegram: World) -> None:
    people = everybody(telegram, 3)
    telegram.simulator.fault("error", method="sendMessage", status=502, times=2)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people)
        await drained(parts.courier)

        assert states(parts.database) == [CopyState.SENT] * 3
    assert len(sent(telegram)) == 3
    assert telegram.simulator.calls("getMe")


async def test_a_broken_link_drops_the_button_and_not_the_message(telegram: World) -> None:
    people = everybody(telegram, 1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people, facts={"text": "Con enlace", "link": "ttps//no es un enlace"})
        await parts.courier.drain()

        assert states(parts.database) == [CopyState.SENT]
    [message] = [call.result for call in telegram.simulator.calls("sendMessage") if call.status == 200]
    labels = [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]
    assert labels == ["Ayuda"]
