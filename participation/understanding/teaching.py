"""What was misread in use, and what staff teach the reader from it.

Texts come redacted: what takes out personal data is above this floor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from locales import Phrase
from participation.staff.audit import record
from participation.staff.rights import Right, require
from participation.understanding.learning import Example
from participation.understanding.reader import Reader
from participation.understanding.reading import TARGETED, Intent, LastAnswer
from storage import Session
from storage.models.staff import StaffMember
from storage.models.understanding import Misreading, TaughtExample
from storage.queries import understanding as queries

TOLD_FOR = timedelta(days=1)
"""How long a short message is read in the light of what was told before."""
KEPT_FOR = timedelta(days=30)
"""How long a misread text is kept for staff."""
LONGEST = 500
"""Characters of a misread text; what is longer teaches nothing."""
A_WEEK = timedelta(days=7)


class AlreadySettled(LookupError):
    """Somebody else was faster, or the thirty days are over."""

    phrase = Phrase("teaching", "That one is no longer in the list.")


@dataclass(frozen=True)
class Page:
    """Some of what waits: `more` tells whether there are older ones; `this_week` counts those of seven days."""

    rows: Sequence[Misreading]
    all: int
    this_week: int
    more: bool


def told(session: Session, chat_id: int, now: datetime) -> LastAnswer | None:
    """What a chat was last told, within a day."""
    last = queries.last_told(session, chat_id, now - TOLD_FOR)
    if last is None or last.intent not in set(Intent):
        return None
    return LastAnswer(Intent(last.intent), last.target, last.event)


def keep_told(session: Session, chat_id: int, answered: LastAnswer, now: datetime) -> None:
    """Keep what a chat is told now, for the next short message."""
    queries.keep_told(session, chat_id, answered.intent, answered.target, answered.event, now)


def keep_misreading(
    session: Session, pressed: str, redacted: str, intent: Intent, target: str | None, now: datetime
) -> None:
    """«No era eso»: keep a redacted text for staff, once however often it is pressed."""
    queries.keep_misreading(session, pressed, redacted[:LONGEST], intent, target, now)


def waiting(session: Session, by: StaffMember, first: int, most: int, now: datetime) -> Page:
    """What nobody has settled yet, the latest first. Raises NotAllowed."""
    require(by, Right.ANSWER)
    rows = queries.misreadings(session, now - KEPT_FOR, first, most + 1)
    whole, week = (queries.count_misreadings(session, now - span) for span in (KEPT_FOR, A_WEEK))
    return Page(rows[:most], whole, week, len(rows) > most)


def misreading(session: Session, by: StaffMember, row: int, now: datetime) -> Misreading:
    """One of them. Raises NotAllowed, AlreadySettled."""
    require(by, Right.ANSWER)
    found = queries.misreading(session, row, now - KEPT_FOR)
    if found is None:
        raise AlreadySettled
    return found


def teach(
    session: Session, by: StaffMember, row: int, intent: Intent, target: str | None, reader: Reader, now: datetime
) -> TaughtExample:
    """From now on a text like this one is read so, also when the text itself is erased, thirty days after it was kept.

    `reader`: tells by which words the text is recognised. Raises NotAllowed, AlreadySettled.
    """
    found = misreading(session, by, row, now)
    if not queries.settle(session, row, by.id, now):
        raise AlreadySettled
    about = target if intent in TARGETED else None
    words = " ".join(reader.recognised_by(found.text))
    lesson = TaughtExample(text=found.text, words=words, intent=intent, target=about, taught_by=by.id, at=now)
    lesson.written_at = found.at
    session.add(lesson)
    session.flush()
    record(session, by, "reader.taught", now, subject="lesson", subject_id=lesson.id, intent=str(intent), target=about)
    return lesson


def dismiss(session: Session, by: StaffMember, row: int, now: datetime) -> None:
    """Nothing is to be learnt of this one; its text goes at once. Raises NotAllowed, AlreadySettled."""
    found = misreading(session, by, row, now)
    if not queries.settle(session, row, by.id, now):
        raise AlreadySettled
    session.delete(found)
    record(session, by, "reader.dismissed", now, subject="misreading", subject_id=row)


def lessons(session: Session, by: StaffMember) -> Sequence[TaughtExample]:
    """All that was taught, the latest first. Raises NotAllowed."""
    require(by, Right.ANSWER)
    return queries.taught(session)


def forget_lesson(session: Session, by: StaffMember, row: int, now: datetime) -> None:
    """«Olvidar»: the reader no longer learns it. Raises NotAllowed, AlreadySettled."""
    require(by, Right.ANSWER)
    if not queries.forget_taught(session, row):
        raise AlreadySettled
    record(session, by, "reader.forgot", now, subject="lesson", subject_id=row)


def examples(session: Session) -> tuple[Example, ...]:
    """What was taught, as the reader takes it."""
    known = set(Intent)
    return tuple(
        Example(one.text or "", Intent(one.intent), one.target, tuple((one.words or "").split()))
        for one in queries.taught(session)
        if one.intent in known
    )


def forget_old(session: Session, now: datetime) -> int:
    """Erase what is over: what was told after a day, what was misread or taught after thirty. Returns how many rows."""
    return queries.forget_old(session, now - TOLD_FOR, now - KEPT_FOR)
