"""E-mails handed to a real server on this machine, which takes, refuses, waits or hangs up."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from structlog.testing import capture_logs

from bot.mail.dialogue import Patience
from bot.mail.mailer import Mailer
from bot.mail.server import read_server
from handlers.mail import Address, Attachment, Mail, MailCalendar, MailFate, MailOutcome, MailReason
from tests.support.smtp import Mailbox

SENDER = Address("participa@example.org", "Participa")
AT = datetime(2021, 7, 1, 9, tzinfo=UTC)
SHORT = Patience(verdict=0.05)
ANA = Mail("notice-1", Address("ana@example.org", "Ana"), "Aplazado", "El diálogo se aplazó.")


def mailer(url: str, patience: Patience | None = None) -> Mailer:
    return Mailer(read_server(url), SENDER, lambda: AT, patience)


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with Mailbox() as opened:
        yield opened


async def sent(box: Mailbox, mail: Mail = ANA) -> MailOutcome:
    async with mailer(box.url) as sender:
        return await sender.send(mail)


async def test_an_email_arrives_as_it_was_written(box: Mailbox) -> None:
    outcome = await sent(box)

    assert outcome == MailOutcome(MailFate.ARRIVED, code=250)
    [mail] = box.received
    assert (mail.sender, mail.recipient) == ("participa@example.org", "ana@example.org")
    assert mail.message["From"] == "Participa <participa@example.org>"
    assert mail.message["To"] == "Ana <ana@example.org>"
    assert mail.message["Date"].datetime == AT
    assert mail.text == "El diálogo se aplazó.\n"


async def test_lines_that_are_only_a_dot_arrive(box: Mailbox) -> None:
    text = "Antes\n.\n..\n.com\nAhora\n"  # in ASCII: nothing else would keep its dots on the way

    await sent(box, Mail("k", ANA.to, "Puntos", text))

    assert box.received[0].text == text


async def test_an_invitation_arrives_whole(box: Mailbox) -> None:
    ics = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:Diálogo\r\nEND:VCALENDAR\r\n".encode()
    table = Attachment("año.csv", "text/csv", b"a;b\r\n.\r\n")
    calendar = MailCalendar("CANCEL", ics)

    await sent(box, Mail("k", ANA.to, "Aplazado", "Texto", "<p>Diálogo</p>", (table,), calendar))

    [mail] = box.received
    assert (mail.text, mail.html) == ("Texto\n", "<p>Diálogo</p>\n")
    assert mail.attachments == {"año.csv": table.content, "invitacion.ics": ics}


async def test_a_batch_goes_over_one_connection(box: Mailbox) -> None:
    async with mailer(box.url) as sender:
        outcomes = await asyncio.gather(
            *(sender.send(Mail(f"k{n}", Address(f"p{n}@example.org"), "Hola", "Texto")) for n in range(20))
        )

    assert {outcome.fate for outcome in outcomes} == {MailFate.ARRIVED}
    assert [mail.recipient for mail in box.received] == [f"p{n}@example.org" for n in range(20)]
    assert box.connections == 1


async def test_a_connection_is_closed_when_nothing_more_comes(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.mail.mailer.IDLE_SECONDS", 0.01)

    async with mailer(box.url) as sender:
        await sender.send(ANA)
        await asyncio.wait_for(box.left.wait(), 5)
        outcome = await sender.send(ANA)

    assert outcome.fate is MailFate.ARRIVED
    assert box.connections == 2


@pytest.mark.parametrize(
    ("answer", "reason", "status"),
    [
        ("550 5.1.1 <ana@example.org> unknown", MailReason.NO_MAILBOX, "5.1.1"),
        ("550 5.1.2 no such domain", MailReason.NO_DOMAIN, "5.1.2"),
        ("552 5.2.2 over quota", MailReason.MAILBOX_FULL, "5.2.2"),
        ("550 No such user here", MailReason.REJECTED, None),
        ("554 5.7.1 Relay access denied", MailReason.REJECTED, "5.7.1"),
    ],
)
async def test_a_refused_recipient_is_refused_for_good(
    box: Mailbox, answer: str, reason: MailReason, status: str | None
) -> None:
    box.on_rcpt = [answer]

    assert await sent(box) == MailOutcome(MailFate.REFUSED, reason, int(answer[:3]), status)
    assert box.received == []


async def test_a_refusal_leaves_the_connection_for_the_others(box: Mailbox) -> None:
    box.on_rcpt = ["550 5.1.1 unknown"]

    async with mailer(box.url) as sender:
        outcomes = [await sender.send(ANA), await sender.send(ANA)]

    assert [outcome.fate for outcome in outcomes] == [MailFate.REFUSED, MailFate.ARRIVED]
    assert box.connections == 1


async def test_refused_content_is_refused_for_good(box: Mailbox) -> None:
    box.on_data = ["554 5.7.1 looks like spam"]

    assert await sent(box) == MailOutcome(MailFate.REFUSED, MailReason.CONTENT, 554, "5.7.1")


async def test_what_is_too_large_is_refused_before_it_is_sent() -> None:
    async with Mailbox(largest=1000) as box:
        outcome = await sent(box, Mail("k", ANA.to, "Grande", "letras " * 1000))

    assert (outcome.fate, outcome.reason, outcome.whole_server) == (MailFate.REFUSED, MailReason.TOO_LARGE, False)


@pytest.mark.parametrize("answer", ["450 4.2.1 greylisted", "452 4.2.2 over quota"])
async def test_a_recipient_put_off_may_be_tried_later(box: Mailbox, answer: str) -> None:
    box.on_rcpt = [answer]

    outcome = await sent(box)

    assert (outcome.fate, outcome.whole_server) == (MailFate.LATER, False)


async def test_content_put_off_may_be_tried_later(box: Mailbox) -> None:
    box.on_data = ["451 4.3.0 try again"]

    assert await sent(box) == MailOutcome(MailFate.LATER, MailReason.BUSY, 451, "4.3.0")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("421 4.7.0 too many messages", MailReason.BUSY),
        ("450 4.7.1 slow down", MailReason.BUSY),
        ("553 5.7.1 sender not owned by user", MailReason.SENDER),
    ],
)
async def test_a_server_that_takes_nothing_uses_up_no_recipients_try(
    box: Mailbox, answer: str, reason: MailReason
) -> None:
    box.on_mail = [answer]

    outcome = await sent(box)

    assert (outcome.fate, outcome.reason, outcome.whole_server) == (MailFate.LATER, reason, True)


async def test_nobody_there_is_for_later(box: Mailbox) -> None:
    box.stop()

    outcome = await sent(box)

    assert outcome == MailOutcome(MailFate.LATER, MailReason.UNREACHABLE, whole_server=True)


async def test_a_connection_cut_before_the_message_is_for_later(box: Mailbox) -> None:
    box.on_rcpt = [None]

    outcome = await sent(box)

    assert outcome == MailOutcome(MailFate.LATER, MailReason.CUT_OFF)
    assert box.received == []


async def test_a_connection_cut_within_the_message_is_for_later() -> None:
    file = Attachment("a.bin", "application/octet-stream", bytes(12_000_000))  # more than the buffers on the way hold
    large = Mail("k", ANA.to, "Grande", "Texto", attachments=(file,))

    async with hanging_up_after(b"DATA") as url, mailer(url) as sender:
        outcome = await sender.send(large)

    assert outcome == MailOutcome(MailFate.LATER, MailReason.CUT_OFF)


async def test_a_connection_cut_after_the_message_is_an_unknown_outcome(box: Mailbox) -> None:
    box.on_data = [None]

    outcome = await sent(box)

    assert outcome == MailOutcome(MailFate.UNKNOWN, MailReason.CUT_OFF)
    assert len(box.received) == 1  # nothing that may have arrived is repeated


async def test_a_server_that_does_not_say_in_time_is_an_unknown_outcome(box: Mailbox) -> None:
    box.holding = True

    async with mailer(box.url, SHORT) as sender:
        slow = await asyncio.wait_for(sender.send(ANA), 10)
        box.holding = False
        box.go_on.set()
        after = await sender.send(ANA)

    assert slow.fate is MailFate.UNKNOWN
    assert after.fate is MailFate.ARRIVED  # over a new connection: the late answer is not taken for this one's
    assert box.connections == 2


async def test_a_server_that_says_nothing_at_all_is_for_later() -> None:
    async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with listening(silence) as url, mailer(url, Patience(0.05, 0.05, 0.05)) as sender:
        outcome = await sender.send(ANA)

    assert (outcome.fate, outcome.whole_server) == (MailFate.LATER, True)


async def test_a_connection_that_was_closed_meanwhile_is_opened_again(box: Mailbox) -> None:
    async with mailer(box.url) as sender:
        await sender.send(ANA)
        box.on_mail = [None]  # the server hangs up on the second e-mail
        outcome = await sender.send(ANA)

    assert outcome.fate is MailFate.ARRIVED
    assert (len(box.received), box.connections) == (2, 2)


async def test_the_same_email_twice_has_one_name(box: Mailbox) -> None:
    async with mailer(box.url) as sender:
        await sender.send(ANA)
        await sender.send(ANA)

    assert len({mail.message["Message-ID"] for mail in box.received}) == 1


async def test_an_unusable_address_is_refused_without_a_connection(box: Mailbox) -> None:
    outcome = await sent(box, Mail("k", Address("ana@example.org>\r\nRCPT TO:<x@example.org"), "Hola", "Texto"))

    assert outcome == MailOutcome(MailFate.REFUSED, MailReason.BAD_ADDRESS)
    assert box.connections == 0


async def test_an_address_with_a_domain_of_its_language_arrives(box: Mailbox) -> None:
    await sent(box, Mail("k", Address("ana@ñandú.example", "Ana Ñáñez"), "Hola", "Texto"))

    [mail] = box.received
    assert mail.recipient == "ana@xn--and-6ma2c.example"
    assert mail.message["To"].addresses[0].display_name == "Ana Ñáñez"


async def test_an_address_beyond_ascii_goes_to_servers_that_know_it() -> None:
    mail = Mail("k", Address("peña@example.org"), "Hola", "Texto")

    async with Mailbox() as knowing, Mailbox(takes_utf8=False) as other:
        outcomes = [await sent(knowing, mail), await sent(other, mail)]

    assert [outcome.fate for outcome in outcomes] == [MailFate.ARRIVED, MailFate.REFUSED]
    assert outcomes[1].reason is MailReason.BAD_ADDRESS
    assert knowing.received[0].recipient == "peña@example.org"
    assert "To: <peña@example.org>".encode() in knowing.received[0].content


async def test_a_login_that_is_right_lets_in() -> None:
    async with Mailbox(user="participa", password="s3creto") as box:
        outcome = await sent(box)

    assert outcome.fate is MailFate.ARRIVED
    assert box.logins


async def test_a_refused_login_is_told_without_the_password() -> None:
    async with Mailbox(user="participa", password="right") as box:
        with capture_logs() as logs:
            async with mailer(box.url.replace("right", "wr0ng")) as sender:
                outcome = await sender.send(ANA)

    assert (outcome.fate, outcome.reason, outcome.whole_server) == (MailFate.LATER, MailReason.LOGIN, True)
    [line] = logs
    assert (line["event"], line["log_level"], line["code"]) == ("mail.not_possible", "error", 535)
    assert "SMTP_URL" in line["hint"]
    assert "wr0ng" not in str(logs)


async def test_a_user_where_no_login_is_offered_is_told(box: Mailbox) -> None:
    url = box.url.replace("127.0.0.1", "ana:secret@127.0.0.1")

    async with mailer(url) as sender:
        assert await sender.check() is MailReason.LOGIN


async def test_the_log_has_nobodys_address_and_none_of_the_servers_words(box: Mailbox) -> None:
    box.on_rcpt = ["550 5.1.1 <ana@example.org> does not live here"]

    with capture_logs() as logs:
        async with mailer(box.url) as sender:
            await sender.send(ANA)
            await sender.send(ANA)

    assert [line["event"] for line in logs] == ["mail.not_sent", "mail.sent"]
    assert "ana" not in str(logs)
    assert "Aplazado" not in str(logs)


async def test_a_check_sends_nothing(box: Mailbox) -> None:
    assert await mailer(box.url).check() is None
    assert box.received == []


async def test_a_check_says_that_nobody_answers(box: Mailbox) -> None:
    box.stop()

    assert await mailer(box.url).check() is MailReason.UNREACHABLE


async def test_a_demanded_encryption_that_is_not_offered_sends_no_password() -> None:
    async with Mailbox(user="participa", password="s3creto") as box:
        outcome = await mailer(box.url.replace("starttls=never", "starttls=always")).send(ANA)

    assert (outcome.fate, outcome.reason) == (MailFate.LATER, MailReason.TLS)
    assert box.logins == []


async def test_an_encrypted_server_takes_login_and_email(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))

    async with Mailbox(user="participa", password="s3creto", tls=context) as box:
        outcome = await sent(box)

    assert outcome.fate is MailFate.ARRIVED
    assert box.logins


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    async with Mailbox(user="participa", password="s3creto", tls=certified(tmp_path)) as box:
        outcome = await sent(box)

    assert (outcome.fate, outcome.reason, outcome.whole_server) == (MailFate.LATER, MailReason.TLS, True)
    assert box.logins == []


async def test_sending_that_is_stopped_leaves_a_mailer_that_works(box: Mailbox) -> None:
    box.holding = True

    async with mailer(box.url) as sender:
        sending = asyncio.create_task(sender.send(ANA))
        await asyncio.wait_for(box.came.wait(), 5)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        box.holding = False
        box.go_on.set()  # the answer to the first comes late, and must not be taken for one to the second
        outcome = await asyncio.wait_for(sender.send(ANA), 10)

    assert outcome.fate is MailFate.ARRIVED
    assert box.connections == 2


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[object]]


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[str]:
    """The SMTP_URL of a server that talks like this."""

    async def then_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(then_close, "127.0.0.1", 0)
    try:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}?starttls=never"
    finally:
        server.close()


@asynccontextmanager
async def hanging_up_after(last: bytes) -> AsyncIterator[str]:
    """A server that agrees to everything, and hangs up once it has read a little of what follows this command."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        command = b""
        while command != last:
            command = (await reader.readline()).strip()
            writer.write(b"354 go on\r\n" if command == last else b"250 fine\r\n")
        await reader.readexactly(10)
        writer.transport.abort()

    async with listening(talk) as url:
        yield url


def certified(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate for 127.0.0.1 that only `certificate.pem` vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "certificate.pem", folder / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, private)
    return context
