"""Telling that a cut was published: who subscribed to the progress, and the channel."""

from dataclasses import dataclass
from datetime import date, datetime

from participation.notices import Reach, Subject, Topic, put_down, reach_of, to_channel, to_subscribers
from participation.plan.current import current_plan
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.notices import Notice, NoticeKind
from storage.models.plan import Cut
from storage.models.staff import StaffMember
from storage.queries import notices
from storage.queries import plan as plans


@dataclass(frozen=True)
class CutToTell:
    """The latest cut that people may see, how many would be told, and when they were, if they were."""

    cut: Cut
    reach: Reach
    told_at: datetime | None


def cut_to_tell(session: Session, by: StaffMember, today: date, rate: float, channel: str | None) -> CutToTell | None:
    """What could be told of the figures; None while no cut may be seen. Raises NotAllowed, NoPlanError."""
    require(by, Right.READ)
    cut = _latest(session, today)
    if cut is None:
        return None
    told = notices.by_key(session, _key(cut))
    return CutToTell(cut, reach_of_cut(session, rate, channel), told.created_at if told is not None else None)


def announce_cut(session: Session, by: StaffMember, today: date, now: datetime, channel: str | None) -> Notice | None:
    """«Avisar del corte»: tell everybody who asked for it, once. None where there is no cut, or it was told.

    Raises NotAllowed, NoPlanError.
    """
    signing = require(by, Right.PUBLISH)
    cut = _latest(session, today)
    notice = tell_of_cut(session, cut, signing, now, channel) if cut is not None else None
    if cut is not None and notice is not None:
        record(session, signing, "cut.told", now, subject="cut", subject_id=cut.id, on=cut.cut_on.isoformat())
    return notice


def _latest(session: Session, today: date) -> Cut | None:
    seen = (cut for cut in plans.cuts(session, current_plan(session)) if (cut.published_on or cut.cut_on) <= today)
    return next(seen, None)


def _key(cut: Cut) -> str:
    return f"cut:{cut.cut_on.isoformat()}"


def tell_of_cut(
    session: Session, cut: Cut, by: StaffMember | None, now: datetime, channel: str | None
) -> Notice | None:
    """Put the notice of a cut down; None where it was told already. Who prefers the weekly summary reads it there.

    The right to publish is asked for by whoever publishes the cut.
    """
    subject = Subject("cut", cut.id)
    notice = put_down(session, NoticeKind.CUT_PUBLISHED, subject, _key(cut), now, by=by)
    if notice is None:
        return None
    to_subscribers(session, notice, Topic.PROGRESS)
    if channel is not None:
        to_channel(session, notice, channel)
    return notice


def reach_of_cut(session: Session, rate: float, channel: str | None) -> Reach:
    """How many would be told of a cut now, and how long that takes at `rate` messages a second."""
    return reach_of(session, topic=Topic.PROGRESS, to_channel=channel is not None, rate=rate)
