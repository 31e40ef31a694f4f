"""What must hold of cases whatever happens to them, told a second time and by itself: the law book of the machine."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import func, select, text

from participation.followup import inbox
from participation.office.acting import readable
from participation.office.errors import NoSuchCase
from storage import Session
from storage.models.base import Base
from storage.models.cases import Author, Case
from storage.models.followup import AnswerState, CaseAnswer, Clarification, Extension
from storage.models.kinds import CaseState, ContributionKind
from storage.models.notices import Copy, Notice
from storage.models.staff import AuditEntry, StaffMember
from storage.queries.inbox import Shelf

S = CaseState
OPEN = (S.RECEIVED, S.IN_REVIEW, S.ASSIGNED, S.REOPENED)
CLOSED = (S.WITHDRAWN, S.SPAM)
_SAME = {(state, state) for state in (S.IN_REVIEW, S.ASSIGNED, S.REOPENED)}
_TAKEN = _SAME | {(S.RECEIVED, S.IN_REVIEW)}
_KEPT = {(state, state) for state in S}
_ANSWERED = {(state, S.ANSWERED) for state in OPEN}

ALLOWED = {
    "assign": {(S.RECEIVED, S.ASSIGNED), (S.IN_REVIEW, S.ASSIGNED), *_SAME, (S.ANSWERED, S.ANSWERED)},
    "unassign": {(S.RECEIVED, S.IN_REVIEW), (S.ASSIGNED, S.IN_REVIEW), *_SAME, (S.ANSWERED, S.ANSWERED)},
    "reclassify": _TAKEN,
    "priority": _TAKEN,
    "extend": _TAKEN,
    "ask": _TAKEN,
    "repeats": _TAKEN | {(S.ANSWERED, S.ANSWERED)},
    "propose spam": _TAKEN,
    "reject spam": _SAME | {(S.ANSWERED, S.ANSWERED)},
    "confirm spam": {(state, S.SPAM) for state in OPEN},
    "hide": (_KEPT - {(S.RECEIVED, S.RECEIVED)}) | _TAKEN,
    "begin answer": (_KEPT - {(S.RECEIVED, S.RECEIVED)}) | _TAKEN,
    "ask approval": _SAME | {(S.ANSWERED, S.ANSWERED)},
    "give back": _SAME | {(S.ANSWERED, S.ANSWERED)},
    "send": _ANSWERED | {(S.ANSWERED, S.ANSWERED)},
    "approve": _ANSWERED | {(S.ANSWERED, S.ANSWERED)},
    "reopen": {(S.ANSWERED, S.REOPENED), *_KEPT},
    "withdraw": {(state, S.WITHDRAWN) for state in (*OPEN, S.WITHDRAWN)} | {(S.SPAM, S.SPAM)},
    "add": _KEPT,
    "lapse": _KEPT,
    "erase": _KEPT,
}
"""From which state to which each act leads; there is no other way."""
OF_STAFF = frozenset(ALLOWED) - {"reopen", "withdraw", "add", "lapse", "erase"}
RAISES_NO_VERSION = frozenset({"begin answer", "withdraw", "lapse", "erase"})
MAY_LENGTHEN = frozenset({"extend", "ask"})
"""What makes a date later says so: to the author, with a row of its own. A clarification gives back what it took."""


@dataclass(frozen=True)
class Stood:
    """How a case stood."""

    state: CaseState
    version: int
    due_on: date | None
    kind: ContributionKind
    text: str
    leaf: str
    answered_on: date | None
    audits: int
    duplicate_of: int | None


def standing(session: Session) -> dict[int, Stood]:
    """How all cases stand now."""
    session.flush()
    acts = select(AuditEntry.subject_id, func.count()).where(AuditEntry.subject == "case")
    audits = {int(row[0] or 0): int(row[1]) for row in session.execute(acts.group_by(AuditEntry.subject_id))}
    columns = (Case.id, Case.state, Case.version, Case.due_on, Case.kind, Case.text, Case.leaf, Case.answered_on)
    rows = session.execute(select(*columns, Case.duplicate_of).order_by(Case.id)).all()
    return {row[0]: Stood(*row[1:8], audits.get(row[0], 0), row[8]) for row in rows}


def told(session: Session) -> int:
    """How many notices there are."""
    return session.scalar(select(func.count(Notice.id))) or 0


def check_act(session: Session, act: str, on: int | None, before: dict[int, Stood], after: dict[int, Stood]) -> None:
    """One act has happened to one case (None: to nobody's in particular); the others stay as they were."""
    assert after.keys() == before.keys(), f"{act} made or lost a case"
    for case_id, now in after.items():
        was = before[case_id]
        if case_id == on:
            _check_own(act, was, now)
        elif act in {"send", "approve"} and was.duplicate_of == on:
            assert (was.state, now.state) in _KEPT | _ANSWERED, f"{act} took a repetition to {now.state}"
            assert now.version == was.version + (was != now), "an answer spread without a version"
        elif act != "erase" and was != now:
            assert act in {"repeats", "reclassify"}, f"{act} changed another case"
        assert (now.text, now.leaf) == (was.text, was.leaf), "what was sent has changed"
        assert was.answered_on is None or now.answered_on == was.answered_on, "the day of the first answer has moved"
        _check_due(session, act, case_id, was.due_on, now.due_on)


def _check_own(act: str, was: Stood, now: Stood) -> None:
    assert (was.state, now.state) in ALLOWED[act], f"{act} led from {was.state} to {now.state}"
    assert now.version >= was.version, "a version went back"
    if act in OF_STAFF:
        assert now.version == was.version + (act not in RAISES_NO_VERSION), f"{act} did not raise the version by one"
        assert now.audits >= was.audits + (act != "begin answer"), f"{act} left no audit row"
        assert now.audits <= was.audits + 1, f"{act} left several audit rows"
    else:
        assert now.audits == was.audits, f"{act} is in the audit log as an act of staff"


def _check_due(session: Session, act: str, case_id: int, was: date | None, now: date | None) -> None:
    assert was is None or now is not None, "a due date vanished"
    if was is None or now is None or now <= was:
        return
    assert act in MAY_LENGTHEN, f"{act} lengthened a due date silently: {was} to {now}"
    kind = Extension if act == "extend" else Clarification
    kept = select(kind.due_before, kind.due_after).where(kind.case_id == case_id).order_by(kind.id.desc()).limit(1)
    assert session.execute(kept).one() == (was, now), f"{act} did not keep which date it changed"
    topic = Notice.key.contains("extended") if act == "extend" else Notice.key.contains("clarification")
    put_down = session.scalar(select(func.count(Notice.id)).where(Notice.subject_id == case_id, topic))
    assert put_down, f"{act} lengthened a due date and put down no notice"


def check_all(session: Session) -> None:
    """What holds after each act."""
    check_numbers(session)
    check_answers(session)
    check_spam(session)


def check_numbers(session: Session) -> None:
    """Consecutive from 1, without a gap; each text that was sent is there once."""
    numbers = list(session.scalars(select(Case.number).order_by(Case.number)))
    assert numbers == list(range(1, len(numbers) + 1)), f"the numbers have a gap: {numbers}"
    texts = Counter(session.scalars(select(Case.text)))
    assert not [text for text, count in texts.items() if count > 1], "a text was filed twice"


def check_answers(session: Session) -> None:
    """Answered is what has an answer that left; each answer was told to its author once."""
    sent = session.execute(
        select(CaseAnswer.case_id, CaseAnswer.version, CaseAnswer.sent_at)
        .where(CaseAnswer.state == AnswerState.SENT)
        .order_by(CaseAnswer.case_id, CaseAnswer.version)
    ).all()
    answered = set(session.scalars(select(Case.id).where(Case.state == S.ANSWERED)))
    assert answered <= {row.case_id for row in sent}, "answered without an answer"
    told_of = Counter(session.scalars(select(Notice.key).join(Copy).where(Notice.key.contains(":answer:"))))
    assert set(told_of) <= {f"case:{row.case_id}:answer:{row.version}" for row in sent}, "told of what did not leave"
    assert all(count == 1 for count in told_of.values()), "an author was told of one answer twice"
    for one, next_one in pairwise(sent):
        assert one.case_id != next_one.case_id or one.sent_at <= next_one.sent_at, "an older answer is in force"


def check_spam(session: Session) -> None:
    """Two different people decided it."""
    for case_id in session.scalars(select(Case.id).where(Case.state == S.SPAM)):
        acts = select(AuditEntry).where(AuditEntry.subject == "case", AuditEntry.subject_id == str(case_id))
        by = {entry.act: entry.staff_id for entry in session.scalars(acts.order_by(AuditEntry.id))}
        proposed, confirmed = by.get("case.spam_proposed"), by.get("case.spam_confirmed")
        assert proposed is not None, "spam that nobody proposed"
        assert confirmed not in (None, proposed), "one person alone called it spam"


def check_denuncias(session: Session, clerk: StaffMember) -> None:
    """Who has not the permission opens none by its id, and no other case leads to one."""
    hidden = set(session.scalars(select(Case.id).where(Case.kind == ContributionKind.DENUNCIA)))
    for case_id in hidden:
        with suppress(NoSuchCase):
            readable(session, clerk, case_id)
            raise AssertionError("a denuncia was opened without the permission")
    links = select(Case.id).where(Case.duplicate_of.in_(hidden) | Case.supports.in_(hidden))
    assert session.scalar(links) is None, "a case leads to a denuncia"


def check_shelves(session: Session, clerk: StaffMember, today: date) -> None:
    """Who has not the permission sees no denuncia on any shelf, and in no count."""
    hidden = set(session.scalars(select(Case.id).where(Case.kind == ContributionKind.DENUNCIA)))
    seen = {line.id for shelf in Shelf for line in inbox.page(session, clerk, shelf, None, 0, today).lines}
    assert not seen & hidden, "a denuncia is on a shelf"
    is_open = select(func.count(Case.id)).where(Case.state.in_(OPEN), Case.kind != ContributionKind.DENUNCIA)
    assert inbox.shelves(session, clerk, today).counts[Shelf.OPEN] == session.scalar(is_open), "a denuncia is counted"


def check_identity(session: Session, secrets: list[str], persons_left: set[str]) -> None:
    """Who wrote is in `authors`, sealed, and in no other table of cases, answers, notices and acts."""
    session.flush()
    tables = [name for name in Base.metadata.tables if name.startswith(("case", "notice", "copies", "audit", "clari"))]
    content = "\n".join(
        repr(tuple(row))
        for name in tables
        for row in session.execute(text(f"SELECT * FROM {name}"))  # noqa: S608 - the names are those of our tables
    )
    leaked = [secret for secret in secrets if secret in content]
    assert not leaked, "who wrote stands beside what was written"
    assert set(session.scalars(select(Author.person))) <= persons_left, "an erased person is still tied to a case"
