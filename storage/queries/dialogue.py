"""What people send around a dialogue event: questions and answers to the survey; and the commitments made at it."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import String, cast, distinct, func, literal, select, update
from sqlalchemy.orm import Session

from storage.models.events import Commitment, EventAct, EventChange, EventQuestion, QuestionState, SurveyAnswer
from storage.models.notices import CopyChannel
from storage.models.plan import Event, EventState
from storage.queries.copies import Recipients
from storage.queries.dialect import put

UNTOUCHED = 16  # bytes of what takes the place of a keyed hash that was erased


# Questions


def question(session: Session, question_id: int) -> EventQuestion | None:
    """A question by its id."""
    return session.get(EventQuestion, question_id)


def event_of(session: Session, question: EventQuestion) -> Event:
    """The event that a question is for, also where it has left the plan."""
    return session.execute(select(Event).where(Event.id == question.event_id)).scalar_one()


def group(session: Session, head_id: int) -> Sequence[EventQuestion]:
    """A question and those that ask the same, locked until this unit of work ends; the first one first."""
    same = (EventQuestion.id == head_id) | (EventQuestion.alike == head_id)
    found = select(EventQuestion).where(same).order_by(EventQuestion.id).with_for_update()
    return session.scalars(found.execution_options(populate_existing=True)).all()


def first_ones(session: Session, event_id: int, limit: int) -> Sequence[EventQuestion]:
    """The latest questions of an event that wait and of which none before asked the same."""
    found = select(EventQuestion).where(
        EventQuestion.event_id == event_id,
        EventQuestion.state == QuestionState.WAITING,
        EventQuestion.alike.is_(None),
    )
    return session.scalars(found.order_by(EventQuestion.id.desc()).limit(limit)).all()


def waiting(session: Session, event_id: int) -> Sequence[EventQuestion]:
    """The questions of an event that nobody has answered, in the order in which they were asked."""
    found = select(EventQuestion).where(
        EventQuestion.event_id == event_id, EventQuestion.state == QuestionState.WAITING
    )
    return session.scalars(found.order_by(EventQuestion.id)).all()


def sent_in(session: Session, person: str, event_id: int, message_id: int) -> EventQuestion | None:
    """The question that a message of a person became."""
    found = select(EventQuestion).where(
        EventQuestion.person == person,
        EventQuestion.event_id == event_id,
        EventQuestion.message_id == message_id,
    )
    return session.scalars(found.limit(1)).first()


def counts(session: Session, event_ids: Collection[int]) -> dict[int, dict[QuestionState, int]]:
    """How many questions of these events stand how; an event without any is not there."""
    found: dict[int, dict[QuestionState, int]] = {}
    counted = select(EventQuestion.event_id, EventQuestion.state, func.count())
    counted = counted.where(EventQuestion.event_id.in_(event_ids))
    for event_id, state, number in session.execute(counted.group_by(EventQuestion.event_id, EventQuestion.state)):
        found.setdefault(event_id, {})[state] = number
    return found


def of_person(session: Session, person: str) -> Sequence[EventQuestion]:
    """The questions that are still tied to a person, the oldest first."""
    found = select(EventQuestion).where(EventQuestion.person == person)
    return session.scalars(found.order_by(EventQuestion.id)).all()


def events_left_over(session: Session) -> Sequence[tuple[Event, datetime | None]]:
    """The events that are over and have questions that wait, with when that was said last."""
    last = select(func.max(EventChange.at)).where(
        EventChange.event_id == Event.id,
        EventChange.what.in_([EventAct.HELD, EventAct.CANCELLED]),
    )
    waits = select(EventQuestion.event_id).where(EventQuestion.state == QuestionState.WAITING)
    found = select(Event, last.scalar_subquery()).where(
        Event.id.in_(waits), Event.state.in_([EventState.HELD, EventState.CANCELLED])
    )
    return [(event, at) for event, at in session.execute(found.order_by(Event.id))]


def waiting_due(session: Session, until: date) -> Sequence[EventQuestion]:
    """The questions that wait and would have to be answered up to a day, the first due first."""
    found = select(EventQuestion).where(EventQuestion.state == QuestionState.WAITING, EventQuestion.due_on <= until)
    return session.scalars(found.order_by(EventQuestion.due_on, EventQuestion.id)).all()


def first_due(session: Session) -> date | None:
    """The first day by which a question that waits would have to be answered."""
    found = select(func.min(EventQuestion.due_on)).where(EventQuestion.state == QuestionState.WAITING)
    return session.scalar(found)


def askers(event_id: int, prefix: str) -> Recipients:
    """Who asked something for an event, each person once, by the first question: `prefix` and its id."""
    first = select(func.min(EventQuestion.id).label("id")).where(
        EventQuestion.event_id == event_id, EventQuestion.sealed.is_not(None)
    )
    chosen = first.group_by(EventQuestion.person).subquery()
    recipient = (literal(prefix) + cast(chosen.c.id, String)).label("recipient")
    return select(literal(CopyChannel.TELEGRAM.value).label("channel"), recipient)


def forget_person(session: Session, person: str) -> int:
    """Cut the tie between a person and questions and answers. Gives how many questions that were."""
    own = update(EventQuestion).where(EventQuestion.person == person).values(person=None, sealed=None)
    gone = session.execute(own.returning(EventQuestion.id).execution_options(synchronize_session=False)).all()
    rated = session.scalars(select(SurveyAnswer.event_id).where(SurveyAnswer.person == person).distinct()).all()
    for event_id in rated:
        answers = update(SurveyAnswer).where(SurveyAnswer.person == person, SurveyAnswer.event_id == event_id)
        session.execute(answers.values(person=secrets.token_hex(UNTOUCHED)))
    session.expire_all()
    return len(gone)


# The survey


def rate(session: Session, event_id: int, person: str, question: str, value: int, now: datetime) -> None:
    """Keep what a person says of an event; said again, the last one counts."""
    said = {"event_id": event_id, "person": person, "question": question}
    put(session, SurveyAnswer, said, value=value, at=now)


def ratings_of(session: Session, event_id: int, person: str) -> dict[str, int]:
    """What a person said of an event, by question."""
    found = select(SurveyAnswer.question, SurveyAnswer.value)
    own = found.where(SurveyAnswer.event_id == event_id, SurveyAnswer.person == person)
    return {row.question: row.value for row in session.execute(own)}


def events_rated_by(session: Session, person: str) -> int:
    """Of how many events a person said something."""
    counted = select(func.count(distinct(SurveyAnswer.event_id))).where(SurveyAnswer.person == person)
    return session.execute(counted).scalar_one()


def ratings(session: Session, event_id: int) -> dict[str, dict[int, int]]:
    """How many people gave which value, by question."""
    found: dict[str, dict[int, int]] = {}
    counted = select(SurveyAnswer.question, SurveyAnswer.value, func.count()).where(SurveyAnswer.event_id == event_id)
    for name, value, number in session.execute(counted.group_by(SurveyAnswer.question, SurveyAnswer.value)):
        found.setdefault(name, {})[value] = number
    return found


def count_raters(session: Session, event_id: int) -> int:
    """How many people said something of an event."""
    counted = select(func.count(distinct(SurveyAnswer.person))).where(SurveyAnswer.event_id == event_id)
    return session.execute(counted).scalar_one()


def held_between(session: Session, first: datetime, last: datetime) -> Sequence[tuple[Event, datetime]]:
    """The events that stand as held and were marked so in this span, with when."""
    at = func.max(EventChange.at)
    found = (
        select(Event, at)
        .join(EventChange, EventChange.event_id == Event.id)
        .where(Event.state == EventState.HELD, Event.retired_at.is_(None), EventChange.what == EventAct.HELD)
        .group_by(Event.id)
        .having(at >= first, at <= last)
    )
    return [(event, when) for event, when in session.execute(found)]


# Commitments


def commitment(session: Session, commitment_id: int) -> Commitment | None:
    """A commitment by its id."""
    return session.get(Commitment, commitment_id)


def commitments(session: Session, event_ids: Collection[int]) -> Sequence[Commitment]:
    """The commitments of these events, by event and number."""
    found = select(Commitment).where(Commitment.event_id.in_(event_ids))
    return session.scalars(found.order_by(Commitment.event_id, Commitment.number)).all()


def last_commitment(session: Session, event_id: int) -> int:
    """The number of the last commitment of an event; 0 where there is none."""
    return session.scalar(select(func.max(Commitment.number)).where(Commitment.event_id == event_id)) or 0


def open_commitments(session: Session) -> Sequence[Commitment]:
    """What was promised for a day and is not done, the first due first."""
    found = select(Commitment).where(Commitment.done_on.is_(None), Commitment.due_on.is_not(None))
    return session.scalars(found.order_by(Commitment.due_on, Commitment.id)).all()
