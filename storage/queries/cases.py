"""Numbered cases, and the tie to their authors."""

from collections.abc import Callable, Sequence
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
    DraftPart,
    GroupCount,
    Pseudonym,
)
from storage.queries.dialect import insert


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


def count_of(session: Session, person: str, since: datetime | None = None) -> int:
    """How many cases a person sent, altogether or since an instant."""
    found = (
        select(func.count()).select_from(Author).join(Case, Case.id == Author.case_id).where(Author.person == person)
    )
    if since is not None:
        found = found.where(Case.received_at >= since)
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


def case_of_message(session: Session, person: str, message_id: int) -> Case | None:
    """The case into which a message of a person's chat went."""
    return session.execute(
        select(Case)
        .join(CaseMessage, CaseMessage.case_id == Case.id)
        .where(CaseMessage.person == person, CaseMessage.message_id == message_id)
    ).scalar_one_or_none()


def consents_of(session: Session, person: str) -> Sequence[Consent]:
    """When a person authorised the use of data, and withdrew it."""
    return session.execute(select(Consent).where(Consent.person == person).order_by(Consent.id)).scalars().all()


def withdraw_consents(session: Session, person: str, now: datetime) -> int:
    """Keep that a person withdrew every authorisation. Returns how many were in force."""
    in_force = update(Consent).where(Consent.person == person, Consent.withdrawn_at.is_(None))
    return len(session.execute(in_force.values(withdrawn_at=now).returning(Consent.id)).all())


def forget_person(session: Session, person: str) -> int:
    """Cut every tie between a person and the cases. Returns how many cases that were."""
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


def referenced_files(session: Session, hashes: Sequence[str]) -> set[str]:
    """Which of these files some case or some draft still has."""
    of_cases = select(CaseFile.file_hash).where(CaseFile.file_hash.in_(hashes))
    of_drafts = select(DraftPart.file_hash).where(DraftPart.file_hash.in_(hashes))
    return {*session.scalars(of_cases), *(found for found in session.scalars(of_drafts) if found is not None)}
