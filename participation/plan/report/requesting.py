"""Asking for the progress report of a cut as files: a row that says how far it is, and a job for the worker."""

from collections.abc import Collection
from datetime import date, datetime

from participation.plan.current import current_plan
from participation.plan.report.writing import SUBJECT
from participation.plan.views import CutView
from participation.publication.requesting import MAKE_REPORT, UNPUBLISHED_KEPT, FileFormat
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.followup import Report, ReportKind, ReportState
from storage.models.staff import StaffMember
from storage.queries import publication as queries


def request_for_staff(
    session: Session,
    by: StaffMember | None,
    cut: CutView,
    formats: Collection[FileFormat],
    chat_id: int,
    now: datetime,
) -> Report:
    """The report in some formats, for a member of staff: told in that chat when it is there. Raises NotAllowed."""
    me = require(by, Right.READ)
    report = _put_down(session, cut, formats, chat_id, now, staff_id=me.id)
    record(session, me, "report.requested", now, subject=SUBJECT, subject_id=report.id, cut=cut.on.isoformat())
    return report


def request_for_anyone(session: Session, cut: CutView, chat_id: int, language: str, now: datetime) -> Report:
    """The PDF for a person, in their language, where the plan is too large for it to be made while they wait."""
    return _put_down(session, cut, (FileFormat.PDF,), chat_id, now, language=language)


def _put_down(
    session: Session,
    cut: CutView,
    formats: Collection[FileFormat],
    chat_id: int,
    now: datetime,
    *,
    staff_id: int | None = None,
    language: str | None = None,
) -> Report:
    queries.forget_unpublished(session, now - UNPUBLISHED_KEPT)
    report = Report(
        kind=ReportKind.PROGRESS,
        first_day=date(current_plan(session).year, 1, 1),
        last_day=cut.on,
        version=cut.version,
        state=ReportState.REQUESTED,
        files={},
        requested_by=staff_id,
        requested_in=chat_id,
        created_at=now,
    )
    session.add(report)
    session.flush()
    arguments = {"report": report.id, "formats": [*formats], "language": language}
    queries.put_job_down(session, MAKE_REPORT, now, arguments)
    return report
