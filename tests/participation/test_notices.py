"""Notices as use cases: put down once, copied in one statement, counted, stopped, forgotten."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from participation import due, notices
from participation.notices import Subject, Topic
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.notices import (
    Copy,
    CopyChannel,
    CopyState,
    EventReminder,
    Guest,
    Notice,
    NoticeKind,
    NoticeState,
    Rank,
    Subscription,
)
from storage.models.plan import Event
from storage.models.staff import AuditEntry, Role, StaffMember
from storage.models.turns import Chat
from tests.support.importing import lay
from tests.support.running import seed_plan

BOGOTA = ZoneInfo("America/Bogota")
NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
EVENT = Subject("event", 7)


def notice(session: Session, key: str = "one", kind: NoticeKind = NoticeKind.EVENT_ANNOUNCED, **options: Any) -> Notice:
    found = notices.put_down(session, kind, EVENT, key, NOW, **options)
    assert found is not None
    return found


def recipients(session: Session, of: Notice | None = None) -> list[str]:
    found = select(Copy.recipient).order_by(Copy.channel, Copy.recipient)
    return list(session.scalars(found if of is None else found.where(Copy.notice_id == of.id)))


def subscribe(session: Session, chat_ids: Iterable[int], **wishes: Any) -> None:
    for chat_id in chat_ids:
        session.add(Subscription(chat_id=chat_id, since=NOW, **{"events": True, **wishes}))


def arrive(session: Session, state: CopyState = CopyState.SENT, at: datetime = NOW) -> None:
    for copy in session.scalars(select(Copy).where(Copy.state == CopyState.WAITING)):
        copy.state, copy.sent_at, copy.shown_version = state, at, 1
    session.flush()


def test_a_notice_is_put_down_once(session: Session) -> None:
    first = notice(session)

    assert notices.put_down(session, NoticeKind.EVENT_ANNOUNCED, EVENT, "one", NOW) is None
    assert (first.rank, first.waits_at_night, first.state) == (Rank.ANNOUNCEMENT, True, NoticeState.OPEN)


def test_answers_and_postponements_dont_wait_for_the_morning(session: Session) -> None:
    answer = notice(session, "answer", NoticeKind.CASE_ANSWERED)
    postponed = notice(session, "postponed", NoticeKind.EVENT_POSTPONED)

    assert (answer.rank, answer.waits_at_night) == (Rank.OWN_CASE, False)
    assert (postponed.rank, postponed.waits_at_night) == (Rank.CORRECTION, False)


def test_subscribers_get_a_copy_each_but_who_is_away_or_prefers_the_weekly_summary(session: Session) -> None:
    subscribe(session, [1, 2])
    subscribe(session, [3], weekly=True)
    subscribe(session, [4], paused_at=NOW)
    subscribe(session, [5], events=False, progress=True)
    subscribe(session, [6])
    session.add(Chat(id=6, blocked_at=NOW))
    told = notice(session)

    assert notices.to_subscribers(session, told, Topic.EVENTS) == 2
    assert notices.to_subscribers(session, told, Topic.EVENTS) == 0
    assert recipients(session) == ["1", "2"]
    assert notices.to_subscribers(session, notice(session, "weekly"), Topic.EVENTS, weekly=True) == 1
    assert notices.to_subscribers(session, notice(session, "cut"), Topic.PROGRESS) == 1


def test_an_audience_is_one_statement_however_many_it_is(session: Session) -> None:
    subscribe(session, range(1, 501))
    told = notice(session)
    session.flush()
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: statements.append(str(call[2])))

    assert notices.to_subscribers(session, told, Topic.EVENTS) == 500
    assert len([one for one in statements if "copies" in one]) == 1


def test_who_wants_to_be_reminded_and_subscribes_gets_one_copy(session: Session) -> None:
    lay(session, seed_plan(), NOW)
    held = session.scalars(select(Event)).first()
    assert held is not None
    subscribe(session, [1, 2], weekly=True)
    session.add_all(EventReminder(event_id=held.id, chat_id=chat, at=NOW) for chat in (2, 3))

    assert notices.to_reminded(session, notice(session, "reminder"), held.id) == 2
    assert notices.to_reminded_or_subscribed(session, notice(session, "change"), held.id) == 3


def test_guests_of_the_groups_get_mail_unless_they_want_none_or_were_refused(session: Session) -> None:
    for email, group, extra in (
        ("a@example.org", "alcaldias", {}),
        ("b@example.org", "gobernaciones", {}),
        ("c@example.org", "alcaldias", {"unsubscribed_at": NOW}),
        ("d@example.org", "alcaldias", {"refused_at": NOW}),
    ):
        session.add(Guest(email=email, name=email, group_code=group, imported_at=NOW, **extra))
    told = notice(session)

    assert notices.to_guests(session, told, ["alcaldias"], not_before=NOW + timedelta(days=1)) == 1
    assert notices.to_guests(session, told, None) == 1
    assert notices.to_address(session, told, " B@Example.org") == 0
    assert recipients(session) == ["a@example.org", "b@example.org"]
    reach = notices.reach_of(session, guests=None, to_channel=True)
    assert (reach.telegram, reach.email, reach.channel, reach.all) == (0, 2, 1, 3)


def test_everybody_who_was_told_is_told_again_by_the_channel_that_told_them(session: Session) -> None:
    first, second = notice(session), notice(session, "two")
    notices.to_chat(session, first, 1)
    notices.to_chat(session, second, 1)
    notices.to_channel(session, first, "@canal")
    notices.to_address(session, first, "a@example.org")
    arrive(session)
    notices.to_chat(session, first, 9)  # has not left: it will say what is so then

    third = notice(session, "three")
    assert notices.to_everyone_told(session, third, EVENT) == 3
    assert recipients(session, third) == ["a@example.org", "1", "@canal"] or recipients(session, third) == [
        "a@example.org",
        "@canal",
        "1",
    ]


def test_staff_get_it_in_their_chats_or_by_mail_while_they_work_here(session: Session) -> None:
    ana = StaffMember(telegram_id=1, name="Ana", role=Role.ANSWERS, joined_at=NOW, email="ana@example.org")
    gone = StaffMember(telegram_id=2, name="Beto", role=Role.ANSWERS, joined_at=NOW, removed_at=NOW)
    session.add_all([ana, gone])
    told = notice(session, kind=NoticeKind.DIGEST)

    assert notices.to_staff(session, told, [ana, gone]) == 1
    assert notices.to_staff(session, told, [ana, gone], by_email=True) == 1
    assert recipients(session) == ["ana@example.org", "1"]


def test_bringing_up_to_date_makes_what_was_told_go_first(session: Session) -> None:
    told = notice(session)
    notices.to_chat(session, told, 1)
    arrive(session)
    notices.to_chat(session, told, 2)

    assert notices.bring_up_to_date(session, EVENT, 2, NOW, at_once=True) == 1
    assert notices.bring_up_to_date(session, EVENT, 2, NOW) == 0

    session.refresh(told)
    assert (told.rank, told.version, told.waits_at_night) == (Rank.CORRECTION, 2, False)
    assert list(session.scalars(select(Copy.state).order_by(Copy.id))) == [CopyState.BEHIND, CopyState.WAITING]


def test_only_who_publishes_stops_a_sending_and_it_is_recorded(session: Session) -> None:
    chief = StaffMember(telegram_id=1, name="Jefa", role=Role.PUBLISHES, joined_at=NOW)
    reader = StaffMember(telegram_id=2, name="Lector", role=Role.CONSULTS, joined_at=NOW)
    session.add_all([chief, reader])
    session.flush()
    told = notice(session)

    with pytest.raises(NotAllowed):
        notices.stop(session, told, reader, NOW)
    assert notices.stop(session, told, chief, NOW)
    assert not notices.stop(session, told, chief, NOW)
    assert notices.resume(session, told, chief, NOW)
    assert list(session.scalars(select(AuditEntry.act))) == ["notice.stopped", "notice.resumed"]


def test_copies_are_counted_by_what_became_of_them(session: Session) -> None:
    told = notice(session)
    for chat, state in enumerate(CopyState, start=1):
        notices.to_chat(session, told, chat)
        session.scalars(select(Copy).where(Copy.recipient == str(chat))).one().state = state
    session.flush()

    counts = notices.state_of(session, told)

    assert (counts.waiting, counts.sent, counts.failed, counts.skipped) == (2, 2, 3, 1)
    assert (counts.done, counts.all) == (6, 8)
    assert counts.on(CopyChannel.EMAIL).all == 0
    totals = notices.totals(session, NOW.date(), NOW.date())
    assert (totals.sent, totals.failed, totals.waiting, totals.skipped) == (2, 3, 2, 1)
    assert notices.totals(session, NOW.date() + timedelta(days=1), NOW.date() + timedelta(days=9)).sent == 0


def test_after_90_days_it_is_forgotten_who_was_told_and_kept_how_many(session: Session) -> None:
    told = notice(session)
    for chat in (1, 2, 3):
        notices.to_chat(session, told, chat)
    arrive(session)
    before = notices.state_of(session, told)
    later = NOW + timedelta(days=91)

    assert notices.forget_recipients(session, NOW + timedelta(days=89)) == 0
    assert notices.forget_recipients(session, later) == 3
    assert notices.forget_recipients(session, later) == 0

    assert recipients(session) == []
    after = notices.state_of(session, told)
    assert (after.sent, after.first_at, after.last_at) == (before.sent, NOW, NOW)
    assert notices.totals(session, NOW.date(), NOW.date()).sent == 3


def test_what_may_still_have_to_be_corrected_is_not_forgotten(session: Session) -> None:
    coming = notice(session, expires_at=NOW + timedelta(days=120))
    waiting = notice(session, "waiting")
    for one in (coming, waiting):
        notices.to_chat(session, one, 1)
    arrive(session)
    session.scalars(select(Copy).where(Copy.notice_id == waiting.id)).one().state = CopyState.WAITING
    session.flush()

    assert notices.forget_recipients(session, NOW + timedelta(days=100)) == 0


@pytest.mark.parametrize(
    ("hour", "night", "leaves"), [(6, True, 7), (7, False, 7), (19, False, 19), (20, True, 31), (23, True, 31)]
)
def test_the_night_is_from_8_p_m_to_7_a_m_in_the_entitys_zone(hour: int, night: bool, leaves: int) -> None:
    midnight = datetime(2021, 7, 1, tzinfo=BOGOTA)
    now = (midnight + timedelta(hours=hour)).astimezone(UTC)

    assert notices.is_night(now, BOGOTA) is night
    assert notices.daytime(now, BOGOTA) == midnight + timedelta(hours=leaves)


def test_the_next_leaving_is_the_morning_or_the_moment_that_was_set(session: Session) -> None:
    assert notices.next_leaving(session, NOW, BOGOTA) is None
    evening = datetime(2021, 7, 1, 21, tzinfo=BOGOTA)
    told = notice(session)
    notices.to_chat(session, told, 1)
    assert notices.next_leaving(session, evening, BOGOTA) == datetime(2021, 7, 2, 7, tzinfo=BOGOTA)

    mail = notice(session, "mail", waits_at_night=False)
    notices.to_address(session, mail, "a@example.org", not_before=evening + timedelta(hours=1))
    assert notices.next_leaving(session, evening, BOGOTA) == evening + timedelta(hours=1)


def test_the_first_of_what_is_due_next_is_told(session: Session) -> None:
    def in_hours(hours: int) -> due.Upcoming:
        return lambda _session, after, _zone: after + timedelta(hours=hours)

    def unknown(_session: Session, _after: datetime, _zone: ZoneInfo) -> None:
        return None

    assert due.next_due(session, NOW, BOGOTA, [in_hours(3), in_hours(2), unknown]) == NOW + timedelta(hours=2)
    assert due.next_due(session, NOW, BOGOTA, [unknown]) is None
