"""«Borrar mis datos»: afterwards nothing in any table leads to the person but the consents, which the law asks for."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from participation.audience import subscriptions
from participation.dialogue import moderating, questions, survey
from participation.followup import feedback
from participation.identity import UnreadableSeal
from participation.notices import Subject, Topic, put_down, to_chat
from participation.observations import drafting, following, rights
from participation.observations.filing import Writer, person_of
from participation.understanding import Intent, teaching
from participation.understanding.reading import LastAnswer
from storage import Session
from storage.models.base import Base
from storage.models.kinds import CaseState, Waiting
from storage.models.notices import NoticeKind
from storage.models.plan import Event, EventState
from storage.models.turns import ShownMessage, Turn, TurnState
from storage.queries import audience, cases, chats, drafts, paces
from tests.support.answering import NOW, answered
from tests.support.office import KEYS, ZONE, official, plan, received

ROSA, NAME = 7_123_456_789, "Rosa Inés Quintanilla"
OF_STAFF = frozenset({"staff", "desks", "card_messages", "reports"})
"""Who works here, and where: nothing of a citizen."""
RUNNING = frozenset({"leases"})
"""Names of what is run in order, kept while it runs."""
PERSONAL = frozenset({"chat_id", "person", "sealed", "recipient", "lane"})
"""What columns are called that lead to a person."""


def everything_of_one_person(session: Session) -> Writer:
    """Somebody who did all that can be done with the bot."""
    plan(session)
    writer, event = Writer(ROSA, ROSA, NAME), session.scalars(select(Event)).first()
    assert event is not None
    answer = answered(session, official(session), received(session, date(2021, 7, 1), person=ROSA).case)
    case = cases.case(session, answer.case_id)
    assert case is not None
    feedback.give(session, KEYS, ROSA, answer.id, NOW, helped=True)
    following.add_information(session, KEYS, ROSA, case, 77, "Y otra cosa", None, NOW)
    asked = questions.ask(session, event, "¿Habrá intérprete?", 8, writer, KEYS, NOW, ZONE).question
    questions.ask(session, event, "¿Cuánto cuesta la obra?", 9, writer, KEYS, NOW, ZONE)
    moderating.answer_in_writing(session, official(session, 2), asked.id, "Sí", NOW)
    event.state = EventState.HELD
    survey.rate(session, event, "useful", 5, KEYS, ROSA, NOW)
    audience.remind(session, event.id, ROSA, NOW)
    subscriptions.set_topic(session, ROSA, Topic.EVENTS, NOW, on=True)
    what_a_chat_leaves(session)
    return writer


def what_a_chat_leaves(session: Session) -> None:
    """A draft, a question of the bot, preferences, a card, a turn that was set aside, something that it was told."""
    draft = drafting.begin(session, ROSA, None, NOW)
    drafting.add(session, draft, 90, "Otra", None, NOW)
    drafts.wait_for(session, ROSA, Waiting.READING, NOW, text="algo", message_id=5)
    chats.choose(session, ROSA, language="en")
    paces.count(session, ROSA, NOW, NOW - timedelta(minutes=1))
    teaching.keep_told(session, ROSA, LastAnswer(Intent.HELP), NOW)
    session.add(ShownMessage(chat_id=ROSA, slot="card", message_id=3))
    session.add(
        Turn(bot_id=1, update_id=1, lane=f"1:{ROSA}", state=TurnState.SET_ASIDE, payload=str(ROSA), received_at=NOW)
    )
    notice = put_down(session, NoticeKind.BROADCAST, Subject("broadcast", 1), "broadcast:1", NOW)
    assert notice is not None
    to_chat(session, notice, ROSA)
    session.flush()


def leads_to(*traces: str) -> Callable[[object], bool]:
    """Whether a value holds one of these traces, also where it is sealed."""

    def holds(value: object) -> bool:
        if isinstance(value, bytes):
            try:
                value = KEYS.open(value)
            except UnreadableSeal:
                return False
        return any(trace in str(value) for trace in traces)

    return holds


def tables_that_hold(session: Session, *traces: str) -> set[str]:
    """The tables of which some value holds one of these traces."""
    session.flush()
    holds, found = leads_to(*traces), set()
    for table in Base.metadata.sorted_tables:
        if any(holds(value) for row in session.execute(select(table)) for value in row):
            found.add(table.name)
    return found


def test_nothing_leads_to_a_person_whose_data_were_erased_but_the_consents(session: Session) -> None:
    everything_of_one_person(session)
    traces = str(ROSA), person_of(KEYS, ROSA), NAME, "Rosa"
    personal = {table.name for table in Base.metadata.sorted_tables if PERSONAL & set(table.columns.keys())}
    held = tables_that_hold(session, *traces)
    assert personal - OF_STAFF <= held, "a table that leads to a person and that this test does not fill"

    rights.erase(session, KEYS, ROSA, ROSA, NOW)

    assert tables_that_hold(session, *traces) == {"consents"}


def test_what_two_officials_closed_as_spam_stays_so_when_its_author_withdraws(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1), person=ROSA).case
    case.state = CaseState.SPAM
    session.flush()

    following.withdraw(case)
    assert rights.withdraw_authorisation(session, KEYS, ROSA, NOW) == 0

    assert case.state is CaseState.SPAM
