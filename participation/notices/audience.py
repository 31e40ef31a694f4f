"""Who gets a copy of a notice. Each is one statement or a few rows; who has a copy already gets no second one."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from participation.identity import Keyring
from participation.notices.putting_down import Subject
from participation.notices.topics import Topic
from participation.observations.filing import person_of
from storage import Session
from storage.models.cases import Case
from storage.models.events import EventQuestion
from storage.models.kinds import Channel
from storage.models.notices import CopyChannel, Notice, NoticeKind
from storage.models.staff import StaffMember
from storage.queries import cases, copies, dialogue
from storage.queries.notices import Told

MOST_CASES = 100
CASE_PREFIX = "case:"
"""What stands before a case's id in place of its author's chat, which is looked up and opened at sending only."""
QUESTION_PREFIX = "question:"
"""The same before the id of a question for an event."""


def to_author(session: Session, notice: Notice, case: Case) -> int:
    """The author of a case, in the chat that it came from. 0 where it came otherwise or is tied to nobody."""
    if case.channel is not Channel.TELEGRAM or cases.author(session, case.id) is None:
        return 0
    return copies.add_one(session, notice.id, CopyChannel.TELEGRAM, [f"{CASE_PREFIX}{case.id}"])


def to_askers(session: Session, notice: Notice, questions: Iterable[EventQuestion]) -> int:
    """Who sent these questions for an event, in the chats that they came from; who is not tied to one any more, not.

    A person who sent several is told once.
    """
    first = {one.person: one.id for one in reversed(list(questions)) if one.sealed is not None}
    asked = [f"{QUESTION_PREFIX}{question_id}" for question_id in first.values()]
    return copies.add_one(session, notice.id, CopyChannel.TELEGRAM, asked)


def to_everyone_who_asked(session: Session, notice: Notice, event_id: int) -> int:
    """Everybody who sent a question for an event, once."""
    return copies.add(session, notice.id, dialogue.askers(event_id, QUESTION_PREFIX))


def to_chat(session: Session, notice: Notice, chat_id: int) -> int:
    """One chat."""
    return copies.add_one(session, notice.id, CopyChannel.TELEGRAM, [str(chat_id)])


def to_staff(session: Session, notice: Notice, members: Iterable[StaffMember], *, by_email: bool = False) -> int:
    """Members of staff who work here now, in their chats or, where they gave one, to their addresses."""
    here = [member for member in members if member.removed_at is None]
    if by_email:
        addresses = [member.email for member in here if member.email]
        return copies.add_one(session, notice.id, CopyChannel.EMAIL, addresses)
    return copies.add_one(session, notice.id, CopyChannel.TELEGRAM, [str(member.telegram_id) for member in here])


def to_subscribers(session: Session, notice: Notice, topic: Topic, *, weekly: bool = False) -> int:
    """Who subscribed to a topic: «Al momento», or with `weekly` those of «Resumen semanal»."""
    return copies.add(session, notice.id, copies.subscribers(topic.value, weekly=weekly))


def to_reminded(session: Session, notice: Notice, event_id: int) -> int:
    """Who pressed «Recordarme» for an event."""
    return copies.add(session, notice.id, copies.reminded(event_id))


def to_reminded_or_subscribed(session: Session, notice: Notice, event_id: int) -> int:
    """Who pressed «Recordarme» or subscribed to events, also with the weekly summary: each once."""
    return copies.add(session, notice.id, copies.reminded_or_subscribed(event_id, Topic.EVENTS.value))


def to_guests(
    session: Session, notice: Notice, groups: Sequence[str] | None, *, not_before: datetime | None = None
) -> int:
    """Institutional guests of these groups, or all, who want mail and whose addresses are taken; by e-mail."""
    return copies.add(session, notice.id, copies.guests(groups), not_before)


def to_address(session: Session, notice: Notice, email: str, *, not_before: datetime | None = None) -> int:
    """One e-mail address."""
    return copies.add_one(session, notice.id, CopyChannel.EMAIL, [email.strip().lower()], not_before)


def to_channel(session: Session, notice: Notice, channel: str) -> int:
    """The entity's channel: its id or its @name."""
    return copies.add_one(session, notice.id, CopyChannel.TELEGRAM, [channel])


def to_everyone_told(
    session: Session, notice: Notice, subject: Subject, kinds: Collection[NoticeKind] | None = None
) -> int:
    """Whoever got another notice (of these kinds) on a subject, by every channel that told them."""
    return copies.add(session, notice.id, copies.told(Told(subject.name, subject.id, kinds), notice.id))


def tell_author_again(session: Session, keys: Keyring, person_id: int) -> int:
    """A person who had blocked the bot is back: what was to be told of the own cases and questions is told now."""
    person = person_of(keys, person_id)
    own = [f"{CASE_PREFIX}{case.id}" for case in cases.cases_of(session, person, MOST_CASES)]
    own += [f"{QUESTION_PREFIX}{question.id}" for question in dialogue.of_person(session, person)]
    return copies.wait_again(session, own)
