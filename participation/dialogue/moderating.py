"""The moderator's list: questions that ask the same together, answered live or in writing, or discarded by two people.

Everybody whose question is answered is told, all of a group. Nothing but spam and insults is discarded, and only when a
second person agrees: until then the question waits as before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from participation import notices
from participation.dialogue.errors import AnswerMissing, NoSuchQuestion, QuestionSettled, SecondPersonNeeded
from participation.notices import Subject
from participation.staff.audit import record
from participation.staff.rights import NotAllowed, Right, may
from storage import Session
from storage.models.events import EventQuestion, QuestionState
from storage.models.notices import NoticeKind
from storage.models.plan import Event
from storage.models.staff import StaffMember
from storage.queries import dialogue as queries

SUBJECT = "question"
LONGEST_ANSWER = 3_000
REASONS = ("spam", "insult")


@dataclass(frozen=True)
class Group:
    """Questions that ask the same, the first one first."""

    questions: Sequence[EventQuestion]

    @property
    def head(self) -> EventQuestion:
        """The first one, by which the group is known."""
        return self.questions[0]

    @property
    def discard_by(self) -> int | None:
        """Who proposed to discard it, while a second person has to say so."""
        return self.head.discard_by


def require_moderator(by: StaffMember | None) -> StaffMember:
    """Who may publish events or answer cases. Raises NotAllowed."""
    if by is None or not (may(by, Right.PUBLISH) or may(by, Right.ANSWER)):
        raise NotAllowed(Right.ANSWER.value)
    return by


def groups(session: Session, by: StaffMember | None, event: Event) -> list[Group]:
    """What waits for an event: what most people ask first, then what was asked first. Raises NotAllowed."""
    require_moderator(by)
    found: dict[int, list[EventQuestion]] = {}
    for question in queries.waiting(session, event.id):
        found.setdefault(question.alike or question.id, []).append(question)
    ordered = sorted(found.values(), key=lambda questions: (-len(questions), questions[0].id))
    return [Group(questions) for questions in ordered]


def group_of(session: Session, by: StaffMember | None, question_id: int) -> Group:
    """What waits together with a question. Raises NotAllowed, NoSuchQuestion, QuestionSettled."""
    require_moderator(by)
    question = queries.question(session, question_id)
    if question is None:
        raise NoSuchQuestion
    found = queries.group(session, question.alike or question.id)
    waits = [one for one in found if one.state is QuestionState.WAITING]
    if not waits:
        raise QuestionSettled
    return Group(waits)


def answer_live(session: Session, by: StaffMember | None, question_id: int, now: datetime) -> Group:
    """«Respondida en vivo». Raises what `group_of` raises."""
    return _settle(session, by, question_id, QuestionState.ANSWERED_LIVE, now)


def answer_in_writing(session: Session, by: StaffMember | None, question_id: int, text: str, now: datetime) -> Group:
    """«Responder por escrito»: everybody who asked this gets it. Raises AnswerMissing and what `group_of` raises."""
    return _settle(session, by, question_id, QuestionState.ANSWERED, now, check_answer(text))


def check_answer(text: str) -> str:
    """An answer as it is sent. Raises AnswerMissing."""
    said = text.strip()
    if not said or len(said) > LONGEST_ANSWER:
        raise AnswerMissing
    return said


def propose_discard(session: Session, by: StaffMember | None, question_id: int, reason: str, now: datetime) -> Group:
    """The first of two says that it is spam or an insult. Raises ValueError, and what `group_of` raises."""
    if reason not in REASONS:
        raise ValueError(reason)
    signing, found = require_moderator(by), group_of(session, by, question_id)
    for question in found.questions:
        question.discard_by, question.discard_reason = signing.id, reason
    _record(session, signing, found, "question.discard_proposed", now, reason=reason)
    return found


def confirm_discard(session: Session, by: StaffMember | None, question_id: int, now: datetime) -> Group:
    """A second person agrees. Raises SecondPersonNeeded, what `group_of` raises.

    Only what the first person saw is discarded: what came to the group meanwhile waits on.
    """
    signing, found = require_moderator(by), group_of(session, by, question_id)
    if found.discard_by is None or found.discard_by == signing.id:
        raise SecondPersonNeeded
    seen = Group([one for one in found.questions if one.discard_by is not None])
    for question in seen.questions:
        question.state, question.answered_by, question.answered_at = QuestionState.DISCARDED, signing.id, now
    _lead_on(found, seen)
    _record(session, signing, seen, "question.discarded", now, proposed_by=found.discard_by)
    return seen


def keep(session: Session, by: StaffMember | None, question_id: int, now: datetime) -> Group:
    """It is neither: nobody proposes to discard it any more. Raises what `group_of` raises."""
    signing, found = require_moderator(by), group_of(session, by, question_id)
    for question in found.questions:
        question.discard_by = question.discard_reason = None
    _record(session, signing, found, "question.kept", now)
    return found


def _settle(
    session: Session,
    by: StaffMember | None,
    question_id: int,
    state: QuestionState,
    now: datetime,
    answer: str | None = None,
) -> Group:
    signing, found = require_moderator(by), group_of(session, by, question_id)
    for question in found.questions:
        question.state, question.answer = state, answer
        question.answered_by, question.answered_at = signing.id, now
        question.discard_by = question.discard_reason = None
    _record(session, signing, found, f"question.{state}", now)
    key = f"question:{found.head.id}:{state}"
    subject, facts = Subject(SUBJECT, found.head.id), {"what": state.value}
    notice = notices.put_down(session, NoticeKind.QUESTION_ANSWERED, subject, key, now, facts=facts, by=signing)
    if notice is not None:
        notices.to_askers(session, notice, found.questions)
    return found


def _lead_on(found: Group, gone: Group) -> None:
    """Where the first of a group is gone, the first of the rest is that by which it is known."""
    left = [one for one in found.questions if one not in gone.questions]
    for question in left:
        question.alike = None if question is left[0] else left[0].id


def _record(session: Session, by: StaffMember, found: Group, act: str, now: datetime, **facts: object) -> None:
    ids = [question.id for question in found.questions]
    record(session, by, act, now, subject=SUBJECT, subject_id=found.head.id, questions=ids, **facts)
    session.flush()
