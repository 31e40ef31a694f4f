"""«Difusión»: written by who publishes, to institutions and subscribers, sent once, and never too late."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from participation.audience import broadcast_sending, broadcasts, guests, subscriptions
from participation.audience.broadcast_sending import NobodyToTell, TooLate
from participation.audience.broadcasts import LONGEST, NoSuchBroadcast, NotALink, SentAlready, TextTooLong
from participation.audience.guest_list_reading import GuestList, Invitee
from participation.notices import Topic
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.notices import Broadcast, Copy, CopyChannel, Notice
from storage.models.staff import Role, StaffMember
from tests.participation.audience.conftest import member
from tests.support.running import START

BOGOTA = ZoneInfo("America/Bogota")
CHANNEL = "@canal"
RATE = 25.0
SUNDAY_NIGHT = datetime(2021, 7, 4, 21, tzinfo=BOGOTA)  # Monday the 5th is a holiday


def audience(session: Session, publisher: StaffMember) -> None:
    """Two who are told at once, one of them of both topics; one who prefers the summary; two institutions."""
    for chat, topics in ((1, [*Topic]), (2, [Topic.PROGRESS]), (3, [Topic.EVENTS])):
        for topic in topics:
            subscriptions.set_topic(session, chat, topic, START, on=True)
    subscriptions.choose_pace(session, 3, START, weekly=True)
    listed = (Invitee("a@x.gov.co", "A", "alcaldias", None), Invitee("g@x.gov.co", "G", "gobernaciones", None))
    guests.save(session, publisher, GuestList(listed, (), (), 0), START)


def written(session: Session, publisher: StaffMember, *to: str) -> Broadcast:
    found = broadcasts.write(session, publisher, "El jueves cerramos a las 3 p. m.", START)
    for one in to:
        broadcasts.address(session, publisher, found.id, one)
    return found


def send(
    session: Session, by: StaffMember, found: Broadcast, now: datetime = START, arrive_by: datetime | None = None
) -> Notice:
    return broadcast_sending.send(session, by, found.id, now, BOGOTA, RATE, CHANNEL, arrive_by)


def recipients(session: Session) -> list[str]:
    return sorted(session.scalars(session.query(Copy.recipient).statement))


def test_it_goes_to_subscribers_once_to_the_channel_and_to_the_chosen_groups(
    planned: Session, publisher: StaffMember
) -> None:
    audience(planned, publisher)
    found = written(planned, publisher, "channel", "g-alcaldias")
    preview = broadcast_sending.preview(planned, publisher, found.id, START, BOGOTA, RATE, CHANNEL)

    send(planned, publisher, found)

    assert (preview.reach.telegram, preview.reach.channel, preview.reach.email) == (2, 1, 1)
    assert recipients(planned) == ["1", "2", "@canal", "a@x.gov.co"]


def test_pressed_twice_it_leaves_once(planned: Session, publisher: StaffMember) -> None:
    audience(planned, publisher)
    found = written(planned, publisher)

    first, second = send(planned, publisher, found), send(planned, publisher, found, START + timedelta(minutes=1))

    assert first.id == second.id
    assert len(recipients(planned)) == 2


def test_what_was_sent_is_not_changed_any_more(planned: Session, publisher: StaffMember) -> None:
    audience(planned, publisher)
    found = written(planned, publisher)
    send(planned, publisher, found)

    with pytest.raises(SentAlready):
        broadcasts.rewrite(planned, publisher, found.id, text="Otra cosa")
    with pytest.raises(SentAlready):
        broadcasts.address(planned, publisher, found.id, "channel")
    assert not broadcasts.drop(planned, publisher, found.id)
    [listed] = broadcast_sending.latest(planned, publisher)
    assert listed.id == found.id


def test_to_nobody_nothing_is_sent(planned: Session, publisher: StaffMember) -> None:
    found = written(planned, publisher)

    with pytest.raises(NobodyToTell):
        send(planned, publisher, found)
    assert found.sent_at is None


def test_what_can_not_arrive_in_time_is_refused(planned: Session, publisher: StaffMember) -> None:
    audience(planned, publisher)
    found = written(planned, publisher)
    seconds = 2 / RATE

    with pytest.raises(TooLate):
        send(planned, publisher, found, arrive_by=START + timedelta(seconds=seconds / 2))
    with pytest.raises(TooLate):  # it would begin in the morning
        send(planned, publisher, found, SUNDAY_NIGHT, SUNDAY_NIGHT + timedelta(hours=1))
    assert recipients(planned) == []

    notice = send(planned, publisher, found, arrive_by=START + timedelta(seconds=seconds * 2))
    assert notice.expires_at == START + timedelta(seconds=seconds * 2)


def test_mail_waits_for_a_working_morning(planned: Session, publisher: StaffMember) -> None:
    audience(planned, publisher)
    found = written(planned, publisher, "g-alcaldias")
    preview = broadcast_sending.preview(planned, publisher, found.id, SUNDAY_NIGHT, BOGOTA, RATE, CHANNEL)

    send(planned, publisher, found, SUNDAY_NIGHT)

    mail = planned.query(Copy).filter(Copy.channel == CopyChannel.EMAIL).one()
    assert preview.waits
    assert preview.starts_at == datetime(2021, 7, 5, 7, tzinfo=BOGOTA)
    assert mail.not_before == preview.mails_at == datetime(2021, 7, 6, 8, tzinfo=BOGOTA)


def test_a_group_that_is_none_of_the_institutions_is_not_addressed(planned: Session, publisher: StaffMember) -> None:
    found = written(planned, publisher, "g-victimas", "g-", "todos")

    assert (found.guest_groups, found.to_subscribers, found.to_channel) == ([], True, False)


def test_the_text_has_to_fit_and_the_link_to_open(planned: Session, publisher: StaffMember) -> None:
    found = written(planned, publisher)
    with pytest.raises(TextTooLong):
        broadcasts.write(planned, publisher, "😀" * (LONGEST // 2 + 1), START)
    for wrong in ("entidad.gov.co", "javascript:alert(1)", "https://a b.co", "https://[", "https://", "tg://x.y"):
        with pytest.raises(NotALink):
            broadcasts.rewrite(planned, publisher, found.id, link=wrong)

    assert broadcasts.rewrite(planned, publisher, found.id, link=" https://x.gov.co/a ").link == "https://x.gov.co/a"
    assert broadcasts.rewrite(planned, publisher, found.id, link="").link is None


def test_what_was_dropped_is_gone(planned: Session, publisher: StaffMember) -> None:
    found = written(planned, publisher)

    assert broadcasts.drop(planned, publisher, found.id)
    with pytest.raises(NoSuchBroadcast):
        broadcast_sending.preview(planned, publisher, found.id, START, BOGOTA, RATE, CHANNEL)


@pytest.mark.parametrize("role", [Role.ANSWERS, Role.APPROVES, Role.CONSULTS])
def test_only_who_publishes_writes_and_sends(planned: Session, role: Role) -> None:
    other = member(planned, role)
    found = written(planned, member(planned, Role.ADMINISTERS, 900_000_002))

    for act in (
        lambda: broadcasts.write(planned, other, "Hola", START),
        lambda: broadcasts.address(planned, other, found.id, "channel"),
        lambda: send(planned, other, found),
        lambda: broadcasts.drop(planned, other, found.id),
    ):
        with pytest.raises(NotAllowed):
            act()
