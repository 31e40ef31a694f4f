"""Weeks of the service in minutes: people who ask, write and are told, an office that answers, events, and kills.

The date is moved; the bot, its database and the simulated Telegram are real. Once in a while the bot is closed and
opened again, and a worker that sends in its place is killed with SIGKILL between an acceptance and its commit.
"""

import random
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.process import Parts
from participation.events import editing, lifecycle
from participation.events.lifecycle import Move, Proof
from participation.events.moments import Moment
from participation.followup import answering, sending
from participation.observations import drafting, following
from participation.observations.filing import Writer, file_draft
from simulator import Person
from storage import Session
from storage.models.cases import Case
from storage.models.followup import Decision
from storage.models.kinds import CaseState, ContributionKind, PetitionKind
from storage.models.notices import Subscription
from storage.models.plan import Event, EventState
from storage.models.staff import Role, StaffMember
from storage.models.turns import Turn, TurnState
from tests.support.crowds import sends, texts_of
from tests.support.dying_courier import own_worker
from tests.support.office import KEYS, ZONE
from tests.support.running import World

FIRST = date(2021, 7, 2)  # the simulated Telegram begins the day before, at nine
PATIENCE = 240.0  # seconds
KINDS = (
    ContributionKind.OBSERVATION,
    ContributionKind.OBSERVATION,
    ContributionKind.PETITION,
    ContributionKind.COMPLAINT,
    ContributionKind.CONGRATULATION,
    ContributionKind.DENUNCIA,
)
IN_FLIGHT = (TurnState.DONE, TurnState.SET_ASIDE)


@dataclass
class Played:
    """What was played: for the summary, and to be compared with what was stored."""

    texts: list[str] = field(default_factory=list)
    said: Counter[tuple[object, str]] = field(default_factory=Counter)
    kills: int = 0
    restarts: int = 0
    handed: set[int] = field(default_factory=set)  # the updates that were handed over
    handled: set[tuple[int, int]] = field(
        default_factory=set
    )  # of each, and the row of its turn, until it is forgotten
    acts: int = 0
    seen: int = 0  # how far the simulator's log was read


@dataclass
class Weeks:
    """The stage. `people` have opened the chat; `writers` are those of them who write by chat."""

    world: World
    chance: random.Random
    people: list[Person]
    officials: list[Person]
    played: Played = field(default_factory=Played)
    today: date = FIRST
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)
    _number: int = 0

    @property
    def parts(self) -> Parts:
        assert self.world.parts is not None
        return self.world.parts

    async def opens(self) -> None:
        """The process begins."""
        self.world.parts = await self._open.enter_async_context(self.world.bot())

    async def closes(self) -> None:
        """The process ends in good order."""
        await self._open.aclose()
        self._open, self.world.parts = AsyncExitStack(), None

    async def arrive(self) -> None:
        """Everybody opens the chat; some ask to be told of events, and some of them by the weekly summary."""
        for start in range(0, len(self.people), 500):
            for person in (*self.people, *self.officials)[start : start + 500]:
                person.start()
            await self.answered()
        for person in self.officials:
            person.start()
        await self.answered()
        told = [person.id for person in self.people if self.chance.random() < 0.3]
        self.write(lambda session: session.add_all(_subscribed(told, self.now)))
        self.write(lambda session: session.add_all(_office(self.officials, self.now)))

    @property
    def now(self) -> datetime:
        return self.world.simulator.clock.now()

    def write(self, work: Any) -> Any:
        """A unit of work on the running bot's database."""
        return self.parts.database.write(work).result()

    async def it_is(self, hour: int, minute: int = 0) -> None:
        """What is under way arrives, the date moves, and what is due then is put down and sent."""
        await self.arrived()
        await self.world.simulator.clock.move_to(datetime.combine(self.today, time(hour, minute), ZONE))
        await self.parts.clock.tick()
        await self.arrived()

    async def arrived(self) -> None:
        """Everything that can leave now has left; what Telegram accepted is counted."""
        await self.parts.courier.drain()
        log = self.world.simulator.world.log
        assert log.count - self.played.seen <= len(log.entries), "the log has forgotten what was not looked at yet"
        for entry in log.select(kind="call", method="sendMessage", after=self.played.seen):
            if entry.status == 200:
                self.played.said[entry.chat_id, str(entry.parameters["text"])] += 1
        self.played.seen = log.count

    async def answered(self) -> None:
        """Every update is handled."""
        queue = self.world.simulator.bot.queue
        await self.world.simulator.wait_until(lambda: not queue.pending() and not self._in_hand(), PATIENCE)
        self.played.handed.update(update.id for update in queue.history())  # it keeps the last thousands
        self.played.handled.update(self.parts.database.read(_done).result())

    def _in_hand(self) -> int:
        waiting = select(func.count(Turn.id)).where(Turn.state.not_in(IN_FLIGHT))
        return int(self.parts.database.read(lambda session: session.scalar(waiting)).result() or 0)

    async def a_day(self, writers: int, by_chat: int, *, restarts: bool, dies: bool) -> None:
        """From the digest to the evening."""
        await self.it_is(7, 1)
        await self.it_is(10)
        self.write(lambda session: self._people_write(session, writers))
        await self._chat(by_chat)
        self.write(self._office_works)
        self.write(self._events_go_on)
        if dies:
            await self._dies()
        elif restarts:
            await self.closes()
            await self.opens()
            self.played.restarts += 1
        await self.it_is(16, 5)
        await self.it_is(18, 10)
        self.today += timedelta(days=1)

    async def _dies(self) -> None:
        """The process ends, and a worker goes on in its place, which is killed while it sends."""
        now = self.now
        await self.closes()
        with own_worker("after send", self.world.settings, plainly=False, now=now) as killed:
            await self.world.simulator.wait_until(lambda: not killed.is_alive(), PATIENCE)
            assert killed.exitcode == -9
        self.played.kills += 1
        await self.opens()
        # On a server the dead one is missed first; until then who goes on stands by, and nothing leaves.
        await self.world.simulator.wait_until(lambda: self.parts.courier._holds, PATIENCE)

    async def _chat(self, count: int) -> None:
        for person in self.chance.sample(self.people, count):
            self._number += 1
            text = f"{texts_of(person, 1)[0]} {self._number}"
            await sends(person, text)
            self.played.texts.append(text)
        await self.answered()

    def _people_write(self, session: Session, count: int) -> None:
        """Observations of every kind, by the use cases; some are withdrawn by who wrote them."""
        for person in self.chance.sample(self.people, count):
            self._number += 1
            text, kind = f"Escrito {self._number} sobre el plan", self.chance.choice(KINDS)
            draft = drafting.begin(session, person.id, None, self.now)
            drafting.add(session, draft, 1_000_000 + self._number, text, None, self.now)
            drafting.choose_kind(
                draft, kind, PetitionKind.GENERAL if kind is ContributionKind.PETITION else None, self.now
            )
            writer = Writer(person.id, person.id, person.name)
            filed = file_draft(session, draft.key, writer, KEYS, self.now, ZONE, with_name=self.chance.random() < 0.5)
            self.played.texts.append(text)
            if self.chance.random() < 0.05:
                following.withdraw(filed.case)

    def _office_works(self, session: Session) -> None:
        """What waits for three days is answered, most of it; some answers are corrected."""
        by = session.scalars(select(StaffMember).where(StaffMember.role == Role.ADMINISTERS)).first()
        assert by is not None
        until = self.now - timedelta(days=2)
        waiting = select(Case).where(Case.state.in_([CaseState.RECEIVED, CaseState.ANSWERED]))
        for case in session.scalars(waiting.where(Case.received_at < until).order_by(Case.id)).all():
            if self.chance.random() < (0.5 if case.state is CaseState.RECEIVED else 0.03):
                self._answer(session, by, case)

    def _answer(self, session: Session, by: StaffMember, case: Case) -> None:
        self._number += 1
        answer = answering.begin(session, by, case.id, self.now)
        answering.write(session, by, answer.id, f"Respuesta {self._number}", self.now, anew=True)
        answering.decide(session, by, answer.id, Decision.ACCEPTED, self.now)
        sending.send(session, by, answer.id, self.now, self.today)
        self.played.acts += 1

    def _events_go_on(self, session: Session) -> None:
        """A new one now and then; the others are put off, moved, called off or held as it happens."""
        by = session.scalars(select(StaffMember).where(StaffMember.role == Role.ADMINISTERS)).first()
        for event in session.scalars(select(Event).where(Event.announced_at.is_not(None)).order_by(Event.id)).all():
            self._goes_on(session, event, by)
        if self.today.day % 3 == 1:
            self._number += 1
            event = editing.create(session, f"Diálogo {self._number}", by, self.now)
            day = {"day": self.today + timedelta(days=3), "hour": time(15)}
            editing.edit(session, event, day, by, self.now)
            lifecycle.announce(session, event, by, self.now, ZONE)
            self.played.acts += 1

    def _goes_on(self, session: Session, event: Event, by: StaffMember | None) -> None:
        lot = self.chance.random()
        reason = f"Motivo {self._number}"
        self._number += 1
        if lifecycle.may_move(event, Move.HOLD) and lifecycle.has_begun(event, self.now, ZONE):
            if lot < 0.7:
                link = f"https://example.org/{event.id}"
                lifecycle.mark_held(session, event, Proof(recording=link), by, self.now, ZONE)
        elif event.state is EventState.POSTPONED:
            until = Moment(self.today + timedelta(days=2), time(15))
            lifecycle.reschedule(session, event, until, by, self.now, ZONE, reason=reason)
        elif lot < 0.2 and lifecycle.may_move(event, Move.POSTPONE):
            lifecycle.postpone(session, event, None, reason, by, self.now, ZONE)
        elif lot < 0.25 and lifecycle.may_move(event, Move.CANCEL):
            lifecycle.cancel(session, event, reason, by, self.now, ZONE)
        else:
            return
        self.played.acts += 1


def _done(session: Session) -> list[tuple[int, int]]:
    done = select(Turn.update_id, Turn.id).where(Turn.state == TurnState.DONE)
    return [(row.update_id, row.id) for row in session.execute(done)]


def _subscribed(chats: list[int], now: datetime) -> list[Subscription]:
    return [
        Subscription(chat_id=chat, events=True, weekly=number % 5 == 0, since=now) for number, chat in enumerate(chats)
    ]


def _office(people: list[Person], now: datetime) -> list[StaffMember]:
    roles = (Role.ADMINISTERS, Role.ANSWERS, Role.PUBLISHES)
    joined = now - timedelta(days=1)
    return [
        StaffMember(telegram_id=one.id, name=one.name, role=role, reads_denuncias=role is roles[0], joined_at=joined)
        for one, role in zip(people, roles, strict=True)
    ]
