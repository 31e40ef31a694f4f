"""Links by which a mail's reader unsubscribes: the address and a mark that only we can make, and no row for it."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime

from participation.identity import Keyring
from storage import Session
from storage.queries import guests as queries

PURPOSE = "unsubscribe"
PATH = "/baja/"
_MARK = 32  # hexadecimal digits: 128 bits


class WrongToken(ValueError):
    """We never made this."""


def token(keys: Keyring, email: str) -> str:
    """What leads to the page of an address; the same for every mail to it."""
    address = email.lower()
    packed = urlsafe_b64encode(address.encode()).decode().rstrip("=")
    return f"{packed}.{keys.mac(address, PURPOSE)[:_MARK]}"


def address_of(keys: Keyring, given: str) -> str:
    """The address for which a token was made. Raises WrongToken."""
    packed = given.partition(".")[0]
    try:
        address = urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except (NotBase64, ValueError) as error:
        raise WrongToken from error
    if not hmac.compare_digest(token(keys, address).encode(), given.encode("utf-8", "surrogateescape")):
        raise WrongToken
    return address


def link(keys: Keyring, email: str, public_url: str | None) -> str | None:
    """The address of the page where this reader unsubscribes, for `Unsubscribe.url`; None where there is no page."""
    return f"{public_url}{PATH}{token(keys, email)}" if public_url else None


def unsubscribe(session: Session, keys: Keyring, given: str, now: datetime) -> str:
    """Nothing more is sent to the address of a token, which is given back; twice is once. Raises WrongToken."""
    address = address_of(keys, given)
    queries.unsubscribe(session, address, now)
    return address
