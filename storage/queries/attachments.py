"""Which files are still somebody's."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.models.cases import CaseFile, DiscardedFile, DraftPart
from storage.models.followup import CaseAnswer
from storage.queries import publication


def referenced(session: Session, hashes: Sequence[str]) -> set[str]:
    """Which of these files some case, some draft, the letter of some answer or some report still has."""
    of_cases = select(CaseFile.file_hash).where(CaseFile.file_hash.in_(hashes))
    of_drafts = select(DraftPart.file_hash).where(DraftPart.file_hash.in_(hashes))
    of_answers = select(CaseAnswer.letter_hash).where(CaseAnswer.letter_hash.in_(hashes))
    named = {*session.scalars(of_cases), *session.scalars(of_drafts), *session.scalars(of_answers)}
    named |= publication.all_files(session).intersection(hashes)
    return {found for found in named if found is not None}


def discarded(session: Session, most: int) -> list[tuple[str, datetime]]:
    """Files of erased drafts with the instant of the erasing, the oldest first."""
    found = select(DiscardedFile.file_hash, DiscardedFile.at).order_by(DiscardedFile.at).limit(most)
    return [(row.file_hash, row.at) for row in session.execute(found)]


def settle_discarded(session: Session, files: Sequence[tuple[str, datetime]]) -> None:
    """These were dealt with; what was discarded once more meanwhile stays."""
    for file_hash, at in files:
        session.execute(delete(DiscardedFile).where(DiscardedFile.file_hash == file_hash, DiscardedFile.at == at))
