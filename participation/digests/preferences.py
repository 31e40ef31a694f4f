"""«Resúmenes»: where and how often a member of staff gets the digest."""

from datetime import datetime

from locales import Phrase
from participation.office.errors import OfficeError
from participation.plan.errors import UnreadableError
from participation.plan.values import email
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.staff import Digest, StaffMember

LONGEST_ADDRESS = 320


class NoAddress(OfficeError):
    """There is no e-mail address to send it to."""

    phrase = Phrase("digest", "I do not have your e-mail address yet. Write it first.")


class BadAddress(OfficeError):
    """What was written is no e-mail address."""

    phrase = Phrase("digest", "That is no e-mail address. Write it like nombre@entidad.gov.co.")


def choose_channel(session: Session, by: StaffMember | None, digest: Digest, now: datetime) -> StaffMember:
    """Where it comes from now on. Raises NotAllowed, NoAddress."""
    me = require(by, Right.READ)
    if digest in {Digest.EMAIL, Digest.BOTH} and not me.email:
        raise NoAddress
    me.digest = digest
    return _kept(session, me, now)


def choose_pace(session: Session, by: StaffMember | None, now: datetime, *, weekly: bool) -> StaffMember:
    """Every working day or once a week. Raises NotAllowed."""
    me = require(by, Right.READ)
    me.weekly_digest = weekly
    return _kept(session, me, now)


def set_address(session: Session, by: StaffMember | None, written: str, now: datetime) -> StaffMember:
    """The address for digests by e-mail. Raises NotAllowed, BadAddress."""
    me = require(by, Right.READ)
    wanted = written.strip()
    if len(wanted) > LONGEST_ADDRESS:
        raise BadAddress
    try:
        me.email = email(wanted).lower()
    except UnreadableError:
        raise BadAddress from None
    return _kept(session, me, now)


def _kept(session: Session, me: StaffMember, now: datetime) -> StaffMember:
    facts = {"digest": me.digest.value, "weekly": me.weekly_digest, "address": me.email is not None}
    record(session, me, "staff.digest", now, subject="staff", subject_id=me.id, **facts)
    session.flush()
    return me
