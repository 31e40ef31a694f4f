"""Questions that nobody answered become petitions, with their number; terms count from the day they were asked.

That is done two working days after the event was held or cancelled, by the clock unless staff did it before; and
earlier for a question whose own term is nearly over, because an event that is still to come does not stop it.
"""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from participation import notices
from participation.deadlines import OwnDays, PlanRules, add_working_days
from participation.dialogue.errors import NotOver
from participation.dialogue.moderating import SUBJECT, require_moderator
from participation.dialogue.questions import ASKED, KIND
from participation.identity import pseudonym
from participation.notices import Subject
from participation.observations.drafting import About, DraftView
from participation.observations.filing import numbered
from participation.staff.audit import record
from storage import Session
from storage.models.cases import Author, Case
from storage.models.events import EventQuestion, QuestionState
from storage.models.kinds import AboutKind
from storage.models.notices import NoticeKind
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from storage.queries import cases
from storage.queries import dialogue as queries
from storage.queries import plan as plans

WORKING_DAYS = 2
EVENING = time(18)
"""When the second working day ends."""
TO_SPARE = 5
"""Working days that are left to answer a petition when a question becomes one before its event."""
MORNING = time(7)
OVER = frozenset({EventState.HELD, EventState.CANCELLED})


def convert(session: Session, by: StaffMember | None, event: Event, now: datetime, zone: ZoneInfo) -> list[Case]:
    """«Convertir las que faltan en peticiones». Raises NotAllowed, NotOver."""
    signing = require_moderator(by)
    if event.state not in OVER:
        raise NotOver
    made = _become(session, queries.waiting(session, event.id), now, zone)
    if made:
        numbers = [case.id for case in made]
        record(session, signing, "event.questions_filed", now, subject="event", subject_id=event.id, cases=numbers)
    return made


def find_left_over(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Make petitions of what is left over by now."""
    plan = plans.current_plan(session)
    if plan is None or (first := queries.first_due(session)) is None:
        return []
    own = PlanRules.of(plan).own
    due: list[EventQuestion] = []
    for event, at in queries.events_left_over(session):
        if _closes(event, at, zone, own) <= now:
            due += queries.waiting(session, event.id)
    local = now.astimezone(zone)
    soon = add_working_days(local.date(), TO_SPARE, own)
    if first <= soon and local.time() >= MORNING:
        due += queries.waiting_due(session, soon)
    return [f"question to case {case.radicado}" for case in _become(session, due, now, zone)]


def next_left_over(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next questions become petitions because their event is over."""
    plan = plans.current_plan(session)
    if plan is None:
        return None
    own = PlanRules.of(plan).own
    closing = [_closes(event, at, zone, own) for event, at in queries.events_left_over(session)]
    return min((instant for instant in closing if instant > after), default=None)


def _closes(event: Event, at: datetime | None, zone: ZoneInfo, own: OwnDays) -> datetime:
    """Until when staff can still answer: the evening of the second working day after the event was over."""
    said = at or event.changed_at
    day = said.astimezone(zone).date() if said is not None else event.day or event.original_date
    if day is None:
        return datetime.fromtimestamp(0, zone)  # nobody said when: long ago
    return datetime.combine(add_working_days(day, WORKING_DAYS, own), EVENING, zone)


def _become(session: Session, found: Iterable[EventQuestion], now: datetime, zone: ZoneInfo) -> list[Case]:
    made = []
    for question in {one.id: one for one in found}.values():
        case = _file(session, question, queries.event_of(session, question), zone)
        _tell(session, question, case, now)
        made.append(case)
    session.flush()
    return made


def _file(session: Session, question: EventQuestion, event: Event, zone: ZoneInfo) -> Case:
    """Number a question as a petition that was received when it was asked."""
    case = numbered(session, _as_draft(question, event), question.asked_at, zone)
    case.due_on = min((day for day in (case.due_on, question.due_on) if day), default=None)
    case.receipt, case.notice_version = question.receipt, question.notice_version
    person, sealed = question.person, question.sealed
    case.pseudonym = cases.pseudonym_of(session, person, pseudonym) if person is not None else pseudonym()
    session.add(case)
    session.flush()
    if person is not None and sealed is not None:
        session.add(Author(case_id=case.id, person=person, sealed=sealed))
        if question.message_id is not None:
            cases.remember_message(session, person, question.message_id, case.id)
    question.state, question.case_id = QuestionState.PETITION, case.id
    question.person = question.sealed = None
    session.flush()
    return case


def _as_draft(question: EventQuestion, event: Event) -> DraftView:
    return DraftView(
        key=f"pq{question.id}",
        text=question.text,
        files=(),
        about=About(AboutKind.EVENT, event.code),
        kind=KIND,
        petition=ASKED,
        kind_chosen=True,
        about_chosen=True,
        name=None,
    )


def _tell(session: Session, question: EventQuestion, case: Case, now: datetime) -> None:
    """Its author is told the number and the date."""
    facts = {"what": QuestionState.PETITION.value, "case": case.id}
    subject, key = Subject(SUBJECT, question.id), f"question:{question.id}:petition"
    notice = notices.put_down(session, NoticeKind.QUESTION_ANSWERED, subject, key, now, facts=facts)
    if notice is not None:
        notices.to_author(session, notice, case)
