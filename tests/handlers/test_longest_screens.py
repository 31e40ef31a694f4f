"""Every screen of staff with the longest that every input takes, full of markup: it is sent, whole and harmless."""

from collections.abc import Iterator, Sequence
from datetime import date, time

import pytest
from sqlalchemy import select

from bot.courier.preparing import prepare
from handlers.answer import Call, Change, Hand, HandFile, HandParcel, Say, Show
from handlers.turn import Office
from locales import utf16_length
from participation.audience import broadcasts
from participation.dialogue import commitments, questions
from participation.events.editing import LONGEST_TEXT, LONGEST_TITLE
from participation.followup import answering, sending, templates
from participation.observations import following
from participation.observations.drafting import About
from participation.observations.filing import Writer
from participation.office import noting
from participation.office.clarifying import ask
from simulator.html_text import parse_html
from storage import Session
from storage.models.cases import Case
from storage.models.followup import AreaRequest, Decision
from storage.models.kinds import AboutKind
from storage.models.notices import CopyChannel, NoticeKind
from storage.models.plan import Event, EventState
from storage.models.staff import Role, StaffMember
from tests.support import office
from tests.support.answering import DAY, NOW
from tests.support.forging import kinds, press, presses
from tests.support.office import KEYS, ZONE, official, on_sqlite, received, voice

pytestmark = on_sqlite
MESSAGE, CAPTION = 4_096, 1_024
TAG = "<i>suyo</i>"


def long(characters: int, *, units: bool = False) -> str:
    """So many characters (or UTF-16 units) of markup and of signs that take two units each."""
    most = (characters - len(TAG)) // 2 if units else characters - len(TAG)
    return TAG + "😀" * most


def an_office_that_writes_a_lot(session: Session, state: EventState) -> StaffMember:
    """Everything at its longest: an event, cases with all that hangs on them, answers, templates, a notice."""
    office.plan(session)
    me = official(session, 1, Role.ADMINISTERS, denuncias=True, name=long(128))
    other = official(session, 2, Role.ADMINISTERS, denuncias=True, name=long(128))
    event = session.scalars(select(Event).order_by(Event.id)).first()
    assert event is not None
    a_long_event(event)
    for number in range(10):
        about = About(AboutKind.EVENT, event.code)
        filed = received(session, date(2021, 7, 1), person=41 + number, text=long(20_000), about=about, files=[voice()])
        a_long_case(session, filed.case, me, other)
    for number in range(12):
        questions.ask(session, event, long(1_000), 8 + number, Writer(5, 5, "Ana"), KEYS, NOW, ZONE)
        session.flush()
        templates.add(session, me, Decision.PARTLY, f"{number} {long(30)}", long(2_200, units=True), NOW)
    for _ in range(12):
        commitments.add(session, event, long(600), long(600), date(2021, 7, 30), me, NOW)
    event.state = state
    broadcasts.write(session, me, long(broadcasts.LONGEST, units=True), NOW)
    return me


def a_long_event(event: Event) -> None:
    event.title, event.day, event.hour = long(LONGEST_TITLE), date(2021, 7, 20), time(15)
    event.description = event.accessibility = event.place = event.reason = event.record = long(LONGEST_TEXT)
    event.speakers = [long(LONGEST_TEXT)]
    event.link = event.recording = event.minutes_link = f"https://example.org/{'x' * (LONGEST_TEXT - 20)}"
    event.attendance, event.attendance_metric, event.state = 100_000_000, long(LONGEST_TITLE), EventState.INVITED


def a_long_case(session: Session, case: Case, me: StaffMember, other: StaffMember) -> None:
    for _ in range(4):
        noting.note(session, me, case.id, long(3_000), NOW)
    ask(session, me, case.id, long(1_500), case.version, NOW, ZONE)
    question = long(2_000)
    for _ in range(3):
        asked = AreaRequest(case_id=case.id, area=long(200), email="x@example.org", question=question, by_staff=me.id)
        asked.due_on, asked.asked_at = date(2021, 7, 9), NOW
        session.add(asked)
    file = noting.recordings(session, case)[0]
    noting.transcribe(session, me, case.id, file.id, long(20_000), case.version, NOW)
    noting.set_official_radicado(session, me, case.id, long(64), case.version, NOW)
    case.spam_by, case.spam_reason = other.id, long(600)
    following.add_information(session, KEYS, 41, case, 90, long(4_000), None, NOW)
    answer = answering.begin(session, me, case.id, NOW)
    answering.write(session, me, answer.id, long(2_200, units=True), NOW)
    answering.decide(session, me, answer.id, Decision.TRANSFERRED, NOW)
    answering.transfer_to(session, me, answer.id, long(200, units=True), NOW)
    answering.explain(session, me, answer.id, long(700, units=True), NOW)
    if case.id % 3 == 1:
        sending.send(session, me, answer.id, NOW, DAY)
    if case.id % 3 == 2:
        sending.ask_approval(session, me, answer.id, NOW, DAY)


def texts(calls: Sequence[Call]) -> Iterator[tuple[str, int]]:
    """What is said, with how much of it Telegram takes."""
    for call in calls:
        if isinstance(call, Say | Change):
            yield call.text, MESSAGE
        elif isinstance(call, Show | Hand | HandFile | HandParcel):
            yield call.caption, CAPTION


def wrong(text: str, most: int) -> str | None:
    """What Telegram would refuse, or read as markup of ours."""
    shown, _ = parse_html(text)
    if utf16_length(shown) > most:
        return f"{utf16_length(shown)} units"
    return "markup" if TAG in text else None


@pytest.mark.parametrize(
    ("state", "rows"),
    [(EventState.POSTPONED, "123"), pytest.param(EventState.HELD, "1", marks=pytest.mark.soak)],
)
def test_every_screen_fits_and_shows_markup_as_it_was_written(session: Session, state: EventState, rows: str) -> None:
    me = an_office_that_writes_a_lot(session, state)
    found: set[tuple[str, str]] = set()

    for data in (data for kind in kinds() for row in rows for data in presses(kind, row, strange=False)):
        with session.begin_nested() as tried:
            given = press(session, me.telegram_id, data)
            tried.rollback()
        found |= {(data, fault) for text, most in texts(given.calls) if (fault := wrong(text, most))}

    assert found == set()


def test_every_message_of_its_own_accord_fits_and_shows_markup_as_it_was_written(session: Session) -> None:
    an_office_that_writes_a_lot(session, EventState.POSTPONED)
    desk = Office("bot", ZONE, KEYS, public_url="https://example.org")

    batch = prepare(session, desk, CopyChannel.TELEGRAM, NOW, 1_000, ())

    kept = [(one.kind, one.told) for one in batch.prepared]
    assert not batch.failed
    assert {kind for kind, _ in kept} >= {
        NoticeKind.CASE_ANSWERED,
        NoticeKind.CASE_CLARIFICATION,
        NoticeKind.STAFF_ALERT,
    }
    assert [(kind, wrong(*text)) for kind, told in kept for text in texts(told.calls) if wrong(*text)] == []
