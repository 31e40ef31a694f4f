"""Filing: a draft becomes a numbered case, and who wrote it goes apart, in one unit of work."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from participation.deadlines import PlanRules, counted_reception, reply_due_on, transfer_due_on
from participation.identity import Keyring, pseudonym
from participation.observations.drafting import DraftView, the_draft, view
from participation.observations.errors import EmptyDraft, NoDraft, TooManyCases
from participation.plan.current import current_plan
from participation.proof import FiledContent, leaf_of, receipt_code, sealed_leaf_of
from participation.radicado import radicado
from storage import Session
from storage.models.cases import Author, Case, CaseFile, Consent
from storage.models.kinds import AboutKind, ContributionKind
from storage.models.plan import Plan
from storage.queries import cases, drafts
from storage.queries import plan as plans

MOST_A_DAY = 20
RECEIPT = "receipt"  # the purpose of the keyed hash by which a receipt is checked
PERSON = "person"  # the purpose of the keyed hash by which a person's cases are found


@dataclass(frozen=True)
class Writer:
    """Who writes: known to the edges, sealed in the database. `name` is as Telegram gives it."""

    id: int
    chat_id: int
    name: str


@dataclass(frozen=True)
class Filed:
    """A case as its author is told of it. `again` tells that it had been filed before, by an earlier press."""

    case: Case
    receipt: str
    again: bool = False


def person_of(keys: Keyring, person_id: int) -> str:
    """The keyed hash under which a person's cases, consents and pseudonym are found."""
    return keys.mac(person_id, PERSON)


def file_draft(
    session: Session, key: str, writer: Writer, keys: Keyring, now: datetime, zone: ZoneInfo, *, with_name: bool
) -> Filed:
    """Number a draft and file it; sending is the authorisation. The same draft again gives the same case.

    Raises NoDraft, EmptyDraft and TooManyCases.
    """
    known = filed_before(session, keys, writer.id, key)
    if known is not None:
        return known
    draft = the_draft(session, key)
    if draft.chat_id != writer.chat_id:
        raise NoDraft(key)
    written = view(session, draft)
    if written.is_empty:
        raise EmptyDraft(key)
    person = person_of(keys, writer.id)
    if cases.authorised_since(session, person, now - timedelta(days=1)) >= MOST_A_DAY:
        raise TooManyCases
    case, receipt = numbered(session, written, now, zone), receipt_code()
    case.receipt = keys.mac(receipt, RECEIPT)
    case.shown_name = with_name
    case.pseudonym = cases.pseudonym_of(session, person, pseudonym)
    session.add(case)
    session.flush()
    identity: dict[str, object] = {"chat_id": writer.chat_id, "receipt": receipt}
    if with_name:
        identity["name"] = written.name or writer.name
    session.add(Author(case_id=case.id, person=person, sealed=keys.seal(identity)))
    session.add(Consent(person=person, notice_version=case.notice_version, given_at=now))
    keep_files(session, case, written)
    _keep_messages(session, case, person, key)
    drafts.erase(session, key, now)
    drafts.stop_waiting(session, writer.chat_id)
    return Filed(case, receipt)


def filed_before(session: Session, keys: Keyring, person_id: int, key: str) -> Filed | None:
    """What a person's draft became, if it was filed, with the receipt that the person was given."""
    case = cases.case_of_draft(session, key)
    author = cases.author(session, case.id) if case is not None else None
    if case is None or author is None or author.person != person_of(keys, person_id):
        return None
    return Filed(case, keys.open(author.sealed)["receipt"], again=True)


def numbered(session: Session, written: DraftView, received_at: datetime, zone: ZoneInfo) -> Case:
    """A case with the next number, its dates by the plan's rules, and its leaf; it is not stored yet."""
    plan = current_plan(session)
    rules = PlanRules.of(plan)
    vigencia = plan.year
    received_on = counted_reception(received_at, zone, rules.reception_closes, rules.own)
    number = cases.next_number(session, f"radicado:{vigencia}")
    case = Case(
        vigencia=vigencia,
        number=number,
        radicado=radicado(vigencia, number),
        draft_key=written.key,
        kind=written.kind,
        petition=written.petition,
        about=written.about.kind,
        about_code=written.about.code,
        received_at=received_at,
        received_on=received_on,
        due_on=due(rules, written, received_on),
        transfer_by=transfer_due_on(received_on, rules.own) if is_out_of_scope(written) else None,
        late=is_late(session, plan, written, received_on),
        text=written.text,
        notice_version=plan.privacy_version,
    )
    _seal(case, filed_content(case, tuple(file.hash for file in written.files)))
    return case


def is_late(session: Session, plan: Plan, written: DraftView, received_on: date) -> bool:
    """Whether the plan takes observations on this product within a window only, and the last one has closed."""
    if written.kind is not ContributionKind.OBSERVATION or written.about.kind is not AboutKind.PRODUCT:
        return False
    closing = [window.closes_on for window in plans.windows(session, plan) if written.about.code in window.products]
    return bool(closing) and max(closing) < received_on


def _seal(case: Case, content: FiledContent) -> None:
    """The leaf by which anyone can check later that the case is in the report; a denuncia's tells nothing of it."""
    if case.kind is ContributionKind.DENUNCIA:
        sealed = sealed_leaf_of(content)
        case.salt, case.leaf = sealed.inner.salt + sealed.outer.salt, sealed.outer.hash.hex()
    else:
        leaf = leaf_of(content)
        case.salt, case.leaf = leaf.salt, leaf.hash.hex()


def due(rules: PlanRules, written: DraftView, received_on: date) -> date | None:
    """By when it is answered: by the plan's table of terms, or by what the plan promises; None where neither says."""
    return reply_due_on(received_on, written.kind, written.petition, rules.deadlines, rules.own)


def is_out_of_scope(written: DraftView) -> bool:
    """Whether it asks for something that is not about the plan: it may be another entity's, so the alarm is set."""
    return written.kind is ContributionKind.PETITION and written.about.kind is AboutKind.OTHER


def filed_content(case: Case, hashes: tuple[str, ...]) -> FiledContent:
    """What the proof of a case is made of: what was sent and when, and nothing about who sent it."""
    return FiledContent(
        radicado=case.radicado,
        vigencia=case.vigencia,
        received_at=case.received_at,
        kind=case.kind,
        subject=f"{case.about}:{case.about_code}" if case.about_code else str(case.about),
        text=case.text,
        attachments=hashes,
    )


def keep_files(session: Session, case: Case, written: DraftView) -> None:
    """Keep which files a case was sent with."""
    for file in written.files:
        session.add(
            CaseFile(
                case_id=case.id,
                kind=file.kind,
                file_hash=file.hash,
                file_name=file.name,
                mime=file.mime,
                bytes=file.bytes,
                seconds=file.seconds,
            )
        )


def _keep_messages(session: Session, case: Case, person: str, key: str) -> None:
    """Which messages it was made of, so that editing one later is kept as a version."""
    for part in drafts.parts_of(session, key):
        cases.remember_message(session, person, part.message_id, case.id)
    session.flush()
