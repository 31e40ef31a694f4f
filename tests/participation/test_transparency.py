"""The bot's own account: every case is in it once, and no figure tells of the denuncias."""

from dataclasses import astuple
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from participation import transparency
from participation.plan import import_plan, read_plan_text
from participation.transparency import account
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState, ContributionKind
from storage.models.notices import Copy, CopyChannel, CopyState, Notice, NoticeKind, Rank
from tests.handlers.texts.rendered import SEED, file
from tests.participation.plan_texts import changed

TODAY = date(2021, 8, 17)
MORNING = datetime(2021, 7, 1, 9, tzinfo=ZoneInfo("America/Bogota"))


@pytest.fixture
def planned(session: Session) -> Session:
    import_plan(session, read_plan_text(SEED), MORNING)
    session.commit()
    return session


def filed(
    session: Session,
    state: CaseState = CaseState.RECEIVED,
    due_on: date | None = None,
    answered_on: date | None = None,
    kind: ContributionKind = ContributionKind.OBSERVATION,
) -> Case:
    case = file(session, kind, now=MORNING + timedelta(days=session.query(Case).count())).case
    case.state, case.due_on, case.answered_on = state, due_on, answered_on
    session.flush()
    return case


def test_before_anybody_wrote_everything_is_zero_but_the_events(planned: Session) -> None:
    found = account(planned, TODAY)

    assert astuple(found.cases) == (0,) * 8
    assert (found.events.postponed, found.events.held, found.events.to_come) == (1, 0, 0)
    assert (found.notices.sent, found.notices.failed) == (0, 0)


def test_every_case_is_answered_pending_withdrawn_or_discarded(planned: Session) -> None:
    filed(planned, CaseState.ANSWERED, due_on=TODAY, answered_on=TODAY)
    filed(planned, CaseState.ANSWERED, due_on=TODAY, answered_on=TODAY + timedelta(days=1))
    filed(planned, CaseState.ANSWERED, answered_on=TODAY)
    filed(planned, CaseState.RECEIVED, due_on=TODAY)
    filed(planned, CaseState.ASSIGNED, due_on=TODAY - timedelta(days=1))
    filed(planned, CaseState.REOPENED, due_on=TODAY - timedelta(days=1))
    filed(planned, CaseState.WITHDRAWN, due_on=TODAY - timedelta(days=1))
    filed(planned, CaseState.SPAM)

    found = account(planned, TODAY).cases

    assert (found.received, found.answered, found.pending, found.withdrawn, found.discarded) == (8, 3, 3, 1, 1)
    assert (found.with_term, found.in_time, found.overdue) == (2, 1, 2)


def test_a_denuncia_counts_as_any_other_case(planned: Session) -> None:
    filed(planned, kind=ContributionKind.DENUNCIA)

    found = account(planned, TODAY).cases

    assert (found.received, found.pending) == (1, 1)


def test_an_event_whose_day_has_passed_is_unconfirmed_and_not_held(session: Session) -> None:
    replaced = ("estado: aplazado\n    fecha_original: 2021-06-30", "estado: programado\n    fecha: 2021-07-15")
    import_plan(session, read_plan_text(changed(replaced, text=SEED)), MORNING)
    session.commit()

    before, after = account(session, date(2021, 7, 15)).events, account(session, TODAY).events

    assert (before.to_come, before.unconfirmed) == (1, 0)
    assert (after.to_come, after.unconfirmed, after.held) == (0, 1, 0)


def test_a_notice_counts_once_for_each_who_got_it_or_did_not(planned: Session) -> None:
    notice = Notice(
        key="x", kind=next(iter(NoticeKind)), subject="event", subject_id=1, rank=next(iter(Rank)), created_at=MORNING
    )
    planned.add(notice)
    planned.flush()
    for number, state in enumerate(CopyState):
        planned.add(
            Copy(
                notice_id=notice.id,
                channel=CopyChannel.TELEGRAM,
                recipient=str(number),
                state=state,
            )
        )
    planned.flush()

    found = account(planned, TODAY).notices

    assert (found.sent, found.failed) == (2, 3)


def test_very_much_is_counted_once_a_minute(planned: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transparency, "MANY", 0)
    filed(planned)
    before = account(planned, TODAY).cases.received
    filed(planned)

    soon = account(planned, TODAY).cases.received
    monkeypatch.setattr(transparency, "KEPT_SECONDS", 0.0)
    later = account(planned, TODAY).cases.received

    assert (before, soon, later) == (1, 1, 2)
