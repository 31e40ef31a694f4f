"""Publishing: the leaves of all cases of the period in the order of the rows, the root over them, the files by hash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from participation.notices import Subject, put_down, to_chat
from participation.proof import MerkleTree
from participation.publication.errors import NotReviewed
from participation.publication.requesting import SUBJECT
from participation.reporting.periods import ReportPeriod
from participation.staff.audit import record
from storage import Session
from storage.models.followup import Report, ReportState
from storage.models.notices import NoticeKind
from storage.queries import publication as queries
from storage.queries import reporting, staff
from storage.queries.reporting import Span

LEAVES = "huellas"
"""The key in `Report.files` of the file with the leaves (`participation.proof_files.published_file`)."""


@dataclass(frozen=True)
class ReportLeaves:
    """Every case of a period with its leaf: first the rows of the report, by number, then the sealed denuncias."""

    rows: Sequence[tuple[int, str]]

    @property
    def hashes(self) -> list[bytes]:
        """The leaf hashes in their order."""
        return [bytes.fromhex(leaf) for _, leaf in self.rows]

    @property
    def root(self) -> str:
        """The root of RFC 6962's tree over them, in hexadecimal."""
        return MerkleTree(self.hashes).root.hex()


def leaves_of(session: Session, span: Span) -> ReportLeaves:
    """The leaves of all cases that were received in a span."""
    return ReportLeaves(queries.leaves(session, span))


def require_reviewed(session: Session, span: Span) -> None:
    """Raises NotReviewed while a text of the span waits for somebody to read it."""
    if left := reporting.count_to_review(session, span):
        raise NotReviewed(n=left)


def made(session: Session, report_id: int, files: Mapping[str, str], now: datetime) -> None:
    """The files of a report to look at are there: who asked is told. Done again, it changes nothing."""
    report = queries.report(session, report_id)
    if report is not None and report.state is not ReportState.PUBLISHED:
        report.state, report.files = ReportState.READY, dict(files)
        _tell(session, report, now)


def publish(
    session: Session,
    report_id: int,
    files: Mapping[str, str],
    leaves: ReportLeaves,
    root: str,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """Publish what was made at `now` from these leaves, in one unit of work. Done again, it changes nothing.

    Raises NotReviewed where a text has changed since.
    """
    report = queries.report(session, report_id)
    if report is None or report.state is ReportState.PUBLISHED:
        return
    require_reviewed(session, ReportPeriod(report.first_day, report.last_day).span(zone))
    report.state, report.files, report.root, report.published_at = ReportState.PUBLISHED, dict(files), root, now
    queries.keep_leaves(session, report.id, leaves.rows)
    by = staff.member_by_id(session, report.published_by) if report.published_by is not None else None
    facts = {"root": root, "leaves": len(leaves.rows), "version": report.version}
    record(session, by, "report.published", now, subject=SUBJECT, subject_id=report.id, **facts)
    _tell(session, report, now)


def failed(session: Session, report_id: int, why: str, now: datetime) -> None:
    """It could not be made, and is not tried again: who asked is told."""
    report = queries.report(session, report_id)
    if report is not None and report.state not in (ReportState.PUBLISHED, ReportState.READY):
        report.state = ReportState.FAILED
        _tell(session, report, now, why=why)


def _tell(session: Session, report: Report, now: datetime, **facts: object) -> None:
    """Nobody else is told: an author who asks with /caso sees the row; a message for each case would be noise."""
    # An unpublished report is deleted after a while, and SQLite gives its number to the next one.
    key = f"report:{report.id}:{report.created_at:%Y%m%dT%H%M%S.%f}:{report.state.value}"
    notice = put_down(session, NoticeKind.REPORT_READY, Subject(SUBJECT, report.id), key, now, facts=facts)
    if notice is not None and report.requested_in is not None:
        to_chat(session, notice, report.requested_in)
