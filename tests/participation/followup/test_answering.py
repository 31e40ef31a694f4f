"""Answering: what must be there, who may, two officials at once, corrections, and whom an answer reaches."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from participation.followup import answering, sending
from participation.followup.errors import (
    NoAnswer,
    NobodyApproves,
    NoEntity,
    NoReason,
    NotALetter,
    NotDecided,
    NothingWritten,
    OnesOwn,
    Overtaken,
    TextTooLong,
)
from participation.observations import rights
from participation.observations.drafting import AttachedFile
from participation.office.acting import begin, finish
from participation.office.errors import CaseIsClosed, NoSuchCase, TextMissing
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.followup import AnswerState, CaseAnswer, Decision
from storage.models.kinds import CaseState, ContributionKind, PartKind
from storage.models.notices import Copy, Notice, NoticeKind
from storage.models.staff import Role
from storage.queries import answers, attachments
from tests.support.answering import DAY, NOW, answered, written
from tests.support.office import KEYS, facts_of, official, on_sqlite, plan, received, voice

pytestmark = on_sqlite
LETTER = AttachedFile(PartKind.DOCUMENT, "b" * 64, "respuesta.pdf", "application/pdf", 9_000)


def told(session: Session, kind: NoticeKind = NoticeKind.CASE_ANSWERED) -> list[str]:
    """Who gets notices of a kind."""
    session.flush()
    found = select(Copy.recipient).join(Notice, Notice.id == Copy.notice_id).where(Notice.kind == kind)
    return list(session.scalars(found.order_by(Copy.id)))


def test_the_first_act_takes_a_case_into_review_and_the_answer_closes_it(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case

    answer = answering.begin(session, me, case.id, NOW)
    assert case.state is CaseState.IN_REVIEW
    answering.write(session, me, answer.id, "Uno", NOW)
    answering.write(session, me, answer.id, "Dos", NOW)
    answering.decide(session, me, answer.id, Decision.NOT_ACCEPTED, NOW)
    answering.explain(session, me, answer.id, "No alcanza el tiempo.", NOW)
    sending.send(session, me, answer.id, NOW, DAY)

    assert (answer.state, answer.text, answer.sent_at) == (AnswerState.SENT, "Uno\n\nDos", NOW)
    assert (case.state, case.decision, case.answered_on) == (CaseState.ANSWERED, Decision.NOT_ACCEPTED, DAY)
    assert told(session) == [f"case:{case.id}"]
    assert facts_of(session, "case.answered") == [
        {"answer": 1, "decision": "no_acogida", "approved": False, "version": 2}
    ]


def test_what_is_missing_is_named_before_anything_is_sent(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answer = answering.begin(session, me, case.id, NOW)

    with pytest.raises(NothingWritten):
        sending.send(session, me, answer.id, NOW, DAY)
    answering.write(session, me, answer.id, "Texto", NOW)
    with pytest.raises(NotDecided):
        sending.send(session, me, answer.id, NOW, DAY)
    answering.decide(session, me, answer.id, Decision.TRANSFERRED, NOW)
    with pytest.raises(NoEntity):
        sending.send(session, me, answer.id, NOW, DAY)
    answering.transfer_to(session, me, answer.id, "  Alcaldía de Soacha ", NOW)
    with pytest.raises(NoReason):
        sending.send(session, me, answer.id, NOW, DAY)

    assert told(session) == []


@pytest.mark.parametrize("decision", [Decision.PARTLY, Decision.NOT_ACCEPTED, Decision.TRANSFERRED])
def test_every_decision_but_acogida_needs_its_reason(session: Session, decision: Decision) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answer = answering.begin(session, me, case.id, NOW)
    answering.decide(session, me, answer.id, decision, NOW)

    for missing in (None, "", "  \n "):
        with pytest.raises(NoReason):
            answering.explain(session, me, answer.id, missing, NOW)


def test_of_an_accepted_one_it_can_be_said_that_the_plan_did_not_change(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case

    answer = answered(session, me, case, reason=None)

    assert (answer.decision, answer.reason, answer.state) == (Decision.ACCEPTED, None, AnswerState.SENT)


def test_another_decision_drops_the_reason_of_the_one_before(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answer = written(session, me, case, decision=Decision.NOT_ACCEPTED, reason="No hay presupuesto.")

    answering.decide(session, me, answer.id, Decision.PARTLY, NOW)

    with pytest.raises(NoReason):
        sending.send(session, me, answer.id, NOW, DAY)


def test_only_who_answers_may_and_only_the_own_draft(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    me, reader, other = official(session), official(session, 2, Role.CONSULTS), official(session, 3)
    answer = written(session, me, case)

    for act in (
        lambda: answering.begin(session, reader, case.id, NOW),
        lambda: answering.write(session, reader, answer.id, "X", NOW),
        lambda: sending.send(session, reader, answer.id, NOW, DAY),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NoAnswer):
        answering.write(session, other, answer.id, "X", NOW)
    with pytest.raises(NoAnswer):
        sending.send(session, other, answer.id, NOW, DAY)
    me.removed_at = NOW
    with pytest.raises(NotAllowed):
        sending.send(session, me, answer.id, NOW, DAY)


def test_a_denuncia_does_not_exist_for_who_may_not_read_it(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1), ContributionKind.DENUNCIA, None).case
    me, trusted = official(session), official(session, 2, denuncias=True)

    with pytest.raises(NoSuchCase):
        answering.begin(session, me, case.id, NOW)
    answer = written(session, trusted, case)
    trusted.reads_denuncias = False

    with pytest.raises(NoSuchCase):
        sending.send(session, trusted, answer.id, NOW, DAY)


def test_of_two_officials_the_second_is_told_who_did_what_when_and_keeps_the_draft(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    ana, luis = official(session, 1, name="Ana"), official(session, 2, name="Luis")
    mine, theirs = written(session, ana, case), written(session, luis, case, text="Otra cosa")
    later = NOW + timedelta(minutes=5)
    sending.send(session, ana, mine.id, later, DAY)

    with pytest.raises(Overtaken) as overtaken:
        sending.send(session, luis, theirs.id, later, DAY)

    last = overtaken.value.last
    assert last is not None
    assert (last.name, last.act, last.at) == ("Ana", "case.answered", later)
    assert (theirs.state, theirs.text) == (AnswerState.DRAFT, "Otra cosa")
    assert [one.text for one in answers.sent(session, case.id)] == ["Sí se puede."]


def test_who_was_overtaken_can_go_on_after_looking(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    ana, luis = official(session, 1), official(session, 2)
    answer = written(session, luis, case)
    finish(session, ana, begin(session, ana, case.id, None), "case.noted", NOW)
    with pytest.raises(Overtaken):
        sending.send(session, luis, answer.id, NOW, DAY)

    answering.catch_up(session, luis, answer.id, NOW)
    sending.send(session, luis, answer.id, NOW, DAY)

    assert case.state is CaseState.ANSWERED


def test_a_correction_is_another_answer_and_both_stay(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    first = answered(session, me, case, text="Será el 15.")

    second = answering.begin(session, me, case.id, NOW)
    assert (second.id != first.id, second.text, second.decision) == (True, "Será el 15.", first.decision)
    answering.write(session, me, second.id, "Será el 16.", NOW, anew=True)
    sending.send(session, me, second.id, NOW, date(2021, 7, 9))

    assert [one.text for one in answers.sent(session, case.id)] == ["Será el 15.", "Será el 16."]
    assert case.answered_on == DAY
    assert told(session, NoticeKind.CASE_CORRECTED) == [f"case:{case.id}"]


def test_after_a_discarded_draft_the_next_one_has_a_number_of_its_own(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    first = answering.begin(session, me, case.id, NOW)
    answering.discard(session, me, first.id, NOW)

    second = answering.begin(session, me, case.id, NOW)

    assert (first.version, first.state, second.version) == (1, AnswerState.DISCARDED, 2)
    with pytest.raises(NoAnswer):
        answering.write(session, me, first.id, "X", NOW)


def test_a_letter_is_a_document_and_is_kept_as_long_as_an_answer_has_it(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answer = written(session, me, case)

    with pytest.raises(NotALetter):
        answering.attach(session, me, answer.id, voice(), NOW)
    answering.attach(session, me, answer.id, LETTER, NOW)
    session.flush()
    assert attachments.referenced(session, [LETTER.hash]) == {LETTER.hash}
    answering.detach(session, me, answer.id, NOW)
    session.flush()

    assert attachments.referenced(session, [LETTER.hash]) == set()
    assert [name for name, _ in attachments.discarded(session, 5)] == [LETTER.hash]


def test_a_text_that_does_not_fit_into_the_message_is_refused_and_nothing_is_lost(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answer = answering.begin(session, me, case.id, NOW)
    answering.write(session, me, answer.id, "😀" * 1_000, NOW)

    with pytest.raises(TextTooLong):
        answering.write(session, me, answer.id, "😀" * 300, NOW)

    assert answer.text == "😀" * 1_000


def test_a_withdrawn_case_is_not_answered(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answer = written(session, me, case)
    case.state = CaseState.WITHDRAWN

    with pytest.raises(CaseIsClosed):
        sending.send(session, me, answer.id, NOW, DAY)


def test_an_approved_answer_is_signed_by_both(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    writer, approver = official(session), official(session, 2, Role.APPROVES)
    answer = written(session, writer, case)

    sending.ask_approval(session, writer, answer.id, NOW, DAY)
    assert told(session, NoticeKind.STAFF_ALERT) == [str(approver.telegram_id)]
    with pytest.raises(NotAllowed):
        sending.approve(session, writer, answer.id, NOW, DAY)
    sending.approve(session, approver, answer.id, NOW, DAY)

    assert (answer.by_staff, answer.approved_by, answer.state) == (writer.id, approver.id, AnswerState.SENT)
    assert told(session) == [f"case:{case.id}"]
    assert told(session, NoticeKind.STAFF_ALERT)[1:] == [str(writer.telegram_id)]


def test_nobody_approves_the_own_answer(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    writer = official(session, 1, Role.APPROVES)
    answer = written(session, writer, case)
    with pytest.raises(NobodyApproves):
        sending.ask_approval(session, writer, answer.id, NOW, DAY)
    official(session, 2, Role.APPROVES)
    sending.ask_approval(session, writer, answer.id, NOW, DAY)

    with pytest.raises(OnesOwn):
        sending.approve(session, writer, answer.id, NOW, DAY)


def test_a_returned_answer_comes_back_with_its_remark_and_can_be_asked_for_again(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    writer, approver = official(session), official(session, 2, Role.APPROVES)
    answer = written(session, writer, case)
    sending.ask_approval(session, writer, answer.id, NOW, DAY)

    with pytest.raises(TextMissing):
        sending.give_back(session, approver, answer.id, "  ", NOW, DAY)
    sending.give_back(session, approver, answer.id, "Falta la fecha.", NOW, DAY)
    assert (answer.state, answer.remark) == (AnswerState.RETURNED, "Falta la fecha.")
    assert told(session, NoticeKind.STAFF_ALERT)[-1] == str(writer.telegram_id)
    answering.write(session, writer, answer.id, "Con fecha.", NOW)
    sending.ask_approval(session, writer, answer.id, NOW, DAY)
    sending.approve(session, approver, answer.id, NOW, DAY)

    assert answer.state is AnswerState.SENT


def test_what_is_changed_while_it_awaits_approval_has_to_be_asked_for_again(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    writer, approver = official(session), official(session, 2, Role.APPROVES)
    answer = written(session, writer, case)
    sending.ask_approval(session, writer, answer.id, NOW, DAY)
    answering.write(session, writer, answer.id, "Algo que nadie ha visto.", NOW)

    with pytest.raises(NoAnswer):
        sending.approve(session, approver, answer.id, NOW, DAY)


def test_what_was_changed_and_asked_for_again_is_not_approved_by_who_read_it_before(session: Session) -> None:
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    writer, approver = official(session), official(session, 2, Role.APPROVES)
    answer = written(session, writer, case)
    sending.ask_approval(session, writer, answer.id, NOW, DAY)
    read = answer.case_version
    answering.write(session, writer, answer.id, "Algo que nadie ha visto.", NOW)
    sending.ask_approval(session, writer, answer.id, NOW, DAY)

    with pytest.raises(NoAnswer):
        sending.approve(session, approver, answer.id, NOW, DAY, shown=read)
    sending.approve(session, approver, answer.id, NOW, DAY, shown=answer.case_version)

    assert answer.state is AnswerState.SENT


def test_an_entity_that_is_not_named_leaves_the_one_before(session: Session) -> None:
    plan(session)
    case, me = received(session, date(2021, 7, 1)).case, official(session)
    answer = written(session, me, case, decision=Decision.TRANSFERRED)

    with pytest.raises(NoEntity):
        answering.transfer_to(session, me, answer.id, "  ", NOW)

    assert answer.transferred_to == "Alcaldía"


def test_the_answer_reaches_repetitions_and_supporters_each_under_its_own_number(session: Session) -> None:
    plan(session)
    me = official(session)
    main = received(session, date(2021, 7, 1)).case
    repeated, joined, answered_before = (received(session, date(2021, 7, 1), person=50 + n).case for n in range(3))
    answered(session, me, answered_before, text="Ya le respondimos.")
    repeated.duplicate_of, joined.supports, answered_before.duplicate_of = main.id, main.id, main.id
    session.flush()

    answered(session, me, main, text="Para todos.")

    assert set(told(session)) == {f"case:{one.id}" for one in (main, repeated, joined, answered_before)}
    assert len(told(session)) == 4
    for one in (repeated, joined):
        assert [each.text for each in answers.sent(session, one.id)] == ["Para todos."]
        assert (one.state, one.answered_on) == (CaseState.ANSWERED, DAY)
    assert [each.text for each in answers.sent(session, answered_before.id)] == ["Ya le respondimos."]


def test_a_correction_reaches_those_who_got_what_is_corrected(session: Session) -> None:
    plan(session)
    me, main = official(session), received(session, date(2021, 7, 1)).case
    joined, apart = (received(session, date(2021, 7, 1), person=60 + n).case for n in range(2))
    joined.supports = main.id
    session.flush()
    answered(session, me, main, text="El 15.")
    answered(session, me, apart, text="Aparte.")
    apart.supports = main.id

    correction = answering.begin(session, me, main.id, NOW)
    answering.write(session, me, correction.id, "El 16.", NOW, anew=True)
    sending.send(session, me, correction.id, NOW + timedelta(hours=1), DAY)

    assert told(session, NoticeKind.CASE_CORRECTED) == [f"case:{main.id}", f"case:{joined.id}"]
    assert [one.text for one in answers.sent(session, joined.id)] == ["El 15.", "El 16."]


def test_an_answer_waits_for_the_morning_unless_its_term_is_over_today(session: Session) -> None:
    plan(session)
    me = official(session)
    due_later, due_today = (received(session, date(2021, 7, 1), person=70 + n).case for n in range(2))
    due_today.due_on = DAY
    answered(session, me, due_later)
    answered(session, me, due_today)

    found = dict(session.execute(select(Notice.subject_id, Notice.waits_at_night)).all())

    assert found == {due_later.id: True, due_today.id: False}


def test_who_had_the_data_erased_is_told_nothing_and_the_answer_is_to_be_published(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1), person=81).case
    rights.erase(session, KEYS, 81, 81, NOW)

    answered(session, me, case)

    assert told(session) == []
    assert list(session.scalars(answers.undelivered())) == [case.id]
    assert session.scalars(select(CaseAnswer.state)).all() == [AnswerState.SENT]
