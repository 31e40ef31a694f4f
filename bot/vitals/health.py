"""`/salud`: whether this process can serve, and whether something has stopped that people depend on. No secrets.

`/salud` is for who deals out requests: 200 where this process can serve, else 503. `/salud/vivo` only says that the
process answers. `/salud/todo` is for who watches the service: 503 also where another part of it has stopped.
"""

import asyncio
import json
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import hdrs, web

from bot.alive import Alive
from bot.pages.headers import ALWAYS
from bot.present import Now, real_now
from bot.settings import Settings
from bot.vitals.vitals import Vitals
from participation import watching as rules
from participation.watching import Part, Standing, Trouble
from storage import Database, Session, StorageUnavailable
from storage.models.notices import CopyChannel
from storage.queries import watching

PATH = "/salud"
DATABASE_SECONDS = 3.0
FRESH_SECONDS = 1.0  # an answer serves whoever else asks meanwhile: asking often costs the database nothing
LEASES = {Part.CLOCK: "clock", Part.WORKER: "worker", Part.COURIER: "courier"}
NAMES = {
    Trouble.DATABASE: "base",
    Trouble.UPDATES: "entrada",
    Trouble.TURNS: "respuestas",
    Trouble.MESSAGES: "avisos",
    Trouble.MAILS: "correos",
    Trouble.CLOCK: "reloj",
    Trouble.WORKER: "trabajos",
    Trouble.DISK: "disco",
}


@dataclass(frozen=True)
class Rows:
    """What the database says."""

    schema: str
    standing: Standing
    copies: Mapping[CopyChannel, int]
    holders: Mapping[str, str]


@dataclass(frozen=True)
class Report:
    """How this process and the service are."""

    ready: bool
    facts: dict[str, Any]


class Known:
    """What is known of the service beside the rows: how updates come in, and troubles that only a look tells."""

    def __init__(self, settings: Settings, now: Now, folders: Sequence[Path] = ()) -> None:
        self.settings, self.now, self.folders = settings, now, folders
        self.since = real_now()
        self.machine = socket.gethostname()
        self.seen: frozenset[Trouble] = frozenset()  # by the last look of this process's watch
        self.webhook: dict[str, Any] = {}


class Health:
    """Answers how this process is."""

    def __init__(self, kind: str, database: Database, alive: Alive, vitals: Vitals, known: Known) -> None:
        self._kind, self._database, self._alive, self._vitals, self._known = kind, database, alive, vitals, known
        self._last: tuple[float, Report] | None = None
        self._asking = asyncio.Lock()

    def add_to(self, app: web.Application) -> None:
        """Serve it."""
        app.router.add_get(PATH, self._ready)
        app.router.add_get(f"{PATH}/vivo", self._lives)
        app.router.add_get(f"{PATH}/todo", self._everything)

    async def _ready(self, _request: web.Request) -> web.Response:
        found = await self.report()
        return _answer(found.facts, good=found.ready)

    async def _everything(self, _request: web.Request) -> web.Response:
        found = await self.report()
        return _answer(found.facts, good=found.ready and not found.facts["problemas"])

    async def _lives(self, _request: web.Request) -> web.Response:
        return _answer({"vivo": True, "proceso": self._kind}, good=True)

    async def report(self) -> Report:
        """How things are, at most a second ago."""
        async with self._asking:
            if self._last is None or monotonic() - self._last[0] > FRESH_SECONDS:
                self._last = monotonic(), await self._look()
            return self._last[1]

    async def _look(self) -> Report:
        about = {"version": version("participa"), "proceso": self._kind}
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                rows = await asyncio.wrap_future(self._database.read(partial(_rows, known=self._known)))
        except (StorageUnavailable, TimeoutError):
            facts = {"estado": "sin servicio", **about, "base": {"responde": False}}
            return Report(False, {**facts, "problemas": [NAMES[Trouble.DATABASE]]})
        ready = rows.schema in {"current", "ahead"}
        troubles = self._troubles(rows.standing)
        state = "sin servicio" if not ready else "con problemas" if troubles else "bien"
        names = sorted(NAMES[trouble] for trouble in troubles)
        return Report(ready, {"estado": state, **about, **self._facts(rows), "problemas": names})

    def _troubles(self, standing: Standing) -> frozenset[Trouble]:
        known = self._known
        stopped = rules.stopped(standing, known.now(), real_now(), known.since)
        return known.seen | stopped.keys()

    def _facts(self, rows: Rows) -> dict[str, Any]:
        standing, known = rows.standing, self._known
        due = min(standing.due_since.values(), default=None)
        return {
            "base": {"responde": True, "esquema": _SCHEMA[rows.schema]},
            "entrada": self._taking_in(standing),
            "respuestas": {"pendientes": standing.turns.waiting, "espera": _age(standing.turns.since, known.now())},
            "avisos": {
                "por_salir": {channel.value: count for channel, count in rows.copies.items()},
                "atraso": _age(due, known.now()),
                **self._part(Part.COURIER, rows),
            },
            "reloj": self._part(Part.CLOCK, rows),
            "trabajos": {"pendientes": standing.jobs.waiting, **self._part(Part.WORKER, rows)},
        }

    def _taking_in(self, standing: Standing) -> dict[str, Any]:
        if self._known.settings.webhook_url is not None:
            return {"por": "webhook", **self._known.webhook}
        own = self._vitals.beats().get(Part.POLLING)
        return {"por": "consulta", "ultima_vuelta": _age(own or standing.pulses.get(Part.POLLING), real_now())}

    def _part(self, part: Part, rows: Rows) -> dict[str, Any]:
        """Seconds since it went round, and whether the process that has its lease lives, as seen from here."""
        own, row = self._vitals.beats().get(part), rows.standing.pulses.get(part)
        last = max((at for at in (own, row) if at is not None), default=None)
        holder = rows.holders.get(LEASES[part])
        lives = None if holder is None else holder == self._alive.me or holder not in self._alive.dead()
        return {"ultima_vuelta": _age(last, real_now()), "vive": lives}


_SCHEMA = {"empty": "vacío", "behind": "atrasado", "current": "al día", "ahead": "más nuevo"}


def _rows(session: Session, known: Known) -> Rows:
    from storage import schema  # noqa: PLC0415 - a process that serves has loaded Alembic for its start

    state = schema.state_in(session.connection()).value
    if state in {"empty", "behind"}:
        nothing = Standing({}, watching.Queue(0, None), watching.Queue(0, None), {})
        return Rows(state, nothing, {}, {})
    standing = rules.standing(session, known.now(), known.settings.zone)
    holders = watching.holders_of(session, list(LEASES.values()))
    return Rows(state, standing, watching.open_copies(session), holders)


def _age(since: datetime | None, now: datetime) -> int | None:
    """Whole seconds; None where there is no beginning."""
    return None if since is None else max(0, int((now - since).total_seconds()))


def _answer(facts: dict[str, Any], *, good: bool) -> web.Response:
    return web.Response(
        status=HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE,
        body=json.dumps(facts, ensure_ascii=False).encode(),
        content_type="application/json",
        headers={**ALWAYS, hdrs.CACHE_CONTROL: "no-store"},
    )
