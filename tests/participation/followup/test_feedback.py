"""«Me sirvió», «No me sirvió»: whose word counts, and how a case comes back."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from participation.followup import answering, feedback, finding, sending
from participation.followup.errors import AnsweredAlready, Overtaken
from participation.observations import rights
from participation.observations.errors import NoCase
from reports.personal_data import as_json
from storage import Session
from storage.models.followup import Feedback
from storage.models.kinds import CaseState
from storage.models.notices import Copy, Notice, NoticeKind
from storage.models.staff import Role
from storage.queries import answers
from tests.support.answering import DAY, NOW, answered
from tests.support.office import KEYS, ZONE, official, on_sqlite, plan, received

pytestmark = on_sqlite
ROSA, CAMILO = 41, 42


def alerted(session: Session) -> list[str]:
    session.flush()
    found = select(Copy.recipient).join(Notice, Notice.id == Copy.notice_id)
    return list(session.scalars(found.where(Notice.kind == NoticeKind.STAFF_ALERT).order_by(Copy.id)))


def test_an_answer_that_did_not_help_comes_back_with_its_reason_and_who_signed_is_told(session: Session) -> None:
    plan(session)
    me, approver = official(session), official(session, 2, Role.APPROVES)
    case = received(session, date(2021, 7, 1)).case
    answer = answered(session, me, case)
    answer.approved_by = approver.id

    feedback.give(session, KEYS, ROSA, answer.id, NOW, helped=False)
    assert case.state is CaseState.ANSWERED
    feedback.reopen(session, KEYS, ROSA, answer.id, "No dice cuándo.", NOW, DAY)

    said = answers.feedback(session, answer.id)
    assert said is not None
    assert (said.helped, said.why, case.state) == (False, "No dice cuándo.", CaseState.REOPENED)
    assert alerted(session) == [str(me.telegram_id), str(approver.telegram_id)]


def test_a_second_no_reopens_nothing_twice(session: Session) -> None:
    plan(session)
    case, me = received(session, date(2021, 7, 1)).case, official(session)
    answer = answered(session, me, case)
    feedback.reopen(session, KEYS, ROSA, answer.id, "Uno", NOW, DAY)
    version = case.version

    feedback.reopen(session, KEYS, ROSA, answer.id, None, NOW, DAY)

    assert (case.version, len(alerted(session))) == (version, 1)
    assert session.scalars(select(Feedback.why)).all() == ["Uno"]


def test_what_staff_prepared_before_it_was_reopened_is_not_sent_unread(session: Session) -> None:
    plan(session)
    case, me = received(session, date(2021, 7, 1)).case, official(session)
    answer = answered(session, me, case)
    correction = answering.begin(session, me, case.id, NOW)
    feedback.reopen(session, KEYS, ROSA, answer.id, "Falta algo", NOW, DAY)

    with pytest.raises(Overtaken) as overtaken:
        sending.send(session, me, correction.id, NOW, DAY)
    assert overtaken.value.last is None


def test_the_answer_after_a_reopening_is_an_answer_and_no_correction(session: Session) -> None:
    plan(session)
    case, me = received(session, date(2021, 7, 1)).case, official(session)
    first = answered(session, me, case)
    feedback.reopen(session, KEYS, ROSA, first.id, None, NOW, DAY)

    answered(session, me, case, text="Ahora sí.")

    kinds = session.scalars(select(Notice.kind).where(Notice.subject_id == case.id).order_by(Notice.id)).all()
    assert kinds == [NoticeKind.CASE_ANSWERED, NoticeKind.STAFF_ALERT, NoticeKind.CASE_ANSWERED]
    with pytest.raises(AnsweredAlready):
        feedback.give(session, KEYS, ROSA, first.id, NOW, helped=True)


def test_nobody_speaks_for_the_author(session: Session) -> None:
    plan(session)
    case, me = received(session, date(2021, 7, 1), person=ROSA).case, official(session)
    answer = answered(session, me, case)

    with pytest.raises(NoCase):
        feedback.give(session, KEYS, CAMILO, answer.id, NOW, helped=True)
    with pytest.raises(NoCase):
        feedback.reopen(session, KEYS, CAMILO, answer.id, "x", NOW, DAY)
    with pytest.raises(NoCase):
        feedback.give(session, KEYS, ROSA, answer.id + 1, NOW, helped=True)
    assert case.state is CaseState.ANSWERED


def test_who_says_no_and_then_nothing_is_not_forgotten(session: Session) -> None:
    plan(session)
    case, me = received(session, date(2021, 7, 1)).case, official(session)
    answer = answered(session, me, case)
    feedback.give(session, KEYS, ROSA, answer.id, NOW, helped=False)
    due = NOW + finding.GIVEN_TO_SAY_WHY

    assert finding.find_unexplained(session, due - timedelta(seconds=1), ZONE) == []
    assert finding.next_unexplained(session, NOW, ZONE) == due
    assert finding.find_unexplained(session, due, ZONE) == ["case.reopened"]
    assert finding.find_unexplained(session, due, ZONE) == []

    assert (case.state, alerted(session)) == (CaseState.REOPENED, [str(me.telegram_id)])


def test_what_staff_answered_and_what_one_said_of_it_is_among_the_own_data(session: Session) -> None:
    plan(session)
    case, me = received(session, date(2021, 7, 1)).case, official(session)
    answer = answered(session, me, case)
    feedback.reopen(session, KEYS, ROSA, answer.id, "No dice cuándo.", NOW, DAY)

    [own] = json.loads(as_json("Rosa", rights.own_data(session, KEYS, ROSA, ROSA)))["cases"]

    [told] = own["answers"]
    assert (told["decision"], told["text"], told["helped"], told["why_not"]) == (
        "acogida",
        "Sí se puede.",
        False,
        "No dice cuándo.",
    )
