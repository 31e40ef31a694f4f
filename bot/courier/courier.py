"""The one sender: what is to leave is looked up, said anew, marked as on its way, sent in order, and settled.

Each copy is marked in a commit before it leaves, so that a process that takes over knows what may have arrived and
repeats no more than that. On each channel one gate gives the pace; everything else waits in the database.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import structlog
from telegram import Bot

from bot.alive import Alive
from bot.courier.lane import Lane
from bot.courier.live import LiveCounts
from bot.courier.outcomes import Outcome, Outcomes
from bot.courier.pacing import Gate, costs_stars
from bot.courier.post import MailCarrier
from bot.courier.preparing import Batch, Prepared, prepare
from bot.courier.telegram import TelegramCarrier
from bot.persistence import Persistently
from bot.present import Now
from bot.settings import Settings
from bot.trouble import describe
from bot.vitals import Vitals
from handlers.mail import Sends
from handlers.turn import Office
from participation.watching import Part
from storage import Database, Session, StorageUnavailable
from storage.models.notices import CopyChannel, CopyState
from storage.queries import leases, notices, outbox
from storage.queries.outbox import Ended

LEASE = "courier"
LOOK_SECONDS = 1.0  # how soon a notice that was put down is seen
TOGETHER = 8  # copies that are looked up and marked at once
AHEAD = 4  # so many may stand before the gate when the next are looked up
WINDOW = 32  # messages on their way at once: a second of latency does not slow the sending down
MAILS, MAIL_RATE = 4, 10.0
DRAIN_LOOK_SECONDS = 0.02
CRASHES = 5  # of the process while a copy was on its way; after that it may be what ends it
DRAIN_SECONDS = 20.0

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


class Courier:
    """Sends while it holds the courier's lease; another one stands by."""

    def __init__(
        self,
        database: Database,
        alive: Alive,
        office: Office,
        bot: Bot,
        mailer: Sends | None,
        settings: Settings,
        now: Now,
        vitals: Vitals | None = None,
    ) -> None:
        self._vitals = vitals or Vitals()
        self._database, self._alive, self._office, self._now = database, alive, office, now
        self._outcomes = Outcomes(Persistently(database), now)
        telegram, mail = Gate(settings.send_rate), Gate(MAIL_RATE)
        to_chats = TelegramCarrier(bot, telegram, now, office.files, paid=costs_stars(settings.send_rate))
        self._lanes = (
            Lane(CopyChannel.TELEGRAM, telegram, to_chats, WINDOW),
            Lane(CopyChannel.EMAIL, mail, MailCarrier(mailer, mail, now), MAILS),
        )
        self._live = LiveCounts(database, office, bot, telegram, lambda: self._holds)
        self._one_look = asyncio.Lock()
        self._holds = False

    def wake(self) -> None:
        """Look now: something was put down."""
        for lane in self._lanes:
            lane.gate.moved.set()

    async def run_for_ever(self) -> None:
        """Send until cancelled; then let what is on its way arrive."""
        try:
            async with asyncio.TaskGroup() as tasks:
                for lane in self._lanes:
                    tasks.create_task(self._run(lane))
                tasks.create_task(self._live.run_for_ever())
        finally:
            await self._come_to_rest()

    async def drain(self) -> int:
        """Send everything that can leave now. Gives how many copies left or were settled; 0 for who stands by.

        Comes back earlier where the other side is away; 429 is waited for.
        """
        done = 0
        while True:
            found = [await self._look(lane) for lane in self._lanes]
            done += sum(found)
            if any(found):
                continue
            if not any(lane.on_their_way for lane in self._lanes):
                await self._outcomes.stored()
                if any(lane.gate.in_trouble for lane in self._lanes) or not await self._is_waited_for():
                    await self._live.show_all()
                    return done
            await asyncio.sleep(DRAIN_LOOK_SECONDS)

    async def _is_waited_for(self) -> bool:
        """Whether something could leave that a closed gate or a resting chat still holds back."""
        for lane in self._lanes:
            batch = await self._read(partial(self._prepare, lane, 1, everybody=True))
            if batch.found and self._holds:
                return True
        return False

    async def _run(self, lane: Lane) -> None:
        while True:
            try:
                found = await self._look(lane)
                self._vitals.beat(Part.COURIER)
            except StorageUnavailable:
                log.error("courier.database_away", hint="notices wait until it is back")
                found = 0
            except Exception as error:  # a fault of ours must not end the bot that runs beside
                log.error("courier.failed", **describe(error))
                found = 0
            if not found:
                await lane.gate.change(LOOK_SECONDS)

    async def _look(self, lane: Lane) -> int:
        """Bring the next copies of a lane on their way. Gives how much there was to do."""
        async with self._one_look:
            if lane.gate.closed_for or lane.gate.waiting >= AHEAD or lane.room <= 0:
                return 0
            if lane.gate.in_trouble and not await self._is_well(lane):
                return 0
            if not self._holds and not await self._take_over():
                return 0
            batch = await self._read(partial(self._prepare, lane, min(TOGETHER, lane.room)))
            if not batch.found:
                return 0
            begun = await self._write(partial(self._begin, batch))
            if begun is None:
                log.info("courier.stands_by")
                self._holds = False
                return 0
            _log(batch)
            for copy in batch.prepared:
                if copy.copy_id in begun:
                    lane.begin(asyncio.create_task(self._carry(lane, copy)))
            return batch.found

    async def _is_well(self, lane: Lane) -> bool:
        if not await lane.carrier.is_reachable():
            lane.gate.trouble()
            return False
        lane.gate.in_trouble = False
        return True

    async def _take_over(self) -> bool:
        """Become the sender where nobody else is; what the one before had on its way is sent again first."""
        if any(lane.on_their_way for lane in self._lanes) or not self._outcomes.are_stored:
            return False
        if not await self._read(self._is_wanted):
            return False
        lost = await self._write(self._recover)
        if lost:
            log.warning("courier.repeats", copies=lost, reason="the process before ended while they were on their way")
        self._holds = lost is not None
        return self._holds

    def _is_wanted(self, session: Session) -> bool:
        """Whether there is something to send, and nobody else who does."""
        return outbox.has_open(session) and leases.is_free(session, LEASE, self._alive.me, self._alive.dead())

    def _recover(self, session: Session) -> int | None:
        if not leases.take(session, LEASE, self._alive.me, self._alive.dead()):
            return None
        return outbox.recover(session, CRASHES)

    def _prepare(self, lane: Lane, most: int, session: Session, *, everybody: bool = False) -> Batch:
        resting = [] if everybody else lane.gate.resting()
        return prepare(session, self._office, lane.channel, self._now(), most, resting)

    def _begin(self, batch: Batch, session: Session) -> set[int] | None:
        """The unit of work before sending. Gives the copies that may leave; None where another is the sender."""
        if not leases.take(session, LEASE, self._alive.me, self._alive.dead()):
            return None
        if batch.expired:
            notices.skip_waiting(session, batch.expired, "expired")
        outbox.skip(session, batch.skipped)
        outbox.put_off(session, batch.failed)
        return outbox.begin(session, [(copy.copy_id, copy.notice_id, copy.version) for copy in batch.prepared])

    async def _carry(self, lane: Lane, copy: Prepared) -> None:
        try:
            outcome = await lane.carrier.carry(copy)
        except Exception as error:
            log.error("courier.failed", notice=copy.notice_id, copy=copy.copy_id, **describe(error))
            outcome = Outcome(Ended(copy.copy_id, CopyState.REFUSED, copy.notice_id, reason=type(error).__name__))
        self._vitals.delivered(lane.channel, outcome.ended.state)
        self._outcomes.add(outcome)

    async def _come_to_rest(self) -> None:
        """Who stands before a gate goes back; what left is waited for, and its outcome is stored."""
        tasks = [task for lane in self._lanes for task in lane.on_their_way]
        for lane in self._lanes:
            lane.gate.wind_up()
        if tasks:
            await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._outcomes.stored()

    async def _read(self, work: Callable[[Session], Result]) -> Result:
        return await asyncio.wrap_future(self._database.read(work))

    async def _write(self, work: Callable[[Session], Result]) -> Result:
        return await asyncio.wrap_future(self._database.write(work))


def _log(batch: Batch) -> None:
    """What is not sent, and why."""
    for notice_id in batch.expired:
        log.info("notice.expired", notice=notice_id, hint="what has not left of it is of no use any more")
    for copy_id, reason in batch.skipped:
        log.info("notice.skipped", copy=copy_id, reason=reason)
