"""Where a case stands in a published report, as chats and pages ask; what does not verify is told to the engineer."""

from collections.abc import Sequence

import structlog

from participation.publication import inclusion
from participation.publication.inclusion import InReport
from storage import Session
from storage.models.cases import Case

log = structlog.get_logger(__name__)


def in_report(session: Session, case: Case) -> InReport | None:
    """The row of a case, verified now; None while no report counts it."""
    return rows_of(session, [case]).get(case.id)


def rows_of(session: Session, cases: Sequence[Case]) -> dict[int, InReport]:
    """The same of several cases of one person, by id."""
    found = inclusion.rows_of(session, cases)
    for one in found.values():
        if not one.is_verified:
            log.error("publication.mismatch", report=one.report.id, row=one.row, hint="participa report verify")
    return found
