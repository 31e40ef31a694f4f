"""Numbered cases, and the tie to their authors."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.models.cases import (
    Author,
    Case,
    CaseFile,
    CaseMessage,
    CaseVersion,
    Consent,
    Counter,
    GroupCount,
    Pseudonym,
)
from storage.models.kinds import CaseState
from storage.queries.dialect import insert, put


def next_number(session: Session, name: str) -> int:
    """The next number of a series. Its row is locked until the transaction ends, so no number is lost or doubled."""
    statement = insert(session, Counter).values(name=name, value=1)
    raised = statement.on_conflict_do_update(index_elements=["name"], set_={"value": Counter.value + 1})
    return session.execute(raised.returning(Counter.value)).scalar_one()


def case(session: Session, case_id: int) -> Case | None:
    """A case by its id."""
    return session.get(Case, case_id)


def case_of_draft(session: Session, draft_key: str) -> Case | None:
    """The case that a draft became."""
    return session.execute(select(Case).where(Case.draft_key == draft_key)).scalar_one_or_none()


def case_numbered(session: Session, vigencia: int, number: int) -> Case | None:
    """A case by its number."""
    return session.execute(select(Case).where(Case.vigencia == vigencia, Case.number == number)).scalar_one_or_none()


def cases_of(session: Session, person: str, limit: int) -> Sequence[Case]:
    """The latest cases of a person, the newest first."""
    return (
        session.execute(
            select(Case)
            .join(Author, Author.case_id == Case.id)
            .where(Author.person == person)
            .order_by(Case.id.desc())
            .limit(limit)
        )
        .scalars()
        .all()
    )


def count_of(session: Session, person: str) -> tuple[int, int]:
    """How many cases a person has, and how many of them with the name."""
    found = (
        select(func.count(), func.count().filter(Case.shown_name))
        .select_from(Author)
        .join(Case, Case.id == Author.case_id)
        .where(Author.person == person)
    )
    total, named = session.execute(found).one()
    return total, named


def authorised_since(session: Session, person: str, since: datetime) -> int:
    """How often a person sent something since an instant, also what was cut off from the person afterwards."""
    found = select(func.count()).select_from(Consent).where(Consent.person == person, Consent.given_at >= since)
    return session.execute(found).scalar_one()


def author(session: Session, case_id: int) -> Author | None:
    """Who wrote a case, sealed; None once it was erased."""
    return session.get(Author, case_id)


def pseudonym_of(session: Session, person: str, fresh: Callable[[], str]) -> str:
    """The pseudonym of a person; a `fresh` one that nobody has becomes it when there is none yet."""
    found = select(Pseudonym.pseudonym).where(Pseudonym.person == person)
    while (pseudonym := session.execute(found).scalar_one_or_none()) is None:
        session.execute(insert(session, Pseudonym).values(person=person, pseudonym=fresh()).on_conflict_do_nothing())
    return pseudonym


def files_of(session: Session, case_id: int) -> Sequence[CaseFile]:
    """The files of a case, those that came later included."""
    return session.execute(select(CaseFile).where(CaseFile.case_id == case_id).order_by(CaseFile.id)).scalars().all()


def versions_of(session: Session, case_id: int) -> Sequence[CaseVersion]:
    """What was added or changed after filing, in order."""
    found = select(CaseVersion).where(CaseVersion.case_id == case_id).order_by(CaseVersion.id)
    return session.execute(found).scalars().all()


def has_file(session: Session, case_id: int, file_hash: str) -> bool:
    """Whether a case has this file already."""
    found = select(CaseFile.id).where(CaseFile.case_id == case_id, CaseFile.file_hash == file_hash)
    return session.execute(found.limit(1)).first() is not None


def count_versions(session: Session, case_id: int) -> int:
    """How often something was added to a case or changed in it."""
    found = select(func.count()).select_from(CaseVersion).where(CaseVersion.case_id == case_id)
    return session.execute(found).scalar_one()


def last_version(session: Session, case_id: int, message_id: int) -> CaseVersion | None:
    """The latest version that a message of the chat brought to a case."""
    found = select(CaseVersion).where(CaseVersion.case_id == case_id, CaseVersion.message_id == message_id)
    return session.execute(found.order_by(CaseVersion.id.desc()).limit(1)).scalar_one_or_none()


@dataclass(frozen=True)
class WholeCase:
    """A case, the sealed tie to its author, and everything that was added to it."""

    case: Case
    author: Author
    versions: Sequence[CaseVersion]
    files: Sequence[CaseFile]


def whole_cases_of(session: Session, person: str) -> list[WholeCase]:
    """Every case of a person with all that belongs to it, the newest first, in three statements."""
    own = select(Author.case_id).where(Author.person == person)
    found = select(Case, Author).join(Author, Author.case_id == Case.id).where(Author.person == person)
    versions, files = defaultdict(list), defaultdict(list)
    for version in session.scalars(select(CaseVersion).where(CaseVersion.case_id.in_(own)).order_by(CaseVersion.id)):
        versions[version.case_id].append(version)
    for file in session.scalars(select(CaseFile).where(CaseFile.case_id.in_(own)).order_by(CaseFile.id)):
        files[file.case_id].append(file)
    return [
        WholeCase(case, author, versions[case.id], files[case.id])
        for case, author in session.execute(found.order_by(Case.id.desc()))
    ]


def case_of_message(session: Session, person: str, message_id: int) -> Case | None:
    """The case into which a message of a person's chat went."""
    return session.execute(
        select(Case)
        .join(CaseMessage, CaseMessage.case_id == Case.id)
        .where(CaseMessage.person == person, CaseMessage.message_id == message_id)
    ).scalar_one_or_none()


def remember_message(session: Session, person: str, message_id: int, case_id: int) -> None:
    """Keep into which case a message went; the last one counts, because a new bot numbers its messages anew."""
    put(session, CaseMessage, {"person": person, "message_id": message_id}, case_id=case_id)


def consents_of(session: Session, person: str) -> Sequence[Consent]:
    """When a person authorised the use of data, and withdrew it."""
    return session.execute(select(Consent).where(Consent.person == person).order_by(Consent.id)).scalars().all()


def withdraw_consents(session: Session, person: str, now: datetime) -> int:
    """Keep that a person withdrew every authorisation. Returns how many were in force."""
    in_force = update(Consent).where(Consent.person == person, Consent.withdrawn_at.is_(None))
    return len(session.execute(in_force.values(withdrawn_at=now).returning(Consent.id)).all())


def withdraw_open(session: Session, person: str) -> int:
    """Withdraw every case of a person that nobody has answered yet. Returns how many."""
    own = select(Author.case_id).where(Author.person == person)
    is_open = Case.state.not_in([CaseState.ANSWERED, CaseState.WITHDRAWN, CaseState.SPAM])
    gone = update(Case).where(Case.id.in_(own), is_open).values(state=CaseState.WITHDRAWN).returning(Case.id)
    return len(session.execute(gone).all())


def forget_person(session: Session, person: str) -> int:
    """Cut every tie between a person and the cases. Returns how many cases that were."""
    own = select(Author.case_id).where(Author.person == person)
    session.execute(update(Case).where(Case.id.in_(own), Case.shown_name).values(shown_name=False))
    gone = session.execute(delete(Author).where(Author.person == person).returning(Author.case_id)).all()
    session.execute(delete(CaseMessage).where(CaseMessage.person == person))
    session.execute(delete(Pseudonym).where(Pseudonym.person == person))
    session.expire_all()
    return len(gone)


def count_group(session: Session, vigencia: int, group_code: str) -> None:
    """Count one more person of a sensitive group."""
    statement = insert(session, GroupCount).values(vigencia=vigencia, group_code=group_code, people=1)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["vigencia", "group_code"], set_={"people": GroupCount.people + 1}
        )
    )
