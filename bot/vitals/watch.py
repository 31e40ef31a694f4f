"""Who watches the watchers: each process looks at the rows of all, and tells the administrators what has stopped.

What is wrong is a row of its own, so that of many processes one tells; only that the database is away each tells by
itself, to whom it knew last. A trouble is over when it was not seen for a while: a part that stumbles is told of once.
"""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import structlog
from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.present import Now, real_now
from bot.settings import Settings
from bot.trouble import describe
from bot.vitals.health import Known
from bot.vitals.telling import Recipient, Teller
from bot.vitals.vitals import Vitals
from participation import watching as rules
from participation.watching import LEAST_FREE, PATIENCE, Part, Standing, Trouble
from storage import Database, Session, StorageUnavailable, check_url
from storage.models.watching import Alarm
from storage.queries import watching

LOOK_SECONDS = 60.0
AGAIN_AFTER = timedelta(hours=6)  # while a trouble lasts
OVER_AFTER = timedelta(minutes=3)
FOR_EVER = datetime.min.replace(tzinfo=UTC)
JUDGED_BY_ALL = frozenset({Trouble.TURNS, Trouble.MESSAGES, Trouble.MAILS, Trouble.CLOCK, Trouble.WORKER})

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Look:
    """What the rows said at a look."""

    standing: Standing
    alarms: Mapping[str, Alarm]
    whom: tuple[Recipient, ...]


@dataclass
class _Memory:
    """What this process remembers of its looks."""

    whom: tuple[Recipient, ...] = ()
    away_since: datetime | None = None
    away_told: datetime | None = None
    well_since: dict[str, datetime] = field(default_factory=dict)
    webhook_bad_since: datetime | None = None


class Watch:
    """Looks every minute. `bot` is the client of a process that has one; only it can ask for the webhook's state."""

    def __init__(
        self,
        database: Database,
        vitals: Vitals,
        known: Known,
        teller: Teller,
        bot: Bot | None = None,
        now: Now = real_now,
    ) -> None:
        self._database, self._vitals, self._known, self._teller = database, vitals, known, teller
        self._bot, self._now = bot, now
        self._memory = _Memory()

    async def look_for_ever(self) -> None:
        """Look until cancelled; a fault of ours in looking ends nothing."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Exception as error:
                log.error("watch.failed", **describe(error))

    async def look(self) -> None:
        """Look once, and tell what is new."""
        try:
            found = await asyncio.wrap_future(self._database.read(self._read))
        except StorageUnavailable:
            await self._database_away()
            return
        self._memory.whom = found.whom
        local = await self._local(found.standing)
        self._known.seen = frozenset(trouble for trouble, since in local.items() if since is not None)
        try:
            await self._judge(found, local)
        except StorageUnavailable:  # it can be read and not written: its disk is full
            await self._database_away()
        else:
            await self._database_back()

    def _read(self, session: Session) -> Look:
        standing = rules.standing(session, self._known.now(), self._known.settings.zone)
        whom = tuple(Recipient.of(member) for member in watching.administrators(session))
        alarms = watching.alarms(session)
        session.expunge_all()
        return Look(standing, alarms, whom)

    async def _judge(self, found: Look, local: Mapping[Trouble, datetime | None]) -> None:
        """What this process can tell of; a trouble that it can't judge it neither raises nor ends."""
        now, known = self._now(), self._known
        begun = rules.stopped(found.standing, known.now(), now, known.since)
        lasting = rules.stopped(found.standing, known.now(), now, FOR_EVER)
        for trouble in sorted(JUDGED_BY_ALL | local.keys()):
            key = self._key(trouble)
            since = local.get(trouble, begun.get(trouble))
            if since is not None:
                self._memory.well_since.pop(key, None)
                await self._stopped(trouble, key, since, found)
            elif trouble not in lasting and key in found.alarms:
                await self._well(trouble, key, found)

    async def _stopped(self, trouble: Trouble, key: str, since: datetime, found: Look) -> None:
        alarm, now = found.alarms.get(key), self._now()
        if alarm is not None and alarm.told_at is not None and now - alarm.told_at < AGAIN_AFTER:
            return
        log.error("watch.stopped", trouble=trouble.value, since=since.isoformat(timespec="seconds"))
        first = alarm.since if alarm is not None else since
        if not await asyncio.wrap_future(self._database.write(partial(_claim, key=key, since=first, now=now))):
            return
        if not await self._teller.stopped(found.whom, trouble, first):
            back = partial(watching.take_back_telling, trouble=key, told_at=now)
            await asyncio.wrap_future(self._database.write(back))

    async def _well(self, trouble: Trouble, key: str, found: Look) -> None:
        now = self._now()
        if now - self._memory.well_since.setdefault(key, now) < OVER_AFTER:
            return
        del self._memory.well_since[key]
        log.info("watch.over", trouble=trouble.value)
        if await asyncio.wrap_future(self._database.write(partial(watching.end_alarm, trouble=key))):
            await self._teller.over(found.whom, trouble, found.alarms[key].since, now)

    def _key(self, trouble: Trouble) -> str:
        """Each machine has a disk of its own."""
        return f"{trouble}:{self._known.machine}"[:32] if trouble is Trouble.DISK else trouble.value

    async def _local(self, standing: Standing) -> dict[Trouble, datetime | None]:
        """What not every process can see: since when it is wrong, None where it is well."""
        found: dict[Trouble, datetime | None] = {}
        if self._known.settings.webhook_url is None:
            found[Trouble.UPDATES] = self._polling(standing)
        elif self._bot is not None and (info := await self._webhook(self._bot)) is not None:
            found[Trouble.UPDATES] = self._judged(info)
        found[Trouble.DISK] = self._now() if self._disk_is_full() else None
        return found

    def _polling(self, standing: Standing) -> datetime | None:
        seen = [standing.pulses.get(Part.POLLING), self._vitals.beats().get(Part.POLLING)]
        if self._bot is None and not any(seen):
            return None  # who takes nothing in does not know whether somebody polls
        last = max(at for at in (*seen, self._known.since) if at is not None)
        return last if self._now() - last > PATIENCE else None

    async def _webhook(self, bot: Bot) -> WebhookInfo | None:
        """What Telegram says of our webhook; None where it can't be asked."""
        try:
            info = await bot.get_webhook_info()
        except TelegramError:
            return None
        last = info.last_error_date
        self._known.webhook = {
            "pendientes": info.pending_update_count,
            "ultimo_error": None if last is None else max(0, int((self._now() - last).total_seconds())),
            "es_el_nuestro": info.url == self._known.settings.webhook_url,
        }
        return info

    def _judged(self, info: WebhookInfo) -> datetime | None:
        """An error alone is no trouble: Telegram tries again. It is one while things wait and errors go on coming."""
        now, last = self._now(), info.last_error_date
        errs = last is not None and now - last < PATIENCE and info.pending_update_count > 0
        if not errs and info.url == self._known.settings.webhook_url:
            self._memory.webhook_bad_since = None
            return None
        since = self._memory.webhook_bad_since = self._memory.webhook_bad_since or now
        return since if now - since >= OVER_AFTER else None

    def _disk_is_full(self) -> bool:
        for folder in self._known.folders:
            try:
                if shutil.disk_usage(folder).free < LEAST_FREE:
                    return True
            except OSError:
                continue
        return False

    async def _database_away(self) -> None:
        memory, now = self._memory, self._now()
        memory.away_since = memory.away_since or now
        log.error("watch.database_away", since=memory.away_since.isoformat(timespec="seconds"))
        told = memory.away_told
        if now - memory.away_since < PATIENCE or (told is not None and now - told < AGAIN_AFTER):
            return
        if await self._teller.stopped(memory.whom, Trouble.DATABASE, memory.away_since):
            memory.away_told = now

    async def _database_back(self) -> None:
        memory = self._memory
        if memory.away_since is not None and memory.away_told is not None:
            await self._teller.over(memory.whom, Trouble.DATABASE, memory.away_since, self._now())
        memory.away_since = memory.away_told = None


def _claim(session: Session, key: str, since: datetime, now: datetime) -> bool:
    watching.raise_alarm(session, key, since)
    return watching.claim_telling(session, key, now, now - AGAIN_AFTER)


def folders_of(settings: Settings) -> tuple[Path, ...]:
    """The folders of this machine that must not fill up: the database's, where it is a file, and the files'."""
    url = check_url(settings.database)
    found = [Path(url.database).parent] if url.get_backend_name() == "sqlite" and url.database else []
    folder = settings.files_url.removeprefix("file://")
    return (*found, Path(folder)) if "://" not in folder and folder != "memory:" else tuple(found)
