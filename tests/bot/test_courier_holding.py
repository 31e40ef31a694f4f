"""The look before sending: what is held back, until when, and why."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot import standing
from bot.demo import live_through
from handlers.notices import RENDERERS, Telling, Told
from participation import notices
from storage import Session
from storage.models.notices import CopyState, Notice, NoticeKind
from storage.models.staff import Role, StaffMember
from tests.support.running import START, World
from tests.support.telling import change, copies, everybody, quiet_bot, sent, states, tell, tell_plainly

pytestmark = pytest.mark.second_database


@pytest.fixture(autouse=True)
def _plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    tell_plainly(monkeypatch)


async def test_what_a_renderer_holds_back_is_not_sent_and_says_why(telegram: World) -> None:
    people = everybody(telegram, 1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people, facts={"held": "unsubscribed"})
        await parts.courier.drain()

        [copy] = copies(parts.database)
    assert (copy.state, copy.reason) == (CopyState.SKIPPED, "unsubscribed")
    assert sent(telegram) == []


async def test_a_renderer_with_a_fault_stands_in_nobodys_way(telegram: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_telling: Telling) -> Told:
        raise LookupError("what a person wrote")

    people = everybody(telegram, 2)
    monkeypatch.setitem(RENDERERS, NoticeKind.CASE_ANSWERED, fails)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people[:1], "con falla", NoticeKind.CASE_ANSWERED)
        tell(parts.database, people[1:])
        await parts.courier.drain()
        assert states(parts.database) == [CopyState.WAITING, CopyState.SENT]

        for _ in range(4):
            await telegram.simulator.clock.move_by(timedelta(hours=2))
            await parts.courier.drain()
        [copy, _] = copies(parts.database)
    assert (copy.state, copy.attempts, copy.reason) == (CopyState.REFUSED, 5, "LookupError")


async def test_at_night_only_what_cant_wait_leaves(telegram: World) -> None:
    people = everybody(telegram, 2)
    async with quiet_bot(telegram) as parts:
        await telegram.simulator.clock.move_to(START.replace(hour=1) + timedelta(days=1))  # 8 p. m. in Colombia
        tell(parts.database, people[:1], "espera")
        tell(parts.database, people[1:], "ya", NoticeKind.EVENT_CANCELLED)
        await parts.courier.drain()
        assert sent(telegram) == ["ya 1"]

        await telegram.simulator.clock.move_to(START.replace(hour=12) + timedelta(days=1))  # 7 a. m.
        await parts.courier.drain()
    assert sent(telegram) == ["ya 1", "espera 1"]


async def test_what_has_expired_does_not_leave(telegram: World) -> None:
    people = everybody(telegram, 2)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, people, expires_at=START + timedelta(hours=1))
        await telegram.simulator.clock.move_by(timedelta(hours=1))
        await parts.courier.drain()

        found = [(copy.state, copy.reason) for copy in copies(parts.database)]
    assert found == [(CopyState.SKIPPED, "expired")] * 2
    assert sent(telegram) == []


async def test_a_stopped_notice_rests_until_it_is_resumed_and_is_corrected_meanwhile(telegram: World) -> None:
    one, two = everybody(telegram, 2)
    async with quiet_bot(telegram) as parts:
        database = parts.database
        number = tell(database, [one])
        await parts.courier.drain()

        def stop(session: Session) -> None:
            chief = StaffMember(telegram_id=1, name="Jefa", role=Role.PUBLISHES, joined_at=START)
            session.add(chief)
            session.flush()
            notice = session.get_one(Notice, number)
            notices.to_chat(session, notice, two)
            assert notices.stop(session, notice, chief, START)

        database.write(stop).result()
        change(database, 2)
        await parts.courier.drain()
        assert sent(telegram) == ["one 1", "Cambió a 2"]

        def resume(session: Session) -> None:
            chief = session.scalars(select(StaffMember)).one()
            assert notices.resume(session, session.get_one(Notice, number), chief, START)

        database.write(resume).result()
        await parts.courier.drain()
    assert sent(telegram) == ["one 1", "Cambió a 2", "one 2"]


async def test_a_tick_sends_what_can_leave_and_a_web_process_sends_nothing(telegram: World) -> None:
    [rosa] = everybody(telegram, 1)
    async with quiet_bot(telegram) as parts:
        tell(parts.database, [rosa])
    assert sent(telegram) == []

    await standing.tick(telegram.settings, telegram.simulator.clock.now)

    assert sent(telegram) == ["one 1"]


async def test_moving_the_date_lets_what_rested_at_night_leave_in_the_morning(telegram: World) -> None:
    [rosa] = everybody(telegram, 1)
    simulator = telegram.simulator
    async with quiet_bot(telegram) as parts:
        await simulator.clock.move_by(timedelta(hours=12))  # 9 p. m.
        tell(parts.database, [rosa])
        simulator.clock.on_move = partial(live_through, simulator, parts)

        await simulator.clock.move_by(timedelta(hours=24))

        [copy] = copies(parts.database)
    assert copy.sent_at == START + timedelta(hours=22)  # 7 a. m.
