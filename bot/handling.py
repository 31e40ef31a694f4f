"""From a claimed turn to its answer: parse, ask the routes, do the work in one unit of work."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from markupsafe import Markup
from telegram import Bot, Update

from bot.answering import first_counted
from bot.fairness import Room
from bot.fetching import Fetched, Fetcher
from bot.intake import Place, place_of
from handlers.answer import Acknowledge, Answer, Call, Say, packed
from handlers.route import Found, Route, answer, find
from handlers.texts import general
from handlers.turn import Office, Turn
from locales import Language
from storage import Database, Session, StorageUnavailable
from storage.changes import has_changed
from storage.files import FileStore
from storage.queries import chats, turns
from storage.queries.turns import ClaimedTurn


@dataclass(frozen=True)
class Handled:
    """The answer to a turn, and whether it was stored with the work that it tells of."""

    answer: Answer
    stored: bool


Tell = Callable[[ClaimedTurn], Awaitable[Answer | None]]
"""Makes what the person of a turn is told."""


class Unparsable(Exception):
    """An update that the library does not understand."""


class Handling:
    """Answers claimed turns."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        files: FileStore,
        office: Office,
        holder: str,
        now: Callable[[], datetime],
        routes: Sequence[Route],
    ) -> None:
        self._bot = bot
        self._database = database
        self.files = files
        self._fetcher = Fetcher(bot, files)
        self._office = office
        self._holder = holder
        self._now = now
        self._routes = routes

    async def handle(self, turn: ClaimedTurn, room: Room) -> Handled:
        """Answer a turn when there is `room`: for its work, not for a file that Telegram takes its time to give.

        Raises whatever the handler raised, Unparsable, LeaseLost, or StorageUnavailable.
        """
        found = find(self._routes, self._parsed(turn))
        if found is None:
            return Handled(Answer(0), stored=False)
        attachment = await self._attachment(turn, found)
        async with room:
            if not found.route.changes:
                read = self._database.read(lambda session: self._act(session, turn, found))
                return Handled(await asyncio.wrap_future(read), stored=False)
            await self._prepare(turn, found, attachment)
            done = self._database.write(lambda session: self._do(session, turn, found, attachment))
            return await asyncio.wrap_future(done)

    async def _attachment(self, turn: ClaimedTurn, found: Found) -> Fetched:
        """The file that came with a message, unless it is known before that there is no room for it."""
        may_send = found.route.may_send
        if may_send is None:
            return None
        refused = await asyncio.wrap_future(
            self._database.read(lambda session: may_send(self._turn(session, turn, found)))
        )
        return refused or await self._fetcher.fetch(found.update)

    async def _prepare(self, turn: ClaimedTurn, found: Found, attachment: Fetched) -> None:
        """What takes long and changes nothing, before the unit of work."""
        prepare = found.route.prepare
        if prepare is not None:
            read = self._database.read(lambda session: prepare(self._turn(session, turn, found, attachment)))
            await asyncio.wrap_future(read)

    async def apology(self, turn: ClaimedTurn) -> Answer | None:
        """What is said to the person whose message could not be dealt with. None where nobody can be told."""
        return await self._told(turn, general.apology)

    async def perhaps_unheard(self, turn: ClaimedTurn, *, is_kept: bool) -> Answer | None:
        """What is said where nobody knows whether the answer arrived, and it may not leave again. None as above."""
        return await self._told(turn, partial(general.perhaps_unheard, is_kept=is_kept))

    async def _told(self, turn: ClaimedTurn, say: Callable[[Language], Markup]) -> Answer | None:
        """In a group only who called us by a command or a button waits for an answer."""
        update = json.loads(turn.payload)
        place = place_of(update)
        if place is None or not (place.is_private or self._is_for_us(turn)):
            return None
        calls: tuple[Call, ...] = (Say(say(await self._language(place))),)
        query = update.get("callback_query")
        if isinstance(query, dict) and isinstance(query.get("id"), str):
            calls = (Acknowledge(query["id"]), *calls)
        return Answer(place.id, calls)

    def _is_for_us(self, turn: ClaimedTurn) -> bool:
        try:
            return find(self._routes, self._parsed(turn)) is not None
        except Unparsable:
            return False

    async def _language(self, place: Place) -> Language:
        """The language that was chosen there, if that can be known now."""
        try:
            read = self._database.read(lambda session: chats.preferences(session, place.id))
            chosen = (await asyncio.wrap_future(read)).language
        except StorageUnavailable:
            chosen = None
        return Language(chosen) if chosen in set(Language) else self._office.language

    def _parsed(self, turn: ClaimedTurn) -> Update:
        try:
            return Update.de_json(json.loads(turn.payload), self._bot)
        except Exception as error:
            raise Unparsable(type(error).__name__) from error

    def _do(self, session: Session, turn: ClaimedTurn, found: Found, attachment: Fetched) -> Handled:
        """The unit of work of a turn that may change something: the change and its answer, or neither."""
        turns.hold(session, turn.lane, self._holder)
        given = self._act(session, turn, found, attachment)
        if not has_changed(session):
            return Handled(given, stored=False)
        turns.store_answer(session, turn.id, packed(given), first_counted(given))
        return Handled(given, stored=True)

    def _act(self, session: Session, turn: ClaimedTurn, found: Found, attachment: Fetched = None) -> Answer:
        return answer(found, self._turn(session, turn, found, attachment))

    def _turn(self, session: Session, turn: ClaimedTurn, found: Found, attachment: Fetched = None) -> Turn:
        return Turn(
            update=found.update,
            session=session,
            now=self._now(),
            office=self._office,
            bot_id=turn.bot_id,
            more_waiting=turn.more_waiting,
            arguments=found.arguments,
            attachment=attachment,
        )
