"""Running turns: claim a chat, handle its turns in order, commit, answer.

Here is kept what docs/architecture.md promises: one process at a time works on an update; its work and its answer are
committed together; the answer leaves after the commit; whatever breaks on the way is done again or set aside, and
nobody else waits for it.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

import structlog
from telegram import Bot

from bot.alive import Alive
from bot.answering import Note, StoredWatch, TurnWatch, apologise, is_forgotten, matters, resumed_at, said
from bot.fairness import IN_A_ROW, Fairness, Room
from bot.handling import Handling, Tell, Unparsable
from bot.intake import Raw, arrivals_of
from bot.persistence import FIRST_PAUSE, LONGEST_PAUSE, Persistently
from bot.sending import Fate, deliver
from bot.together import Together
from bot.trouble import describe, in_short
from bot.vitals import Vitals
from handlers.answer import Answer, Hand, Show, unpacked
from storage import Database, Session, StorageUnavailable
from storage.files import FilesUnavailable
from storage.queries import turns
from storage.queries.turns import Arrival, ClaimedTurn, LeaseLost

LANES = 64  # chats worked on at the same time by one process
LOOK_SECONDS = 0.5  # how soon work that another process took in is seen
ATTEMPTS = 3  # then a turn is set aside
DRAIN_SECONDS = 20.0

Ended = tuple[ClaimedTurn, Callable[[], bool], Sequence[Note]]  # whether its lane goes on, what is to be kept of it
log = structlog.get_logger(__name__)


class Runner:
    """The one place where turns are worked on in this process."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        alive: Alive,
        handling: Handling,
        now: Callable[[], datetime],
        vitals: Vitals | None = None,
    ) -> None:
        self._bot = bot
        self._vitals = vitals or Vitals()
        self._alive = alive
        self._handling = handling
        self._now = now
        self._keep = Persistently(database)
        # Of a turn that ends and one that arrives in the same chat the later must see the former, or the chat would
        # wait for the next look: on a server both would begin from what was committed before.
        self._book = Persistently(database, in_order=database.shared)
        self._arriving = Together(self._store)
        self._ending = Together(self._finish)
        self._lanes: set[asyncio.Task[None]] = set()
        self._going_on: set[str] = set()  # of them those whose end will see what arrives now: nobody need claim them
        self._promised = 0  # lanes for which there must be room when the claim under way is done
        self._suspect: asyncio.Task[None] | None = None
        self._fairness = Fairness()
        self._wake = asyncio.Event()
        self._stopping = False

    @property
    def idle(self) -> bool:
        """Whether no turn is in hand."""
        return not self._lanes

    def wake(self) -> None:
        """Look for work now: something was taken in."""
        self._wake.set()

    async def take_in(self, updates: Sequence[Raw]) -> None:
        """Store updates and claim their chats, in one commit. Raises StorageUnavailable, RecursionError."""
        await self._arriving(arrivals_of(self._bot.id, updates))

    async def _store(self, lots: Sequence[list[Arrival]]) -> list[None]:
        arrivals = [arrival for lot in lots for arrival in lot]
        free = {arrival.lane for arrival in arrivals} - self._going_on
        claimed = await self._claim(self._room(len(free)), arrivals)
        self._begin(claimed)
        if free - {turn.lane for turn in claimed}:  # one that is in hand may have been given back before they came
            self.wake()
        return [None for _ in lots]

    async def run_for_ever(self) -> None:
        """Claim and work until cancelled; then let the turns in hand end."""
        self._stopping = False
        try:
            while True:
                await self._look()
                with suppress(TimeoutError):  # not wait_for: in Python 3.11 it may swallow being cancelled
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._wake.wait()
                self._wake.clear()
        finally:
            await self._drain()

    async def _look(self) -> None:
        try:
            await self._claim_all()
        except StorageUnavailable:
            log.error("turns.database_away", hint="turns wait until the database is back")
            await asyncio.sleep(FIRST_PAUSE)
        except Exception as error:  # a fault of ours must not end the work on all chats
            log.error("turns.claim_failed", **describe(error))
            await asyncio.sleep(LONGEST_PAUSE)

    async def _drain(self) -> None:
        """Wait until the turns in hand are answered; what takes too long is left to the next process."""
        self._stopping = True
        await self._arriving.rest()
        lanes = set(self._lanes)
        try:
            if lanes:
                await asyncio.wait(lanes, timeout=DRAIN_SECONDS)
        finally:
            for lane in lanes:
                lane.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)

    async def _claim_all(self) -> None:
        room = self._room(LANES)
        if not room:
            return
        claiming = asyncio.ensure_future(self._claim(room, with_suspect=self._suspect is None))
        try:
            claimed = await asyncio.shield(claiming)
        except asyncio.CancelledError:  # what is claimed is in hand: it is brought to its end as well
            self._begin(await claiming)
            raise
        self._begin(claimed)

    def _room(self, wanted: int) -> int:
        """How many lanes may be claimed of as many as are wanted."""
        return 0 if self._stopping else max(0, min(wanted, LANES - len(self._lanes) - self._promised))

    async def _claim(
        self, room: int, arrivals: Sequence[Arrival] = (), *, with_suspect: bool = False
    ) -> list[ClaimedTurn]:
        """Store what arrived, and claim lanes."""
        dead, now = self._alive.dead(), self._now()

        def take(session: Session) -> list[ClaimedTurn]:
            if arrivals:
                turns.take_in(session, arrivals, now)
            return turns.claim(session, self._alive.me, dead, room, with_suspect=with_suspect) if room else []

        self._promised += room
        try:
            return await self._book.once(take)
        finally:
            self._promised -= room

    def _begin(self, claimed: list[ClaimedTurn]) -> None:
        for turn in claimed:
            lane = asyncio.create_task(self._work(turn), name=turn.lane)
            self._lanes.add(lane)
            if turn.attempts > 1:
                self._suspect = lane
            lane.add_done_callback(self._lane_ended)

    def _lane_ended(self, lane: asyncio.Task[None]) -> None:
        was_full, was_suspect = len(self._lanes) >= LANES, lane is self._suspect
        was_cut_off = lane.get_name() in self._going_on  # so its end has not seen what arrived meanwhile
        self._lanes.discard(lane)
        self._fairness.leave(lane.get_name())
        self._going_on.discard(lane.get_name())
        if was_suspect:
            self._suspect = None
        if was_full or was_suspect or was_cut_off:  # others wait for the room, or for being the next suspect
            self.wake()

    async def _work(self, turn: ClaimedTurn) -> None:
        """Work on a lane until it has nothing more, or another process took it over."""
        following: ClaimedTurn | None = turn
        worked = 0
        with suppress(LeaseLost):
            while following is not None:
                worked += 1
                self._going_on.add(following.lane)
                room = await self._fairness.room(following.lane, worked)
                with structlog.contextvars.bound_contextvars(turn=following.id):
                    following = await self._guarded(following, partial(self._goes_on, worked), room)

    def _goes_on(self, worked: int) -> bool:
        """Whether a lane that has worked on so many turns takes its next one itself."""
        return not self._stopping and (worked < IN_A_ROW or len(self._lanes) < LANES)

    async def _guarded(self, turn: ClaimedTurn, go_on: Callable[[], bool], room: Room) -> ClaimedTurn | None:
        """Bring one turn to its end; whatever else breaks there is this turn's end, and not its chat's."""
        try:
            return await self._run(turn, go_on, room)
        except LeaseLost:
            raise
        except Exception as error:
            log.error("turn.failed", **describe(error))
            return await self._set_aside(turn, in_short(error), go_on)

    async def _run(self, turn: ClaimedTurn, go_on: Callable[[], bool], room: Room) -> ClaimedTurn | None:
        """Bring one turn to its end, handled when there is `room`. Gives the lane's next one."""
        if turn.attempts > ATTEMPTS:
            return await self._set_aside(turn, "the process ended each time that this was worked on", go_on)
        if turn.answer is not None:
            return await self._answer(turn, unpacked(turn.answer), go_on, stored=True)
        try:
            handled = await self._handling.handle(turn, room)
        except (LeaseLost, Unparsable):
            raise
        except StorageUnavailable as error:
            log.warning("turn.files_away" if isinstance(error, FilesUnavailable) else "turn.database_away")
            return await self._again(turn, counted=False)
        except Exception as error:  # a fault of ours: this turn's end, nobody else's
            if turn.attempts >= ATTEMPTS:
                raise
            log.error("turn.failed", attempt=turn.attempts, **describe(error))
            return await self._again(turn, counted=True)
        return await self._answer(turn, handled.answer, go_on, stored=handled.stored)

    async def _again(self, turn: ClaimedTurn, *, counted: bool) -> ClaimedTurn | None:
        """Wait a little and begin the same turn anew; a try that failed for want of a database does not count."""
        self._vitals.turn_again(turn.payload)
        await asyncio.sleep(min(FIRST_PAUSE * 2**turn.attempts, LONGEST_PAUSE))
        return await self._keep(lambda session: turns.begin_again(session, turn, self._alive.me, counted=counted))

    async def _answer(
        self, turn: ClaimedTurn, answer: Answer, go_on: Callable[[], bool], *, stored: bool
    ) -> ClaimedTurn | None:
        watch = (StoredWatch if stored else TurnWatch)(self._keep, turn, self._alive.me, answer, self._now)
        first = resumed_at(answer, turn.sent)
        outcomes = await deliver(self._bot, answer, first, watch, self._handling.files)
        made = list(zip(answer.calls[first:], outcomes, strict=False))  # the last are missing where one is blocked
        forgotten = [call.key for call, outcome in made if isinstance(call, Show | Hand) and is_forgotten(outcome)]
        if forgotten and not stored and turn.attempts < ATTEMPTS:
            await watch.keep_noted()
            return await self._draw_again(turn, forgotten)
        if missing := [(call, outcome) for call, outcome in made if matters(call, outcome)]:
            error = "; ".join(said(call, outcome) for call, outcome in missing)
            await watch.keep_noted()
            unsure = all(outcome.fate is Fate.UNKNOWN for _, outcome in missing)
            tell = partial(self._handling.perhaps_unheard, is_kept=stored) if unsure else self._handling.apology
            return await self._set_aside(turn, error, go_on, tell)
        return await self._ended(turn, go_on, watch)

    async def _ended(self, turn: ClaimedTurn, go_on: Callable[[], bool], watch: TurnWatch) -> ClaimedTurn | None:
        self._going_on.discard(turn.lane)
        following = await self._ending((turn, go_on, watch.noted))
        if isinstance(following, LeaseLost):
            raise following
        self._note_end(turn, "answered")
        return following

    async def _finish(self, ended: Sequence[Ended]) -> list[ClaimedTurn | LeaseLost | None]:
        now, going_on = self._now(), {turn: go_on() for turn, go_on, _ in ended}
        notes = [note for *_, noted in ended for note in noted]

        def finish(session: Session) -> dict[ClaimedTurn, ClaimedTurn | None]:
            for note in notes:
                note(session)
            return turns.finish(session, going_on, self._alive.me, now)

        following = await self._book(finish)
        return [following.get(turn, LeaseLost(turn.lane)) for turn in going_on]

    async def _draw_again(self, turn: ClaimedTurn, keys: list[str]) -> ClaimedTurn | None:
        """Telegram has forgotten pictures that we only have the ids of: do the turn again without the ids."""

        def forget(session: Session) -> ClaimedTurn | None:
            for key in keys:
                turns.forget_file(session, turn.bot_id, key)
            return turns.begin_again(session, turn, self._alive.me, counted=True)

        return await self._keep(forget)

    async def _set_aside(
        self, turn: ClaimedTurn, error: str, go_on: Callable[[], bool], tell: Tell | None = None
    ) -> ClaimedTurn | None:
        log.error("turn.set_aside", hint="`participa turns retry` runs it again", error=error)
        apology = await (tell or self._handling.apology)(turn)
        self._going_on.discard(turn.lane)
        following = await self._book(
            lambda session: turns.set_aside(session, turn, self._alive.me, error, self._now(), go_on=go_on())
        )
        self._note_end(turn, "set_aside")
        if apology is not None:
            await apologise(self._bot, apology)
        return following

    def _note_end(self, turn: ClaimedTurn, outcome: str) -> None:
        self._vitals.turn_ended(turn.payload, outcome, (self._now() - turn.received_at).total_seconds())
