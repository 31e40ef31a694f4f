"""The weekly summary: on Mondays at 8, once, of what was new; a week without anything is not told."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from participation.audience import broadcast_sending, broadcasts, subscriptions
from participation.audience.weekly import NAME, find_summary, next_summary
from participation.notices import Subject, Topic, put_down
from storage import Session
from storage.models.events import EventAct, EventChange
from storage.models.notices import Copy, Notice, NoticeKind, SummaryWeek
from storage.models.staff import StaffMember
from storage.queries import events
from tests.support.running import START

BOGOTA = ZoneInfo("America/Bogota")
MONDAY = datetime(2021, 7, 5, 8, tzinfo=BOGOTA)  # the week that began on Monday the 28th of June
WEEKLY, AT_ONCE = 1, 2


def subscribed(session: Session, *topics: Topic) -> None:
    for chat in (WEEKLY, AT_ONCE):
        for topic in topics:
            subscriptions.set_topic(session, chat, topic, START, on=True)
    subscriptions.choose_pace(session, WEEKLY, START, weekly=True)


def happened(session: Session, act: EventAct, at: datetime) -> None:
    row = events.events_of_year(session, 2021)["dialogo"]
    row.announced_at = row.announced_at or START
    session.add(EventChange(event_id=row.id, version=2, what=act, at=at, told_at=at))
    session.flush()


def summaries(session: Session) -> list[Notice]:
    return session.query(Notice).filter(Notice.kind == NoticeKind.WEEKLY_SUMMARY).order_by(Notice.id).all()


def told(session: Session, notice: Notice) -> list[str]:
    return [copy.recipient for copy in session.query(Copy).filter(Copy.notice_id == notice.id)]


def test_what_was_new_is_told_on_monday_to_who_prefers_it_once(planned: Session) -> None:
    subscribed(planned, Topic.EVENTS)
    happened(planned, EventAct.ANNOUNCED, START)
    happened(planned, EventAct.POSTPONED, START + timedelta(hours=1))

    assert find_summary(planned, MONDAY - timedelta(seconds=1), BOGOTA) == []
    assert find_summary(planned, MONDAY, BOGOTA) == [NAME]
    assert find_summary(planned, MONDAY + timedelta(minutes=1), BOGOTA) == []

    [notice] = summaries(planned)
    assert notice.facts["events"] == {"dialogo": "postponed"}
    assert told(planned, notice) == [str(WEEKLY)]


def test_a_week_without_anything_new_is_not_told(planned: Session) -> None:
    subscribed(planned, *Topic)

    assert find_summary(planned, MONDAY, BOGOTA) == [f"{NAME} (nothing new)"]
    assert find_summary(planned, MONDAY + timedelta(minutes=1), BOGOTA) == []
    assert summaries(planned) == []


def test_new_figures_are_told_to_who_wants_the_progress(planned: Session) -> None:
    subscribed(planned, Topic.PROGRESS)
    put_down(planned, NoticeKind.CUT_PUBLISHED, Subject("cut", 1), "cut:1", START)

    find_summary(planned, MONDAY, BOGOTA)

    [notice] = summaries(planned)
    assert (notice.facts["cuts"], told(planned, notice)) == ([1], [str(WEEKLY)])


def test_what_staff_wrote_to_subscribers_is_in_it_what_went_to_guests_is_not(
    planned: Session, publisher: StaffMember
) -> None:
    subscribed(planned, Topic.EVENTS)
    public = broadcasts.write(planned, publisher, "Para todas las personas", START)
    broadcast_sending.send(planned, publisher, public.id, START, BOGOTA, 25.0, "@canal")
    inner = broadcasts.write(planned, publisher, "Para el canal", START)
    broadcasts.address(planned, publisher, inner.id, "subscribers")
    broadcasts.address(planned, publisher, inner.id, "channel")
    broadcast_sending.send(planned, publisher, inner.id, START, BOGOTA, 25.0, "@canal")

    find_summary(planned, MONDAY, BOGOTA)

    assert summaries(planned)[0].facts["broadcasts"] == [public.id]


def test_what_a_stopped_clock_left_out_is_in_the_next_summary(planned: Session) -> None:
    subscribed(planned, Topic.EVENTS)
    planned.add(SummaryWeek(monday=date(2021, 6, 28), made_at=START))
    happened(planned, EventAct.ANNOUNCED, START)

    assert find_summary(planned, MONDAY + timedelta(hours=72), BOGOTA) == []
    assert find_summary(planned, MONDAY + timedelta(days=7, hours=1), BOGOTA) == [NAME]

    assert summaries(planned)[0].facts["events"] == {"dialogo": "announced"}


def test_the_next_summary_can_be_told(planned: Session) -> None:
    assert next_summary(planned, START, BOGOTA) == MONDAY
    assert next_summary(planned, MONDAY, BOGOTA) == MONDAY + timedelta(days=7)
