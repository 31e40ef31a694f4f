"""Reading the cases of a period for the report: streamed, in the order of their numbers, without a query a row."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from storage.models.cases import Author, Case, CaseFile
from storage.models.followup import AnswerState, CaseAnswer, Decision, ReviewedText
from storage.models.kinds import AboutKind, CaseState, Channel, ContributionKind, PetitionKind
from storage.queries.dialect import insert

TOGETHER = 1_000
CLOSED = (CaseState.WITHDRAWN, CaseState.SPAM)
"""Whose texts are never published: nobody has to review them."""


@dataclass(frozen=True)
class Span:
    """From one instant (aware, included) to another (not included)."""

    since: datetime
    until: datetime

    def holds(self) -> ColumnElement[bool]:
        """Whether a case was received in it."""
        return and_(Case.received_at >= self.since, Case.received_at < self.until)


class CaseRow(NamedTuple):
    """A case as the report reads it; `text`, `answer` and `reason` are those that may be published, None without."""

    radicado: str
    received_at: datetime
    received_on: date
    channel: Channel
    kind: ContributionKind
    petition: PetitionKind | None
    about: AboutKind
    about_code: str | None
    state: CaseState
    pseudonym: str
    hides_identity: bool
    group_code: str | None
    municipality: str | None
    area: str | None
    official_radicado: str | None
    late: bool
    due_on: date | None
    answered_on: date | None
    decision: Decision | None
    repeats: str | None
    has_letter: bool
    version: int
    text: str | None
    answer: str | None
    reason: str | None
    text_version: int | None


def rows(session: Session, span: Span) -> Iterator[CaseRow]:
    """The cases of a span but the denuncias, by number; one statement, read as it is consumed."""
    answer, original = aliased(CaseAnswer), aliased(Case)
    found = (
        select(
            *(Case.radicado, Case.received_at, Case.received_on, Case.channel, Case.kind, Case.petition),
            *(Case.about, Case.about_code, Case.state, Case.pseudonym, Case.hides_identity, Case.group_code),
            *(Case.municipality, Case.area, Case.official_radicado, Case.late, Case.due_on, Case.answered_on),
            *(answer.decision, original.radicado, answer.letter_hash.is_not(None), Case.version),
            *(ReviewedText.text, ReviewedText.answer_text, ReviewedText.reason_text, ReviewedText.case_version),
        )
        .select_from(Case)
        .outerjoin(answer, _in_force(answer))
        .outerjoin(ReviewedText, ReviewedText.case_id == Case.id)
        .outerjoin(original, original.id == Case.duplicate_of)
        .where(span.holds(), Case.kind != ContributionKind.DENUNCIA)
        .order_by(Case.vigencia, Case.number)
    )
    for row in session.execute(found, execution_options={"yield_per": TOGETHER}):
        yield CaseRow._make(row)


def _in_force(answer: type[CaseAnswer]) -> ColumnElement[bool]:
    """The answer of a case that was sent last."""
    later = aliased(CaseAnswer)
    last = (
        select(func.max(later.version))
        .where(later.case_id == Case.id, later.state == AnswerState.SENT)
        .correlate(Case)
        .scalar_subquery()
    )
    return and_(answer.case_id == Case.id, answer.version == last)


def counts(session: Session, span: Span) -> tuple[int, int]:
    """How many cases are rows of the report, and how many denuncias are only counted."""
    denuncia = Case.kind == ContributionKind.DENUNCIA
    found = select(func.count().filter(~denuncia), func.count().filter(denuncia)).where(span.holds())
    listed, denuncias = session.execute(found).one()
    return listed, denuncias


class Unread(NamedTuple):
    """A case whose public text is not proposed for its present version, with what a proposal is made of."""

    case_id: int
    version: int
    text: str
    answer: str | None
    reason: str | None
    sealed: bytes | None
    kept: str | None
    """What somebody had approved as its public text when it had another version."""


def unproposed(session: Session, span: Span, after: int, most: int) -> Sequence[Unread]:
    """The next cases of a span without a proposal of their public text, from behind the case with this id on."""
    answer = aliased(CaseAnswer)
    found = (
        select(Case.id, Case.version, Case.text, answer.text, answer.reason, Author.sealed, ReviewedText.text)
        .select_from(Case)
        .outerjoin(answer, _in_force(answer))
        .outerjoin(ReviewedText, ReviewedText.case_id == Case.id)
        .outerjoin(Author, and_(Author.case_id == Case.id, Case.shown_name))
        .where(span.holds(), Case.kind != ContributionKind.DENUNCIA, Case.state.not_in(CLOSED), _stale())
        .where(Case.id > after)
        .order_by(Case.id)
        .limit(most)
    )
    return [Unread(*row) for row in session.execute(found)]


def _stale() -> ColumnElement[bool]:
    return or_(ReviewedText.case_id.is_(None), ReviewedText.case_version != Case.version)


def transcriptions(session: Session, case_ids: Collection[int]) -> Mapping[int, list[str]]:
    """What the voice notes of these cases say, as far as somebody wrote it down."""
    found = select(CaseFile.case_id, CaseFile.transcription).where(
        CaseFile.case_id.in_(case_ids), CaseFile.transcription.is_not(None)
    )
    said: dict[int, list[str]] = {}
    for case_id, text in session.execute(found.order_by(CaseFile.id)):
        said.setdefault(case_id, []).append(text or "")
    return said


def keep_proposals(session: Session, proposed: Sequence[Mapping[str, object]]) -> None:
    """Store proposals that nobody has reviewed, in place of those for older versions."""
    statement = insert(session, ReviewedText)
    fresh = statement.excluded
    replaced = {name: fresh[name] for name in ("text", "answer_text", "reason_text", "case_version")}
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["case_id"], set_={**replaced, "reviewed_by": None, "reviewed_at": None}
        ),
        [dict(one) for one in proposed],
    )


def _to_review(span: Span) -> Select[Case, ReviewedText]:
    return (
        select(Case, ReviewedText)
        .outerjoin(ReviewedText, ReviewedText.case_id == Case.id)
        .where(span.holds(), Case.kind != ContributionKind.DENUNCIA, Case.state.not_in(CLOSED))
        .where(or_(_stale(), ReviewedText.reviewed_at.is_(None)))
    )


def count_to_review(session: Session, span: Span) -> int:
    """How many cases have a public text that nobody has approved as it is now."""
    return session.execute(select(func.count()).select_from(_to_review(span).subquery())).scalar_one()


def to_review(session: Session, span: Span, after: int, most: int) -> list[tuple[Case, ReviewedText]]:
    """The next proposals that somebody has to look at, from behind the case with this id on."""
    found = _to_review(span).where(ReviewedText.case_version == Case.version, Case.id > after)
    return [(case, text) for case, text in session.execute(found.order_by(Case.id).limit(most))]


def reviewed_text(session: Session, case_id: int) -> ReviewedText | None:
    """The public text of a case."""
    return session.get(ReviewedText, case_id)
