"""«No era eso»: what is kept, for how long, who may teach it, and that the reader learns it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from participation.staff.rights import NotAllowed
from participation.understanding import Intent, LastAnswer, Reader, teaching
from participation.understanding.reading import Subject, SubjectKind
from participation.understanding.teaching import AlreadySettled
from storage import Session
from storage.models.followup import Decision, Report, ReportKind, ReportLeaf, ReportState, ReviewedText
from storage.models.kinds import ContributionKind
from storage.models.staff import Role
from storage.models.understanding import LastTold, Misreading
from storage.queries import understanding as queries
from tests.support.digests import case
from tests.support.office import at, facts_of, official, on_sqlite, plan

NOW = at(date(2021, 7, 5))
VIDEO = Subject("video", SubjectKind.PRODUCT, ("Video",))
READER = Reader.for_plan([VIDEO])


def misread(session: Session, text: str = "q hubo de la vaina esa", key: str = "a") -> Misreading:
    teaching.keep_misreading(session, key, text, Intent.OUT_OF_SCOPE, None, NOW)
    return session.scalars(select(Misreading).where(Misreading.pressed == key)).one()


def test_a_text_is_kept_once_however_often_it_is_pressed(session: Session) -> None:
    for _ in range(2):
        misread(session)

    assert len(session.scalars(select(Misreading)).all()) == 1


def test_what_was_told_is_remembered_for_a_day(session: Session) -> None:
    teaching.keep_told(session, 41, LastAnswer(Intent.EVIDENCE, "video"), NOW)
    teaching.keep_told(session, 41, LastAnswer(Intent.EVENT_STATUS, None, "dialogo"), NOW)

    assert teaching.told(session, 41, NOW + timedelta(hours=23)) == LastAnswer(Intent.EVENT_STATUS, None, "dialogo")
    assert teaching.told(session, 41, NOW + timedelta(hours=25)) is None
    assert teaching.told(session, 42, NOW) is None


def test_both_are_erased_when_their_time_is_over(session: Session) -> None:
    misread(session)
    teaching.keep_told(session, 41, LastAnswer(Intent.HELP), NOW)

    assert teaching.forget_old(session, NOW + timedelta(days=2)) == 1
    assert teaching.forget_old(session, NOW + timedelta(days=31)) == 1
    assert session.scalars(select(Misreading)).all() == []
    assert session.scalars(select(LastTold)).all() == []


@on_sqlite
def test_only_who_answers_cases_sees_and_teaches(session: Session) -> None:
    one = misread(session)
    reads = official(session, 1, Role.CONSULTS)

    with pytest.raises(NotAllowed):
        teaching.waiting(session, reads, 0, 6, NOW)
    with pytest.raises(NotAllowed):
        teaching.teach(session, reads, one.id, Intent.PROGRESS_ACTIVITY, "video", READER, NOW)


@on_sqlite
def test_what_was_taught_is_read_so_from_then_on_and_is_in_the_record(session: Session) -> None:
    one, me = misread(session), official(session)
    teaching.teach(session, me, one.id, Intent.PROGRESS_ACTIVITY, "video", READER, NOW)

    question = Reader.for_plan([VIDEO], taught=teaching.examples(session)).read("Q hubo de la vaina esa??").first

    assert (question.intent, question.target) == (Intent.PROGRESS_ACTIVITY, "video")
    assert facts_of(session, "reader.taught") == [{"intent": "progress_activity", "target": "video"}]
    assert teaching.waiting(session, me, 0, 6, NOW).rows == []


@on_sqlite
def test_a_lesson_outlives_its_text_which_is_erased_thirty_days_after_it_came(session: Session) -> None:
    one, me = misread(session, "¿y el cosiámpiro de Eulalia cuándo sale?"), official(session)
    week_later = NOW + timedelta(days=7)
    lesson = teaching.teach(session, me, one.id, Intent.PROGRESS_ACTIVITY, "video", READER, week_later)
    plan(session)
    learnt = queries.stamp(session, 2021)

    assert teaching.forget_old(session, NOW + timedelta(days=31)) == 2
    session.refresh(lesson)
    assert lesson.text is None
    assert not {"cosiampir", "eulali", "eulalia"} & set((lesson.words or "").split())
    assert queries.stamp(session, 2021) != learnt

    reader = Reader.for_plan([VIDEO], taught=teaching.examples(session))
    again, other = (
        reader.read("y el cosiámpiro de Eulalia cuándo sale").first,
        reader.read("¿y la cita cuándo sale?").first,
    )
    assert (again.intent, again.target) == (Intent.PROGRESS_ACTIVITY, "video")
    assert other.target is None


@on_sqlite
def test_a_lesson_on_something_that_the_plan_no_longer_has_names_nothing(session: Session) -> None:
    one, me = misread(session), official(session)
    teaching.teach(session, me, one.id, Intent.PROGRESS_ACTIVITY, "cartilla", READER, NOW)

    question = Reader.for_plan([VIDEO], taught=teaching.examples(session)).read("q hubo de la vaina esa").first

    assert (question.intent, question.target) == (Intent.PROGRESS_ACTIVITY, None)


@on_sqlite
def test_a_lesson_can_be_taken_back_and_a_text_dropped_once(session: Session) -> None:
    me = official(session)
    lesson = teaching.teach(session, me, misread(session).id, Intent.HELP, None, READER, NOW)
    teaching.forget_lesson(session, me, lesson.id, NOW)
    dropped = misread(session, key="b").id
    teaching.dismiss(session, me, dropped, NOW)

    assert teaching.lessons(session, me) == []
    with pytest.raises(AlreadySettled):
        teaching.dismiss(session, me, dropped, NOW)
    with pytest.raises(AlreadySettled):
        teaching.forget_lesson(session, me, lesson.id, NOW)


def published(session: Session, kind: ContributionKind, answer: str, *, reviewed: int = 6) -> None:
    """A case that is in a report of 10 July."""
    one = case(session, date(2021, 7, 5), kind=kind, decision=Decision.ACCEPTED)
    by = official(session, 70 + one.id)
    text = ReviewedText(case_id=one.id, text="¿Tendrá señas?", answer_text=answer, case_version=1, reviewed_by=by.id)
    text.reviewed_at = at(date(2021, 7, reviewed))
    report = Report(kind=ReportKind.OBSERVATIONS, first_day=date(2021, 7, 1), last_day=date(2021, 7, 9))
    report.state, report.created_at = ReportState.PUBLISHED, at(date(2021, 7, 10))
    report.published_at = at(date(2021, 7, 10))
    session.add_all([text, report])
    session.flush()
    session.add(ReportLeaf(report_id=report.id, row=1, case_id=one.id, leaf="0" * 64))
    session.flush()


def test_only_what_a_published_report_holds_can_be_found(session: Session) -> None:
    plan(session)
    published(session, ContributionKind.OBSERVATION, "Sí, las tendrá.")
    published(session, ContributionKind.DENUNCIA, "Se investiga.")
    published(session, ContributionKind.COMPLAINT, "Cambió después.", reviewed=20)

    assert [one.answer for one in queries.published_answers(session)] == ["Sí, las tendrá."]


@on_sqlite
def test_what_is_taught_in_place_of_what_was_forgotten_is_learnt(session: Session) -> None:
    plan(session)
    by, first, second = official(session), misread(session), misread(session, "y lo otro", "b")
    before = teaching.teach(session, by, first.id, Intent.HELP, None, READER, NOW)
    learnt = queries.stamp(session, 2021)

    teaching.forget_lesson(session, by, before.id, NOW)
    teaching.teach(session, by, second.id, Intent.HELP, None, READER, NOW + timedelta(minutes=1))

    assert queries.stamp(session, 2021) != learnt
