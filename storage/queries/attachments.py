"""Which files are still somebody's."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, cast, delete, select
from sqlalchemy.orm import Session

from storage.models.cases import CaseFile, DiscardedFile, DraftPart
from storage.models.followup import CaseAnswer, Desk
from storage.models.history import PublishedCut
from storage.models.plan import Evidence
from storage.queries import publication


def referenced(session: Session, hashes: Sequence[str]) -> set[str]:
    """Which of these files some case, draft, answer, report or evidence still has, or a cut that was published.

    Evidence that was taken out counts too: the plan's history names its file.
    """
    of_cases = select(CaseFile.file_hash).where(CaseFile.file_hash.in_(hashes))
    of_drafts = select(DraftPart.file_hash).where(DraftPart.file_hash.in_(hashes))
    of_answers = select(CaseAnswer.letter_hash).where(CaseAnswer.letter_hash.in_(hashes))
    named = {*session.scalars(of_cases), *session.scalars(of_drafts), *session.scalars(of_answers)}
    named |= publication.all_files(session).intersection(hashes)
    named |= set(session.scalars(select(Evidence.file_hash).where(Evidence.file_hash.in_(hashes))))
    named |= _on_desks(session, set(hashes) - named)
    return {found for found in named | _in_cuts(session, set(hashes) - named) if found is not None}


def _on_desks(session: Session, hashes: set[str]) -> set[str]:
    """Which of these a member of staff has sent and has not decided on; a desk is given up in a week."""
    if not hashes:
        return set()
    return {one for text in session.scalars(select(cast(Desk.facts, Text))) for one in hashes if one in text}


def _in_cuts(session: Session, hashes: set[str]) -> set[str]:
    """Which of these the plan names as it was published at some cut."""
    if not hashes:
        return set()
    parts = cast(PublishedCut.parts, Text)
    found = select(parts).where(parts.contains('"file_hash": "'))
    return {one for text in session.scalars(found) for one in hashes if one in text}


def discarded(session: Session, most: int) -> list[tuple[str, datetime]]:
    """Files of erased drafts with the instant of the erasing, the oldest first."""
    found = select(DiscardedFile.file_hash, DiscardedFile.at).order_by(DiscardedFile.at).limit(most)
    return [(row.file_hash, row.at) for row in session.execute(found)]


def settle_discarded(session: Session, files: Sequence[tuple[str, datetime]]) -> None:
    """These were dealt with; what was discarded once more meanwhile stays."""
    for file_hash, at in files:
        session.execute(delete(DiscardedFile).where(DiscardedFile.file_hash == file_hash, DiscardedFile.at == at))
