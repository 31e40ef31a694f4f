"""Telling that a cut was published, or corrected: who subscribed to the progress, and the channel."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from participation.notices import Reach, Subject, Topic, put_down, reach_of, to_channel, to_subscribers
from participation.plan import publishing
from participation.plan.current import current_plan, latest_cut
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.notices import Notice, NoticeKind
from storage.models.plan import Cut
from storage.models.staff import StaffMember
from storage.queries import history, notices


@dataclass(frozen=True)
class CutToTell:
    """The latest cut that people may see, how many would be told, and when they were, if they were."""

    cut: Cut
    reach: Reach
    told_at: datetime | None
    version: int = 1


def cut_to_tell(session: Session, by: StaffMember, today: date, rate: float, channel: str | None) -> CutToTell | None:
    """What could be told of the figures; None while no cut may be seen. Raises NotAllowed, NoPlanError."""
    require(by, Right.READ)
    found = _latest(session, today)
    if found is None:
        return None
    cut, version = found
    told = [notices.by_key(session, _key(cut, one)) for one in range(1, version + 1)]
    told_at = max((one.created_at for one in told if one is not None), default=None)
    return CutToTell(cut, reach_of_cut(session, rate, channel), told_at, version)


def announce_cut(session: Session, by: StaffMember, today: date, now: datetime, channel: str | None) -> Notice | None:
    """«Avisar del corte»: tell everybody who asked for it, once. None where there is no cut, or it was told.

    Raises NotAllowed, NoPlanError.
    """
    signing = require(by, Right.PUBLISH)
    found = _latest(session, today)
    if found is None:
        return None
    cut, version = found
    notice = tell_of_cut(session, cut, signing, now, channel, version)
    if notice is not None:
        record(session, signing, "cut.told", now, subject="cut", subject_id=cut.id, on=cut.cut_on.isoformat())
    return notice


def publish_and_tell(
    session: Session,
    by: StaffMember | None,
    on: date,
    now: datetime,
    zone: ZoneInfo,
    channel: str | None,
    *,
    label: str,
    stamp: int | None = None,
) -> Notice | None:
    """«Publicar»: freeze the figures of a date and tell who asked for it, in one unit of work.

    None where people were told of this cut before. Raises NotAllowed, NoPlanError, CutRefused.
    """
    frozen = publishing.publish_cut(session, by, on, label, now, zone, stamp)
    return _told(session, frozen, by, now, channel)


def correct_and_tell(
    session: Session,
    by: StaffMember | None,
    on: date,
    now: datetime,
    zone: ZoneInfo,
    channel: str | None,
    *,
    reason: str,
    stamp: int | None = None,
) -> Notice | None:
    """«Publicar corrección»: the next version of a cut, told once: what it said, what it says and why.

    Raises NotAllowed, NoPlanError, CutRefused.
    """
    frozen = publishing.correct_cut(session, by, on, reason, now, zone, stamp)
    return _told(session, frozen, by, now, channel)


def tell_of_cut(
    session: Session, cut: Cut, by: StaffMember | None, now: datetime, channel: str | None, version: int = 1
) -> Notice | None:
    """Put the notice of a cut down; None where it was told already. Who prefers the weekly summary reads it there.

    The right to publish is asked for by whoever publishes the cut. A version after the first is a correction.
    """
    subject, facts = Subject("cut", cut.id), {"on": cut.cut_on.isoformat(), "version": version}
    notice = put_down(session, NoticeKind.CUT_PUBLISHED, subject, _key(cut, version), now, facts=facts, by=by)
    if notice is None:
        return None
    to_subscribers(session, notice, Topic.PROGRESS)
    if channel is not None:
        to_channel(session, notice, channel)
    return notice


def reach_of_cut(session: Session, rate: float, channel: str | None) -> Reach:
    """How many would be told of a cut now, and how long that takes at `rate` messages a second."""
    return reach_of(session, topic=Topic.PROGRESS, to_channel=channel is not None, rate=rate)


def _told(
    session: Session, frozen: history.CutVersion, by: StaffMember | None, now: datetime, channel: str | None
) -> Notice | None:
    cut = history.cut_row(session, current_plan(session).id, frozen.on)
    return tell_of_cut(session, cut, by, now, channel, frozen.version) if cut is not None else None


def _latest(session: Session, today: date) -> tuple[Cut, int] | None:
    plan = current_plan(session)
    seen = latest_cut(session, plan, today)
    cut = history.cut_row(session, plan.id, seen.on) if seen is not None else None
    return (cut, max(1, seen.version)) if seen is not None and cut is not None else None


def _key(cut: Cut, version: int) -> str:
    own = f"cut:{cut.cut_on.isoformat()}"
    return own if version == 1 else f"{own}:v{version}"
