"""What the bot did for an event, proposed as evidence of the product that the event serves, and saved on one tap.

The product's percentage stays as it is: evidence, status and percentage are three things.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from participation import notices
from participation.dialogue.errors import NoProduct, ProposalSettled
from participation.dialogue.what_was_done import Done, expected, what_was_done
from participation.events import telling
from participation.notices import Subject
from participation.plan.history import keep_history
from participation.staff.audit import record
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.events import EvidenceProposal
from storage.models.history import Origin
from storage.models.notices import NoticeKind
from storage.models.plan import Event, Evidence
from storage.models.staff import StaffMember
from storage.queries import events
from storage.queries import evidence as queries
from storage.queries import staff as staff_queries
from storage.queries.plan_parts import stored_parts

SUBJECT = "evidence"
LOOK_BACK = timedelta(days=7)
ALERT_FOR = timedelta(days=3)


def find_evidence(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Propose what was done in the last days, once all of it has left, and tell who publishes; each once."""
    found = queries.touched_since(session, now - LOOK_BACK, telling.TELLING)
    known = {(one.event_id, one.what, one.of) for one in queries.proposals(session, [event.id for event in found])}
    made = []
    for event in found:
        missing = [one for one in expected(session, event) if (event.id, *one) not in known]
        if missing and not queries.is_under_way(session, event.id, telling.TELLING):
            done = [one for one in what_was_done(session, event, zone) if (one.what, one.of) in missing]
            made += [_propose(session, event, one, now) for one in done]
    if made:
        _tell(session, made, now)
    return [f"evidence proposed: event:{one.event_id}:{one.what}" for one in made]


def proposals(
    session: Session, by: StaffMember | None, event: Event, now: datetime, zone: ZoneInfo
) -> Sequence[EvidenceProposal]:
    """What is proposed of an event by now and not settled, brought up to date. Raises NotAllowed, NoProduct."""
    require(by, Right.PUBLISH)
    if event.product_id is None:
        raise NoProduct
    known = {(one.what, one.of): one for one in queries.proposals(session, [event.id])}
    for done in what_was_done(session, event, zone):
        proposal = known.get((done.what, done.of))
        if proposal is None:
            known[done.what, done.of] = _propose(session, event, done, now)
        elif proposal.settled_at is None:
            _write(proposal, event.product_id, done)
    session.flush()
    return [one for one in known.values() if one.settled_at is None]


def save(
    session: Session, proposal_id: int, by: StaffMember | None, now: datetime, link: str | None = None
) -> Evidence:
    """«Guardar como evidencia»: from now on it is among the product's evidence, with `link` where it has none itself.

    Raises NotAllowed, ProposalSettled, NoProduct.
    """
    signing, proposal = _settling(session, proposal_id, by)
    product = queries.product(session, proposal.product_id)
    if product is None or product.retired_at is not None:
        raise NoProduct
    year = queries.year_of(session, product)
    before = stored_parts(session, year)
    evidence = queries.add_evidence(session, product, proposal.text, list(proposal.dates), proposal.link or link)
    proposal.settled_at, proposal.settled_by, proposal.saved = now, signing.id, True
    events.touch_plan(session, product.plan_id)
    keep_history(session, year, before, now, by=signing, origin=Origin.EVENT)
    facts = {"proposal": proposal.id, "position": evidence.position}
    record(session, signing, "evidence.saved", now, subject="product", subject_id=product.id, **facts)
    session.flush()
    return evidence


def leave(session: Session, proposal_id: int, by: StaffMember | None, now: datetime) -> None:
    """«No». Raises NotAllowed, ProposalSettled."""
    signing, proposal = _settling(session, proposal_id, by)
    proposal.settled_at, proposal.settled_by = now, signing.id
    facts = {"what": proposal.what, "event": proposal.event_id}
    record(session, signing, "evidence.left", now, subject="evidence", subject_id=proposal.id, **facts)
    session.flush()


def _propose(session: Session, event: Event, done: Done, now: datetime) -> EvidenceProposal:
    if event.product_id is None:
        raise NoProduct
    proposal = EvidenceProposal(event_id=event.id, what=done.what, of=done.of, created_at=now)
    _write(proposal, event.product_id, done)
    session.add(proposal)
    session.flush()
    return proposal


def _write(proposal: EvidenceProposal, product_id: int, done: Done) -> None:
    proposal.product_id, proposal.text, proposal.link = product_id, done.text, done.link
    proposal.dates = [day.isoformat() for day in done.dates]


def _settling(session: Session, proposal_id: int, by: StaffMember | None) -> tuple[StaffMember, EvidenceProposal]:
    signing, proposal = require(by, Right.PUBLISH), queries.locked_proposal(session, proposal_id)
    if proposal is None or proposal.settled_at is not None:
        raise ProposalSettled
    return signing, proposal


def _tell(session: Session, made: Sequence[EvidenceProposal], now: datetime) -> None:
    members = [member for member in staff_queries.active_members(session) if may(member, Right.PUBLISH)]
    for one in made:
        subject, facts = Subject(SUBJECT, one.id), {"what": one.what}
        notice = notices.put_down(
            session, NoticeKind.STAFF_ALERT, subject, f"evidence:{one.id}", now, facts=facts, expires_at=now + ALERT_FOR
        )
        if notice is not None:
            notices.to_staff(session, notice, members)
