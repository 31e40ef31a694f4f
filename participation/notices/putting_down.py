"""Putting notices down, and what becomes of them: brought up to date, stopped, closed, forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from participation.notices.kinds import GOES_AT_NIGHT, RANKS
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.notices import Notice, NoticeKind, NoticeState, Rank
from storage.models.staff import StaffMember
from storage.queries import copies, notices

RECIPIENTS_KEPT = timedelta(days=90)
"""How long it is kept who got a copy. What evidence needs (how many, when, by which channel) stays for ever."""


@dataclass(frozen=True)
class Subject:
    """What a notice is about: case, event, cut, report, staff, broadcast, question or week, and the id of its row."""

    name: str
    id: int


def put_down(
    session: Session,
    kind: NoticeKind,
    subject: Subject,
    key: str,
    now: datetime,
    *,
    facts: Mapping[str, Any] | None = None,
    rank: Rank | None = None,
    expires_at: datetime | None = None,
    not_before: datetime | None = None,
    waits_at_night: bool | None = None,
    by: StaffMember | None = None,
    version: int = 1,
) -> Notice | None:
    """Put a notice down, without recipients yet. None where `key` was put down already: nothing is told twice.

    `facts` is what JSON can hold, and no text of a citizen. What has not left by `expires_at` does not leave any more;
    nothing leaves before `not_before`. Rank and nightly rest are those of the kind unless they are given.
    """
    return notices.put_down(
        session,
        key,
        kind=kind,
        subject=subject.name,
        subject_id=subject.id,
        facts=dict(facts or {}),
        rank=rank or RANKS.get(kind, Rank.ANNOUNCEMENT),
        expires_at=expires_at,
        not_before=not_before,
        waits_at_night=kind not in GOES_AT_NIGHT if waits_at_night is None else waits_at_night,
        by_staff=by.id if by is not None else None,
        version=version,
        created_at=now,
    )


def bring_up_to_date(
    session: Session,
    subject: Subject,
    version: int,
    now: datetime,
    *,
    kinds: Collection[NoticeKind] | None = None,
    at_once: bool = False,
) -> int:
    """A subject has changed and has this version now: every copy of its notices (of these kinds) is behind.

    What was sent is edited in place and answered with one reply where the renderer gives one; what waits says what is
    so by then; what is on its way falls behind as soon as it has arrived. These notices are corrections from now on,
    and leave before announcements; with `at_once` also at night. Returns how many copies people have.
    """
    told = notices.Told(subject.name, subject.id, kinds)
    raised = notices.raise_version(session, told, version, now, **({"waits_at_night": False} if at_once else {}))
    return notices.fall_behind(session, raised) if raised else 0


def close(
    session: Session, what: Notice | Subject, now: datetime, *, kinds: Collection[NoticeKind] | None = None
) -> int:
    """Nothing of a notice, or of the notices on a subject (of these kinds), leaves or is corrected any more.

    Returns how many copies had not left.
    """
    if isinstance(what, Notice):
        return notices.close(session, what.id, now)
    return notices.close(session, notices.Told(what.name, what.id, kinds), now)


def stop(session: Session, notice: Notice, by: StaffMember | None, now: datetime) -> bool:
    """«Detener»: what has not left stays here until somebody resumes. False where that was so. Raises NotAllowed.

    What is on its way in this second arrives; what was sent is still corrected when its subject changes.
    """
    return _set(session, notice, NoticeState.STOPPED, "notice.stopped", by, now)


def resume(session: Session, notice: Notice, by: StaffMember | None, now: datetime) -> bool:
    """Send the rest of a stopped notice. False where it was not stopped. Raises NotAllowed."""
    return _set(session, notice, NoticeState.OPEN, "notice.resumed", by, now)


def _set(session: Session, notice: Notice, state: NoticeState, act: str, by: StaffMember | None, now: datetime) -> bool:
    signing = require(by, Right.PUBLISH)
    if not notices.set_state(session, notice.id, state, now):
        return False
    session.refresh(notice)
    record(session, signing, act, now, subject="notice", subject_id=notice.id)
    return True


def forget_recipients(session: Session, now: datetime) -> int:
    """Forget who got notices that are over and older than 90 days; how many, when and by which channel stays.

    Returns how many copies were forgotten; to be called again until it is 0.
    """
    return copies.forget(session, now - RECIPIENTS_KEPT, now)
