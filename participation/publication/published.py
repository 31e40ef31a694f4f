"""Published reports as everybody may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from storage import Session
from storage.models.followup import Report, ReportKind, ReportState
from storage.queries import publication as queries


@dataclass(frozen=True)
class PublishedReport:
    """A report that was published; `files` are hashes by format, `cases` its leaves, `reason` that of a new version."""

    id: int
    first_day: date
    last_day: date
    version: int
    published_at: datetime
    root: str
    cases: int
    files: Mapping[str, str]
    reason: str | None


def published_reports(session: Session) -> list[PublishedReport]:
    """All of them, the latest first; two statements."""
    counts = queries.count_leaves(session)
    return [_seen(one, counts.get(one.id, 0)) for one in queries.published(session)]


def published_report(session: Session, report_id: int) -> PublishedReport | None:
    """One of them; None for what is not public."""
    found = queries.report(session, report_id)
    if found is None or found.state is not ReportState.PUBLISHED or found.kind is not ReportKind.OBSERVATIONS:
        return None
    return _seen(found, queries.count_leaves(session).get(found.id, 0))


def _seen(one: Report, cases: int) -> PublishedReport:
    return PublishedReport(
        id=one.id,
        first_day=one.first_day,
        last_day=one.last_day,
        version=one.version,
        published_at=one.published_at or one.created_at,
        root=one.root or "",
        cases=cases,
        files=one.files,
        reason=one.reason,
    )
