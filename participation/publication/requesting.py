"""Asking for a follow-up report: a row that says how far it is, and a job for the worker that makes it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from participation.office.acting import written
from participation.publication.errors import BeingPublished, NotReviewed, ReasonMissing
from participation.reporting.periods import ReportPeriod
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.followup import Report, ReportKind, ReportState
from storage.models.staff import StaffMember
from storage.queries import publication as queries
from storage.queries import reporting

SUBJECT = "report"
MAKE_REPORT = "make-report"
"""The name of the job; its `arguments` are the report's id, the formats, and whether it is to be published."""
UNPUBLISHED_KEPT = timedelta(days=30)
LONGEST_REASON = 500


class FileFormat(StrEnum):
    """A file of the report; the value is its ending."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    CSV = "csv"
    MARKDOWN = "md"


IN_CHAT = (FileFormat.PDF, FileFormat.DOCX, FileFormat.XLSX, FileFormat.HTML, FileFormat.CSV)
PUBLISHED_FORMATS = IN_CHAT


def request(
    session: Session,
    by: StaffMember | None,
    period: ReportPeriod,
    formats: Collection[FileFormat],
    chat_id: int,
    now: datetime,
) -> Report:
    """A report to look at, in some formats; it is told in that chat when it is ready. Raises NotAllowed."""
    me = require(by, Right.READ)
    queries.forget_unpublished(session, now - UNPUBLISHED_KEPT)
    report = _put_down(session, me, period, chat_id, now, {"formats": [*formats]})
    record(session, me, "report.requested", now, subject=SUBJECT, subject_id=report.id, days=period.code)
    return report


def request_publication(
    session: Session,
    by: StaffMember | None,
    period: ReportPeriod,
    reason: str | None,
    chat_id: int,
    now: datetime,
    zone: ZoneInfo,
) -> Report:
    """«Publicar»: made anew with its proof, in all formats, and published when it is made.

    `reason` says why days that were published before get a new version; both stay. Raises NotAllowed, BeingPublished,
    NotReviewed, and ReasonMissing where one is needed.
    """
    me = require(by, Right.PUBLISH)
    if queries.being_made(session, period.first, period.last):
        raise BeingPublished
    if left := reporting.count_to_review(session, period.span(zone)):
        raise NotReviewed(n=left)
    before = queries.last_version(session, period.first, period.last)
    if before is not None and reason is None:
        raise ReasonMissing
    arguments = {"formats": [*PUBLISHED_FORMATS], "publish": True}
    report = _put_down(session, me, period, chat_id, now, arguments)
    report.published_by = me.id
    if before is not None:
        report.version, report.reason = before.version + 1, written(reason or "", LONGEST_REASON)
    record(session, me, "report.publication_asked", now, subject=SUBJECT, subject_id=report.id, days=period.code)
    return report


def last_published(session: Session, period: ReportPeriod) -> Report | None:
    """The latest published version of exactly these days."""
    return queries.last_version(session, period.first, period.last)


def _put_down(
    session: Session, me: StaffMember, period: ReportPeriod, chat_id: int, now: datetime, arguments: dict[str, Any]
) -> Report:
    report = Report(
        kind=ReportKind.OBSERVATIONS,
        first_day=period.first,
        last_day=period.last,
        state=ReportState.REQUESTED,
        files={},
        requested_by=me.id,
        requested_in=chat_id,
        created_at=now,
    )
    session.add(report)
    session.flush()
    queries.put_job_down(session, MAKE_REPORT, now, {"report": report.id, **arguments})
    return report
