"""The record of what staff did."""

from datetime import datetime

from storage import Session
from storage.models.staff import AuditEntry, StaffMember


def record(
    session: Session,
    by: StaffMember | None,
    act: str,
    now: datetime,
    *,
    subject: str | None = None,
    subject_id: object = None,
    **facts: object,
) -> None:
    """Keep that something was done, by whom (None: from the command line), to what. Facts hold no citizen's text."""
    session.add(
        AuditEntry(
            at=now,
            staff_id=by.id if by is not None else None,
            act=act,
            subject=subject,
            subject_id=None if subject_id is None else str(subject_id),
            facts=facts,
        )
    )
