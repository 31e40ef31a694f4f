"""Commitments: numbered within their event, followed until they are done."""

from datetime import date

import pytest

from participation.dialogue import commitments
from participation.dialogue.errors import CommitmentDone, TextMissing
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.plan import Event
from storage.models.staff import StaffMember
from tests.participation.dialogue.stories import told
from tests.participation.events.stories import BOGOTA, announced, at
from tests.support.observing import on_sqlite
from tests.support.running import START

pytestmark = on_sqlite
DUE = date(2021, 8, 13)  # a Friday; the Monday after it is a holiday


def test_they_are_numbered_within_their_event(planned: Session, event: Event, publisher: StaffMember) -> None:
    other = announced(planned, publisher, title="Tercer diálogo")
    made = [
        commitments.add(planned, one, "Publicar\nel acta", "Planeación", DUE, publisher, START)
        for one in (event, event, other)
    ]

    assert [one.number for one in made] == [1, 2, 1]
    assert made[0].text == "Publicar el acta"


def test_only_who_publishes_writes_them_and_never_an_empty_one(
    planned: Session, event: Event, publisher: StaffMember, answerer: StaffMember
) -> None:
    with pytest.raises(NotAllowed):
        commitments.add(planned, event, "Publicar el acta", "Planeación", None, answerer, START)
    with pytest.raises(TextMissing):
        commitments.add(planned, event, " ", "Planeación", None, publisher, START)


def test_staff_are_reminded_before_on_the_day_and_after_it(
    planned: Session, event: Event, publisher: StaffMember
) -> None:
    one = commitments.add(planned, event, "Publicar el acta", "Planeación", DUE, publisher, START)
    instants, now = [], START
    while (following := commitments.next_reminder(planned, now, BOGOTA)) is not None:
        instants.append(now := following)
        commitments.remind(planned, now, BOGOTA)
        assert commitments.remind(planned, now, BOGOTA) == []

    assert instants == [at("2021-08-10 08:00"), at("2021-08-13 08:00"), at("2021-08-23 08:00")]
    keys = [key for key, _ in told(planned, "staff_alert")]
    assert keys == [f"commitment:{one.id}:{what}:{DUE}" for what in ("soon", "today", "late")]


def test_once_it_is_done_nobody_is_reminded(planned: Session, event: Event, publisher: StaffMember) -> None:
    one = commitments.add(planned, event, "Publicar el acta", "Planeación", DUE, publisher, START)

    commitments.mark_done(planned, one.id, "https://ejemplo.gov.co/acta", publisher, START, START.date())

    assert commitments.remind(planned, at("2021-08-13 08:00"), BOGOTA) == []
    assert not commitments.is_overdue(one, date(2021, 9, 1))
    with pytest.raises(CommitmentDone):
        commitments.mark_done(planned, one.id, "Otra vez", publisher, START, START.date())
