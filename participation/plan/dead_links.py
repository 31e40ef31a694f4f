"""Those who publish are told of the proof that does not open any more, once, and together what failed together."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from participation import notices
from participation.notices import Subject
from participation.plan.current import current_plan
from participation.plan.links import LinkHealth
from participation.staff.rights import Right, may
from storage import Session
from storage.models.notices import Notice, NoticeKind
from storage.queries import links as queries
from storage.queries import staff as staff_queries

SUBJECT = "links"
TOGETHER = timedelta(hours=1)
"""A site that is away takes all its pages with it, which are found one after the other: they are told together."""
ALERT_FOR = timedelta(days=7)


def tell_dead(session: Session, now: datetime, _zone: ZoneInfo) -> list[str]:
    """Tell who publishes of what died and was not told; see `participation.due`."""
    dead = [row for row in queries.dead(session) if row.told_at is None]
    if not any(row.checked_at and row.checked_at <= now - TOGETHER for row in dead):
        return []
    first = dead[0]
    notice = notices.put_down(
        session,
        NoticeKind.STAFF_ALERT,
        Subject(SUBJECT, current_plan(session).id),
        f"links:{first.link_hash[:16]}:{first.failing_since:%Y%m%dT%H%M%S}",
        now,
        facts={"links": [row.link_hash for row in dead]},
        expires_at=now + ALERT_FOR,
    )
    if notice is not None:
        members = staff_queries.active_members(session)
        notices.to_staff(session, notice, [member for member in members if may(member, Right.PUBLISH)])
    for row in dead:
        row.told_at = now
    session.flush()
    return [f"dead links: {len(dead)}"]


def dead_links(session: Session) -> list[LinkHealth]:
    """What the plan gives as proof and does not open any more, the first one to fail first."""
    return [LinkHealth.of(row) for row in queries.dead(session)]


def still_dead(session: Session, notice: Notice) -> list[LinkHealth]:
    """Of what a notice tells: what does not open now either, and is still in the plan."""
    rows = queries.by_hash(session, [str(one) for one in notice.facts["links"]])
    return [health for row in rows if (health := LinkHealth.of(row)).is_dead and row.next_at is not None]
