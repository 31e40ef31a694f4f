"""The entity's contact list of institutions: taken over from a file, merged by e-mail, and who gets no more mail.

What somebody decided stays decided: importing a list again brings nobody back who unsubscribed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.audience.guest_list_reading import GuestList, Invitee
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.notices import Guest
from storage.models.staff import StaffMember
from storage.queries import guests as queries


@dataclass(frozen=True)
class Merge:
    """What taking a list over does: how many guests are new, changed, the same; of them, how many want no mail."""

    new: int
    changed: int
    same: int
    unsubscribed: int

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.new or self.changed)


@dataclass(frozen=True)
class ContactList:
    """How many guests there are, how many want no mail, how many were refused; who gets mail, by group (None: none)."""

    total: int
    unsubscribed: int
    refused: int
    reachable: Mapping[str | None, int]


def contact_list(session: Session, by: StaffMember) -> ContactList:
    """The list in figures. Raises NotAllowed."""
    require(by, Right.READ)
    return ContactList(*queries.totals(session), queries.reachable_by_group(session))


def preview(session: Session, by: StaffMember | None, found: GuestList, *, from_command_line: bool = False) -> Merge:
    """What `save` would do; nothing is changed. Raises NotAllowed."""
    _require(by, from_command_line)
    return _merge(queries.guests_of(session, _addresses(found)), found)


def save(
    session: Session, by: StaffMember | None, found: GuestList, now: datetime, *, from_command_line: bool = False
) -> Merge:
    """Take a list over: new guests are added, known ones get what the list says of them. Raises NotAllowed."""
    _require(by, from_command_line)
    known = queries.guests_of(session, _addresses(found))
    merge = _merge(known, found)
    for invitee in found.guests:
        if (guest := known.get(invitee.email)) is not None:
            guest.name, guest.group_code, guest.municipality = _said(guest, invitee)
    queries.add(session, [_guest(one, now) for one in found.guests if one.email not in known])
    record(session, by, "guests.imported", now, new=merge.new, changed=merge.changed)
    return merge


def everybody(session: Session, by: StaffMember) -> Sequence[Guest]:
    """All guests by group and address, to be taken along. Raises NotAllowed."""
    require(by, Right.PUBLISH)
    return queries.everybody(session)


def refusals(session: Session, by: StaffMember) -> Sequence[Guest]:
    """«Rechazados»: whose address a server did not take, with what it said. Raises NotAllowed."""
    require(by, Right.READ)
    return queries.refused(session)


def try_again(session: Session, by: StaffMember, now: datetime) -> int:
    """The refused addresses get mail again from now on. Gives how many they are. Raises NotAllowed."""
    signing = require(by, Right.PUBLISH)
    count = queries.forgive(session)
    record(session, signing, "guests.tried_again", now, count=count)
    return count


def remove(session: Session, by: StaffMember, email: str, now: datetime) -> bool:
    """Take an address out of the list. Gives whether it was there. Raises NotAllowed."""
    signing = require(by, Right.PUBLISH)
    was_there = queries.remove(session, email.strip().lower())
    if was_there:
        record(session, signing, "guests.removed", now, count=1)
    return was_there


def _require(by: StaffMember | None, from_command_line: bool) -> None:
    if not from_command_line:
        require(by, Right.PUBLISH)


def _addresses(found: GuestList) -> list[str]:
    return [one.email for one in found.guests]


def _guest(invitee: Invitee, now: datetime) -> Guest:
    return Guest(
        email=invitee.email,
        name=invitee.name,
        group_code=invitee.group,
        municipality=invitee.municipality,
        imported_at=now,
    )


def _said(guest: Guest, invitee: Invitee) -> tuple[str, str | None, str | None]:
    """Name, group and municipality of a known guest after the list: what it does not say stays."""
    return (
        invitee.name or guest.name,
        invitee.group or guest.group_code,
        invitee.municipality or guest.municipality,
    )


def _merge(known: Mapping[str, Guest], found: GuestList) -> Merge:
    old = [(known[one.email], one) for one in found.guests if one.email in known]
    changed = sum(_said(guest, one) != (guest.name, guest.group_code, guest.municipality) for guest, one in old)
    silent = sum(guest.unsubscribed_at is not None for guest, _ in old)
    return Merge(len(found.guests) - len(old), changed, len(old) - changed, silent)
