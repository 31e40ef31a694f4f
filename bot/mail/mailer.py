"""Sending e-mails, one after the other over one connection, which is closed when nothing more comes."""

import asyncio
from types import TracebackType
from typing import Self

import structlog
from aiosmtplib import SMTP, SMTPException

from bot.mail.addresses import UnusableAddress, read_mailbox, read_sender
from bot.mail.answers import CLOSING, outcome_of
from bot.mail.composing import Composed, compose
from bot.mail.dialogue import Patience, connect, hand_over
from bot.mail.server import MailServer, read_server
from bot.present import Now, real_now
from bot.settings import Settings
from handlers.mail import Address, Mail, MailFate, MailOutcome, MailReason

IDLE_SECONDS = 20.0  # servers close what is idle for minutes, and count what is open

log = structlog.get_logger(__name__)


class Mailer:
    """The client of one mail server. Several may send at once, their e-mails go one by one."""

    def __init__(
        self, server: MailServer, sender: Address, now: Now = real_now, patience: Patience | None = None
    ) -> None:
        self._server = server
        self._sender = sender
        self._now = now
        self._patience = patience or Patience()
        self._client: SMTP | None = None
        self._one_at_a_time = asyncio.Lock()
        self._idle: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, settings: Settings, now: Now = real_now) -> "Mailer | None":
        """The mailer of an entity's settings; None where there is no SMTP_URL."""
        if settings.smtp_url is None or settings.mail_from is None:
            return None
        name, mailbox = read_sender(settings.mail_from)
        return cls(read_server(settings.smtp_url.get_secret_value()), Address(str(mailbox), name), now)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def send(self, mail: Mail) -> MailOutcome:
        """Send one e-mail. What goes wrong is told by the outcome; nothing is repeated that may have arrived."""
        try:
            composed = compose(mail, self._sender, self._now())
        except UnusableAddress:
            return self._told(MailOutcome(MailFate.REFUSED, MailReason.BAD_ADDRESS))
        async with self._one_at_a_time:
            self._stay_open()
            used_before = self._client is not None and self._client.is_connected
            outcome = await self._over_a_connection(composed)
            if used_before and outcome.fate is MailFate.LATER and self._client is None:
                # A server may end a connection that was idle or has carried enough: a new one gets the same e-mail.
                outcome = await self._over_a_connection(composed)
            self._close_when_idle()
        return self._told(outcome)

    async def check(self) -> MailReason | None:
        """Connect, greet and log in, without an e-mail. Gives why that fails, or None."""
        try:
            client = await connect(self._server, read_mailbox(self._sender.address), self._patience)
        except (SMTPException, OSError) as error:
            return outcome_of(error).reason
        await _leave(client)
        return None

    async def close(self) -> None:
        """End the connection, when the e-mail that is under way is through."""
        async with self._one_at_a_time:
            self._stay_open()
            await self._disconnect()

    async def _over_a_connection(self, mail: Composed) -> MailOutcome:
        try:
            if self._client is None or not self._client.is_connected:
                self._client = await connect(self._server, mail.sender, self._patience)
            outcome = await hand_over(self._client, mail, self._patience)
        except (SMTPException, OSError) as error:
            self._client = None
            return outcome_of(error)
        except BaseException:
            self._cut()
            raise
        if outcome.fate is not MailFate.ARRIVED:
            await self._begin_anew(self._client, outcome)
        return outcome

    async def _begin_anew(self, client: SMTP, outcome: MailOutcome) -> None:
        """Take back what was begun of an e-mail. An answer that is still under way would be taken for the next one."""
        if outcome.code is None or outcome.code == CLOSING:
            self._cut()
            return
        try:
            await client.rset()
        except (SMTPException, OSError):
            self._cut()

    def _cut(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = None

    async def _disconnect(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await _leave(client)

    def _close_when_idle(self) -> None:
        if self._client is not None:
            self._idle = asyncio.create_task(self._wait_and_close())

    async def _wait_and_close(self) -> None:
        await asyncio.sleep(IDLE_SECONDS)
        async with self._one_at_a_time:
            self._idle = None
            await self._disconnect()

    def _stay_open(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = None

    def _told(self, outcome: MailOutcome) -> MailOutcome:
        """The log has numbers and the server's name, no address and none of the server's words, which may hold one."""
        if outcome.fate is MailFate.ARRIVED:
            log.info("mail.sent", server=self._server.name)
            return outcome
        facts = {"server": self._server.name, "reason": str(outcome.reason), "code": outcome.code}
        if outcome.reason in _HINTS:
            log.error("mail.not_possible", **facts, hint=_HINTS[outcome.reason])
        else:
            log.warning("mail.not_sent", fate=outcome.fate.value, **facts, status=outcome.status)
        return outcome


_HINTS: dict[MailReason | None, str] = {
    MailReason.LOGIN: "the user or the password of SMTP_URL is refused",
    MailReason.SENDER: "the server does not let this user send as MAIL_FROM",
    MailReason.TLS: "the connection can not be encrypted; SSL_CERT_FILE names an authority of one's own",
    MailReason.UNREACHABLE: "check the network and SMTP_URL",
}


async def _leave(client: SMTP) -> None:
    try:
        await client.quit()
    except (SMTPException, OSError):
        client.close()
