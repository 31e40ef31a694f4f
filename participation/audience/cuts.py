"""Telling that a cut was published: who subscribed to the progress, and the channel."""

from datetime import datetime

from participation.notices import Reach, Subject, Topic, put_down, reach_of, to_channel, to_subscribers
from storage import Session
from storage.models.notices import Notice, NoticeKind
from storage.models.plan import Cut
from storage.models.staff import StaffMember


def tell_of_cut(
    session: Session, cut: Cut, by: StaffMember | None, now: datetime, channel: str | None
) -> Notice | None:
    """Put the notice of a cut down; None where it was told already. Who prefers the weekly summary reads it there.

    The right to publish is asked for by whoever publishes the cut.
    """
    subject = Subject("cut", cut.id)
    notice = put_down(session, NoticeKind.CUT_PUBLISHED, subject, f"cut:{cut.cut_on.isoformat()}", now, by=by)
    if notice is None:
        return None
    to_subscribers(session, notice, Topic.PROGRESS)
    if channel is not None:
        to_channel(session, notice, channel)
    return notice


def reach_of_cut(session: Session, rate: float, channel: str | None) -> Reach:
    """How many would be told of a cut now, and how long that takes at `rate` messages a second."""
    return reach_of(session, topic=Topic.PROGRESS, to_channel=channel is not None, rate=rate)
