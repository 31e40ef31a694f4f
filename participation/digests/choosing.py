"""When a digest is due, and who gets one: each working day at 7:00, by each member's own choice.

A day of which the digest was made has a notice of its own without copies, so that nobody is told of it twice and
nothing of it is made in the middle of the day. What a clock that stood still left out is told once, by day, within
72 hours; what nobody was told is in the next one, because each goes on where the last that arrived ended.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.deadlines import OwnDays, PlanRules, add_working_days, is_working_day, next_working_day
from participation.digests.contents import Outlook, contents, outlook
from participation.notices import Subject, is_night, put_down, to_staff
from participation.office.delegating import is_away
from participation.staff.rights import Right, may
from storage import Session
from storage.models.notices import Notice, NoticeKind
from storage.models.staff import Digest, StaffMember
from storage.queries import digests as queries
from storage.queries import plan as plans
from storage.queries import staff
from storage.queries.digests import STAFF, Span

HOUR = time(7)
LOOK_BACK = timedelta(hours=72)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
NAME = "digest"
_NAME = re.compile(rf"{NAME}:(?P<day>[0-9-]+) for (?P<told>[0-9]+)")
BY_EMAIL = frozenset({Digest.EMAIL, Digest.BOTH})


def find_digests(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """A finder of the clock: the latest working day's digest, unless it was made. Nothing at night."""
    plan = plans.current_plan(session)
    if plan is None or is_night(now, zone) or not staff.active_members(session):
        return []
    own = PlanRules.of(plan).own
    day = latest_day(now, zone, own)
    if _due(day, zone) + LOOK_BACK <= now or queries.known_keys(session, [_key(day)]):
        return []
    told = _put_down(session, day, now, zone, own)
    return [] if told is None else [f"{_key(day)} for {told}"]


def next_digest(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next digest is due, strictly after an instant; None while nobody works here."""
    plan = plans.current_plan(session)
    if plan is None or not staff.active_members(session):
        return None
    day = after.astimezone(zone).date()
    own = PlanRules.of(plan).own
    due = _due(next_working_day(day, own), zone)
    return due if due > after else _due(add_working_days(day, 1, own), zone)


def read_name(name: str) -> tuple[date, int] | None:
    """Of a name that the finder gives, which day's digest it is and how many are told; None for another finder's."""
    found = _NAME.fullmatch(name)
    return (date.fromisoformat(found["day"]), int(found["told"])) if found else None


def latest_day(now: datetime, zone: ZoneInfo, own: OwnDays) -> date:
    """The latest working day whose morning hour has come."""
    here = now.astimezone(zone)
    day = here.date() if here.time() >= HOUR else here.date() - A_DAY
    return _last_working_day(day, own)


def span_of(notice: Notice) -> Span:
    """What a digest's notice is of."""
    return Span(datetime.fromisoformat(notice.facts["since"]), datetime.fromisoformat(notice.facts["until"]))


def day_of(notice: Notice) -> date:
    """The day whose digest a notice is."""
    return date.fromisoformat(notice.facts["day"])


def _put_down(session: Session, day: date, now: datetime, zone: ZoneInfo, own: OwnDays) -> int | None:
    """Make the digest of a day, which is told as of today. Gives how many members are told; None where it was made."""
    if put_down(session, NoticeKind.DIGEST, Subject(NAME, day.toordinal()), _key(day), now) is None:
        return None
    today, next_one = now.astimezone(zone).date(), _due(add_working_days(day, 1, own), zone)
    first_of_week = _is_first_of_week(session, day, now, zone, own)
    told = queries.told_until(session)
    looks: dict[Span, Outlook] = {}
    count = 0
    for member in _wanted(session, today, _due(day, zone), weekly=first_of_week):
        since = told.get(member.id) or _beginning(session, member, day, zone, own)
        span = Span(since, now)
        if span not in looks:
            looks[span] = outlook(session, today, span, compared=False)
        count += _tell(session, member, f"{_key(day)}:{member.id}", looks[span], now, next_one)
    return count


def _tell(session: Session, member: StaffMember, key: str, look: Outlook, now: datetime, next_one: datetime) -> bool:
    """Put down one member's digest; who has nothing new and nothing due gets no copy, but of a weekly one."""
    facts = {
        "day": look.day.isoformat(),
        "since": look.span.since.isoformat(),
        "until": look.span.until.isoformat(),
        "weekly": member.weekly_digest,
    }
    expires_at = now + LOOK_BACK if member.weekly_digest else next_one
    subject = Subject(STAFF, member.id)
    notice = put_down(session, NoticeKind.DIGEST, subject, key, now, facts=facts, expires_at=expires_at)
    if notice is None or (contents(session, member, look).is_empty and not member.weekly_digest):
        return False
    by_email = member.digest in BY_EMAIL and bool(to_staff(session, notice, [member], by_email=True))
    if member.digest is not Digest.EMAIL or not by_email:
        to_staff(session, notice, [member])
    return True


def _wanted(session: Session, today: date, due: datetime, *, weekly: bool) -> Sequence[StaffMember]:
    """Who wants a digest, was here when it was due, and is not away."""
    return [
        member
        for member in staff.active_members(session)
        if member.digest is not Digest.NONE
        and (weekly or not member.weekly_digest)
        and member.joined_at <= due
        and may(member, Right.READ)
        and not is_away(member, today)
    ]


def _is_first_of_week(session: Session, day: date, now: datetime, zone: ZoneInfo, own: OwnDays) -> bool:
    """Whether it is the week's first digest, and not so late that the next week's may tell it."""
    monday = day - timedelta(days=day.weekday())
    before = [monday + timedelta(days=number) for number in range(day.weekday())]
    missed = [one for one in before if is_working_day(one, own)]
    if queries.known_keys(session, [_key(one) for one in missed]):
        return False
    return not missed or now < _due(missed[0], zone) + LOOK_BACK


def _beginning(session: Session, member: StaffMember, day: date, zone: ZoneInfo, own: OwnDays) -> datetime:
    """From when on all is new to who gets the first digest: the last one before, or what nobody has touched since."""
    before = day - A_WEEK if member.weekly_digest else _last_working_day(day - A_DAY, own)
    oldest = queries.oldest_untouched(session)
    return min(_due(before, zone), oldest - timedelta(seconds=1)) if oldest is not None else _due(before, zone)


def _last_working_day(day: date, own: OwnDays) -> date:
    while not is_working_day(day, own):
        day -= A_DAY
    return day


def _due(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, HOUR, zone)


def _key(day: date) -> str:
    return f"{NAME}:{day.isoformat()}"
