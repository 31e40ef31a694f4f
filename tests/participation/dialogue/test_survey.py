"""The survey after an event: once to who took part, changeable, told in aggregate only."""

from datetime import timedelta

import pytest

from participation.dialogue import survey
from participation.dialogue.errors import NotHeld
from participation.observations import rights
from storage import Session
from storage.models.plan import Event
from storage.models.staff import StaffMember
from tests.participation.dialogue.stories import HELD_AT, KEYS, ask, hold, told
from tests.participation.events.stories import BOGOTA, want_reminder
from tests.support.observing import on_sqlite
from tests.support.running import START


def rate(session: Session, event: Event, values: list[int], question: str = "useful") -> None:
    for person, value in enumerate(values):
        survey.rate(session, event, question, value, KEYS, person, HELD_AT)


def test_who_took_part_is_asked_once_an_hour_after(planned: Session, event: Event, publisher: StaffMember) -> None:
    question = ask(planned, event, "¿Cuándo?", person=2)
    ask(planned, event, "¿Dónde quedan las obras?", person=2, message=11)
    want_reminder(planned, event, 1)
    hold(planned, event, publisher)
    due = HELD_AT + timedelta(hours=1)
    assert survey.next_survey(planned, HELD_AT, BOGOTA) == due

    assert survey.find_surveys(planned, due - timedelta(seconds=1), BOGOTA) == []
    assert survey.find_surveys(planned, due, BOGOTA) == [f"event:{event.id}:survey for 2"]
    assert survey.find_surveys(planned, due + timedelta(days=1), BOGOTA) == []

    assert sorted(recipient for _, recipient in told(planned, "event_survey")) == ["1", f"question:{question.id}"]


def test_the_last_thing_that_a_person_says_counts_once(planned: Session, event: Event, publisher: StaffMember) -> None:
    hold(planned, event, publisher)
    rate(planned, event, [5, 5, 4, 4, 4])
    survey.rate(planned, event, "useful", 1, KEYS, 0, HELD_AT)

    found = survey.survey_results(planned, event)

    assert (found.people, found.questions[0].people, found.questions[0].mean) == (5, 5, 3.6)


@on_sqlite
def test_nothing_is_told_of_fewer_than_five(planned: Session, event: Event, publisher: StaffMember) -> None:
    hold(planned, event, publisher)
    rate(planned, event, [5, 5, 5, 5])

    found = survey.survey_results(planned, event)

    assert found.people is None
    assert all(one.people is None and one.mean is None and one.yes is None for one in found.questions)


@on_sqlite
@pytest.mark.parametrize(
    ("values", "yes"), [([1] * 9 + [0], None), ([1] * 6, 6), ([1] * 5 + [0] * 5, 5), ([0] * 7 + [1] * 2, None)]
)
def test_a_part_of_fewer_than_five_is_not_told_either(
    planned: Session, event: Event, publisher: StaffMember, values: list[int], yes: int | None
) -> None:
    hold(planned, event, publisher)
    rate(planned, event, values, "would_come_again")

    assert survey.survey_results(planned, event).questions[3].yes == yes


@on_sqlite
def test_only_what_was_held_is_rated(planned: Session, event: Event) -> None:
    with pytest.raises(NotHeld):
        survey.rate(planned, event, "useful", 5, KEYS, 1, START)


@on_sqlite
def test_an_erased_person_still_counts_and_is_tied_to_nothing(
    planned: Session, event: Event, publisher: StaffMember
) -> None:
    hold(planned, event, publisher)
    rate(planned, event, [5, 5, 5, 5, 4])

    rights.erase(planned, KEYS, 0, 0, HELD_AT)

    assert survey.said_before(planned, event, KEYS, 0) == {}
    assert survey.survey_results(planned, event).people == 5
