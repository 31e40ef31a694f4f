"""E-mail addresses as SMTP takes them: one on a line, with the domain in ASCII."""

import re
from dataclasses import dataclass

LONGEST_LOCAL, LONGEST_DOMAIN = 64, 255  # octets, RFC 5321 4.5.3.1
THIS_MACHINE = "localhost"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")


class UnusableAddress(ValueError):
    """This is no address to which, or from which, an e-mail can be sent."""


@dataclass(frozen=True)
class Mailbox:
    """An address that may stand in a command and in a header."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def utf8(self) -> bool:
        """Whether only servers with SMTPUTF8 (RFC 6531) can take it. The domain is ASCII already."""
        return not self.local.isascii()


def read_mailbox(written: str) -> Mailbox:
    """An address as somebody wrote it, its domain in ASCII ("ñandú.co" becomes xn--…). Raises UnusableAddress."""
    local, _, domain = written.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
        octets = len(local.encode())
    except UnicodeError as error:
        raise UnusableAddress from error
    if not _LOCAL.fullmatch(local) or not local.isprintable() or octets > LONGEST_LOCAL:
        raise UnusableAddress
    labels = ascii_domain.split(".")
    complete = len(labels) > 1 or labels == [THIS_MACHINE]
    if not complete or len(ascii_domain) > LONGEST_DOMAIN or not all(_LABEL.fullmatch(label) for label in labels):
        raise UnusableAddress
    return Mailbox(local, ascii_domain)


def read_sender(written: str) -> tuple[str, Mailbox]:
    """The name (may be empty) and the address of "Name <correo@entidad.gov.co>". Raises UnusableAddress."""
    if found := _NAMED.fullmatch(written.strip()):
        return found["name"].strip().strip('"'), read_mailbox(found["address"])
    return "", read_mailbox(written)
