"""The worker: does the jobs that the clock put down, one at a time; a second worker stands by."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.alive import Alive
from bot.present import Now
from bot.schedule import CLEAN_FILES, ERASE_UNSENT, FORGET_TURNS
from bot.trouble import describe
from participation.observations import drafting
from storage import Database, Session, StorageUnavailable
from storage.files import FileStore
from storage.models.jobs import Job, JobState
from storage.queries import cases, jobs, leases, retention

LEASE = "worker"
LOOK_SECONDS = 5.0
ATTEMPTS = 3
TURNS_KEPT = timedelta(days=7)  # Telegram sends an update again for a day at most
JOBS_KEPT = timedelta(days=30)
FILE_SETTLES = timedelta(days=1)  # a file is stored before the row that names it is committed
FILES_TOGETHER = 500

log = structlog.get_logger(__name__)


class Worker:
    """Does waiting jobs, while it holds the worker's lease."""

    def __init__(self, database: Database, alive: Alive, files: FileStore, now: Now) -> None:
        self._database = database
        self._alive = alive
        self._files = files
        self._now = now
        self._busy = asyncio.Lock()

    async def run_for_ever(self) -> None:
        """Work until cancelled; the database may be away meanwhile."""
        while True:
            try:
                await self.do_waiting()
            except StorageUnavailable:
                log.error("worker.database_away", hint="jobs wait until it is back")
            await asyncio.sleep(LOOK_SECONDS)

    async def do_waiting(self) -> int:
        """Do every job that waits. Gives how many; none where another worker has the lease."""
        done = 0
        async with self._busy:  # the lease is the process's: within it one job at a time as well
            while (job := await self._write(self._take)) is not None:
                await asyncio.to_thread(self._do, job)
                done += 1
        return done

    def _take(self, session: Session) -> Job | None:
        if not leases.take(session, LEASE, self._alive.me, self._alive.dead()):
            return None
        job = jobs.next_waiting(session)
        if job is not None:
            jobs.begin(session, job.id)
            session.flush()
            session.refresh(job)
        return job

    def _do(self, job: Job) -> None:
        """Do one job; one that keeps failing is put aside with its error."""
        now = self._now()
        try:
            found = WORK[job.name](self._database, self._files, now)
        except StorageUnavailable:
            raise
        except Exception as error:  # a fault of ours: this job's end, not the worker's
            trouble = describe(error)
            log.error("job.failed", job=job.name, attempt=job.attempts, **trouble)
            if job.attempts >= ATTEMPTS:
                self._finish(job, JobState.FAILED, trouble["error"])
            return
        log.info("job.done", job=job.name, found=found)
        self._finish(job, JobState.DONE, None)

    def _finish(self, job: Job, state: JobState, error: str | None) -> None:
        now = self._now()
        self._database.write(lambda session: jobs.finish(session, job.id, state, now, error)).result()

    async def _write(self, work: Callable[[Session], Job | None]) -> Job | None:
        return await asyncio.wrap_future(self._database.write(work))


def erase_unsent(database: Database, _files: FileStore, now: datetime) -> int:
    """Erase what people wrote and did not send within seven days."""
    return database.write(lambda session: drafting.erase_stale(session, now)).result()


def forget_turns(database: Database, _files: FileStore, now: datetime) -> int:
    """Erase finished turns and old jobs; what was set aside stays until somebody retries it."""

    def forget(session: Session) -> int:
        return retention.forget_finished_turns(session, now - TURNS_KEPT) + jobs.forget_done(session, now - JOBS_KEPT)

    return database.write(forget).result()


def clean_files(database: Database, files: FileStore, now: datetime) -> int:
    """Delete the files that no case and no draft has."""
    removed = 0
    batch: list[str] = []
    for stored in files.all_hashes(before=now - FILE_SETTLES):
        batch.append(stored)
        if len(batch) == FILES_TOGETHER:
            removed += _remove_orphans(database, files, batch)
            batch = []
    return removed + _remove_orphans(database, files, batch)


def _remove_orphans(database: Database, files: FileStore, batch: list[str]) -> int:
    used = database.read(partial(cases.referenced_files, hashes=batch)).result()
    orphans = [stored for stored in batch if stored not in used]
    for stored in orphans:
        files.delete(stored)
    return len(orphans)


WORK: Mapping[str, Callable[[Database, FileStore, datetime], int]] = {
    ERASE_UNSENT: erase_unsent,
    FORGET_TURNS: forget_turns,
    CLEAN_FILES: clean_files,
}
