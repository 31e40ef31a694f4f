"""Reports as the tests make them: the cases of July 2021, their texts approved, and the process that makes one."""

from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import select

from bot.reporting import Reporter
from bot.settings import Settings
from participation.publication import publishing, requesting
from participation.publication.publishing import ReportLeaves
from participation.reporting import reviewing
from participation.reporting.periods import ReportPeriod
from storage import Database, Session, open_database
from storage.models.cases import Case
from storage.models.followup import Report
from storage.models.jobs import Job
from storage.models.staff import StaffMember
from tests.support.office import KEYS, ZONE, at
from tests.support.running import settings_for

JULY = ReportPeriod(date(2021, 7, 1), date(2021, 7, 31))
SPAN = JULY.span(ZONE)
AUGUST = at(date(2021, 8, 2))
CHAT = 900_000_002


def case(session: Session, number: int) -> Case:
    """The case with this number."""
    return session.scalars(select(Case).where(Case.number == number)).one()


def propose(session: Session) -> int:
    """Proposals for everything, as they were written."""
    return reviewing.propose(session, SPAN, KEYS, lambda text, _names: text)


def approve_all(session: Session, by: StaffMember) -> None:
    """Propose and approve every text of July."""
    while propose(session):
        pass  # so many at a time
    while (shelf := reviewing.to_review(session, by, SPAN, 50)).next:
        reviewing.approve(session, by, [(one.case.id, one.case.version) for one in shelf.next], AUGUST)


def publish(session: Session, by: StaffMember, reason: str | None = None) -> Report:
    """Publish July without making its files: its leaves and its root are as they are published."""
    report = requesting.request_publication(session, by, JULY, reason, CHAT, AUGUST, ZONE)
    leaves: ReportLeaves = publishing.leaves_of(session, SPAN)
    publishing.publish(session, report.id, {}, leaves, leaves.root, AUGUST, ZONE)
    return report


def report_settings(database_url: str, folder: Path, **others: object) -> Settings:
    """The settings of an installation whose keys are those of `tests.support.office`."""
    keys = ",".join(KEYS._keys)
    return settings_for(database_url, "http://127.0.0.1:9", folder, data_keys=keys, **others)


def jobs(database: Database) -> list[Job]:
    """The reports that wait to be made or were made, in order."""
    found = select(Job).where(Job.name == requesting.MAKE_REPORT).order_by(Job.id)
    return list(database.read(lambda session: session.scalars(found).all()).result())


def make(database_url: str, settings: Settings, job: Job) -> None:
    """Have a report made by its process."""
    with closing(open_database(database_url)) as database:
        Reporter(settings, database, "https://t.me/ParticipaDemoBot").make(job, AUGUST)
