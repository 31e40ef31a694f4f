"""What the bot did for an event, proposed as evidence of the product that the event serves, and saved on one tap.

Only what arrived is told: days, how many, which groups, by which channel. The product's percentage stays as it is:
evidence, status and percentage are three things. The text is Spanish, as the plan is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from locales import Formats, Language, Words, formats, words
from participation import notices
from participation.dialogue.errors import NoProduct, ProposalSettled
from participation.events import telling
from participation.notices import Subject
from participation.plan.history import keep_history
from participation.staff.audit import record
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.events import EvidenceProposal
from storage.models.history import Origin
from storage.models.notices import NoticeKind
from storage.models.plan import Event, EventState, Evidence
from storage.models.staff import StaffMember
from storage.queries import events
from storage.queries import evidence as queries
from storage.queries import staff as staff_queries
from storage.queries.evidence import Way
from storage.queries.plan_parts import stored_parts

SUBJECT = "evidence"
LOOK_BACK = timedelta(days=7)
ALERT_FOR = timedelta(days=3)
INVITATIONS, POSTPONEMENT, RECORDING = "invitations", "postponement", "recording"


@dataclass(frozen=True)
class Done:
    """Something that was done for an event. `of` is the event's version of a postponement, else 0."""

    what: str
    text: str
    dates: tuple[date, ...]
    of: int = 0
    link: str | None = None


@dataclass(frozen=True)
class _Scribe:
    """Writes what was done in the plan's language."""

    session: Session
    event: Event
    zone: ZoneInfo

    @property
    def words(self) -> Words:
        return words(Language.ES)

    @property
    def formats(self) -> Formats:
        return formats(Language.ES, self.zone)


def find_evidence(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Propose what was done in the last days, once all of it has left, and tell who publishes; each once."""
    found = queries.touched_since(session, now - LOOK_BACK, telling.TELLING)
    known = {(one.event_id, one.what, one.of) for one in queries.proposals(session, [event.id for event in found])}
    made = []
    for event in found:
        missing = [one for one in _expected(session, event) if (event.id, *one) not in known]
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


def what_was_done(session: Session, event: Event, zone: ZoneInfo) -> list[Done]:
    """What was done for an event and arrived, in words."""
    scribe = _Scribe(session, event, zone)
    found = [_invitations(scribe), *_postponements(scribe), _recording(scribe)]
    return [one for one in found if one is not None]


def _expected(session: Session, event: Event) -> list[tuple[str, int]]:
    """What there may be to propose of an event, without looking at copies."""
    expected = [(INVITATIONS, 0)] if telling.announcement(session, event) is not None else []
    expected += [(POSTPONEMENT, change.version) for change in queries.postponements(session, event.id)]
    return [*expected, (RECORDING, 0)] if _has_recording(event) else expected


def _has_recording(event: Event) -> bool:
    return event.state is EventState.HELD and bool(event.recording)


def _invitations(scribe: _Scribe) -> Done | None:
    """As the plan's first report tells of its invitations: published on that day, sent by mail to those groups."""
    notice = telling.announcement(scribe.session, scribe.event)
    if notice is None or notice.kind is not NoticeKind.EVENT_ANNOUNCED:
        return None
    days, sentences = set(), []
    for way, sentence in ((Way.CHANNEL, _in_channel), (Way.MAIL, _by_mail), (Way.CHAT, _in_chats)):
        on = queries.days(scribe.session, notice.id, way, scribe.zone)
        if on:
            days.update(on)
            sentences.append(sentence(scribe, notice.id, scribe.formats.days(on)))
    if not sentences:
        return None
    about = scribe.words.plain("evidence", "Dialogue event: «{title}».", title=scribe.event.title)
    return Done(INVITATIONS, " ".join([*sentences, about]), tuple(sorted(days)))


def _in_channel(scribe: _Scribe, _notice_id: int, on: str) -> str:
    return scribe.words.plain(
        "evidence",
        "The invitation to take part in the dialogue was published in the entity's Telegram channel ({days}).",
        days=on,
    )


def _by_mail(scribe: _Scribe, notice_id: int, on: str) -> str:
    count = queries.arrived(scribe.session, notice_id, Way.MAIL)
    _, names = events.around(scribe.session, scribe.event)
    reached = queries.groups_reached(scribe.session, notice_id)
    groups = [name for code, name in names.items() if code in reached]
    return scribe.words.plain_count(
        "evidence",
        "The invitation was sent by e-mail to these groups: {groups} ({days}; {n} e-mail).",
        "The invitations were sent by e-mail to these groups: {groups} ({days}; {n} e-mails).",
        count,
        groups=scribe.formats.join(groups) if groups else "—",
        days=on,
    )


def _in_chats(scribe: _Scribe, notice_id: int, on: str) -> str:
    return scribe.words.plain_count(
        "evidence",
        "{n} person received it by Telegram ({days}).",
        "{n} people received it by Telegram ({days}).",
        queries.arrived(scribe.session, notice_id, Way.CHAT),
        days=on,
    )


def _postponements(scribe: _Scribe) -> Iterator[Done]:
    """That it was postponed and who was told, for each time that somebody was."""
    for change in queries.postponements(scribe.session, scribe.event.id):
        told = [
            queries.told_since(scribe.session, scribe.event.id, telling.TELLING, change.version, way)
            for way in (Way.MAIL, Way.CHAT)
        ]
        if any(told):
            day = change.at.astimezone(scribe.zone).date()
            yield Done(POSTPONEMENT, _postponed(scribe, change.old.get("day"), day, *told), (day,), change.version)


def _postponed(scribe: _Scribe, lost: str | None, day: date, mails: int, people: int) -> str:
    said, told = scribe.words, scribe.formats.date(day)
    means = []
    if mails:
        means.append(said.plain_count("evidence", "by e-mail ({n} message)", "by e-mail ({n} messages)", mails))
    if people:
        means.append(said.plain_count("evidence", "by Telegram ({n} person)", "by Telegram ({n} people)", people))
    return said.plain(
        "evidence",
        "The dialogue «{title}», which was to be held on {day}, was postponed."
        " Who had been invited was told on {told}, {means}.",
        title=scribe.event.title,
        day=scribe.formats.date(date.fromisoformat(lost)) if lost else "—",
        told=told,
        means=scribe.formats.join(means),
    )


def _recording(scribe: _Scribe) -> Done | None:
    event, said = scribe.event, scribe.words
    if not _has_recording(event) or event.day is None:
        return None
    parts = [
        said.plain(
            "evidence",
            "The dialogue «{title}» was held on {day}. Its recording is published: {link}",
            title=event.title,
            day=scribe.formats.date(event.day),
            link=event.recording,
        )
    ]
    if event.attendance is not None and event.attendance_metric:
        number = scribe.formats.number(event.attendance)
        parts.append(said.plain("evidence", "Attendance: {n} ({metric}).", n=number, metric=event.attendance_metric))
    return Done(RECORDING, " ".join(parts), (event.day,), link=event.recording)


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
