"""Questions for an event: sent once, sealed apart, grouped, settled, and never lost."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from participation.dialogue import left_over, moderating, questions
from participation.dialogue.errors import (
    NotOpenForQuestions,
    NotOver,
    QuestionSettled,
    QuestionTooLong,
    SecondPersonNeeded,
    TooManyQuestions,
)
from participation.events import lifecycle
from participation.observations import rights
from participation.observations.filing import MOST_A_DAY, Writer
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.cases import Author, Case
from storage.models.events import EventQuestion, QuestionState
from storage.models.kinds import AboutKind, ContributionKind
from storage.models.plan import Event
from storage.models.staff import AuditEntry, Role, StaffMember
from tests.participation.dialogue.stories import HELD_AT, KEYS, ask, hold, told
from tests.participation.events.stories import BOGOTA, at, member
from tests.support.observing import on_sqlite
from tests.support.running import START

WHEN, AGAIN = "¿Cuándo se inician las obras del puente?", "¿Cuándo inician las obras del puente?"
OTHER = "¿Quién supervisa los contratos?"


def test_who_asked_is_sealed_apart(planned: Session, event: Event) -> None:
    question = ask(planned, event, WHEN, person=77)

    assert question.sealed is not None
    assert b"77" not in question.sealed[:20]
    assert KEYS.open(question.sealed)["chat_id"] == 77
    assert question.person not in {None, "77"}
    assert question.due_on == date(2021, 8, 2)  # 20 working days after the 1st, the shortest term of that time


@on_sqlite
def test_the_same_message_is_one_question_and_an_authorisation(planned: Session, event: Event) -> None:
    first = ask(planned, event, WHEN)
    writer = Writer(1, 1, "Rosa")

    again = questions.ask(planned, event, WHEN, 10, writer, KEYS, START, BOGOTA)

    assert again.again
    assert again.question is first
    assert len(rights.held(planned, KEYS, 1, 1).consents) == 1


@on_sqlite
def test_no_more_than_anybody_means_and_none_that_is_a_speech(planned: Session, event: Event) -> None:
    with pytest.raises(QuestionTooLong):
        ask(planned, event, "a" * 1_001)
    for message in range(MOST_A_DAY):
        ask(planned, event, f"¿Pregunta {message}?", message=message)
    with pytest.raises(TooManyQuestions):
        ask(planned, event, WHEN, message=99)


@on_sqlite
def test_a_postponement_keeps_the_questions_and_takes_more(
    planned: Session, event: Event, publisher: StaffMember
) -> None:
    ask(planned, event, WHEN)
    lifecycle.postpone(planned, event, None, "Falló la red", publisher, START, BOGOTA)

    ask(planned, event, OTHER, person=2)

    assert [one.head.text for one in moderating.groups(planned, publisher, event)] == [WHEN, OTHER]


@on_sqlite
def test_what_is_over_takes_no_questions(planned: Session, event: Event, publisher: StaffMember) -> None:
    lifecycle.cancel(planned, event, "Motivo", publisher, START, BOGOTA)
    with pytest.raises(NotOpenForQuestions):
        ask(planned, event, WHEN)


@on_sqlite
def test_those_who_ask_the_same_stand_together_and_most_asked_first(
    planned: Session, event: Event, answerer: StaffMember
) -> None:
    ask(planned, event, OTHER, person=1)
    ask(planned, event, WHEN, person=2)
    ask(planned, event, AGAIN, person=3)

    found = moderating.groups(planned, answerer, event)

    assert [[one.text for one in group.questions] for group in found] == [[WHEN, AGAIN], [OTHER]]


def test_everybody_of_a_group_gets_the_answer_once(planned: Session, event: Event, answerer: StaffMember) -> None:
    first, second = ask(planned, event, WHEN, person=2), ask(planned, event, AGAIN, person=3)
    ask(planned, event, WHEN, person=3, message=11)

    moderating.answer_in_writing(planned, answerer, second.id, " En agosto. ", START)

    assert (first.state, first.answer, second.answer) == (QuestionState.ANSWERED, "En agosto.", "En agosto.")
    key = f"question:{first.id}:answered"
    assert sorted(told(planned, "question_answered")) == [
        (key, f"question:{first.id}"),
        (key, f"question:{second.id}"),
    ]
    with pytest.raises(QuestionSettled):
        moderating.answer_live(planned, answerer, first.id, START)


@on_sqlite
def test_a_question_is_discarded_by_two_people_only(
    planned: Session, event: Event, answerer: StaffMember, publisher: StaffMember
) -> None:
    question = ask(planned, event, "Compre aquí")
    moderating.propose_discard(planned, answerer, question.id, "spam", START)
    with pytest.raises(SecondPersonNeeded):
        moderating.confirm_discard(planned, answerer, question.id, START)
    [waits] = moderating.groups(planned, publisher, event)
    assert waits.head is question

    moderating.confirm_discard(planned, publisher, question.id, START)

    assert question.state is QuestionState.DISCARDED
    acts = planned.scalars(select(AuditEntry.act).where(AuditEntry.subject == "question")).all()
    assert acts == ["question.discard_proposed", "question.discarded"]


@on_sqlite
def test_what_joins_a_group_after_it_was_proposed_is_not_discarded_with_it(
    planned: Session, event: Event, answerer: StaffMember, publisher: StaffMember
) -> None:
    first = ask(planned, event, WHEN)
    moderating.propose_discard(planned, answerer, first.id, "insult", START)
    later = ask(planned, event, AGAIN, person=2)

    moderating.confirm_discard(planned, publisher, first.id, START)

    [left] = moderating.groups(planned, publisher, event)
    assert left.questions == [later]


@on_sqlite
def test_only_a_moderator_sees_them(planned: Session, event: Event) -> None:
    consults = member(planned, Role.CONSULTS, 900_000_009)
    with pytest.raises(NotAllowed):
        moderating.groups(planned, consults, event)


def test_left_over_it_is_a_petition_from_the_day_on_which_it_was_asked(
    planned: Session, event: Event, publisher: StaffMember
) -> None:
    question, due_on = ask(planned, event, WHEN, now=at("2021-07-12 09:00")), date(2021, 8, 10)
    hold(planned, event, publisher)
    evening = left_over.next_left_over(planned, HELD_AT, BOGOTA)
    assert evening == at("2021-07-19 18:00")

    assert left_over.find_left_over(planned, evening - timedelta(minutes=1), BOGOTA) == []
    assert len(left_over.find_left_over(planned, evening, BOGOTA)) == 1
    assert left_over.find_left_over(planned, evening, BOGOTA) == []

    [case] = planned.scalars(select(Case)).all()
    assert (case.kind, case.about, case.about_code) == (ContributionKind.PETITION, AboutKind.EVENT, event.code)
    assert (case.received_on, case.due_on, case.text) == (date(2021, 7, 12), due_on, WHEN)
    assert (question.state, question.case_id) == (QuestionState.PETITION, case.id)
    assert question.sealed is None
    assert KEYS.open(planned.get_one(Author, case.id).sealed)["chat_id"] == 1
    assert told(planned, "question_answered") == [(f"question:{question.id}:petition", f"case:{case.id}")]


@on_sqlite
def test_staff_convert_the_rest_once_it_is_over(planned: Session, event: Event, publisher: StaffMember) -> None:
    ask(planned, event, WHEN)
    ask(planned, event, OTHER, person=2)
    with pytest.raises(NotOver):
        left_over.convert(planned, publisher, event, START, BOGOTA)
    hold(planned, event, publisher)

    made = left_over.convert(planned, publisher, event, HELD_AT, BOGOTA)

    assert [case.number for case in made] == [1, 2]
    assert left_over.convert(planned, publisher, event, HELD_AT, BOGOTA) == []


@on_sqlite
def test_an_event_that_is_still_to_come_does_not_stop_the_term(
    planned: Session, event: Event, publisher: StaffMember
) -> None:
    ask(planned, event, WHEN)  # due on 2 August
    lifecycle.postpone(planned, event, None, "Falló la red", publisher, START, BOGOTA)

    assert left_over.find_left_over(planned, at("2021-07-25 12:00"), BOGOTA) == []
    assert len(left_over.find_left_over(planned, at("2021-07-26 07:00"), BOGOTA)) == 1


@on_sqlite
def test_who_erases_the_own_data_is_not_tied_to_the_question_any_more(
    planned: Session, event: Event, publisher: StaffMember
) -> None:
    ask(planned, event, WHEN)
    assert rights.held(planned, KEYS, 1, 1).questions == 1
    assert [one.text for one in rights.own_data(planned, KEYS, 1, 1).questions] == [WHEN]

    rights.erase(planned, KEYS, 1, 1, START)

    assert rights.held(planned, KEYS, 1, 1).questions == 0
    hold(planned, event, publisher)
    [case] = left_over.convert(planned, publisher, event, HELD_AT, BOGOTA)
    assert case.text == WHEN
    assert planned.get(Author, case.id) is None
    assert told(planned, "question_answered") == []
    [row] = planned.scalars(select(EventQuestion)).all()
    assert (row.person, row.sealed) == (None, None)
