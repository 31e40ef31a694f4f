"""«Enviar pregunta»: questions for a dialogue event, before and during it.

Who asked is sealed apart, as with a case. A question that is left over becomes a petition, so what a case needs (the
code that opens it, the day by which it is answered) is settled when the question is asked.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from participation.deadlines import PlanRules, counted_reception, reply_due_on
from participation.dialogue.errors import NotOpenForQuestions, QuestionTooLong, TooManyQuestions
from participation.identity import Keyring
from participation.observations.filing import MOST_A_DAY, RECEIPT, Writer, person_of
from participation.plan.current import current_plan
from participation.proof import receipt_code
from participation.similar import alike
from storage import Session
from storage.models.cases import Consent
from storage.models.events import EventQuestion, QuestionState
from storage.models.kinds import ContributionKind, PetitionKind
from storage.models.plan import Event, EventState
from storage.queries import cases
from storage.queries import dialogue as queries

LONGEST = 1_000
MOST_COMPARED = 400
"""With so many of the latest questions of an event a new one is compared."""
TAKING = frozenset(
    {
        EventState.PROGRAMMED,
        EventState.INVITED,
        EventState.LIVE,
        EventState.RESCHEDULED,
        EventState.POSTPONED,
    }
)
KIND, ASKED = ContributionKind.PETITION, PetitionKind.UNCLEAR
"""What a question that is left over becomes: with the shortest term that could apply."""


@dataclass(frozen=True)
class Asked:
    """A question as it was taken. `again` tells that an earlier press had sent it."""

    question: EventQuestion
    again: bool = False


def takes_questions(event: Event) -> bool:
    """Whether questions can be sent for an event: until it was held, also while it has no new date."""
    return event.state in TAKING and event.retired_at is None


def check(text: str) -> str:
    """A question as it is kept. Raises QuestionTooLong."""
    said = text.strip()
    if len(said) > LONGEST:
        raise QuestionTooLong
    return said


def ask(
    session: Session,
    event: Event,
    text: str,
    message_id: int,
    writer: Writer,
    keys: Keyring,
    now: datetime,
    zone: ZoneInfo,
) -> Asked:
    """Keep a question for an event; sending is the authorisation. The same message again gives the same question.

    Raises NotOpenForQuestions, QuestionTooLong, TooManyQuestions.
    """
    person = person_of(keys, writer.id)
    known = queries.sent_in(session, person, event.id, message_id)
    if known is not None:
        return Asked(known, again=True)
    if not takes_questions(event):
        raise NotOpenForQuestions
    said = check(text)
    if cases.authorised_since(session, person, now - timedelta(days=1)) >= MOST_A_DAY:
        raise TooManyQuestions
    plan, receipt = current_plan(session), receipt_code()
    question = EventQuestion(
        event_id=event.id,
        text=said,
        asked_at=now,
        message_id=message_id,
        state=QuestionState.WAITING,
        alike=_same_as(session, event, said),
        due_on=_due(PlanRules.of(plan), now, zone),
        notice_version=plan.privacy_version,
        receipt=keys.mac(receipt, RECEIPT),
        person=person,
        sealed=keys.seal({"chat_id": writer.chat_id, "receipt": receipt}),
    )
    session.add(question)
    session.add(Consent(person=person, notice_version=plan.privacy_version, given_at=now))
    session.flush()
    return Asked(question)


def sent_before(session: Session, keys: Keyring, person_id: int, event_id: int, message_id: int) -> bool:
    """Whether a message of a person was sent as a question."""
    return queries.sent_in(session, person_of(keys, person_id), event_id, message_id) is not None


def _same_as(session: Session, event: Event, text: str) -> int | None:
    """The first question that asks this too."""
    firsts = queries.first_ones(session, event.id, MOST_COMPARED)
    position = alike(text, [one.text for one in firsts])
    return None if position is None else firsts[position].id


def _due(rules: PlanRules, asked_at: datetime, zone: ZoneInfo) -> date | None:
    received_on = counted_reception(asked_at, zone, rules.reception_closes, rules.own)
    return reply_due_on(received_on, KIND, ASKED, rules.deadlines, rules.own)
