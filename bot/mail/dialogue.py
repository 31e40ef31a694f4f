"""One connection with a mail server, and the handing over of one e-mail.

aiosmtplib's own `sendmail` has one error for a connection that is cut before the message's end and after it. Only the
end, a line with a dot, makes a server take a message on: so it is sent by itself, when everything before it has left.
"""

import asyncio
import re
from dataclasses import dataclass

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPServerDisconnected
from aiosmtplib.protocol import SMTPProtocol

from bot.mail.addresses import Mailbox
from bot.mail.answers import AddressNotTaken, LoginNotOffered, NoSafeConnection, outcome_of
from bot.mail.composing import Composed
from bot.mail.server import MailServer, Tls
from handlers.mail import MailFate, MailOutcome, MailReason

START_INPUT, COMPLETED = 354, 250
_FIRST_DOT = re.compile(rb"(?m)^\.")
_END = b".\r\n"


@dataclass(frozen=True)
class Patience:
    """Seconds to wait: for a connection, for an answer, and for the last one, before which servers read the message."""

    connect: float = 15.0
    answer: float = 60.0
    verdict: float = 180.0


async def connect(server: MailServer, sender: Mailbox, patience: Patience) -> SMTP:
    """A connection that is ready for e-mails: greeted, encrypted and logged in as the server is set up.

    Raises SMTPException or OSError; `bot.mail.answers` tells what they mean.
    """
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls is Tls.FROM_THE_START,
        start_tls=False,
        local_hostname=sender.domain,  # the machine's own name would be asked of the DNS, and says less
        timeout=patience.connect,
    )
    try:
        await client.connect()
        await _encrypt(client, server.tls)
        await _log_in(client, server)
    except BaseException:
        client.close()
        raise
    client.timeout = patience.answer
    return client


async def _encrypt(client: SMTP, tls: Tls) -> None:
    if tls not in {Tls.ALWAYS, Tls.AUTO}:
        return
    await client.ehlo()
    if client.supports_extension("starttls"):
        await client.starttls()
    elif tls is Tls.ALWAYS:
        raise NoSafeConnection("the server offers no STARTTLS")


async def _log_in(client: SMTP, server: MailServer) -> None:
    await client.ehlo()
    if server.user is None:
        return
    if not client.supported_auth_methods:
        raise LoginNotOffered("the server offers no login that we know")
    await client.login(server.user, server.password)


async def hand_over(client: SMTP, mail: Composed, patience: Patience) -> MailOutcome:
    """Hand one e-mail to the server. Where the outcome is not ARRIVED the connection may be of no more use."""
    try:
        await _envelope(client, mail)
        protocol = await _all_but_the_end(client, mail.content, patience)
        protocol.write(_END)
    except (SMTPException, OSError) as error:
        return outcome_of(error)
    try:
        verdict = await protocol.read_response(patience.verdict)
    except (SMTPException, OSError):
        return MailOutcome(MailFate.UNKNOWN, MailReason.CUT_OFF)
    if verdict.code != COMPLETED:
        return outcome_of(SMTPDataError(verdict.code, verdict.message))
    return MailOutcome(MailFate.ARRIVED, code=verdict.code)


async def _envelope(client: SMTP, mail: Composed) -> None:
    options = [f"SIZE={len(mail.content)}"] if client.supports_extension("size") else []
    if mail.utf8:
        if not client.supports_extension("smtputf8"):
            raise AddressNotTaken("the server offers no SMTPUTF8")
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    encoding = "utf-8" if mail.utf8 else "ascii"
    await client.mail(str(mail.sender), options=options, encoding=encoding)
    await client.rcpt(str(mail.recipient), encoding=encoding)
    start = await client.execute_command(b"DATA")
    if start.code != START_INPUT:
        raise SMTPDataError(start.code, start.message)


async def _all_but_the_end(client: SMTP, content: bytes, patience: Patience) -> SMTPProtocol:
    """Write the message and wait until it has left. It ends with a line's end; a dot that begins a line is doubled."""
    protocol, transport = client.protocol, client.transport
    if protocol is None or not isinstance(transport, asyncio.WriteTransport):
        raise SMTPServerDisconnected("cut off after DATA")
    transport.set_write_buffer_limits(0)
    protocol.write(_FIRST_DOT.sub(b"..", content))
    async with asyncio.timeout(patience.answer):
        await protocol._drain_helper()  # what asyncio's StreamWriter calls on its protocol to wait for the buffer
    return protocol
