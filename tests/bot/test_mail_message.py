"""The bytes of an e-mail, read back by the standard library's parser."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mail.addresses import UnusableAddress, read_mailbox, read_sender
from bot.mail.composing import compose, message_id
from handlers.mail import Address, Attachment, Mail, MailCalendar, Unsubscribe

AT = datetime(2021, 7, 1, 14, tzinfo=UTC)
SENDER = Address("participa@example.org", "Entidad, Oficina de Participación")
PLAIN = Mail("k", Address("ana@example.org", "Ana"), "Aplazado", "Texto")
ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Di\xc3\xa1logo\r\nEND:VCALENDAR\r\n"
FULL = replace(
    PLAIN,
    html="<p>Diálogo</p>",
    attachments=(Attachment("año – resumen.xlsx", "application/vnd.ms-excel", b"\x00\x01", {"charset": "x"}),),
    calendar=MailCalendar("REQUEST", ICS),
    reply_to=Address("contacto@example.org", "Contacto"),
    follows=("first", "second"),
    unsubscribe=Unsubscribe("https://example.org/baja?" + "t=" + "a1B2" * 60, "baja@example.org"),
)


def read(mail: Mail, sender: Address = SENDER) -> EmailMessage:
    return message_from_bytes(compose(mail, sender, AT).content, _class=EmailMessage, policy=default)


def bare(mail: Mail) -> dict[str, str]:
    """The headers as they stand in the bytes, unfolded and otherwise untouched."""
    head = compose(mail, SENDER, AT).content.split(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ")
    return dict(line.split(": ", 1) for line in head.split("\r\n"))


def test_names_and_subject_are_read_as_they_were_written() -> None:
    long = "Se aplazó el «Diálogo», con; comas: 🎉 " + "ñandú " * 40

    message = read(replace(PLAIN, subject=long, to=Address("ana@example.org", 'Ana "La Ñ", López <x@y.z>')))

    assert message["Subject"] == long.strip()
    assert message["From"].addresses[0].display_name == "Entidad, Oficina de Participación"
    [to] = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ('Ana "La Ñ", López <x@y.z>', "ana@example.org")


def test_an_email_is_known_as_automatic() -> None:
    headers = bare(PLAIN)

    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Date"] == "Thu, 01 Jul 2021 14:00:00 +0000"


def test_a_later_one_continues_the_first() -> None:
    first, later = bare(replace(PLAIN, key="first")), bare(FULL)

    assert later["References"] == f"{message_id('first', 'example.org')} {message_id('second', 'example.org')}"
    assert later["References"].split()[0] == first["Message-ID"]
    assert later["In-Reply-To"] == message_id("second", "example.org")


def test_a_long_address_to_unsubscribe_stays_in_one_piece() -> None:
    headers = bare(FULL)

    assert FULL.unsubscribe is not None
    assert headers["List-Unsubscribe"] == f"<{FULL.unsubscribe.url}>, <mailto:baja@example.org>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("url", ["http://example.org/baja", "https://example.org/a>\r\nBcc: x@y.z", "javascript:1"])
def test_an_address_to_unsubscribe_that_programs_must_not_post_to_is_left_out(url: str) -> None:
    headers = bare(replace(PLAIN, unsubscribe=Unsubscribe(url, "baja@example.org")))

    assert headers["List-Unsubscribe"] == "<mailto:baja@example.org>"
    assert "List-Unsubscribe-Post" not in headers
    assert "Bcc" not in headers


@pytest.mark.parametrize("address", ["nobody", "peña@example.org", "a@b.co\r\nBcc: x@y.z"])
def test_an_address_that_only_helps_does_not_keep_the_email_from_leaving(address: str) -> None:
    headers = bare(replace(PLAIN, reply_to=Address(address), unsubscribe=Unsubscribe(mail=address)))

    assert not {"Reply-To", "List-Unsubscribe", "Bcc"} & headers.keys()


def test_text_html_and_calendar_are_alternatives_and_files_stand_beside() -> None:
    message = read(FULL)

    assert message.get_content_type() == "multipart/mixed"
    alternatives, excel, calendar_file = sorted_parts(message)
    assert [part.get_content_type() for part in alternatives.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    calendar = list(alternatives.iter_parts())[-1]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content().replace("\r\n", "\n") == ICS.decode().replace("\r\n", "\n")
    assert (excel.get_filename(), excel.get_content()) == ("año – resumen.xlsx", b"\x00\x01")
    assert (calendar_file.get_filename(), calendar_file.get_content()) == ("invitacion.ics", ICS)


def sorted_parts(message: EmailMessage) -> tuple[EmailMessage, EmailMessage, EmailMessage]:
    """The alternatives, the workbook and the calendar's file."""
    alternatives, *files = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
    excel, calendar = sorted(files, key=lambda part: part.get_content_type(), reverse=True)
    return alternatives, excel, calendar


def test_a_plain_one_is_only_text() -> None:
    message = read(PLAIN)

    assert message.get_content_type() == "text/plain"
    assert message.get_content() == "Texto\r\n"


EVIL = st.text(max_size=300) | st.sampled_from(
    ["a\r\nBcc: x@y.z", "a\nSubject: b", "=?utf-8?q?a?=", "x" * 3000, "\ud800"]
)


@given(EVIL, EVIL, EVIL)
@settings(max_examples=80)
def test_no_text_becomes_a_header_or_a_line_too_long(subject: str, name: str, text: str) -> None:
    mail = replace(
        PLAIN,
        subject=subject,
        to=Address("ana@example.org", name),
        reply_to=Address("a@example.org", name),
        text=text,
        html=text,
        attachments=(Attachment(name, "text/csv", b"a"),),
    )

    content = compose(mail, SENDER, AT).content

    message = message_from_bytes(content, _class=EmailMessage, policy=default)
    assert sorted(message.keys()) == sorted(
        [
            *("From", "To", "Subject", "Date", "Message-ID", "Reply-To", "Auto-Submitted", "X-Auto-Response-Suppress"),
            *("Content-Type", "MIME-Version"),
        ]
    )
    assert [to.addr_spec for to in message["To"].addresses] == ["ana@example.org"]
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "written",
    [
        *("", "ana", "ana@", "@example.org", "ana@example", "ana@example..org", "a b@example.org", "a@b@example.org"),
        *("ana@exa mple.org", "<ana@example.org>", "ana@example.org\nb@c.d", "ana@-x.org", ".a@b.co", "a..b@b.co"),
        *("a@b.co>", "a;b@c.co, d@e.co", "a" * 65 + "@b.co", "a@" + "b" * 64 + ".co", "a\u200b@b.co", "a@[127.0.0.1]"),
    ],
)
def test_what_is_no_address_is_not_taken_for_one(written: str) -> None:
    with pytest.raises(UnusableAddress):
        read_mailbox(written)


@pytest.mark.parametrize(
    ("written", "as_sent"),
    [
        (" Ana.Ruiz+plan@Example.ORG ", "Ana.Ruiz+plan@example.org"),
        ("o'neill@b.co", "o'neill@b.co"),
        ("x@localhost", "x@localhost"),
        ("ana@Ñandú.gov.co", "ana@xn--and-6ma2c.gov.co"),
    ],
)
def test_addresses_are_taken_as_people_write_them(written: str, as_sent: str) -> None:
    assert str(read_mailbox(written)) == as_sent


def test_a_sender_may_have_a_name() -> None:
    name, mailbox = read_sender("Participa, Entidad <participa@example.org>")

    assert (name, str(mailbox)) == ("Participa, Entidad", "participa@example.org")
    assert read_sender('"Participa" <participa@example.org>')[0] == "Participa"
    assert read_sender("participa@example.org")[0] == ""
