"""The worker: does the jobs that the clock put down, one at a time; a second worker stands by."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.alive import Alive
from bot.present import Now
from bot.reporting import Reporter
from bot.schedule import CLEAN_FILES, ERASE_UNSENT, FORGET_RECIPIENTS, FORGET_TURNS
from bot.trouble import describe
from bot.vitals import Vitals
from participation import notices
from participation.observations import drafting, pace
from participation.publication.requesting import MAKE_REPORT
from participation.understanding import teaching
from participation.watching import Part
from storage import Database, Session, StorageUnavailable
from storage.files import FileStore, FilesUnavailable
from storage.models.jobs import Job, JobState
from storage.queries import answers, attachments, desks, jobs, leases, retention

LEASE = "worker"
LOOK_SECONDS = 5.0
ATTEMPTS = 3
TURNS_KEPT = timedelta(days=7)  # Telegram sends an update again for a day at most
ASIDE_KEPT = timedelta(days=90)  # what people wrote and nobody retried is not kept for ever
JOBS_KEPT = timedelta(days=30)
FILE_SETTLES = timedelta(days=1)  # a file is stored before the row that names it is committed
FILES_TOGETHER = 500

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


class Worker:
    """Does waiting jobs, while it holds the worker's lease."""

    def __init__(
        self,
        database: Database,
        alive: Alive,
        files: FileStore,
        now: Now,
        reporter: Reporter | None = None,
        vitals: Vitals | None = None,
    ) -> None:
        self._reporter = reporter
        self._vitals = vitals or Vitals()
        self._database = database
        self._alive = alive
        self._files = files
        self._now = now
        self._busy = asyncio.Lock()

    async def run_for_ever(self) -> None:
        """Work until cancelled; the database may be away meanwhile."""
        try:
            while True:
                await self._do_what_waits()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            if self._reporter is not None:
                self._reporter.stop()

    async def _do_what_waits(self) -> None:
        try:
            await self.do_waiting()
        except FilesUnavailable:
            log.error("worker.files_away", hint="what nobody has is deleted when FILES_URL answers again")
        except StorageUnavailable:
            log.error("worker.database_away", hint="jobs wait until it is back")
        except Exception as error:  # a fault of ours must not end the bot that runs beside
            log.error("worker.failed", **describe(error))

    async def do_waiting(self) -> int:
        """Do every job that waits. Gives how many; none where another worker has the lease.

        What is to be done is read first: while there is nothing, nothing is written.
        """
        done = 0
        async with self._busy, self._in_hand():  # the lease is the process's: within it one job at a time as well
            while await self._read(jobs.next_waiting) is not None:
                if (job := await self._write(self._take)) is None:
                    break
                await asyncio.to_thread(self._do, job)
                done += 1
            while files := await self._read(partial(attachments.discarded, most=FILES_TOGETHER)):
                if not await self._write(self._may_work):
                    break
                await asyncio.to_thread(self._delete_discarded, files)
        return done

    @asynccontextmanager
    async def _in_hand(self) -> AsyncIterator[None]:
        """Shows that the worker goes round, unless it only stands by."""
        if await self._read(partial(leases.is_free, name=LEASE, holder=self._alive.me, dead=self._alive.dead())):
            with self._vitals.holding(Part.WORKER):
                yield
        else:
            yield

    def _may_work(self, session: Session) -> bool:
        return leases.take(session, LEASE, self._alive.me, self._alive.dead())

    def _take(self, session: Session) -> Job | None:
        if not self._may_work(session):
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
            if job.name == MAKE_REPORT and self._reporter is not None:
                found = self._reporter.make(job, now)
            else:
                found = WORK[job.name](self._database, self._files, now)
        except Exception as error:  # a fault of ours, or files that are away: this job's end, not the others'
            if isinstance(error, StorageUnavailable) and not isinstance(error, FilesUnavailable):
                raise
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

    def _delete_discarded(self, files: list[tuple[str, datetime]]) -> None:
        """Delete what erased drafts leave behind; the same file, sent once more since then, stays."""
        used = self._database.read(partial(attachments.referenced, hashes=[name for name, _ in files])).result()
        for name, at in files:
            if name not in used:
                self._files.delete(name, before=at)
        self._database.write(partial(attachments.settle_discarded, files=files)).result()
        log.info("files.discarded", found=len(files))

    async def _read(self, work: Callable[[Session], Result]) -> Result:
        return await asyncio.wrap_future(self._database.read(work))

    async def _write(self, work: Callable[[Session], Result]) -> Result:
        return await asyncio.wrap_future(self._database.write(work))


def erase_unsent(database: Database, _files: FileStore, now: datetime) -> int:
    """Erase what people wrote and did not send within seven days, and what staff left half done as long ago.

    So is what was misread and what was told, when its time is over.
    """

    def erase(session: Session) -> int:
        gone = drafting.erase_stale(session, now) + desks.forget(session, now - drafting.KEPT_FOR)
        return gone + teaching.forget_old(session, now)

    return database.write(erase).result()


def forget_turns(database: Database, _files: FileStore, now: datetime) -> int:
    """Erase finished turns, old jobs and old counts; what was set aside waits three months for a retry."""

    def forget(session: Session) -> int:
        turns, done = now - TURNS_KEPT, now - JOBS_KEPT
        counts = pace.forget_old(session, now) + retention.forget_set_aside_turns(session, now - ASIDE_KEPT)
        return retention.forget_finished_turns(session, turns) + jobs.forget_done(session, done) + counts

    return database.write(forget).result()


def forget_recipients(database: Database, _files: FileStore, now: datetime) -> int:
    """Forget who got the notices that are over since 90 days; how many they were, and when, stays.

    Which answers have reached their authors is noted before.
    """
    database.write(answers.note_reached).result()
    gone = 0
    while some := database.write(lambda session: notices.forget_recipients(session, now)).result():
        gone += some
    return gone


def clean_files(database: Database, files: FileStore, now: datetime) -> int:
    """Delete the files that no case and no draft has, and what killed writes left behind."""
    settled = now - FILE_SETTLES
    removed = files.remove_unfinished(settled)
    batch: list[str] = []
    for stored in files.all_hashes(before=settled):
        batch.append(stored)
        if len(batch) == FILES_TOGETHER:
            removed += _remove_orphans(database, files, batch, settled)
            batch = []
    return removed + _remove_orphans(database, files, batch, settled)


def _remove_orphans(database: Database, files: FileStore, batch: list[str], settled: datetime) -> int:
    used = database.read(partial(attachments.referenced, hashes=batch)).result()
    orphans = [stored for stored in batch if stored not in used]
    for stored in orphans:
        files.delete(stored, before=settled)  # somebody may have sent it again since the rows were read
    return len(orphans)


WORK: Mapping[str, Callable[[Database, FileStore, datetime], int]] = {
    ERASE_UNSENT: erase_unsent,
    FORGET_TURNS: forget_turns,
    CLEAN_FILES: clean_files,
    FORGET_RECIPIENTS: forget_recipients,
}
