"""What of a case is published: proposed by the redaction, then approved, corrected or kept back by a person.

An approval is for the case as it was then: whatever staff do to it afterwards wants a new one.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from locales import Phrase
from participation.identity import Keyring
from participation.office.acting import SUBJECT, written
from participation.office.errors import ChangedMeanwhile, OfficeError
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.cases import Case
from storage.models.followup import ReviewedText
from storage.models.kinds import ContributionKind
from storage.models.staff import StaffMember
from storage.queries import cases
from storage.queries import office as acts
from storage.queries import reporting as queries
from storage.queries.reporting import Span, Unread

TOGETHER = 200
"""Cases whose proposals are stored in one unit of work."""
LONGEST_PUBLIC = 12_000
SHORTEST_ALONE = 4
Redact = Callable[[str, Collection[str]], str]
"""A text and the names that are known to be in it, to the text that may be published."""


class NothingToReview(OfficeError):
    """The case has no public text any more: it was withdrawn, or became a denuncia."""

    phrase = Phrase("report desk", "That text no longer needs a review.")


@dataclass(frozen=True)
class Proposal:
    """What of a case could be public, at one of its versions."""

    case_id: int
    text: str
    answer_text: str | None
    reason_text: str | None
    case_version: int


@dataclass(frozen=True)
class ToReview:
    """A case with its own texts beside those that are proposed. `changes`: whether they differ."""

    case: Case
    proposed: ReviewedText

    @property
    def changes(self) -> bool:
        return self.proposed.text != self.case.text


@dataclass(frozen=True)
class Shelf:
    """What waits to be reviewed: how much, and the next of it."""

    left: int
    next: Sequence[ToReview]


def propose(session: Session, span: Span, keys: Keyring, redact: Redact, most: int = TOGETHER) -> int:
    """Store the next proposals of a span. Gives how many; 0 once there is nothing left to propose."""
    found = proposals(session, span, keys, redact, 0, most)
    keep(session, found)
    return len(found)


def proposals(
    session: Session, span: Span, keys: Keyring, redact: Redact, after: int, most: int = TOGETHER
) -> list[Proposal]:
    """The next ones, from behind the case `after` on, without storing them: finding what is personal takes a while."""
    found = queries.unproposed(session, span, after, most)
    spoken = queries.transcriptions(session, [one.case_id for one in found])
    return [_proposal(one, spoken.get(one.case_id, ()), keys, redact) for one in found]


def keep(session: Session, found: Sequence[Proposal]) -> None:
    """Store proposals. One whose case has changed meanwhile is stale, and is made anew."""
    if found:
        queries.keep_proposals(session, [asdict(one) for one in found])


def _proposal(one: Unread, spoken: Iterable[str], keys: Keyring, redact: Redact) -> Proposal:
    """What somebody approved before stays, unless a recording was written down since."""
    said = "\n\n".join([*([one.text] if one.text else []), *spoken])
    names = _names(one.sealed, keys)
    return Proposal(
        case_id=one.case_id,
        text=one.kept if one.kept is not None and said == one.text else redact(said, names),
        answer_text=redact(one.answer, names) if one.answer is not None else None,
        reason_text=redact(one.reason, names) if one.reason is not None else None,
        case_version=one.version,
    )


def _names(sealed: bytes | None, keys: Keyring) -> Collection[str]:
    """The author's own name, whole and by its words; the short ones are also those of other things."""
    name = keys.open(sealed).get("name") if sealed is not None else None
    return [name, *(word for word in name.split() if len(word) >= SHORTEST_ALONE)] if name else []


def to_review(session: Session, by: StaffMember | None, span: Span, most: int, after: int = 0) -> Shelf:
    """The next texts of a span that nobody has approved. Raises NotAllowed."""
    require(by, Right.PUBLISH)
    found = queries.to_review(session, span, after, most) or queries.to_review(session, span, 0, most)
    return Shelf(queries.count_to_review(session, span), [ToReview(case, text) for case, text in found])


def one_to_review(session: Session, by: StaffMember | None, case_id: int) -> ToReview:
    """The public text of one case, whoever approved it already. Raises NotAllowed, NothingToReview."""
    require(by, Right.PUBLISH)
    case, proposed = cases.case(session, case_id), queries.reviewed_text(session, case_id)
    if case is None or proposed is None or case.state in queries.CLOSED or case.kind is ContributionKind.DENUNCIA:
        raise NothingToReview
    return ToReview(case, proposed)


def approve(session: Session, by: StaffMember | None, seen: Sequence[tuple[int, int]], now: datetime) -> int:
    """«Está bien»: these cases, at the versions that were shown. Gives how many; what changed meanwhile stays open.

    Raises NotAllowed, NothingToReview.
    """
    me, done = require(by, Right.PUBLISH), 0
    for case_id, version in seen:
        found = one_to_review(session, me, case_id)
        if found.case.version == version == found.proposed.case_version:
            _sign(session, me, found, "text.approved", now)
            done += 1
    return done


def correct(
    session: Session, by: StaffMember | None, case_id: int, version: int, text: str, now: datetime
) -> ReviewedText:
    """«Corregir»: the public version in somebody's own words. Raises NotAllowed, NothingToReview, ChangedMeanwhile."""
    return _replace(session, by, case_id, version, written(text, LONGEST_PUBLIC), "text.corrected", now)


def keep_back(
    session: Session, by: StaffMember | None, case_id: int, version: int, instead: str, now: datetime
) -> ReviewedText:
    """«Ocultar»: `instead` of the text, which nobody reads. Raises what `correct` raises."""
    return _replace(session, by, case_id, version, instead, "text.kept_back", now)


def _replace(
    session: Session, by: StaffMember | None, case_id: int, version: int, text: str, act: str, now: datetime
) -> ReviewedText:
    me, found = require(by, Right.PUBLISH), one_to_review(session, by, case_id)
    if found.case.version != version:
        raise ChangedMeanwhile(name=acts.last_actor(session, case_id) or "—")
    found.proposed.text = text
    return _sign(session, me, found, act, now)


def _sign(session: Session, me: StaffMember, found: ToReview, act: str, now: datetime) -> ReviewedText:
    proposed = found.proposed
    proposed.case_version = found.case.version
    proposed.reviewed_by, proposed.reviewed_at = me.id, now
    record(session, me, act, now, subject=SUBJECT, subject_id=found.case.id, version=found.case.version)
    session.flush()
    return proposed
