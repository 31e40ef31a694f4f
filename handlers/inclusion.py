"""Where a case stands in a published report, as chats and pages ask; what does not verify is told to the engineer."""

from collections.abc import Iterable

import structlog

from participation.publication import inclusion
from participation.publication.inclusion import InReport
from storage import Session
from storage.models.cases import Case

log = structlog.get_logger(__name__)


def in_report(session: Session, case: Case) -> InReport | None:
    """The row of a case, verified now; None while no report counts it."""
    found = inclusion.in_report(session, case)
    if found is not None and not found.is_verified:
        log.error("publication.mismatch", report=found.report.id, row=found.row, hint="participa report verify")
    return found


def rows_of(session: Session, cases: Iterable[Case]) -> dict[int, InReport]:
    """The same of several cases of one person, by id."""
    standing = ((case.id, in_report(session, case)) for case in cases)
    return {case_id: found for case_id, found in standing if found is not None}
