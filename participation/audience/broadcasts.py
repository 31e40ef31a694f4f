"""«Difusión»: what staff write themselves, to subscribers, the channel, and groups of institutions.

It is never addressed to people by what they are. Who wrote it may send it: the right to publish is asked for both.
"""

from datetime import datetime
from urllib.parse import urlsplit

from locales import utf16_length
from participation.audience.groups import institutional_groups
from participation.staff.rights import Right, require
from storage import Session
from storage.models.notices import Broadcast
from storage.models.staff import StaffMember
from storage.queries import audience as queries

LONGEST = 3_000  # UTF-16 units of the 4,096 that a message holds; the rest is who writes and how to end it
LONGEST_LINK = 500


class NoSuchBroadcast(LookupError):
    """It was dropped, or never was."""


class TextTooLong(ValueError):
    """It does not fit into one message."""


class NotALink(ValueError):
    """It is no web address."""


class SentAlready(ValueError):
    """What was sent is not changed any more."""


def write(session: Session, by: StaffMember, text: str, now: datetime) -> Broadcast:
    """Keep a new notice that is not sent yet. Raises NotAllowed, TextTooLong."""
    signing = require(by, Right.PUBLISH)
    fresh = Broadcast(text=_fitting(text), by_staff=signing.id, created_at=now, guest_groups=[])
    session.add(fresh)
    session.flush()
    return fresh


def rewrite(
    session: Session, by: StaffMember, broadcast_id: int, *, text: str | None = None, link: str | None = None
) -> Broadcast:
    """Another text, or another link (an empty one takes it away).

    Raises NotAllowed, NoSuchBroadcast, SentAlready, TextTooLong, NotALink.
    """
    found = _unsent(session, by, broadcast_id)
    if text is not None:
        found.text = _fitting(text)
    if link is not None:
        found.link = _web_address(link) if link.strip() else None
    session.flush()
    return found


def address(session: Session, by: StaffMember, broadcast_id: int, to: str) -> Broadcast:
    """Turn one of those whom it goes to on or off: `subscribers`, `channel` or `g-<group>`.

    Raises NotAllowed, NoSuchBroadcast, SentAlready.
    """
    found = _unsent(session, by, broadcast_id)
    if to == "subscribers":
        found.to_subscribers = not found.to_subscribers
    elif to == "channel":
        found.to_channel = not found.to_channel
    elif to.removeprefix("g-") in institutional_groups(session):
        group = to.removeprefix("g-")
        kept = [one for one in found.guest_groups if one != group]
        found.guest_groups = kept if group in found.guest_groups else [*kept, group]
    session.flush()
    return found


def drop(session: Session, by: StaffMember, broadcast_id: int) -> bool:
    """Drop what was not sent. Gives whether it was there. Raises NotAllowed."""
    require(by, Right.PUBLISH)
    return queries.drop_broadcast(session, broadcast_id)


def own(session: Session, by: StaffMember, broadcast_id: int) -> Broadcast:
    """One of them, sent or not, for who may publish. Raises NotAllowed, NoSuchBroadcast."""
    require(by, Right.PUBLISH)
    found = queries.broadcast(session, broadcast_id)
    if found is None:
        raise NoSuchBroadcast
    return found


def _unsent(session: Session, by: StaffMember, broadcast_id: int) -> Broadcast:
    found = own(session, by, broadcast_id)
    if found.sent_at is not None:
        raise SentAlready
    return found


def _fitting(text: str) -> str:
    if utf16_length(text) > LONGEST:
        raise TextTooLong
    return text.strip()


def _web_address(link: str) -> str:
    """A link that Telegram takes for a button: a broken one would only lose the button, but then nobody sees it."""
    try:
        parts = urlsplit(link.strip())
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise NotALink from error
    whole = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and port_is_fine
    if not whole or len(link) > LONGEST_LINK or any(map(str.isspace, link.strip())):
        raise NotALink
    return link.strip()
