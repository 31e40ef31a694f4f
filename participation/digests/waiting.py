"""The cases behind one line of a digest that was sent, as they stand now."""

from collections.abc import Sequence
from datetime import date

from participation.digests.choosing import span_of
from participation.staff.rights import Right, require
from storage import Session
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember
from storage.queries import digests as queries
from storage.queries import notices
from storage.queries.digests import Matter
from storage.queries.inbox import Line

MOST = 20


def waiting(
    session: Session, by: StaffMember | None, notice_id: int, matter: Matter, today: date
) -> Sequence[Line] | None:
    """At most 20 of them, what is due first before the others; None for what is no digest. Raises NotAllowed."""
    require(by, Right.READ)
    notice = notices.notice(session, notice_id)
    if notice is None or notice.kind is not NoticeKind.DIGEST or "since" not in notice.facts:
        return None
    return queries.waiting_lines(session, matter, span_of(notice), today, MOST)
