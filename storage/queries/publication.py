"""Reports that were asked for and published, their leaves, and what the leaves are made of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from storage.models.cases import Case, CaseFile
from storage.models.followup import Report, ReportKind, ReportLeaf, ReportState
from storage.models.jobs import Job, JobState
from storage.models.kinds import ContributionKind
from storage.queries.reporting import Span

TOGETHER = 1_000
UNPUBLISHED = (ReportState.REQUESTED, ReportState.MAKING, ReportState.READY, ReportState.FAILED)
OBSERVATIONS = Report.kind == ReportKind.OBSERVATIONS


def report(session: Session, report_id: int) -> Report | None:
    """A report by its id."""
    return session.get(Report, report_id)


def published(session: Session) -> Sequence[Report]:
    """The published follow-up reports, the latest first."""
    found = select(Report).where(OBSERVATIONS, Report.state == ReportState.PUBLISHED)
    return session.scalars(found.order_by(Report.published_at.desc(), Report.id.desc())).all()


def published_with_root(session: Session, root: str) -> Report | None:
    """The latest published report with this root."""
    found = select(Report).where(Report.root == root, Report.state == ReportState.PUBLISHED)
    return session.scalars(found.order_by(Report.id.desc()).limit(1)).first()


def last_version(session: Session, first_day: date, last_day: date) -> Report | None:
    """The latest published report of exactly these days."""
    found = select(Report).where(OBSERVATIONS, Report.state == ReportState.PUBLISHED)
    found = found.where(Report.first_day == first_day, Report.last_day == last_day)
    return session.scalars(found.order_by(Report.version.desc()).limit(1)).first()


def being_made(session: Session, first_day: date, last_day: date) -> bool:
    """Whether a report of these days is on its way to be published."""
    found = select(Report.id).where(OBSERVATIONS, Report.first_day == first_day, Report.last_day == last_day)
    waiting = found.where(
        Report.state.in_((ReportState.REQUESTED, ReportState.MAKING)), Report.published_by.is_not(None)
    )
    return session.execute(waiting.limit(1)).first() is not None


def latest(session: Session, most: int) -> Sequence[Report]:
    """What was asked for last."""
    return session.scalars(select(Report).where(OBSERVATIONS).order_by(Report.id.desc()).limit(most)).all()


def forget_unpublished(session: Session, before: datetime) -> None:
    """Drop reports that were never published and are older than an instant."""
    session.execute(delete(Report).where(Report.state.in_(UNPUBLISHED), Report.created_at < before))


def set_progress(session: Session, report_id: int, done: int, whole: int) -> None:
    """How far the making of a report is."""
    session.execute(update(Report).where(Report.id == report_id).values(done_rows=done, all_rows=whole))


def put_job_down(session: Session, name: str, due_at: datetime, arguments: dict[str, Any]) -> None:
    """A job for the worker; of those of one instant each gets a moment of its own, because the pair is unique."""
    last = session.scalar(select(func.max(Job.due_at)).where(Job.name == name))
    at = due_at if last is None or last < due_at else last + _A_MOMENT
    session.add(Job(name=name, due_at=at, state=JobState.WAITING, attempts=0, arguments=arguments))


_A_MOMENT = datetime.resolution


def leaves(session: Session, span: Span) -> list[tuple[int, str]]:
    """Case and leaf of each case of a span, in the order of the rows: first what is listed, by number, then denuncias.

    Those by their leaf, which is random: their place tells neither their number nor their moment.
    """
    listed = select(Case.id, Case.leaf).where(span.holds())
    first = listed.where(Case.kind != ContributionKind.DENUNCIA).order_by(Case.vigencia, Case.number)
    then = listed.where(Case.kind == ContributionKind.DENUNCIA).order_by(Case.leaf)
    return [(row[0], row[1]) for found in (first, then) for row in session.execute(found)]


def keep_leaves(session: Session, report_id: int, found: Sequence[tuple[int, str]]) -> None:
    """Store the leaves of a report, once: its rows from 1."""
    made = [
        {"report_id": report_id, "row": row, "case_id": case_id, "leaf": leaf}
        for row, (case_id, leaf) in enumerate(found, start=1)
    ]
    for begin in range(0, len(made), TOGETHER):
        session.execute(insert(ReportLeaf), made[begin : begin + TOGETHER])


def leaves_of_cases(session: Session, case_ids: Sequence[int]) -> Mapping[int, tuple[ReportLeaf, Report]]:
    """The rows of these cases, each in the report that counts it and was published last."""
    found = (
        select(ReportLeaf, Report)
        .join(Report, Report.id == ReportLeaf.report_id)
        .where(ReportLeaf.case_id.in_(case_ids), Report.state == ReportState.PUBLISHED)
        .order_by(Report.published_at, Report.id)
    )
    return {leaf.case_id: (leaf, report) for leaf, report in session.execute(found)}


def leaves_of(session: Session, report_id: int) -> list[tuple[int, str]]:
    """Case and leaf of each row of a published report, in their order."""
    found = select(ReportLeaf.case_id, ReportLeaf.leaf).where(ReportLeaf.report_id == report_id)
    return [(row[0], row[1]) for row in session.execute(found.order_by(ReportLeaf.row))]


def count_leaves(session: Session) -> Mapping[int, int]:
    """How many leaves each published report has, by its id."""
    found = select(ReportLeaf.report_id, func.count()).group_by(ReportLeaf.report_id)
    return {row[0]: row[1] for row in session.execute(found)}


def cases_of_leaves(session: Session, report_id: int) -> Iterator[Sequence[Case]]:
    """The cases that a published report counts, a thousand at a time, in the order of its rows."""
    last = 0
    while True:
        found = (
            select(Case, ReportLeaf.row)
            .join(ReportLeaf, ReportLeaf.case_id == Case.id)
            .where(ReportLeaf.report_id == report_id, ReportLeaf.row > last)
            .order_by(ReportLeaf.row)
            .limit(TOGETHER)
        )
        rows = session.execute(found).all()
        if not rows:
            return
        last = rows[-1][1]
        yield [row[0] for row in rows]
        session.expunge_all()


class Received(NamedTuple):
    """A case of a period; `is_registered`: an official wrote it down, maybe long after its day."""

    case_id: int
    radicado: str
    received_at: datetime
    is_registered: bool


def received_in(session: Session, span: Span) -> Sequence[Received]:
    """All cases of a span, in the order in which they were stored."""
    found = select(Case.id, Case.radicado, Case.received_at, Case.registered_by.is_not(None)).where(span.holds())
    return [Received(*row) for row in session.execute(found.order_by(Case.id))]


def first_files(session: Session, case_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The hashes of the files that these cases were sent with, in their order; what came later is not among them."""
    found = select(CaseFile.case_id, CaseFile.file_hash).where(
        CaseFile.case_id.in_(case_ids), CaseFile.version_id.is_(None)
    )
    hashes: defaultdict[int, list[str]] = defaultdict(list)
    for case_id, file_hash in session.execute(found.order_by(CaseFile.id)):
        hashes[case_id].append(file_hash)
    return {case_id: tuple(found) for case_id, found in hashes.items()}


def with_file(session: Session, file_hash: str) -> Report | None:
    """The published report one of whose files has this hash."""
    return next((one for one in published(session) if file_hash in one.files.values()), None)


def all_files(session: Session) -> set[str]:
    """The hashes of all files of reports."""
    return {file_hash for files in session.scalars(select(Report.files)) for file_hash in files.values()}
