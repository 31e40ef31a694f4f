"""What staff write on a case for themselves: notes, the entity's own number, what a voice note says."""

from datetime import datetime

from participation.office.acting import SUBJECT, begin, finish, written
from participation.office.errors import NoRecording
from participation.staff.audit import record
from storage import Session
from storage.models.cases import Case, CaseFile
from storage.models.followup import CaseNote
from storage.models.kinds import PartKind
from storage.models.staff import StaffMember
from storage.queries import office as queries

LONGEST_RADICADO = 64
LONGEST_TRANSCRIPTION = 20_000
SPOKEN = frozenset({PartKind.VOICE, PartKind.AUDIO, PartKind.VIDEO})


def note(session: Session, by: StaffMember, case_id: int, text: str, now: datetime) -> CaseNote:
    """«Nota interna»: it overwrites nothing, so the version stays. Raises NotAllowed, TextMissing, NoSuchCase."""
    case = begin(session, by, case_id, None, closed_too=True)
    kept = CaseNote(case_id=case.id, text=written(text), by_staff=by.id, at=now)
    session.add(kept)
    record(session, by, "case.noted", now, subject=SUBJECT, subject_id=case.id)
    session.flush()
    return kept


def set_official_radicado(
    session: Session, by: StaffMember | None, case_id: int, number: str, version: int, now: datetime
) -> Case:
    """«Radicado oficial»: the number in the entity's own system. Raises NotAllowed, TextMissing and as `begin` does."""
    case = begin(session, by, case_id, version, closed_too=True)
    before, case.official_radicado = case.official_radicado, written(" ".join(number.split()), LONGEST_RADICADO)
    finish(session, by, case, "case.official_radicado", now, old=before, new=case.official_radicado)
    return case


def recordings(session: Session, case: Case) -> list[CaseFile]:
    """What of a case can be written down."""
    return [file for file in queries.files(session, case.id) if file.kind in SPOKEN]


def transcribe(
    session: Session, by: StaffMember, case_id: int, file_id: int, text: str, version: int, now: datetime
) -> CaseFile:
    """«Transcribir»: what a recording says. Raises NotAllowed, NoRecording, TextMissing and what `begin` raises."""
    case = begin(session, by, case_id, version)
    file = queries.file(session, file_id)
    if file is None or file.case_id != case.id or file.kind not in SPOKEN:
        raise NoRecording
    again = file.transcription is not None
    file.transcription, file.transcribed_by = written(text, LONGEST_TRANSCRIPTION), by.id
    finish(session, by, case, "case.transcribed", now, file=file.id, again=again)
    return file
