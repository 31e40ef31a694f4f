"""What was sent of an event and arrived, and what of it is proposed as evidence of the product that it serves."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, not_, or_, select
from sqlalchemy.orm import Session

from storage.models.events import EventAct, EventChange, EvidenceProposal
from storage.models.notices import Copy, CopyChannel, CopyState, Guest, Notice, NoticeKind
from storage.models.plan import Event, Evidence, Plan, Product

ARRIVED = (CopyState.SENT, CopyState.BEHIND)
OPEN = (CopyState.WAITING, CopyState.SENDING, CopyState.BEHIND)
MOST_DAYS = 12
_IN_CHANNEL = or_(Copy.recipient.like("@%"), Copy.recipient.like("-%"))


class Way(Enum):
    """How something reached whom it was for."""

    MAIL = "mail"
    CHAT = "chat"
    CHANNEL = "channel"


_WAYS: dict[Way, tuple[Any, ...]] = {
    Way.MAIL: (Copy.channel == CopyChannel.EMAIL,),
    Way.CHAT: (Copy.channel == CopyChannel.TELEGRAM, not_(_IN_CHANNEL)),
    Way.CHANNEL: (Copy.channel == CopyChannel.TELEGRAM, _IN_CHANNEL),
}


def is_under_way(session: Session, event_id: int, kinds: Collection[NoticeKind]) -> bool:
    """Whether notices of an event are still being sent or brought up to date."""
    on_way = select(Copy.id).join(Notice, Notice.id == Copy.notice_id).where(*_about(event_id, kinds))
    return session.scalar(on_way.where(Copy.state.in_(OPEN)).limit(1)) is not None


def arrived(session: Session, notice_id: int, way: Way) -> int:
    """How many copies of a notice arrived so."""
    counted = select(func.count()).select_from(Copy).where(*_of_notice(notice_id, way))
    return session.execute(counted).scalar_one()


def days(session: Session, notice_id: int, way: Way, zone: ZoneInfo) -> list[date]:
    """The days of a zone on which copies of a notice arrived so, the first ones; a statement a day."""
    found: list[date] = []
    first = select(func.min(Copy.sent_at)).where(*_of_notice(notice_id, way))
    after = None
    while len(found) < MOST_DAYS:
        at = session.scalar(first if after is None else first.where(Copy.sent_at >= after))
        if at is None:
            break
        found.append(at.astimezone(zone).date())
        after = datetime.combine(found[-1] + timedelta(days=1), time(), zone)
    return found


def groups_reached(session: Session, notice_id: int) -> set[str]:
    """The codes of the groups of the guests whose e-mails arrived."""
    found = select(Guest.group_code).join(Copy, Copy.recipient == Guest.email).distinct()
    return {code for code in session.scalars(found.where(*_of_notice(notice_id, Way.MAIL))) if code}


def told_since(session: Session, event_id: int, kinds: Collection[NoticeKind], version: int, way: Way) -> int:
    """How many recipients have messages that show an event as it was from a version on."""
    told = select(Copy.recipient).join(Notice, Notice.id == Copy.notice_id).where(*_about(event_id, kinds))
    told = told.where(*_WAYS[way], Copy.state.in_(ARRIVED), Copy.shown_version >= version).distinct()
    return session.execute(select(func.count()).select_from(told.subquery())).scalar_one()


def postponements(session: Session, event_id: int) -> Sequence[EventChange]:
    """When an event was postponed, the first time first."""
    found = select(EventChange).where(EventChange.event_id == event_id, EventChange.what == EventAct.POSTPONED)
    return session.scalars(found.order_by(EventChange.id)).all()


def touched_since(session: Session, since: datetime, kinds: Collection[NoticeKind]) -> Sequence[Event]:
    """The events that serve a product and of which something was told since an instant."""
    told = select(Notice.subject_id).where(
        Notice.subject == "event",
        Notice.kind.in_(kinds),
        func.coalesce(Notice.changed_at, Notice.created_at) >= since,
    )
    found = select(Event).where(Event.id.in_(told), Event.product_id.is_not(None), Event.retired_at.is_(None))
    return session.scalars(found.order_by(Event.id)).all()


# Proposals


def proposals(session: Session, event_ids: Collection[int]) -> Sequence[EvidenceProposal]:
    """What was proposed of these events, settled or not, in order."""
    found = select(EvidenceProposal).where(EvidenceProposal.event_id.in_(event_ids))
    return session.scalars(found.order_by(EvidenceProposal.id)).all()


def proposal(session: Session, proposal_id: int) -> EvidenceProposal | None:
    """A proposal by its id."""
    return session.get(EvidenceProposal, proposal_id)


def locked_proposal(session: Session, proposal_id: int) -> EvidenceProposal | None:
    """The same, as it is now, locked until this unit of work ends."""
    found = select(EvidenceProposal).where(EvidenceProposal.id == proposal_id).with_for_update()
    return session.execute(found.execution_options(populate_existing=True)).scalar_one_or_none()


def add_evidence(
    session: Session, product: Product, text: str, dates: list[str], link: str | None, **file: str | int | None
) -> Evidence:
    """One more evidence of a product, after the others. `file`: the columns that tell of an uploaded one."""
    last = select(func.max(Evidence.position)).where(Evidence.product_id == product.id, Evidence.position > 0)
    position = (session.scalar(last) or 0) + 1
    evidence = Evidence(plan_id=product.plan_id, product_id=product.id, position=position, text=text, dates=dates)
    evidence.link = link
    for name, value in file.items():
        setattr(evidence, name, value)
    session.add(evidence)
    session.flush()
    return evidence


def product(session: Session, product_id: int) -> Product | None:
    """A product by its id."""
    return session.get(Product, product_id)


def year_of(session: Session, product: Product) -> int:
    """The year of the plan that a product is part of."""
    return session.scalars(select(Plan.year).where(Plan.id == product.plan_id)).one()


def saved_texts(session: Session, year: int) -> set[tuple[str, str]]:
    """The evidence of the plan of a year that was saved here: the product's code and the text."""
    found = select(Product.code, EvidenceProposal.text).join(Product, Product.id == EvidenceProposal.product_id)
    saved = found.join(Plan, Plan.id == Product.plan_id).where(Plan.year == year, EvidenceProposal.saved)
    return {(code, text) for code, text in session.execute(saved)}


def _about(event_id: int, kinds: Collection[NoticeKind]) -> tuple[Any, ...]:
    return Notice.subject == "event", Notice.subject_id == event_id, Notice.kind.in_(kinds)


def _of_notice(notice_id: int, way: Way) -> tuple[Any, ...]:
    return Copy.notice_id == notice_id, Copy.state.in_(ARRIVED), Copy.sent_at.is_not(None), *_WAYS[way]
