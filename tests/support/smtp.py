"""A real mail server on this machine: it takes, refuses, waits or hangs up as a test says, and keeps what it took."""

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 OK"


@dataclass(frozen=True)
class Received:
    """An e-mail that the server took: its envelope, its bytes, and what a mail program reads of it."""

    sender: str
    recipient: str
    content: bytes
    message: EmailMessage

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def attachments(self) -> dict[str, bytes]:
        """The files by their names."""
        parts = self.message.iter_attachments()
        return {part.get_filename() or "": part.get_payload(decode=True) for part in parts}  # type: ignore[misc] # bytes

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content().replace("\r\n", "\n") if part is not None else ""


@dataclass
class Mailbox:
    """A server that is open while its `async with` lasts; `url` is its SMTP_URL, `received` what came.

    Answers are taken from these lists, one for each command, until they are used up: `on_mail`, `on_rcpt`, `on_data`.
    An answer of None hangs up instead. `holding` makes every answer to DATA's end wait for `go_on`.
    """

    user: str | None = None
    password: str = ""
    tls: ssl.SSLContext | None = None
    takes_utf8: bool = True
    largest: int = 33_554_432
    on_mail: list[str | None] = field(default_factory=list)
    on_rcpt: list[str | None] = field(default_factory=list)
    on_data: list[str | None] = field(default_factory=list)
    holding: bool = False
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    logins: list[str] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)  # an e-mail was taken
    left: asyncio.Event = field(default_factory=asyncio.Event)  # a client said goodbye

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._open: list[SMTP] = []
        self._server = await loop.create_server(self._answering, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.go_on.set()
        self.stop()
        await self._server.wait_closed()
        await asyncio.sleep(0)  # the ends of the connections are heard

    @property
    def url(self) -> str:
        """The address of this server, with its user where it wants one."""
        login = f"{self.user}:{self.password}@" if self.user is not None else ""
        return f"smtp://{login}127.0.0.1:{self.port}?starttls={'always' if self.tls else 'never'}"

    def stop(self) -> None:
        """Take no more connections, and end those that are open."""
        self._server.close()
        self.hang_up()

    def hang_up(self) -> None:
        """End every connection without a word."""
        for session in self._open:
            if session.transport is not None:
                session.transport.close()
        self._open.clear()

    def to(self, recipient: str) -> list[Received]:
        """What came for somebody, the oldest first."""
        return [mail for mail in self.received if mail.recipient == recipient]

    def _answering(self) -> SMTP:
        self.connections += 1
        protocol = SMTP(
            _Rules(self),
            hostname="mail.test",
            enable_SMTPUTF8=self.takes_utf8,
            data_size_limit=self.largest,
            tls_context=self.tls,
            require_starttls=self.tls is not None,
            authenticator=self._let_in if self.user is not None else None,
            auth_required=self.user is not None and self.tls is not None,
            auth_require_tls=self.tls is not None,
            loop=asyncio.get_running_loop(),
        )
        self._open.append(protocol)
        return protocol

    def _let_in(self, _server: Any, _session: Any, _envelope: Any, method: str, given: object) -> AuthResult:
        self.logins.append(method)
        good = isinstance(given, LoginPassword) and given == LoginPassword(
            (self.user or "").encode(), self.password.encode()
        )
        return AuthResult(success=good, handled=False)  # handled by us, a refusal would be left without an answer

    def answer(self, answers: list[str | None], server: SMTP) -> str:
        """The next answer that was laid down, or that all is well; None hangs up."""
        answer = answers.pop(0) if answers else OK
        if answer is None:
            if isinstance(server.transport, asyncio.WriteTransport):
                server.transport.abort()
            return OK
        return answer

    def keep(self, envelope: Envelope) -> None:
        """Keep what was taken."""
        content = bytes(envelope.original_content or b"")
        message = message_from_bytes(content, _class=EmailMessage, policy=default)
        for recipient in envelope.rcpt_tos:
            self.received.append(Received(envelope.mail_from or "", recipient, content, message))
        self.came.set()


@dataclass
class _Rules:
    """aiosmtpd asks here what to answer."""

    box: Mailbox

    async def handle_MAIL(  # noqa: N802 - the library looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Iterable[str]
    ) -> str:
        answer = self.box.answer(self.box.on_mail, server)
        if answer == OK:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802 - the library looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Iterable[str]
    ) -> str:
        answer = self.box.answer(self.box.on_rcpt, server)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the same
        answer = self.box.answer(self.box.on_data, server)
        if answer == OK:  # also where it hangs up: the worst case is a server that took it and did not say so
            self.box.keep(envelope)
        if self.box.holding:
            await self.box.go_on.wait()
        return answer

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the same
        self.box.left.set()
        return "221 Bye"
