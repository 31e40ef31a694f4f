"""The progress report as files: for the command line, and in the process that makes reports."""

from collections.abc import Callable, Collection
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.preparing import require_schema
from bot.present import Now, real_now
from bot.settings import Settings
from locales import Language, formats, words
from participation.plan.report import ReportFacts, editions, report_facts
from participation.publication.requesting import FileFormat
from reports.documents.logos import logo_of
from reports.progress_report import ProgressReport, write_file
from storage import Database, Session, open_database
from storage.models.followup import Report


class WrongCut(ValueError):
    """The cut is not written as a day."""


def progress_report(facts: ReportFacts, settings: Settings) -> ProgressReport:
    """The report with the entity's logo and the address of the pages."""
    own = facts.plan.entity
    return ProgressReport(facts, logo_of(settings.plan_file, own.logo, own.short_name), settings.public_url)


def write_progress(
    settings: Settings, cut: str | None, version: int | None, ending: str | None, file: Path, now: Now = real_now
) -> ReportFacts:
    """`participa report progress`: the report of a cut (the latest one) in one file; gives what it was made from.

    Without `ending` the file's own tells the format. Raises WrongCut, NoSuchCut, UnknownFormat, NoFormat,
    SchemaBehind, NoPlanError, StorageUnavailable.
    """
    from bot.reporting import format_of  # noqa: PLC0415 - it starts processes, this does not

    wanted = format_of(ending or file.suffix.removeprefix("."))
    cut_on = _day(cut)
    require_schema(settings)
    today = now().astimezone(settings.zone).date()

    def read(session: Session) -> ReportFacts:
        return report_facts(session, today, settings.zone, cut_on, version)

    with closing(open_database(settings.database)) as database:
        facts = database.read(read).result()
    file.parent.mkdir(parents=True, exist_ok=True)
    in_words, shown = words(settings.language), formats(settings.language, settings.zone)
    write_file(progress_report(facts, settings), wanted, in_words, shown, file)
    return facts


def make_progress(
    database: Database,
    settings: Settings,
    report: Report,
    wanted: Collection[FileFormat],
    language: Language,
    now: datetime,
    keep: Callable[[bytes], str],
) -> dict[str, str]:
    """Make the files that were asked for, and give what `keep` made of each, by format. Raises NoSuchCut."""
    today = now.astimezone(settings.zone).date()

    def read(session: Session) -> ReportFacts:
        """Without a cut, or with one that was not frozen when it was asked for, the latest there is."""
        has_cut = any(cut.on == report.last_day for cut in editions(session, today))
        return report_facts(session, today, settings.zone, report.last_day if has_cut else None, report.version or None)

    made = progress_report(database.read(read).result(), settings)
    in_words, shown = words(language), formats(language, settings.zone)
    kept: dict[str, str] = {}
    with TemporaryDirectory(prefix="participa-") as folder:
        for one in sorted(set(wanted)):
            file = Path(folder) / f"{one}.{one}"
            write_file(made, one, in_words, shown, file)
            kept[one] = keep(file.read_bytes())
    return kept


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError as error:
        raise WrongCut(written) from error
