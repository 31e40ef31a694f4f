"""A delegate for holidays: from one day to another somebody else sees what is mine and gets what I would be told."""

from collections.abc import Collection
from datetime import date, datetime

from locales import Phrase
from participation.office.errors import BadDay, CannotTakeIt, OfficeError
from participation.staff.audit import record
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.staff import StaffMember
from storage.queries import office as queries
from storage.queries import staff

LONGEST_DAYS = 366
MOST_HANDED_ON = 5  # a delegate who is away has one too, and so on


class NotMine(OfficeError):
    """Only the person, or who administers the team, can do it."""

    phrase = Phrase("office", "Only that person or who administers the team can change it.")


def delegate(
    session: Session, by: StaffMember | None, whom: int, to: int, first: date, last: date, now: datetime
) -> StaffMember:
    """From `first` to `last`, both included, `to` stands in. One sets it for oneself, or who administers for anybody.

    Raises NotAllowed, NotMine, CannotTakeIt, BadDay.
    """
    member, stand_in = _mine(session, by, whom), staff.member_by_id(session, to)
    if stand_in is None or stand_in.id == member.id or not may(stand_in, Right.ANSWER):
        raise CannotTakeIt(name=stand_in.name if stand_in is not None else "—")
    if last < first or (last - first).days > LONGEST_DAYS:
        raise BadDay(first=first, last=date.fromordinal(first.toordinal() + LONGEST_DAYS))
    member.delegate_id, member.away_from, member.away_until = stand_in.id, first, last
    facts = {"to": stand_in.id, "first": first.isoformat(), "last": last.isoformat()}
    record(session, by, "staff.delegated", now, subject="staff", subject_id=member.id, **facts)
    session.flush()
    return member


def end_delegation(session: Session, by: StaffMember | None, whom: int, now: datetime) -> StaffMember:
    """The person is back. Raises NotAllowed, NotMine."""
    member = _mine(session, by, whom)
    member.delegate_id = member.away_from = member.away_until = None
    record(session, by, "staff.back", now, subject="staff", subject_id=member.id)
    session.flush()
    return member


def is_away(member: StaffMember, today: date) -> bool:
    """Whether somebody stands in for a member of staff today (a day of the entity's zone)."""
    if member.delegate_id is None or member.away_from is None or member.away_until is None:
        return False
    return member.away_from <= today <= member.away_until


def whose_work(session: Session, me: StaffMember, today: date) -> frozenset[int]:
    """Whose cases are mine today: my own and those of whom I stand in for."""
    found, fresh = {me.id}, {me.id}
    for _ in range(MOST_HANDED_ON):
        fresh = set(queries.away_with_delegates(session, fresh, today)) - found
        if not fresh:
            break
        found |= fresh
    return frozenset(found)


def who_is_told(session: Session, member: StaffMember, today: date) -> StaffMember | None:
    """Who gets what a member of staff would be told: the delegate while away; None where nobody works here."""
    seen: Collection[int] = set()
    while is_away(member, today) and member.id not in seen:
        seen = {*seen, member.id}
        stand_in = staff.member_by_id(session, member.delegate_id or 0)
        if stand_in is None or stand_in.removed_at is not None:
            break
        member = stand_in
    return member if member.removed_at is None else None


def _mine(session: Session, by: StaffMember | None, whom: int) -> StaffMember:
    me = require(by, Right.READ)
    member = staff.member_by_id(session, whom)
    if member is None or (member.id != me.id and not may(me, Right.ADMINISTER)):
        raise NotMine
    return member
