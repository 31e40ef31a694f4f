"""A bot at work in the test's own process, beside a simulated Telegram, and the routes that the tests add to it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Integer, String, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.process import Parts, assembled, work
from bot.settings import Settings, load
from handlers.answer import Answer, Say
from handlers.route import Route, command
from handlers.routes import ROUTES
from handlers.turn import Turn as HandledTurn
from participation.identity import Keyring
from participation.plan import import_plan, read_plan_file
from participation.plan.document import PlanDocument
from simulator import DEMO_TOKEN, DemoScene, Simulator, set_demo_scene
from storage import Database, Session
from storage.models.turns import Turn

PLAN = Path(__file__).resolve().parents[2] / "plans" / "enterritorio-2021.yaml"
START = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
KEYS = Keyring.generate()


class Base(DeclarativeBase):
    pass


class Count(Base):
    """How often something was done."""

    __tablename__ = "test_counts"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


@cache
def seed_plan() -> PlanDocument:
    """The seed's plan as its file says it."""
    return read_plan_file(PLAN)


def prepare(session: Session) -> None:
    """The seed's plan, and a count that stands at 0."""
    import_plan(session, seed_plan(), START)
    Base.metadata.create_all(session.connection())
    session.add(Count(name="done", value=0))


def counted(database: Database) -> int:
    """How often /sume was done."""
    return database.read(lambda session: session.scalars(select(Count.value)).one()).result()


def count_up(turn: HandledTurn) -> Answer:
    """/sume: counts, and says how far."""
    value = turn.session.execute(update(Count).values(value=Count.value + 1).returning(Count.value)).scalar_one()
    return turn.say(f"Van {value}")


def fail(_turn: HandledTurn) -> Answer:
    """/falla: has a fault."""
    raise LookupError("a fault of ours, with the words of a person")


def write_in_reading(turn: HandledTurn) -> Answer:
    """/escribe: a route that is said to change nothing, and does."""
    return count_up(turn)


def say_twice(turn: HandledTurn) -> Answer:
    """/dos: counts, and answers with two messages."""
    count_up(turn)
    return turn.answer(Say("uno"), Say("dos"))


def refused(turn: HandledTurn) -> Answer:
    """/mal: an answer that Telegram refuses."""
    return turn.say("<b>sin cerrar")


EXTRA: list[Route] = [
    command("sume", act=count_up, changes=True),
    command("dos", act=say_twice, changes=True),
    command("falla", act=fail),
    command("escribe", act=write_in_reading),
    command("mal", act=refused),
]


@dataclass
class World:
    """A simulated Telegram with its people, and the settings of a bot that works there."""

    simulator: Simulator
    scene: DemoScene
    settings: Settings
    parts: Parts | None = None  # of the bot that is at work all the time, where there is one

    @property
    def database(self) -> Database:
        """The database of that bot."""
        assert self.parts is not None
        return self.parts.database

    @asynccontextmanager
    async def bot(
        self, routes: Sequence[Route] = (*EXTRA, *ROUTES), at: socket.socket | None = None
    ) -> AsyncIterator[Parts]:
        """A bot at work, until the block ends; its pages are on the socket where one is given."""
        async with assembled(self.settings, "test", self.simulator.clock.now, routes) as found:
            parts = replace(found, at=at)
            working = asyncio.create_task(
                work(parts, polling=self.settings.webhook_url is None, background=False, notices=True), name="working"
            )
            try:
                yield parts
            finally:
                working.cancel()
                with suppress(asyncio.CancelledError):
                    await working


def settings_for(database_url: str, api: str, folder: Path, **others: Any) -> Settings:
    """Settings of which nothing comes from the environment but what is not given here."""
    return load(
        _env_file=None,
        **{
            "bot_token": DEMO_TOKEN,
            "bot_api_url": api,
            "database_url": database_url,
            "files_url": str(folder / "files"),
            "plan_file": PLAN,
            "data_keys": KEYS,
            "port": 0,
            **others,
        },
    )


@asynccontextmanager
async def world(database_url: str, folder: Path, **settings: Any) -> AsyncIterator[World]:
    """A simulated Telegram, and settings for a bot on this database."""
    async with Simulator(start=START, running=False, back_off=0.01) as simulator:
        scene = set_demo_scene(simulator)
        yield World(simulator, scene, settings_for(database_url, simulator.url, folder, **settings))
        simulator.bot.queue.push_raw({})  # a poll that its client has left is held until something comes


def rows(database: Database) -> list[Turn]:
    """All turns, in the order in which they arrived."""
    return database.read(lambda session: list(session.scalars(select(Turn).order_by(Turn.id)))).result()


def states(database: Database) -> list[str]:
    """How the turns stand, in the order in which they arrived."""
    return [str(turn.state) for turn in rows(database)]


def texts(person: Any) -> list[str]:
    """What the bot's messages on a person's screen say, oldest first."""
    return [str(message.get("text", "")) for message in person.screen() if message["from"]["is_bot"]]


async def until(simulator: Simulator, condition: Callable[[], bool]) -> None:
    """Wait until something is so; fails after a minute, which only a busy machine takes."""
    await simulator.wait_until(condition, within=60)
