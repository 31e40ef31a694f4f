"""«Registrar caso»: what came on paper, by phone, e-mail, Facebook or at an event, in the same series of numbers.

Terms count from the real day of reception. How the person can be answered is sealed apart, as with every author; the
bot does not reach them, so an official takes the answer there and writes down when.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from participation.deadlines import OwnDays, working_days_between
from participation.identity import Keyring, pseudonym
from participation.observations.drafting import About, AttachedFile, DraftView
from participation.observations.filing import RECEIPT, keep_files, numbered
from participation.office.acting import SUBJECT, may_see, written
from participation.office.errors import BadDay, NoSuchCase, NotInTheFuture
from participation.proof import receipt_code
from participation.staff.audit import record
from participation.staff.rights import NotAllowed, Right, may, require
from storage import Session
from storage.models.cases import Author, Case
from storage.models.followup import CaseAnswer
from storage.models.kinds import Channel, ContributionKind, PetitionKind
from storage.models.office import AnswerMeans, OutsideAnswer
from storage.models.staff import StaffMember
from storage.queries import cases, drafts
from storage.queries import office as queries

CHANNELS = tuple(channel for channel in Channel if channel is not Channel.TELEGRAM)
CONTACT = "contact"  # the purpose of the keyed hash that stands for who came without Telegram
LONGEST_TEXT = 20_000
LONGEST_CONTACT = 320
OLD = 5  # working days: what is registered later than this is warned of
MOST_LISTED = 20
WHOLE_PLAN = About()


@dataclass(frozen=True)
class Registration:
    """What an official writes down of something that came otherwise. `key` makes a second press the same case."""

    channel: Channel
    received_on: date
    text: str = ""
    files: tuple[AttachedFile, ...] = ()
    kind: ContributionKind = ContributionKind.OBSERVATION
    petition: PetitionKind | None = None
    about: About = WHOLE_PLAN
    name: str | None = None
    means: AnswerMeans | None = None
    contact: str | None = None
    key: str = ""


@dataclass(frozen=True)
class Registered:
    """The case, and the code that opens it together with its number: printed for the person."""

    case: Case
    receipt: str


@dataclass(frozen=True)
class OutsideItem:
    """«Responder por fuera»: an answer, and where it has to be taken."""

    case: Case
    answer: CaseAnswer
    name: str | None
    means: AnswerMeans | None
    contact: str | None


def new_key() -> str:
    """What a registration is recognised by when it is sent twice."""
    return secrets.token_hex(8)


def is_old(received_on: date, today: date, own: OwnDays) -> bool:
    """Whether so much of the term is gone that the official should look at the date once more."""
    return working_days_between(received_on, today, own) > OLD


def check_day(received_on: date, today: date) -> None:
    """A day of reception within the last two years. Raises NotInTheFuture, BadDay."""
    if received_on > today:
        raise NotInTheFuture
    first = date(today.year - 2, 1, 1)
    if received_on < first:
        raise BadDay(first=first, last=today)


def register(
    session: Session, by: StaffMember, given: Registration, keys: Keyring, now: datetime, zone: ZoneInfo
) -> Registered:
    """Number it and keep it as filed on the day on which it came in; the same key again gives the same case.

    Raises NotAllowed (also of a denuncia, without its permission), NotInTheFuture, BadDay, TextMissing.
    """
    require(by, Right.ANSWER)
    if given.kind is ContributionKind.DENUNCIA and not may(by, Right.DENUNCIAS):
        raise NotAllowed(Right.DENUNCIAS.value)
    known = cases.case_of_draft(session, given.key) if given.key else None
    if known is not None:
        return Registered(known, receipt_again(session, by, known, keys))
    today = now.astimezone(zone).date()
    check_day(given.received_on, today)
    if not given.files:
        written(given.text, LONGEST_TEXT)
    return _keep(session, by, given, keys, now, zone)


def receipt_again(session: Session, by: StaffMember, case: Case, keys: Keyring) -> str:
    """The receipt of a case that was registered for somebody, once more. Raises NotAllowed, NoSuchCase."""
    require(by, Right.ANSWER)
    author = queries.author(session, case.id)
    if author is None or case.channel is Channel.TELEGRAM or not may_see(by, case):
        raise NoSuchCase
    return str(keys.open(author.sealed)["receipt"])


def to_answer_outside(session: Session, by: StaffMember, keys: Keyring) -> list[OutsideItem]:
    """Answers that are ready and that an official has to take to their authors; the oldest first. Raises NotAllowed."""
    me = require(by, Right.ANSWER)
    found = queries.outside_answers(session, MOST_LISTED, denuncias=may(me, Right.DENUNCIAS))
    return [_outside(item.case, item.answer, item.author, keys) for item in found]


def mark_sent_outside(
    session: Session, by: StaffMember, answer_id: int, sent_on: date, now: datetime, today: date
) -> Case:
    """The answer left for its author on that day. Raises NotAllowed, NoSuchCase, NotInTheFuture, BadDay."""
    me, answer = require(by, Right.ANSWER), queries.sent_answer(session, answer_id)
    case = queries.case(session, answer.case_id) if answer is not None else None
    if answer is None or case is None or not may_see(me, case):
        raise NoSuchCase
    check_day(sent_on, today)
    if queries.outside_answer(session, answer_id) is None:
        session.add(OutsideAnswer(answer_id=answer_id, case_id=case.id, sent_on=sent_on, by_staff=me.id, at=now))
        facts = {"answer": answer.version, "sent_on": sent_on.isoformat()}
        record(session, me, "case.sent_outside", now, subject=SUBJECT, subject_id=case.id, **facts)
        session.flush()
    return case


def _keep(
    session: Session, by: StaffMember, given: Registration, keys: Keyring, now: datetime, zone: ZoneInfo
) -> Registered:
    case, receipt = (
        numbered(session, _as_draft(given), _received_at(given.received_on, now, zone), zone),
        receipt_code(),
    )
    case.channel, case.registered_by = given.channel, by.id
    case.receipt, case.shown_name = keys.mac(receipt, RECEIPT), given.name is not None
    person = keys.mac((given.contact or case.radicado).casefold(), CONTACT)
    case.pseudonym = cases.pseudonym_of(session, person, pseudonym)
    session.add(case)
    session.flush()
    session.add(Author(case_id=case.id, person=person, sealed=keys.seal(_identity(given, receipt))))
    keep_files(session, case, _as_draft(given))
    facts = {"channel": given.channel.value, "received_on": given.received_on.isoformat()}
    record(session, by, "case.registered", now, subject=SUBJECT, subject_id=case.id, **facts)
    session.flush()
    return Registered(case, receipt)


def _as_draft(given: Registration) -> DraftView:
    return DraftView(
        key=given.key or new_key(),
        text=given.text.strip(),
        files=given.files,
        about=given.about,
        kind=given.kind,
        petition=given.petition,
        kind_chosen=True,
        about_chosen=True,
        name=given.name,
    )


def _received_at(received_on: date, now: datetime, zone: ZoneInfo) -> datetime:
    """Now where it came today; else the first moment of its day, because nobody wrote down the hour."""
    if received_on == now.astimezone(zone).date():
        return now
    return datetime.combine(received_on, time(), zone)


def _identity(given: Registration, receipt: str) -> dict[str, object]:
    sealed: dict[str, object] = {"receipt": receipt}
    if given.name:
        sealed["name"] = given.name
    if given.means is not None and given.contact:
        sealed["contact"] = {"means": given.means.value, "value": given.contact[:LONGEST_CONTACT]}
    return sealed


def _outside(case: Case, answer: CaseAnswer, author: Author, keys: Keyring) -> OutsideItem:
    identity = keys.open(author.sealed)
    contact = identity.get("contact")
    return OutsideItem(
        case=case,
        answer=answer,
        name=identity.get("name") if not case.hides_identity else None,
        means=AnswerMeans(contact["means"]) if contact else None,
        contact=contact["value"] if contact else None,
    )


def with_files(given: Registration, files: Sequence[AttachedFile]) -> Registration:
    """The registration with one more file or several; the same file once."""
    known = {file.hash for file in given.files}
    return replace(given, files=(*given.files, *(file for file in files if file.hash not in known)))


def discard_files(session: Session, given: Registration, now: datetime) -> None:
    """What was not registered is put down to be deleted."""
    for file in given.files:
        drafts.discard_file(session, file.hash, now)
