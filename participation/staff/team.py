"""The team: letting people in by a link that works once, changing what they may do, letting them go."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from participation.staff.alerting import tell_of_reader
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.staff import Invitation, Role, StaffMember
from storage.queries import desks
from storage.queries import staff as queries

INVITATION_LASTS = timedelta(hours=72)
TOKEN_BYTES = 24  # 32 characters: with `equipo_` they fit into a deep link's 64


class UnusableInvitation(ValueError):
    """The link was used, has expired, or never was."""


class LastAdministrator(ValueError):
    """Somebody has to remain who can change the team."""


def staff_member(session: Session, telegram_id: int) -> StaffMember | None:
    """Who writes, if it is somebody who works here now."""
    found = queries.member(session, telegram_id)
    return found if found is not None and found.removed_at is None else None


def team(session: Session, by: StaffMember | None) -> Sequence[StaffMember]:
    """Everybody who works here now. Raises NotAllowed."""
    require(by, Right.ADMINISTER)
    return queries.active_members(session)


def invite(
    session: Session,
    by: StaffMember | None,
    role: Role,
    now: datetime,
    *,
    name: str | None = None,
    reads_denuncias: bool = False,
    from_command_line: bool = False,
) -> str:
    """A token that lets one person in within 72 hours. Raises NotAllowed.

    The first administrator comes from the command line of the server, where no staff member signs.
    """
    if not from_command_line:
        require(by, Right.ADMINISTER)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        Invitation(
            token_hash=_hash(token),
            role=role,
            name=name,
            reads_denuncias=reads_denuncias,
            invited_by=by.id if by is not None else None,
            expires_at=now + INVITATION_LASTS,
        )
    )
    record(session, by, "staff.invited", now, role=role.value, denuncias=reads_denuncias)
    return token


def join(session: Session, token: str, telegram_id: int, name: str, now: datetime) -> StaffMember:
    """Come in by a link; who was here before comes back with the new role.

    Raises UnusableInvitation, and LastAdministrator for who would give away by it what nobody else has; the link is
    good for somebody else then.
    """
    invitation = queries.invitation(session, _hash(token))
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= now:
        raise UnusableInvitation
    found = queries.member(session, telegram_id)
    if found is not None and found.removed_at is None and invitation.role is not Role.ADMINISTERS:
        _keep_an_administrator(session, found)
    invitation.used_at = now
    if found is None:
        found = StaffMember(telegram_id=telegram_id, joined_at=now)
        session.add(found)
    found.name = invitation.name or name
    found.role, found.reads_denuncias, found.removed_at = invitation.role, invitation.reads_denuncias, None
    session.flush()
    if found.reads_denuncias:
        tell_of_reader(session, found, None, now)
    record(session, found, "staff.joined", now, subject="staff", subject_id=found.id, role=found.role.value)
    return found


def change_role(session: Session, by: StaffMember | None, whom: StaffMember, role: Role, now: datetime) -> None:
    """Another role from now on. Raises NotAllowed, LastAdministrator."""
    signing = require(by, Right.ADMINISTER)
    if role is not Role.ADMINISTERS:
        _keep_an_administrator(session, whom)
    before, whom.role = whom.role, role
    record(session, signing, "staff.role", now, subject="staff", subject_id=whom.id, old=before.value, new=role.value)


def allow_denuncias(
    session: Session, by: StaffMember | None, whom: StaffMember, now: datetime, *, allowed: bool
) -> None:
    """Give or take the permission to read denuncias; that it was given is told to who watches. Raises NotAllowed."""
    signing = require(by, Right.ADMINISTER)
    whom.reads_denuncias = allowed
    if allowed:
        tell_of_reader(session, whom, signing, now)
    record(session, signing, "staff.denuncias", now, subject="staff", subject_id=whom.id, allowed=allowed)


def remove(session: Session, by: StaffMember | None, whom: StaffMember, now: datetime) -> None:
    """Out at once: the next thing that the person does is a citizen's. Raises NotAllowed, LastAdministrator."""
    signing = require(by, Right.ADMINISTER)
    _keep_an_administrator(session, whom)
    whom.removed_at = now
    desks.clear(session, whom.telegram_id)  # the private chat has the id of the person
    record(session, signing, "staff.removed", now, subject="staff", subject_id=whom.id)


def _keep_an_administrator(session: Session, leaving: StaffMember) -> None:
    if leaving.role is Role.ADMINISTERS and queries.count_administrators(session) <= 1:
        raise LastAdministrator


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
