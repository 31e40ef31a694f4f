"""The outbox with faults as a machine plays it: real couriers on a real database, and a Telegram that misbehaves.

Processes start, are killed at the worst moment, end in good order, stand by and take over; time is counted, not waited
for. The law: nothing is lost, and twice comes only what was in the air at a kill or of which nobody heard the outcome.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import select
from telegram import Bot

from bot.alive import DEAD_AFTER, Alive
from bot.courier.courier import Courier
from bot.sending import SENDINGS
from bot.settings import Settings
from handlers.turn import Office
from participation import notices
from participation.notices import Subject
from storage import Database, Session
from storage.models.notices import Copy, CopyState, Notice, NoticeKind, NoticeState, Rank
from storage.models.staff import Role
from tests.stateful.fake_telegram import Accepted, FakeRequest, FakeTelegram, Fault, key_of
from tests.stateful.playing import Template
from tests.stateful.virtual import DirectDatabase, VirtualLoop
from tests.support.office import KEYS, ZONE, official
from tests.support.running import START

CHATS = (51, 52, 53, 54)
IN_THE_HAND = 1.0  # seconds: what was looked up before its time was over may still leave
BEAT = 5.0  # seconds: before anybody is blind
MEANWHILE = 30.0  # seconds in which a pause or an outage is over


@dataclass
class Process:
    """A process that sends, or stands by."""

    alive: Alive
    courier: Courier


class OutboxLife(RuleBasedStateMachine):
    """A queue, up to two processes, four chats."""

    keys = Bundle("keys")

    def __init__(self, template: Template, first: Fault | None = None) -> None:
        super().__init__()
        self.loop = VirtualLoop()
        self.database = DirectDatabase(template.engine())
        self.telegram = FakeTelegram(self.loop.time)
        self.telegram.changed = self._changed
        self.bot = Bot("1:token", request=FakeRequest(self.telegram), get_updates_request=FakeRequest(self.telegram))
        self.processes: list[Process] = []
        self.in_the_air: Counter[tuple[int, str]] = Counter()
        self.changes_of: Counter[str] = Counter()
        self.first = first  # what goes wrong first; None: anything
        self.fresh = 0

    @initialize(target=keys, fault=st.sampled_from(list(Fault)))
    def somebody_publishes(self, fault: Fault) -> object:
        """There is a notice to be sent, somebody who sends it, and something that goes wrong."""
        self.by = self._write(lambda session: official(session, 1, Role.PUBLISHES))
        self.a_process_starts()
        self.telegram.faults.append(self.first or fault)
        return self.is_put_down(set(CHATS[:2]), Rank.ANNOUNCEMENT, None)

    @rule(
        target=keys,
        chats=st.sets(st.sampled_from(CHATS), min_size=1),
        rank=st.sampled_from(list(Rank)),
        lasts=st.sampled_from([None, None, 5, 60]),
    )
    def is_put_down(self, chats: set[int], rank: Rank, lasts: int | None) -> str:
        self.fresh += 1
        key, subject = f"aviso-{self.fresh}", Subject("broadcast", self.fresh)
        until = self._now() + timedelta(seconds=lasts) if lasts is not None else None

        def work(session: Session) -> None:
            kind, facts = NoticeKind.BROADCAST, {"text": key}
            more: dict[str, Any] = {"expires_at": until, "waits_at_night": False, "rank": rank}
            notice = notices.put_down(session, kind, subject, key, self._now(), facts=facts, **more)
            assert notice is not None
            for chat in sorted(chats):
                notices.to_chat(session, notice, chat)

        self._write(work)
        return key

    @rule(key=keys)
    def changes(self, key: str) -> None:
        self._changed(key)

    @rule(key=keys, stops=st.booleans())
    def is_stopped_or_resumed(self, key: str, stops: bool) -> None:
        act = notices.stop if stops else notices.resume
        self._write(lambda session: act(session, self._notice(session, key), self.by, self._now()))

    @rule(key=keys)
    def is_closed(self, key: str) -> None:
        self._write(lambda session: notices.close(session, self._notice(session, key), self._now()))

    @rule(faults=st.lists(st.sampled_from(list(Fault)), min_size=1, max_size=4))
    def telegram_will_misbehave(self, faults: list[Fault]) -> None:
        self.telegram.faults.extend(faults)

    @rule(fault=st.sampled_from([Fault.CUT_BEFORE, Fault.CUT_AFTER]))
    def nobody_hears_anything(self, fault: Fault) -> None:
        self.telegram.faults.extend([fault] * 8)

    @rule(seconds=st.sampled_from([1, 6, 30, 70]))
    def time_passes(self, seconds: int) -> None:
        self._run(self._lives(seconds))

    @precondition(lambda self: len(self.processes) < 2)
    @rule()
    def a_process_starts(self) -> None:
        alive = Alive(cast(Database, self.database), "worker", self.loop.time)
        settings = cast(Settings, SimpleNamespace(send_rate=200.0))
        office = Office("bot", ZONE, KEYS)
        courier = Courier(cast(Database, self.database), alive, office, self.bot, None, settings, self._now)
        for lane in courier._lanes:
            lane.gate._clock = self.loop.time
        self.processes.append(Process(alive, courier))
        self._run(alive.beat())

    @precondition(lambda self: self.processes)
    @rule(which=st.integers(0, 1))
    def a_process_is_killed(self, which: int) -> None:
        self._bury(self.processes[which % len(self.processes)])

    @precondition(lambda self: self.processes)
    @rule(which=st.integers(0, 1))
    def a_process_ends(self, which: int) -> None:
        process = self.processes.pop(which % len(self.processes))
        self._run(process.courier._come_to_rest())
        self._run(process.alive.leave())

    @precondition(lambda self: self.processes)
    @rule(which=st.integers(0, 1))
    def a_process_sends(self, which: int) -> None:
        process = self.processes[which % len(self.processes)]
        others = [one for one in self.processes if one is not process and one.courier._holds]
        before, quiet, asked = self._places(), not self.telegram.faults, self.telegram.requests
        stopped = self._in_state(NoticeState.STOPPED)
        closed = self._in_state(NoticeState.CLOSED)
        first = len(self.telegram.accepted) + 1
        self._run(self._sends(process))
        assert self.telegram.wrong is None, self.telegram.wrong
        assert not others or self.telegram.requests == asked, "two processes send"
        told = [one for number, one in self.telegram.accepted.items() if number >= first and not one.is_reply]
        self._check_told(told, stopped | closed)
        if quiet:
            order = list(dict.fromkeys(before[key_of(one.said)] for one in told if key_of(one.said) in before))
            assert order == sorted(order), f"they left in the order {order}"

    def _check_told(self, told: list[Accepted], held: set[str]) -> None:
        """Nothing that is stopped or closed left, and nothing when its time was over."""
        until = dict(self._read(lambda session: session.execute(select(Notice.key, Notice.expires_at)).all()))
        for one in told:
            key = key_of(one.said)
            assert key not in held, f"{key} is stopped or closed, and left"
            late = until[key] is not None and START + timedelta(seconds=one.at - IN_THE_HAND) > until[key]
            assert not late, f"{key} left after its time"

    def _check_twice(self) -> None:
        times = Counter((one.chat, key_of(one.said)) for one in self.telegram.accepted.values() if not one.is_reply)
        for place, count in times.items():
            excused = self.in_the_air[place] + self.telegram.unknown[place]
            assert count <= 1 + excused, f"{place} came {count} times, of which {excused} had to"
        for (chat, key), count in self.telegram.unheard.items():
            most = SENDINGS * (1 + self.changes_of[key])
            assert count <= most, f"{key} left {count} times for {chat} without anybody hearing what came of it"
        for chat, count in self.telegram.refused_to_blocked.items():
            assert count <= len(self.telegram.faults) + 16, f"{chat} blocked us and is written to: {count}"

    def teardown(self) -> None:
        try:
            if hasattr(self, "by"):
                self._everything_leaves()
        finally:
            self._cancel_all()
            self.loop.close()
            self.database.close()

    def _everything_leaves(self) -> None:
        """One process, nobody misbehaves, and time enough: what people have is what is so."""
        self.telegram.faults.clear()
        for process in list(self.processes):
            self._bury(process)
        self.a_process_starts()
        self._run(self._lives(DEAD_AFTER * 2))
        for _ in range(4):
            self._run(self._sends(self.processes[0]))
            assert self.telegram.wrong is None, self.telegram.wrong
            self._run(self._lives(MEANWHILE))
        self._check_twice()
        rows = self._read(lambda session: session.execute(select(Copy, Notice).join(Notice)).all())
        for copy, notice in rows:
            self._check_end(copy, notice)

    def _check_end(self, copy: Copy, notice: Notice) -> None:
        place = f"{notice.key} for {copy.recipient}"
        assert copy.state is not CopyState.SENDING, f"{place} is on its way for ever"
        excused = copy.state in {CopyState.UNKNOWN, CopyState.BLOCKED, CopyState.SKIPPED, CopyState.REFUSED}
        if excused or notice.state is not NoticeState.OPEN or int(copy.recipient) in self.telegram.blocked:
            return
        assert copy.state is CopyState.SENT, f"{place} was lost: it is {copy.state}"
        assert copy.shown_version == notice.version, f"{place} shows {copy.shown_version} of {notice.version}"
        message = self.telegram.accepted[copy.message_id or 0]
        assert message.text == f"{notice.key} {notice.version}", f"{place} reads {message.text}"

    # What the rules are made of.

    async def _lives(self, seconds: float) -> None:
        until = self.loop.time() + seconds
        while self.loop.time() < until:
            await asyncio.sleep(BEAT)
            for process in self.processes:
                await process.alive.beat()

    async def _sends(self, process: Process) -> None:
        """Until nothing is to be done, or the process is killed."""
        self.telegram.killed.clear()
        await process.alive.beat()
        drained, killed = (asyncio.ensure_future(one) for one in (process.courier.drain(), self.telegram.killed.wait()))
        await asyncio.wait({drained, killed}, return_when=asyncio.FIRST_COMPLETED, timeout=300)
        if not drained.done():
            self._bury(process)
        else:
            await drained
        killed.cancel()

    def _bury(self, process: Process) -> None:
        """SIGKILL: whatever it was about to do is not done; what was in the air may come once more."""
        self._cancel_all(but=self._current())
        self.processes.remove(process)
        rows = self._read(
            lambda session: session.execute(
                select(Copy.recipient, Notice.key).join(Notice).where(Copy.state == CopyState.SENDING)
            ).all()
        )
        self.in_the_air.update((int(row.recipient), row.key) for row in rows)

    def _current(self) -> asyncio.Task[Any] | None:
        return asyncio.current_task(self.loop) if self.loop.is_running() else None

    def _cancel_all(self, but: asyncio.Task[Any] | None = None) -> None:
        tasks = [task for task in asyncio.all_tasks(self.loop) if task is not but]
        for task in tasks:
            task.cancel()
        if not self.loop.is_running() and tasks:
            self._run(self._gone(tasks))

    async def _gone(self, tasks: list[asyncio.Task[Any]]) -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def _changed(self, key: str) -> None:
        self.changes_of[key] += 1

        def work(session: Session) -> None:
            notice = self._notice(session, key)
            subject = Subject(notice.subject, notice.subject_id)
            notices.bring_up_to_date(session, subject, notice.version + 1, self._now())

        self._write(work)

    def _places(self) -> dict[str, str]:
        """The rank of each notice that has something to send."""
        found = select(Notice.key, Notice.rank).join(Copy).where(Copy.state == CopyState.WAITING).distinct()
        return {row.key: str(row.rank) for row in self._read(lambda session: session.execute(found).all())}

    def _in_state(self, state: NoticeState) -> set[str]:
        return set(self._read(lambda session: session.scalars(select(Notice.key).where(Notice.state == state)).all()))

    def _notice(self, session: Session, key: str) -> Notice:
        return session.execute(select(Notice).where(Notice.key == key)).scalar_one()

    def _now(self) -> datetime:
        return START + timedelta(seconds=self.loop.time())

    def _write(self, work: Any) -> Any:
        return self.database.write(work).result()

    def _read(self, work: Any) -> Any:
        return self.database.read(work).result()
