"""The calendar's files, read by another library than the one that writes them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.calendar import CalendarEvent, CalendarStatus, Contact, event_uid
from reports.calendar.files import event_file, feed, invitation, withdrawal

BOGOTA = ZoneInfo("America/Bogota")
TEN = datetime(2021, 7, 15, 10, tzinfo=BOGOTA)
LINK = "https://www.example.org/en-vivo?a=1,2;b=ñ".replace("ñ", "%C3%B1")
DIALOGUE = CalendarEvent(
    uid=event_uid("dialogo-1", 2021, "enterritorio"),
    sequence=2,
    status=CalendarStatus.CONFIRMED,
    starts_at=TEN,
    ends_at=TEN + timedelta(hours=2),
    summary="Diálogo de participación",
    changed_at=datetime(2021, 7, 1, 9, tzinfo=BOGOTA),
    description="Facebook Live",
    url=LINK,
    location="En línea",
    organiser=Contact("contacto@example.org", "Entidad"),
)
OFFICE = Contact("contacto@example.org", "Oficina de Participación")
GUEST = Contact("alcaldia@example.org", 'Alcaldía "La Ñ", sede; norte: 1\r\nX-EVIL:1')
AWKWARD = ["coma, punto; y \\barra", "dos\nlíneas", "fiesta 🎉👩‍👩‍👧 " + "á" * 300, "BEGIN:VEVENT\r\nUID:otro", "N\\n"]


def read(content: bytes) -> Any:
    """The calendar as vobject reads it, each component checked for what RFC 5545 asks of it."""
    calendar = vobject.readOne(content.decode())
    for component in calendar.getChildren():
        if component.name in {"VEVENT", "VTIMEZONE"}:
            component.validate(raiseException=True)
    return calendar


def test_a_file_says_when_where_and_how_to_join() -> None:
    entry = read(event_file(DIALOGUE, BOGOTA)).vevent

    assert (entry.summary.value, entry.location.value) == ("Diálogo de participación", "En línea")
    assert (entry.dtstart.value, entry.dtend.value) == (TEN, TEN + timedelta(hours=2))
    assert entry.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["America/Bogota"]
    assert entry.description.value == f"Facebook Live\n\n{LINK}"
    assert entry.url.value == LINK
    assert (entry.uid.value, entry.sequence.value, entry.status.value) == (
        "dialogo-1@2021.enterritorio",
        "2",
        "CONFIRMED",
    )


def test_it_reminds_a_day_and_an_hour_before() -> None:
    entry = read(event_file(DIALOGUE, BOGOTA)).vevent

    assert [alarm.trigger.value for alarm in entry.valarm_list] == [timedelta(days=-1), timedelta(hours=-1)]


def test_an_unknown_hour_takes_the_day_and_leaves_it_free() -> None:
    entry = read(event_file(replace(DIALOGUE, starts_at=date(2021, 6, 30), ends_at=None), BOGOTA)).vevent

    assert (entry.dtstart.value, entry.dtend.value) == (date(2021, 6, 30), date(2021, 7, 1))
    assert entry.transp.value == "TRANSPARENT"
    assert [alarm.trigger.value for alarm in entry.valarm_list] == [timedelta(hours=-15)]


def test_an_unknown_end_is_not_made_up() -> None:
    entry = read(event_file(replace(DIALOGUE, ends_at=None), BOGOTA)).vevent

    assert "dtend" not in entry.contents
    assert "duration" not in entry.contents


def test_what_is_postponed_is_struck_out_and_comes_back_under_the_same_name() -> None:
    postponed = replace(DIALOGUE, sequence=3, status=CalendarStatus.CANCELLED, summary="Aplazado: Diálogo")
    again = replace(DIALOGUE, sequence=4, starts_at=TEN + timedelta(days=30), ends_at=None)

    entries = [read(event_file(event, BOGOTA)).vevent for event in (DIALOGUE, postponed, again)]

    assert {entry.uid.value for entry in entries} == {DIALOGUE.uid}
    assert [(entry.sequence.value, entry.status.value) for entry in entries] == [
        ("2", "CONFIRMED"),
        ("3", "CANCELLED"),
        ("4", "CONFIRMED"),
    ]
    assert [len(entry.contents.get("valarm", [])) for entry in entries] == [2, 0, 2]


def test_the_zone_has_the_rules_of_the_events_years_only() -> None:
    calendar = read(event_file(DIALOGUE, BOGOTA))

    zone = calendar.vtimezone
    assert zone.tzid.value == "America/Bogota"
    assert "daylight" not in zone.contents  # Colombia's summer time was in 1992
    assert zone.standard.tzoffsetto.value == "-0500"


def test_a_zone_with_summer_time_keeps_the_hour() -> None:
    santiago = ZoneInfo("America/Santiago")
    winter, summer = datetime(2021, 7, 15, 10, tzinfo=santiago), datetime(2021, 12, 15, 10, tzinfo=santiago)

    calendar = read(
        feed([replace(DIALOGUE, uid=str(at), starts_at=at, ends_at=None) for at in (winter, summer)], "X", santiago)
    )

    starts = [entry.dtstart.value for entry in calendar.vevent_list]
    assert [start.astimezone(UTC) for start in starts] == [winter, summer]
    assert [start.hour for start in starts] == [10, 10]


def test_the_feed_names_itself_and_says_when_to_come_back() -> None:
    other = replace(DIALOGUE, uid=event_uid("dialogo-2", 2021, "enterritorio"), summary="Otro")

    content = feed([DIALOGUE, other], "Eventos; 2021, de la entidad", BOGOTA)

    assert rb"X-WR-CALNAME:Eventos\; 2021\, de la entidad" in content  # vobject takes it without escapes too
    calendar = read(content)
    assert calendar.x_wr_calname.value == "Eventos; 2021, de la entidad"
    assert calendar.refresh_interval.value == "PT1H"
    assert [entry.summary.value for entry in calendar.vevent_list] == ["Diálogo de participación", "Otro"]


def test_the_same_events_give_the_same_bytes() -> None:
    assert feed([DIALOGUE], "Eventos", BOGOTA) == feed([replace(DIALOGUE)], "Eventos", BOGOTA)


def test_a_feed_without_events_can_be_subscribed_to() -> None:
    assert read(feed([], "Eventos", BOGOTA)).x_wr_calname.value == "Eventos"


def test_a_guest_is_invited_and_sees_no_other() -> None:
    calendar = read(invitation(DIALOGUE, OFFICE, GUEST, BOGOTA))

    assert calendar.method.value == "REQUEST"
    [attendee] = calendar.vevent.attendee_list
    assert attendee.value == "mailto:alcaldia@example.org"
    assert attendee.params["RSVP"] == ["FALSE"]
    assert attendee.params["CN"] == ["Alcaldía 'La Ñ', sede; norte: 1 X-EVIL:1"]
    assert calendar.vevent.organizer.value == "mailto:contacto@example.org"
    assert "x-evil" not in calendar.vevent.contents


def test_a_withdrawal_names_the_guest_and_the_event() -> None:
    cancelled = replace(DIALOGUE, sequence=3, status=CalendarStatus.CANCELLED)

    calendar = read(withdrawal(cancelled, OFFICE, GUEST, BOGOTA))

    assert calendar.method.value == "CANCEL"
    entry = calendar.vevent
    assert (entry.uid.value, entry.sequence.value, entry.status.value) == (DIALOGUE.uid, "3", "CANCELLED")
    assert [attendee.value for attendee in entry.attendee_list] == ["mailto:alcaldia@example.org"]


def test_what_stands_is_not_withdrawn_and_what_is_cancelled_is_not_announced() -> None:
    with pytest.raises(ValueError, match="announced, not withdrawn"):
        withdrawal(DIALOGUE, OFFICE, GUEST, BOGOTA)
    with pytest.raises(ValueError, match="withdrawn, not announced"):
        invitation(replace(DIALOGUE, status=CalendarStatus.CANCELLED), OFFICE, GUEST, BOGOTA)


@pytest.mark.parametrize("title", AWKWARD)
def test_awkward_titles_are_read_as_they_were_written(title: str) -> None:
    content = event_file(replace(DIALOGUE, summary=title, description=title, location=title), BOGOTA)

    entry = read(content).vevent
    expected = title.replace("\r\n", "\n")
    assert (entry.summary.value, entry.location.value) == (expected, expected)
    assert entry.description.value == f"{expected}\n\n{LINK}"
    assert entry.uid.value == DIALOGUE.uid


@given(st.text(max_size=200), st.text(max_size=80))
@settings(max_examples=60)
def test_no_text_leaves_its_line(text: str, name: str) -> None:
    event = replace(DIALOGUE, summary=text, description=text, location=text)

    content = invitation(event, Contact("a@example.org", name), Contact("b@example.org", name), BOGOTA)

    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert len([line for line in lines if line == b"BEGIN:VEVENT"]) == 1
    assert len(read(content).vevent.attendee_list) == 1


def test_a_link_that_is_no_address_is_left_out() -> None:
    entry = read(event_file(replace(DIALOGUE, url="https://a.b/\r\nATTENDEE:mailto:x@y.z"), BOGOTA)).vevent

    assert "url" not in entry.contents
    assert "attendee" not in entry.contents
    assert entry.description.value == "Facebook Live"


def test_a_uid_has_no_characters_that_programs_stumble_over() -> None:
    assert event_uid("diálogo 1/a", 2021, "entidad") == "di-logo-1-a@2021.entidad"
