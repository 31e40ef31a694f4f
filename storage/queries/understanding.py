"""What a chat was last told, what was misread and taught, and what was published that one can search."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from storage.models.cases import Case
from storage.models.followup import Decision, Report, ReportLeaf, ReportState, ReviewedText
from storage.models.kinds import ContributionKind
from storage.models.plan import Event, Plan
from storage.models.understanding import LastTold, Misreading, TaughtExample
from storage.queries.dialect import insert, put

MOST_PUBLISHED = 2_000
_LAST_TOLD = select(LastTold).where(
    LastTold.chat_id == bindparam("chat_id"), LastTold.at >= bindparam("since", type_=LastTold.at.type)
)


class PublishedAnswer(NamedTuple):
    """What a published report says of one case: its redacted text and the answer, as a person reviewed them."""

    question: str
    answer: str
    decision: Decision | None
    published_at: datetime


def last_told(session: Session, chat_id: int, since: datetime) -> LastTold | None:
    """What a chat was last told, unless that is longer ago."""
    return session.execute(_LAST_TOLD, {"chat_id": chat_id, "since": since}).scalar_one_or_none()


def keep_told(
    session: Session, chat_id: int, intent: str, target: str | None, event: str | None, now: datetime
) -> None:
    """Keep what a chat is told now; it takes the place of what it was told before."""
    values = {"intent": intent, "target": target, "event": event, "at": now}
    put(session, LastTold, {"chat_id": chat_id}, **values)
    session.expire_all()


def forget_chat(session: Session, chat_id: int) -> None:
    """Erase what a chat was last told."""
    session.execute(delete(LastTold).where(LastTold.chat_id == chat_id))


def forget_old(session: Session, told_before: datetime, misread_before: datetime) -> int:
    """Erase what is too old, and the texts of lessons with it. Returns how many rows."""
    told = delete(LastTold).where(LastTold.at < told_before).returning(LastTold.chat_id)
    misread = delete(Misreading).where(Misreading.at < misread_before).returning(Misreading.id)
    old = func.coalesce(TaughtExample.written_at, TaughtExample.at) < misread_before
    wiped = update(TaughtExample).where(old, TaughtExample.text.is_not(None)).values(text=None)
    statements = (told, misread, wiped.returning(TaughtExample.id))
    return sum(len(session.execute(statement).all()) for statement in statements)


def keep_misreading(session: Session, pressed: str, text: str, intent: str, target: str | None, now: datetime) -> None:
    """Keep a redacted text that was misread; pressed twice, it is kept once."""
    values = {"pressed": pressed, "text": text, "intent": intent, "target": target, "at": now}
    session.execute(insert(session, Misreading).values(**values).on_conflict_do_nothing())


def misreadings(session: Session, since: datetime, first: int, most: int) -> Sequence[Misreading]:
    """What nobody has settled yet, the latest first."""
    found = select(Misreading).where(Misreading.settled_at.is_(None), Misreading.at >= since)
    return session.scalars(found.order_by(Misreading.at.desc(), Misreading.id.desc()).offset(first).limit(most)).all()


def count_misreadings(session: Session, since: datetime) -> int:
    """How many wait to be settled."""
    found = select(func.count()).select_from(Misreading)
    return session.execute(found.where(Misreading.settled_at.is_(None), Misreading.at >= since)).scalar_one()


def misreading(session: Session, row: int, since: datetime) -> Misreading | None:
    """One that nobody has settled yet."""
    found = select(Misreading).where(Misreading.id == row, Misreading.settled_at.is_(None), Misreading.at >= since)
    return session.execute(found).scalar_one_or_none()


def settle(session: Session, row: int, by: int, now: datetime) -> bool:
    """Take a misreading off the list. False when somebody else was faster."""
    waits = (Misreading.id == row) & Misreading.settled_at.is_(None)
    done = update(Misreading).where(waits).values(settled_by=by, settled_at=now).returning(Misreading.id)
    return session.execute(done).first() is not None


def taught(session: Session) -> Sequence[TaughtExample]:
    """All that staff taught, the latest first."""
    return session.scalars(select(TaughtExample).order_by(TaughtExample.id.desc())).all()


def forget_taught(session: Session, row: int) -> bool:
    """Take back what was taught. False when it was taken back before."""
    gone = delete(TaughtExample).where(TaughtExample.id == row).returning(TaughtExample.id)
    return session.execute(gone).first() is not None


def stamp(session: Session, year: int) -> tuple[object, ...]:
    """What changes whenever something was taught or its text erased, or an event of the plan of a year changed."""
    # Erased texts count too: they leave the memory of the processes that learnt them.
    lessons = select(
        func.count(), func.count(TaughtExample.text), func.max(TaughtExample.at)
    )  # SQLite gives the number of an erased row to the next
    events = select(func.count(), func.sum(Event.version)).join(Plan, Plan.id == Event.plan_id)
    return (*session.execute(lessons).one(), *session.execute(events.where(Plan.year == year)).one())


def published_answers(session: Session) -> list[PublishedAnswer]:
    """The answers that published reports hold, the latest first; of a denuncia nothing.

    A text that was reviewed anew after the publication is another one, and waits for the next report.
    """
    found = (
        select(ReviewedText.text, ReviewedText.answer_text, Case.decision, func.max(Report.published_at))
        .join(Case, Case.id == ReviewedText.case_id)
        .join(ReportLeaf, ReportLeaf.case_id == Case.id)
        .join(Report, Report.id == ReportLeaf.report_id)
        .where(Report.state == ReportState.PUBLISHED, Report.published_at >= ReviewedText.reviewed_at)
        .where(Case.kind != ContributionKind.DENUNCIA, ReviewedText.answer_text.is_not(None))
        .group_by(Case.id, ReviewedText.text, ReviewedText.answer_text, Case.decision)
        .order_by(func.max(Report.published_at).desc(), Case.id.desc())
        .limit(MOST_PUBLISHED)
    )
    return [
        PublishedAnswer(text, answer, decision, at)
        for text, answer, decision, at in session.execute(found)
        if answer is not None and at is not None
    ]
