"""Events by e-mail: an invitation with its calendar entry, a change in the same conversation, its withdrawal."""

from datetime import datetime

import pytest
from icalendar import Calendar
from sqlalchemy import select

from handlers.mail import Mail
from handlers.notices import RENDERERS, NotNow, Telling
from handlers.turn import Office
from locales import Language, formats, words
from participation.events import lifecycle
from participation.identity import Keyring
from storage import Session
from storage.models.notices import Copy, Notice
from storage.models.plan import Event
from storage.models.staff import Role
from tests.participation.events.stories import BOGOTA, all_sent, announced, at, invite_guest, member
from tests.support.importing import lay
from tests.support.observing import on_sqlite
from tests.support.running import KEYS, START, seed_plan

pytestmark = on_sqlite
OFFICE = Office("ParticipaDemoBot", BOGOTA, Keyring.parse(KEYS), mail_from="Participa <participa@example.org>")
GUEST = "alcaldia@municipio.example.org"


@pytest.fixture
def event(session: Session) -> Event:
    lay(session, seed_plan(), START)
    invite_guest(session, GUEST)
    publisher = member(session, Role.PUBLISHES)
    title, link = "Diálogo\r\nBcc: x <&>", "https://vivo.example.org"
    return announced(session, publisher, value_groups=["alcaldias"], link=link, title=title)


def mail(session: Session, now: datetime = START) -> Mail | None:
    """The e-mail that the guest gets next."""
    copy, notice = session.execute(
        select(Copy, Notice).join(Notice, Notice.id == Copy.notice_id).where(Copy.recipient == GUEST)
    ).one()
    session.refresh(notice)
    session.refresh(copy)
    session.info.clear()
    es = Language.ES
    telling = Telling(session, notice, copy, now, OFFICE, es, words(es), formats(es, BOGOTA))
    return RENDERERS[notice.kind](telling).mail


def entry(sent: Mail) -> tuple[str, str, str]:
    """Method, status and sequence of the calendar entry."""
    assert sent.calendar is not None
    calendar = Calendar.from_ical(sent.calendar.content)
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), str(event["STATUS"]), str(event["SEQUENCE"])


def test_an_invitation_holds_the_entry_and_the_way_to_join(session: Session, event: Event) -> None:
    sent = mail(session)

    assert sent is not None
    assert entry(sent) == ("REQUEST", "CONFIRMED", str(event.version))
    assert "https://vivo.example.org" in sent.text
    assert "jueves 15 de julio de 2021" in sent.text
    assert sent.text.count("Contacto: ") == 1
    assert "<&>" in sent.text
    assert "&lt;&amp;&gt;" in (sent.html or "")


def test_a_postponement_follows_the_invitation_and_withdraws_the_entry(session: Session, event: Event) -> None:
    first = mail(session)
    all_sent(session)
    by = member(session, Role.PUBLISHES, 900_000_003)
    lifecycle.postpone(session, event, None, "Falló la luz", by, START, BOGOTA)

    sent = mail(session)

    assert first is not None
    assert sent is not None
    assert (sent.follows, sent.subject) == ((first.key,), first.subject)
    assert sent.key != first.key
    assert entry(sent) == ("CANCEL", "CANCELLED", str(event.version))
    assert "Motivo: Falló la luz" in sent.text
    assert "Las preguntas que ya recibimos se conservan." in sent.text
    assert sent.text.count("Contacto: ") == 1


def test_what_is_only_shown_makes_no_further_e_mail(session: Session, event: Event) -> None:
    all_sent(session)
    by = member(session, Role.PUBLISHES, 900_000_003)

    lifecycle.go_live(session, event, by, at("2021-07-15 15:00"), BOGOTA)

    assert mail(session, at("2021-07-15 15:00")) is None


def test_a_cancelled_event_invites_nobody_any_more(session: Session, event: Event) -> None:
    by = member(session, Role.PUBLISHES, 900_000_003)

    lifecycle.cancel(session, event, "Motivo", by, START, BOGOTA)

    sent = mail(session)
    assert sent is not None
    assert sent.text.count("Se canceló") == 1
    assert "Invitación" not in sent.subject
    assert sent.calendar is None


def test_what_was_held_is_not_announced_any_more(session: Session, event: Event) -> None:
    by = member(session, Role.PUBLISHES, 900_000_003)
    proof = lifecycle.Proof(record="Acta")
    lifecycle.mark_held(session, event, proof, by, at("2021-07-15 17:00"), BOGOTA)

    with pytest.raises(NotNow):
        mail(session, at("2021-07-15 17:00"))
