"""Follow-up reports are made in a process of their own, with bounded memory and time, that can be killed at any moment.

What it needs to know goes in by its standard input; how far it is stands in the report's row. Killed in the middle it
leaves nothing half done: files are named by their content, and the row changes in one unit of work at the end.
"""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from bot.keys import keyring
from bot.preparing import require_schema
from bot.present import Now, real_now
from bot.settings import Settings
from locales import Words, formats, words
from participation.publication import publishing
from participation.publication.checking import Findings, UnreadablePublication, check
from participation.publication.requesting import FileFormat
from participation.reporting.periods import Choice, NotAPeriod, ReportPeriod, choices
from storage import Database, Session, open_database
from storage.models.jobs import Job

SECONDS = 1800.0
ATTEMPTS = 3  # as for every job
MOST_NAMED = 20
_START = "from bot.report_process import main; main()"


class ReportFailed(Exception):
    """The process ended without its report. The text is the error's type, or the signal; no word of a person."""


class NoFormat(ValueError):
    """Neither the file's ending nor an option tells the format."""


class UnknownFormat(ValueError):
    """The report is not made in this format."""


class UnreadableFile(ValueError):
    """A list of leaves that is broken, or a file that can't be opened."""


class WrongPeriod(ValueError):
    """Two days in their order are needed."""


class Reporter:
    """Has reports made, one at a time."""

    def __init__(self, settings: Settings, database: Database, bot_address: str | None = None) -> None:
        self._settings, self._database, self._bot_address = settings, database, bot_address
        self._running: subprocess.Popen[bytes] | None = None
        self._one = Lock()

    def make(self, job: Job, now: datetime) -> int:
        """Make the report of a job. Gives 1. Raises ReportFailed; after the last try who asked is told."""
        arguments = dict(job.arguments or {})
        try:
            self._run({**_order(self._settings, self._bot_address), **arguments, "now": now.isoformat()})
        except ReportFailed as error:
            if job.attempts >= ATTEMPTS:
                report, why = int(arguments["report"]), str(error)
                self._database.write(lambda session: publishing.failed(session, report, why, now)).result()
            raise
        return 1

    def stop(self) -> None:
        """End what is being made; it is made again."""
        with self._one:
            if self._running is not None:
                self._running.kill()

    def _run(self, order: dict[str, Any]) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = subprocess.Popen(  # noqa: S603 - our own code; what it needs comes in as data
            [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        with self._one:
            self._running = process
        try:
            said, _ = process.communicate(json.dumps(order).encode(), timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise ReportFailed("timeout") from error
        finally:
            with self._one:
                self._running = None
            process.kill()
            process.wait()
        if process.returncode:
            raise ReportFailed(said.decode("utf-8", "replace").strip()[:80] or f"signal {-process.returncode}")


def _order(settings: Settings, bot_address: str | None) -> dict[str, Any]:
    keys = settings.data_keys
    return {
        "settings": {
            "database_url": settings.database,
            "files_url": settings.files_url,
            "data_keys": keys.get_secret_value() if keys is not None else None,
            "timezone": settings.timezone,
            "locale": settings.locale,
            "public_url": settings.public_url,
            "plan_file": str(settings.plan_file),
            "log_level": settings.log_level,
            "log_format": settings.log_format,
        },
        "bot_address": bot_address,
    }


def write_report(
    settings: Settings, first: str | None, last: str | None, ending: str | None, file: Path, now: Now = real_now
) -> int:
    """`participa report observations`: the report of some days (the plan's year until today) in one file.

    Without `ending` the file's own tells the format. Gives how many cases are in it. Raises WrongPeriod, UnknownFormat,
    SchemaBehind, NoPlanError, StorageUnavailable.
    """
    from bot.report_process import Making  # noqa: PLC0415 - the documents, for who makes one

    wanted = format_of(ending or file.suffix.removeprefix("."))
    require_schema(settings)
    at = now()
    with closing(open_database(settings.database)) as database:
        period = _period(database, first, last, at.astimezone(settings.zone).date())
        making = Making(database, settings, period, at, bar=True)
        making.propose(keyring(settings), [wanted])
        with TemporaryDirectory(prefix="participa-") as folder:
            made = making.files([wanted], Path(folder))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made.paths[wanted].read_bytes())
        return made.rows


def format_of(written: str) -> FileFormat:
    """A format by its name. Raises UnknownFormat, NoFormat."""
    if not written:
        raise NoFormat
    try:
        return FileFormat(written.lower())
    except ValueError as error:
        raise UnknownFormat(written) from error


def _period(database: Database, first: str | None, last: str | None, today: date) -> ReportPeriod:
    year = database.read(lambda session: choices(session, today)).result().get(Choice.YEAR)
    try:
        begin = date.fromisoformat(first) if first is not None else (year.first if year is not None else today)
        end = date.fromisoformat(last) if last is not None else (year.last if year is not None else today)
        return ReportPeriod(begin, end)
    except (NotAPeriod, ValueError) as error:
        raise WrongPeriod(f"{first or '…'} {last or '…'}") from error


def verify_report(settings: Settings, file: Path) -> tuple[bool, list[str]]:
    """`participa report verify`: whether a file and the database tell the same, and what differs, a sentence each.

    Raises SchemaBehind, StorageUnavailable, UnreadableFile.
    """
    require_schema(settings)

    def compared(session: Session) -> Findings:
        return check(session, content, settings.zone)

    try:
        content = file.read_bytes()
        with closing(open_database(settings.database)) as database:
            found = database.read(compared).result()
    except (OSError, UnreadablePublication) as error:
        raise UnreadableFile(str(file)) from error
    return found.is_good, list(_told(found, words(settings.language), settings))


def _told(found: Findings, in_words: Words, settings: Settings) -> list[str]:
    report = found.report
    if report is None:
        return [
            in_words.plain("verify report", "No published report has this file. It was changed, or it is another one.")
        ]
    shown = formats(settings.language, settings.zone)
    days = shown.dates(report.first_day, report.last_day)
    said = [in_words.plain("verify report", "Report of {days}, version {n}.", days=days, n=report.version)]
    if found.wrong_root:
        said.append(in_words.plain("verify report", "The list does not give its own root: the file was changed."))
    if found.other_root:
        said.append(in_words.plain("verify report", "The root is not the published one: {root}.", root=report.root))
    for sentence, names in (
        (in_words.plain("verify report", "Changed after it was published"), found.changed),
        (in_words.plain("verify report", "Left out of the list"), found.left_out),
        (in_words.plain("verify report", "Rows of the list that are no case of ours"), [*map(str, found.added)]),
        (in_words.plain("verify report", "Received or registered afterwards, which is no fault"), found.later),
    ):
        if names:
            more = f" … ({len(names)})" if len(names) > MOST_NAMED else ""
            said.append(f"{sentence}: {', '.join(names[:MOST_NAMED])}{more}")
    if found.is_good:
        said.append(
            in_words.plain("verify report", "The {n} cases are as they were published.", n=shown.number(found.rows))
        )
    return said
