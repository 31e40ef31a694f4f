"""What people, staff and the service ask again and again, with 100 observations and people, and with a million."""

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from telegram import Update

from bench.field import postgres_url
from bench.figures import Json
from bench.growth_rows import ANA, KEYS, NOW, ROSA, ZONE, fill
from bench.table import Table, figure, ratio
from handlers import cases, filing, observing, progress, staff
from handlers.turn import Office, Turn
from participation import due, transparency, watching
from participation.digests import contents
from participation.followup import inbox
from participation.observations import drafting
from storage import Database, Session, open_database
from storage.models.notices import CopyChannel
from storage.models.staff import StaffMember
from storage.queries import outbox, turns
from storage.queries.digests import Span
from storage.queries.turns import Arrival

SIZES, FEW_SIZES = (100, 10_000, 1_000_000), (100, 10_000)
ROUNDS, FEW_ROUNDS = 120, 40
AT_ONCE = 25  # copies that the courier takes in a second
MOST = 1.3
"""How many times as long as with a hundred; asked of what people do."""
BARRED = ("/avance", "observation: a message and its card", "observation: «Enviar»")

Prepared = Callable[[], object]


class Undone(Exception):
    """A unit of work that is measured is taken back, so that every round finds the same."""


def turn_of(session: Session, text: str, person: int = ROSA) -> Turn:
    """A message of somebody, as the handlers see it."""
    user = {"id": person, "is_bot": False, "first_name": "Rosa"}
    chat = {"id": person, "type": "private", "first_name": "Rosa"}
    message = {"message_id": 900_000_001, "date": int(NOW.timestamp()), "chat": chat, "from": user, "text": text}
    update = Update.de_json({"update_id": 1, "message": message}, None)
    return Turn(update, session, NOW, Office("Bench0Bot", ZONE, KEYS), 7, arguments=text.split()[1:])


def _card(session: Session) -> Prepared:
    turn = turn_of(session, "El video del diálogo no tiene subtítulos.")
    draft = drafting.begin(session, ROSA, None, NOW)
    session.flush()
    return lambda: observing.add_message(turn, draft, turn.text, None)


def _send(session: Session) -> Prepared:
    turn = turn_of(session, "El video del diálogo no tiene subtítulos.")
    draft = drafting.begin(session, ROSA, None, NOW)
    observing.add_message(turn, draft, turn.text, None)
    session.flush()

    def send() -> None:
        filing.file_draft(turn, draft.key, with_name=False)
        session.flush()

    return send


def _claim(session: Session) -> Prepared:
    def claim() -> None:
        first = outbox.notices_in_order(session)[0]
        copies = outbox.ready(session, first, CopyChannel.TELEGRAM, NOW, AT_ONCE)
        outbox.begin(session, [(copy.id, first.id, first.version) for copy in copies])

    return claim


def _run_turn(session: Session) -> Prepared:
    def run() -> None:
        turns.take_in(session, [Arrival(7, 1 << 40, f"7:{ROSA}", "{}")], NOW)
        [claimed] = turns.claim(session, "me", [], 5)
        turns.finish(session, {claimed: True}, "me", NOW)

    return run


def _shelves(session: Session) -> Prepared:
    me = session.get_one(StaffMember, 1)
    return lambda: inbox.shelves(session, me, NOW.date())


def _asks(act: Callable[[Turn], object], text: str, person: int = ROSA) -> Callable[[Session], Prepared]:
    def prepared(session: Session) -> Prepared:
        turn = turn_of(session, text, person)
        return lambda: act(turn)

    return prepared


ASKED: dict[str, Callable[[Session], Prepared]] = {
    "/avance": _asks(progress.show_progress, "/avance"),
    "observation: a message and its card": _card,
    "observation: «Enviar»": _send,
    "/mis_observaciones": _asks(cases.show_mine, "/mis_observaciones"),
    "/caso": _asks(cases.show_case, "/caso PPC-2021-000100-0"),
    "panel": _asks(staff.show_panel, "/panel", ANA),
    "inbox: its shelves": _shelves,
    "what a digest holds": lambda session: (
        lambda: contents.outlook(session, NOW.date(), Span(NOW - timedelta(days=3), NOW), compared=False)
    ),
    "what is due (every finder)": lambda session: lambda: [find(session, NOW, ZONE) for find in due.FINDERS],
    "/transparencia": lambda session: lambda: transparency.account(session, NOW.date()),
    "/salud": lambda session: lambda: watching.standing(session, NOW, ZONE),
    "outbox: the next 25 of a broadcast": _claim,
    "a turn taken in, claimed, finished": _run_turn,
}


def measure(folder: Path, *, short: bool) -> Json:
    """Each database in its sizes, in turn, so that what else the machine does falls on all of them."""
    sizes, rounds = (FEW_SIZES, FEW_ROUNDS) if short else (SIZES, ROUNDS)
    folder.mkdir(parents=True, exist_ok=True)
    found: Json = {}
    for kind in ("SQLite", "PostgreSQL"):
        with ExitStack() as stack:
            databases = {size: _filled(stack, kind, folder, size) for size in sizes}
            found[kind] = {name: _times(databases, ASKED[name], rounds) for name in ASKED}
    return found


def _filled(stack: ExitStack, kind: str, folder: Path, size: int) -> Database:
    url = f"sqlite:///{folder}/{size}.db" if kind == "SQLite" else stack.enter_context(postgres_url())
    database = stack.enter_context(closing(open_database(url)))
    fill(database, size)
    return database


def _times(databases: dict[int, Database], prepare: Callable[[Session], Prepared], rounds: int) -> Json:
    """The median milliseconds by size, after a first round that loads what is loaded on demand."""
    took: dict[int, list[float]] = {size: [] for size in databases}
    for number in range(rounds + 1):
        for size, database in databases.items():
            seconds = _timed(database, prepare)
            if number:
                took[size].append(1000 * seconds)
    return {str(size): statistics.median(several) for size, several in took.items()}


def _timed(database: Database, prepare: Callable[[Session], Prepared]) -> float:
    took: list[float] = []

    def work(session: Session) -> None:
        run = prepare(session)
        begun = time.perf_counter()
        run()
        took.append(time.perf_counter() - begun)
        raise Undone

    try:
        database.write(work).result()
    except Undone:
        return took[-1]
    raise LookupError("a unit of work that is measured is always taken back")


def grown(times: dict[str, Any]) -> float:
    """How many times as long with the most as with the fewest."""
    sizes = sorted(times, key=int)
    return float(times[sizes[-1]] / times[sizes[0]])


def tables(result: Json) -> list[Table]:
    """For eyes."""
    made = []
    for kind, found in result.items():
        sizes = sorted(next(iter(found.values())), key=int)
        table = Table(f"With so many observations and people, ms, {kind}", ["", *(f"{int(n):,}" for n in sizes), "x"])
        for name, times in found.items():
            table.add(name, *(figure(times[size]) for size in sizes), ratio(times[sizes[-1]], times[sizes[0]]))
        made.append(table)
    return made


def failures(result: Json) -> list[str]:
    """What people do costs the same, however much there is."""
    return [
        f"growth, {kind}: {name} takes {grown(found[name]):.2f} times as long; it may take {MOST} times"
        for kind, found in result.items()
        for name in BARRED
        if grown(found[name]) > MOST
    ]


def remarks(result: Json) -> list[str]:
    """What staff and the service ask may grow, and is told."""
    return [
        f"growth, {kind}: {name} takes {grown(times):.2f} times as long"
        for kind, found in result.items()
        for name, times in found.items()
        if name not in BARRED and grown(times) > MOST
    ]
