"""The workbook of a year from the command line, for FURAG and Control Interno."""

from contextlib import closing
from pathlib import Path

from bot.pages.copying import FolderRefused
from bot.preparing import require_schema
from bot.present import real_now
from bot.settings import Settings
from locales import formats, words
from participation.office.year_figures import YearFigures, year_figures
from participation.plan.current import current_plan
from reports.year_workbook import workbook
from storage import Session, open_database


def write(settings: Settings, file: Path, year: int | None) -> int:
    """Write the workbook of a year (None: the current plan's). Gives how many contributions it counts.

    Raises NoPlanError, FolderRefused.
    """
    require_schema(settings)
    today = real_now().astimezone(settings.zone).date()

    def read(session: Session) -> YearFigures:
        return year_figures(session, year or current_plan(session).year, today)

    with closing(open_database(settings.database)) as database:
        figures = database.read(read).result()
    content = workbook(figures, words(settings.language), formats(settings.language, settings.zone))
    try:
        file.write_bytes(content)
    except OSError as error:
        raise FolderRefused(str(file.parent)) from error
    return figures.received
