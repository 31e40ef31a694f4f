"""The outgoing mail server, read from SMTP_URL."""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

SUBMISSION, SUBMISSION_OVER_TLS = 587, 465


class UnusableMailUrl(ValueError):
    """This is not the address of a mail server."""


class Tls(StrEnum):
    """How the connection is encrypted; certificates are always checked (SSL_CERT_FILE names further authorities)."""

    FROM_THE_START = "from the start"
    ALWAYS = "always"  # STARTTLS, or no mail at all
    AUTO = "auto"  # STARTTLS where the server offers it
    NEVER = "never"


@dataclass(frozen=True)
class MailServer:
    """Where e-mails are handed in. Without a user there is no login."""

    host: str
    port: int
    tls: Tls
    user: str | None = None
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The server as logs may name it."""
        return f"{self.host}:{self.port}"


def read_server(url: str) -> MailServer:
    """The server of `smtp://user:password@host:587?starttls=always` or `smtps://user:password@host:465`.

    Where `starttls` is not written: `always` with a user, so that no password travels in the clear; else `auto`.
    Characters such as @ and / are written in the password as %40 and %2F. Raises UnusableMailUrl.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        ascii_host = (host or "").encode("idna").decode("ascii")
        choices = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        starttls = choices.pop("starttls", [])
    except (ValueError, UnicodeError) as error:
        raise UnusableMailUrl from error
    if parts.scheme not in {"smtp", "smtps"} or not host or choices or parts.path not in {"", "/"} or parts.fragment:
        raise UnusableMailUrl
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    if parts.scheme == "smtps":
        if starttls:
            raise UnusableMailUrl
        return MailServer(ascii_host, port or SUBMISSION_OVER_TLS, Tls.FROM_THE_START, user, password or "")
    tls = _starttls(starttls, Tls.ALWAYS if user else Tls.AUTO)
    return MailServer(ascii_host, port or SUBMISSION, tls, user, password or "")


def _starttls(written: list[str], otherwise: Tls) -> Tls:
    allowed = {choice.value: choice for choice in (Tls.ALWAYS, Tls.AUTO, Tls.NEVER)}
    if not written:
        return otherwise
    if len(written) > 1 or written[0] not in allowed:
        raise UnusableMailUrl
    return allowed[written[0]]
