"""A notice to 3,000 at Telegram's limits while somebody asks, and an audience of a million queued in one statement."""

import os
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from bench.field import POSTGRES, SQLITE, postgres_url
from bench.figures import Json, spread
from bench.processes import PARTICIPA, Contestant, contestant, participa_settings, quiet, telegram
from bench.table import Table, figure
from participation import notices
from participation.notices import Subject, Topic
from storage import Session, open_database
from storage.models.notices import Notice, NoticeKind, Subscription
from storage.schema import upgrade

RATE = 25.0  # SEND_RATE's default
FASTEST = 1000.0  # what paid broadcast allows
UNBRAKED = "without limits"
SLOWEST = 1.05  # times what the rate takes
WAITS_AT_MOST = 2.0  # times as long as with an idle bot, for who asks during a broadcast
MILLION = 1_000_000
WORKING_SECONDS = 20.0  # that the worker's memory is watched for, with the queue full
GROWS_MIB = 24.0  # at most, meanwhile: what is loaded with the first messages


def measure(folder: Path, *, short: bool) -> Json:
    """The broadcast on SQLite, the most people on PostgreSQL."""
    count, asked, most = (150, 5, 20_000) if short else (3_000, 60, MILLION)
    return {
        SQLITE: _broadcast(folder / "broadcast", count, asked),
        UNBRAKED: _broadcast(folder / "unbraked", count, 3, brake=False),
        POSTGRES: _million(folder / "million", most),
    }


def _broadcast(folder: Path, count: int, asked: int, *, brake: bool = True) -> Json:
    environment = participa_settings(folder) | ({} if brake else {"SEND_RATE": f"{FASTEST:.0f}"})
    with telegram() as server, contestant("broadcast", [str(PARTICIPA), "run"], server, folder, 50, environment) as bot:
        chats = server.do("audience", token=bot.token, people=count, limits=brake)
        server.do("ask", token=bot.token, text="/avance", times=3)  # loads what is loaded on demand
        idle = server.do("ask", token=bot.token, text="/avance", times=asked)
        quiet()
        before = bot.cpu_seconds()
        put_down = _put_down(environment["DATABASE_URL"], chats)
        found = server.do("broadcast", token=bot.token, people=count, text="/avance")
        return {
            "count": count,
            "seconds": found["last_at"] - put_down,
            "sending_seconds": found["last_at"] - found["first_at"],
            "at_the_rate": count / RATE,
            "twice": found["twice"],
            "refused": found["refused"],
            "best_second": found["best_second"],
            "cpu_ms_per_copy": bot.cpu_ms_since(before, count),
            "idle": spread(idle),
            "meanwhile": spread(found["asked"]),
        }


def _put_down(url: str, chats: Sequence[int]) -> float:
    """A notice for these subscribers, put down while the bot runs. Gives the monotonic time of its commit."""
    now = datetime.now(UTC)

    def work(session: Session) -> None:
        session.add_all(Subscription(chat_id=chat, progress=True, since=now) for chat in chats)
        session.flush()
        notices.to_subscribers(session, _notice(session, now), Topic.PROGRESS)

    with closing(open_database(url)) as database:
        database.write(work).result()
    return time.monotonic()


def _notice(session: Session, now: datetime) -> Notice:
    found = notices.put_down(session, NoticeKind.CUT_PUBLISHED, Subject("cut", 1), "bench", now, waits_at_night=False)
    if found is None:
        raise LookupError("the notice of the bench is there already")
    return found


def _million(folder: Path, most: int) -> Json:
    """Queue the largest audience, and let a worker send from that queue for a while."""
    with postgres_url() as url, closing(open_database(url)) as database:
        upgrade(database.engine)
        subscribe = text(
            "INSERT INTO subscriptions (chat_id, events, progress, weekly, since)"
            " SELECT 7000000000 + n, false, true, false, now() FROM generate_series(1, :most) AS n"
        )
        database.write(lambda session: session.execute(subscribe, {"most": most}) and None).result()
        now = datetime.now(UTC)
        notice = database.write(lambda session: _notice(session, now)).result()
        memory, begun = _memory_mib(), time.perf_counter()
        queued = database.write(lambda session: notices.to_subscribers(session, notice, Topic.PROGRESS)).result()
        seconds, grown = time.perf_counter() - begun, _memory_mib() - memory
        worker = _worker(folder, url)
    return {"count": queued, "seconds": seconds, "memory_mib": grown, **worker}


def _worker(folder: Path, url: str) -> Json:
    """What a running bot's memory does while it sends from a full queue."""
    environment = participa_settings(folder, url)
    with telegram() as server, contestant("million", [str(PARTICIPA), "run"], server, folder, 51, environment) as bot:
        server.do("ask", token=bot.token, text="/avance", times=2)
        time.sleep(WORKING_SECONDS / 4)
        before = bot.memory_mib()
        time.sleep(WORKING_SECONDS)
        return {"worker_mib": before, "worker_grew_mib": _grown(bot, before)}


def _grown(bot: Contestant, before: float | None) -> float | None:
    now = bot.memory_mib()
    return None if now is None or before is None else now - before


def _memory_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def tables(result: Json) -> list[Table]:
    """For eyes."""
    sent, queued = result[SQLITE], result[POSTGRES]
    pace = Table(f"A notice to {sent['count']} people, {RATE:.0f} a second, Telegram's limits on", ["", ""])
    pace.add("seconds, from the commit to the last message", figure(sent["seconds"]))
    pace.add("seconds at the rate", figure(sent["at_the_rate"]))
    pace.add("most messages in one second", str(sent["best_second"]))
    pace.add("refused for their pace (429)", str(sent["refused"]))
    pace.add("came twice", str(sent["twice"]))
    pace.add("cpu ms a message", figure(sent["cpu_ms_per_copy"]))
    free = result[UNBRAKED]
    pace.add("messages a second without any limit", figure(free["count"] / free["sending_seconds"]))
    pace.add("cpu ms a message without any limit", figure(free["cpu_ms_per_copy"]))
    asked = Table("/avance, asked by one person, ms", ["", "p50", "p95"])
    for name in ("idle", "meanwhile"):
        asked.add(name, figure(sent[name]["p50"]), figure(sent[name]["p95"]))
    audience = Table(f"An audience of {queued['count']:,} (PostgreSQL)", ["", ""])
    audience.add("seconds to queue it, one statement", figure(queued["seconds"]))
    audience.add("memory of the process that queues it grew, MiB", figure(queued["memory_mib"]))
    audience.add("memory of the bot that sends, MiB", figure(queued["worker_mib"]))
    audience.add(f"grew in {WORKING_SECONDS:.0f} seconds of sending, MiB", figure(queued["worker_grew_mib"]))
    return [pace, asked, audience]


def failures(result: Json) -> list[str]:
    """The bars."""
    sent, queued = result[SQLITE], result[POSTGRES]
    found = []
    if sent["refused"]:
        found.append(f"broadcast: {sent['refused']} messages were refused for their pace")
    if sent["twice"]:
        found.append(f"broadcast: {sent['twice']} messages came twice")
    if sent["seconds"] > SLOWEST * sent["at_the_rate"] + 1:  # until it is seen, and until the last outcome is there
        found.append(f"broadcast: {sent['seconds']:.0f} s for what takes {sent['at_the_rate']:.0f} s at the rate")
    if sent["meanwhile"]["p95"] > WAITS_AT_MOST * sent["idle"]["p95"]:
        found.append("broadcast: who asks meanwhile waits more than twice as long")
    if (queued["worker_grew_mib"] or 0) > GROWS_MIB:
        found.append(f"broadcast: the sender's memory grew by {queued['worker_grew_mib']:.0f} MiB")
    return found
