"""What leaves next, said anew: the look before sending, in a transaction that only reads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.courier.pacing import Recipient
from bot.trouble import describe
from handlers.answer import Button, Call, Hand, Keyboard, Say, Show
from handlers.notices import RENDERERS, Author, NotNow, Telling, Told
from handlers.turn import Office
from locales import Language, formats, words
from participation.notices import CASE_PREFIX, QUESTION_PREFIX, is_night
from storage import Session
from storage.models.notices import Copy, CopyChannel, CopyState, Notice, NoticeKind, NoticeState
from storage.queries import cases, chats, dialogue, guests, outbox

TRIES = 5  # of saying a copy, where our own code fails at it
NEXT_TRY = timedelta(minutes=5)  # doubled each time
# What is written to who works here, and not to a guest who may have had enough.
TO_THE_OFFICE = frozenset({NoticeKind.DIGEST, NoticeKind.STAFF_ALERT, NoticeKind.AREA_REQUEST, NoticeKind.REPORT_READY})

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Prepared:
    """A copy as it is to leave now. `recipient` is opened: nothing of it is stored or logged."""

    copy_id: int
    notice_id: int
    kind: NoticeKind
    version: int
    recipient: Recipient
    told: Told = field(repr=False)
    message_id: int | None
    shown_version: int | None
    was: CopyState  # to which it goes back where it does not leave
    tells_change: bool
    attempts: int  # this one included
    unknown: int


@dataclass
class Batch:
    """What a look found: copies to send, and what is settled without sending."""

    prepared: list[Prepared] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    failed: list[tuple[int, datetime | None, str]] = field(default_factory=list)
    expired: list[int] = field(default_factory=list)  # notices of which what has not left is of no use any more

    @property
    def found(self) -> int:
        """How much there was to do."""
        return len(self.prepared) + len(self.skipped) + len(self.failed) + len(self.expired)


def prepare(
    session: Session, office: Office, channel: CopyChannel, now: datetime, most: int, resting: Collection[str]
) -> Batch:
    """The next copies on a channel that may leave now, at most so many, in the order in which they do."""
    batch = Batch()
    night = is_night(now, office.zone)
    for notice in outbox.notices_in_order(session):
        room = most - len(batch.prepared)
        if room <= 0:
            break
        if _rests(notice, now, night=night):
            continue
        _prepare_notice(session, office, notice, channel, now, room, resting, batch)
    return batch


def _rests(notice: Notice, now: datetime, *, night: bool) -> bool:
    waits = notice.not_before is not None and notice.not_before > now
    return notice.state is NoticeState.CLOSED or waits or (night and notice.waits_at_night)


def _prepare_notice(
    session: Session,
    office: Office,
    notice: Notice,
    channel: CopyChannel,
    now: datetime,
    room: int,
    resting: Collection[str],
    batch: Batch,
) -> None:
    found = outbox.ready(session, notice, channel, now, room, resting)
    has_expired = notice.expires_at is not None and notice.expires_at <= now
    if has_expired and any(copy.state is CopyState.WAITING for copy in found):
        batch.expired.append(notice.id)
        found = [copy for copy in found if copy.state is CopyState.BEHIND]
    closed = _closed(session, notice, found)
    for copy in found:
        if copy.recipient in closed:
            batch.skipped.append((copy.id, closed[copy.recipient]))
        else:
            _say(session, office, notice, copy, now, batch)


def _closed(session: Session, notice: Notice, found: Sequence[Copy]) -> dict[str, str]:
    """The recipients who can't be reached or don't want to be any more, and why."""
    addresses = [copy.recipient for copy in found if copy.channel is CopyChannel.EMAIL]
    people = [int(copy.recipient) for copy in found if copy.recipient.isdecimal()]
    closed = dict.fromkeys(map(str, chats.blocked_among(session, people) if people else ()), "blocked")
    if addresses and notice.kind not in TO_THE_OFFICE:
        closed |= dict.fromkeys(guests.silent_among(session, addresses), "unsubscribed")
    return closed


def _say(session: Session, office: Office, notice: Notice, copy: Copy, now: datetime, batch: Batch) -> None:
    try:
        batch.prepared.append(_prepared(session, office, notice, copy, now))
    except NotNow as held:
        batch.skipped.append((copy.id, held.reason[:160]))
    except Exception as error:  # a fault of ours must not stand in everybody's way
        log.error("notice.failed", notice=notice.id, kind=notice.kind.value, copy=copy.id, **describe(error))
        tries = copy.attempts + 1
        again = now + NEXT_TRY * 2**copy.attempts if tries < TRIES else None
        batch.failed.append((copy.id, again, type(error).__name__))


def _prepared(session: Session, office: Office, notice: Notice, copy: Copy, now: datetime) -> Prepared:
    author = _author(session, office, copy)
    recipient = author.chat_id if author is not None else _recipient(copy)
    language = _language(session, office, recipient)
    telling = Telling(
        session=session,
        notice=notice,
        copy=copy,
        now=now,
        office=office,
        language=language,
        words=words(language),
        formats=formats(language, office.zone),
        known_author=author,
    )
    told = RENDERERS[notice.kind](telling)
    return Prepared(
        copy_id=copy.id,
        notice_id=notice.id,
        kind=notice.kind,
        version=notice.version,
        recipient=recipient,
        told=told,
        message_id=copy.message_id,
        shown_version=copy.shown_version,
        was=copy.state,
        tells_change=copy.tells_change,
        attempts=copy.attempts + 1,
        unknown=copy.unknown,
    )


def _author(session: Session, office: Office, copy: Copy) -> Author | None:
    """Who wrote the case or the question that a copy is for, opened. Raises NotNow where nobody can be reached,
    UnreadableSeal.
    """
    kind, _, number = copy.recipient.partition(":")
    if f"{kind}:" not in {CASE_PREFIX, QUESTION_PREFIX}:
        return None
    find = cases.author if f"{kind}:" == CASE_PREFIX else dialogue.question
    found = find(session, int(number))
    sealed = found.sealed if found is not None else None
    identity = office.keys.open(sealed) if sealed is not None else {}
    if "chat_id" not in identity:
        raise NotNow("no author")
    return Author(int(identity["chat_id"]), identity.get("name"))


def _recipient(copy: Copy) -> Recipient:
    """Raises NotNow where the recipient was erased."""
    if copy.recipient.lstrip("-").isdecimal():
        return int(copy.recipient)
    if copy.channel is CopyChannel.TELEGRAM and not copy.recipient.startswith("@"):
        raise NotNow("nobody")
    return copy.recipient


def _language(session: Session, office: Office, recipient: Recipient) -> Language:
    chosen = chats.preferences(session, recipient).language if isinstance(recipient, int) else None
    return Language(chosen) if chosen in set(Language) else office.language


def without_links(call: Call) -> Call | None:
    """The same message without its buttons that open a link, one of which may be broken; None where it has none."""
    if not isinstance(call, Say | Show | Hand):
        return None
    kept: Keyboard = tuple(row for row in map(_data_buttons, call.keyboard) if row)
    return replace(call, keyboard=kept) if kept != call.keyboard else None


def _data_buttons(row: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(button for button in row if button.url is None)
