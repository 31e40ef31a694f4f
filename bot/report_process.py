"""The process that makes one follow-up report. Only `bot.reporting` starts it; its order comes in as JSON."""

import json
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog

from bot import logs
from bot.keys import keyring
from bot.progress_report import make_progress
from bot.settings import Settings, load
from bot.trouble import describe
from locales import Formats, Language, Words, formats, words
from participation.identity import Keyring
from participation.office.errors import OfficeError
from participation.progress import entity
from participation.proof_files import published_file
from participation.publication import publishing
from participation.publication.publishing import LEAVES, ReportLeaves
from participation.publication.requesting import FileFormat
from participation.reporting import reviewing
from participation.reporting.periods import ReportPeriod
from participation.reporting.reviewing import Proposal
from reports.observations.document import frame
from reports.observations.files import passes, write_files
from reports.observations.followup import Proof
from reports.observations.reading import Edition, follow_up
from reports.redaction import redact
from storage import Database, Session, open_database
from storage.files import FileStore, open_store
from storage.models.followup import Report, ReportKind, ReportState
from storage.queries import publication as queries
from storage.queries import reporting

MEMORY_BYTES = 3 * 1024**3  # of addresses; typst and the fonts are mapped, and weigh less than they span
TELL_SECONDS = 2.0
SAME_TEXTS = 2_000  # answers are often the same

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Made:
    """The files of a report by format, with how many rows they have; with its proof where it is to be published."""

    paths: Mapping[str, Path]
    rows: int
    leaves: ReportLeaves | None = None
    root: str | None = None


class Making:
    """One report while it is made. `report_id`: the row that shows how far it is; `bar`: a terminal does."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        period: ReportPeriod,
        now: datetime,
        *,
        report_id: int | None = None,
        bot_address: str | None = None,
        bar: bool = False,
    ) -> None:
        self._database, self._settings, self._period, self._now = database, settings, period, now
        self._report_id, self._bot_address, self._bar = report_id, bot_address, bar
        self._span = period.span(settings.zone)
        self._words: Words = words(settings.language)
        self._formats: Formats = formats(settings.language, settings.zone)
        self._done, self._whole, self._rows, self._told_at = 0, 1, 0, 0.0

    def propose(self, keys: Keyring, wanted: Collection[FileFormat]) -> None:
        """Propose a public text for every case that has none yet, some at a time: others write in between.

        That is the first pass over the cases; `wanted` tells how many follow.
        """
        told = self._database.read(self._allowed).result()

        @lru_cache(maxsize=SAME_TEXTS)
        def redacted(text: str, names: tuple[str, ...]) -> str:
            return redact(text, self._words, names, told).text

        def proposed(session: Session, after: int) -> list[Proposal]:
            return reviewing.proposals(
                session, self._span, keys, lambda text, names: redacted(text, tuple(names)), after
            )

        self._rows = self._database.read(lambda session: reporting.counts(session, self._span)[0]).result()
        self._whole = max(1, self._rows * (1 + passes(wanted, self._rows)))
        after = 0
        while found := self._database.read(partial(proposed, after=after)).result():
            self._database.write(partial(reviewing.keep, found=found)).result()
            after = found[-1].case_id
            self._count(len(found))

    def _allowed(self, session: Session) -> list[str]:
        """What is the entity's own, and stays in the texts."""
        own = entity(session)
        return [value for value in (own.email, own.phone, own.web_page, own.address, own.protected_channel) if value]

    def files(self, wanted: Collection[FileFormat], folder: Path, *, publish: bool = False) -> Made:
        """Write the files from one state of the data. Raises NotReviewed for what is to be published and may not be."""
        return self._database.read(partial(self._write, wanted=wanted, folder=folder, publish=publish)).result()

    def _write(self, session: Session, wanted: Collection[FileFormat], folder: Path, *, publish: bool) -> Made:
        if publish:
            publishing.require_reviewed(session, self._span)
        leaves = publishing.leaves_of(session, self._span) if publish else None
        root = leaves.root if leaves is not None else None
        edition = self._edition(leaves, root)
        self._rows, _ = reporting.counts(session, self._span)
        self._done, self._whole = self._rows, max(1, self._rows * (1 + passes(wanted, self._rows)))
        told = follow_up(session, edition)
        paths = write_files(told, wanted, self._words, self._formats, folder)
        if leaves is not None:
            title = frame(told, self._words, self._formats).title
            paths[LEAVES] = folder / "huellas.json"
            days = self._period.first, self._period.last
            paths[LEAVES].write_bytes(published_file(title, *days, self._now, leaves.hashes))
        return Made(paths, self._rows, leaves, root)

    def _edition(self, leaves: ReportLeaves | None, root: str | None) -> Edition:
        public = self._settings.public_url
        at = f"{public}/informes/{self._report_id}" if public and leaves is not None else None
        proof = None
        if leaves is not None and root is not None:
            listed, verify = (f"{at}/huellas.json", f"{public}/verificar") if at else (None, None)
            proof = Proof(root, len(leaves.rows), listed, verify)
        return Edition(
            period=self._period,
            cut=self._now.astimezone(self._settings.zone).date(),
            zone=self._settings.zone,
            words=self._words,
            formats=self._formats,
            public_url=public,
            bot_address=self._bot_address,
            proof=proof,
            annex=f"{at}/informe.xlsx" if at else None,
            is_reviewed=leaves is not None,
            counts=self._count,
        )

    def _count(self, more: int = 1) -> None:
        """Some rows are done; that is told every few seconds."""
        self._done += more
        now = time.monotonic()
        if now - self._told_at < TELL_SECONDS:
            return
        self._told_at = now
        done = min(self._rows, self._rows * self._done // self._whole)
        if self._report_id is not None:
            tell = partial(queries.set_progress, report_id=self._report_id, done=done, whole=self._rows)
            self._database.write(tell)
        if self._bar:
            sys.stderr.write(f"\r{self._formats.number(done)} / {self._formats.number(self._rows)}")


def make(order: Mapping[str, Any]) -> None:
    """Make, and publish where that was asked for. What was made before is not made again."""
    settings = load(_env_file=None, **order["settings"])
    logs.set_up(settings.log_level, settings.log_format)
    report_id, now, publish = int(order["report"]), datetime.fromisoformat(order["now"]), bool(order.get("publish"))
    with closing(open_database(settings.database)) as database:
        report = database.write(partial(_begin, report_id=report_id)).result()
        if report is None:
            return
        if report.kind is ReportKind.PROGRESS:
            language = Language(order.get("language") or settings.language)
            _make_progress(database, settings, report, [FileFormat(one) for one in order["formats"]], language, now)
            return
        period = ReportPeriod(report.first_day, report.last_day)
        making = Making(database, settings, period, now, report_id=report_id, bot_address=order.get("bot_address"))
        with _refusing(database, report_id, now), TemporaryDirectory(prefix="participa-") as folder:
            wanted = [FileFormat(one) for one in order["formats"]]
            making.propose(keyring(settings), wanted)
            made = making.files(wanted, Path(folder), publish=publish)
            kept = _kept(open_store(settings.files_url), made.paths)
            database.write(_settles(report_id, made, kept, now, settings)).result()


def _make_progress(
    database: Database,
    settings: Settings,
    report: Report,
    wanted: Collection[FileFormat],
    language: Language,
    now: datetime,
) -> None:
    """The progress report of a cut; it needs no review, because it holds no text of a person's."""
    store = open_store(settings.files_url)
    with _refusing(database, report.id, now):
        kept = make_progress(database, settings, report, wanted, language, now, store.put)
        database.write(lambda session: publishing.made(session, report.id, kept, now)).result()


def _begin(session: Session, report_id: int) -> Report | None:
    """The report; None where nothing is left to be made."""
    report: Report | None = queries.report(session, report_id)
    if report is None or report.state in (ReportState.PUBLISHED, ReportState.READY, ReportState.FAILED):
        return None
    report.state, report.done_rows, report.all_rows = ReportState.MAKING, 0, None
    return report


@contextmanager
def _refusing(database: Database, report_id: int, now: datetime) -> Iterator[None]:
    """What can't be published is said to who asked; a further try would end alike."""
    try:
        yield
    except OfficeError as error:
        why = type(error).__name__
        database.write(lambda session: publishing.failed(session, report_id, why, now)).result()


def _kept(store: FileStore, paths: Mapping[str, Path]) -> dict[str, str]:
    return {name: store.put(path.read_bytes()) for name, path in paths.items()}


def _settles(
    report_id: int, made: Made, kept: Mapping[str, str], now: datetime, settings: Settings
) -> Callable[[Session], None]:
    def settle(session: Session) -> None:
        if made.leaves is None or made.root is None:
            publishing.made(session, report_id, kept, now)
        else:
            publishing.publish(session, report_id, kept, made.leaves, made.root, now, settings.zone)

    return settle


def main() -> None:
    """Make what the order says. The exit status tells whether it is made, and the output what went wrong."""
    with suppress(ImportError):  # Windows has no such limits
        import resource  # noqa: PLC0415 - as above

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    order = json.loads(sys.stdin.buffer.read())
    try:
        make(order)
    except Exception as error:
        trouble = describe(error)
        log.error("report.failed", report=order.get("report"), **trouble)
        sys.stdout.write(trouble["error"])
        sys.exit(1)
