"""«Expediente»: everything of one case, for the archive; and what its author may have on paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.identity import Keyring
from participation.observations.following import CaseView
from participation.office.acting import SUBJECT, readable
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.cases import Case, CaseFile, CaseVersion
from storage.models.followup import (
    AreaRequest,
    CaseAnswer,
    CaseNote,
    Clarification,
    Extension,
    Feedback,
)
from storage.models.kinds import Channel, PartKind
from storage.models.office import OutsideAnswer
from storage.models.staff import AuditEntry, StaffMember
from storage.queries import office as queries

SPOKEN = frozenset({PartKind.VOICE, PartKind.AUDIO})


@dataclass(frozen=True)
class Act:
    """Something that staff did with the case, and who."""

    entry: AuditEntry
    name: str | None


@dataclass(frozen=True)
class CaseFolder:
    """All of one case. `author` is the name that it was sent with, None where there is none or it is hidden."""

    case: Case
    author: str | None
    versions: Sequence[CaseVersion]
    files: Sequence[CaseFile]
    answers: Sequence[CaseAnswer]
    outside: Mapping[int, OutsideAnswer]
    feedback: Sequence[Feedback]
    notes: Sequence[CaseNote]
    clarifications: Sequence[Clarification]
    extension: Extension | None
    area_requests: Sequence[AreaRequest]
    acts: Sequence[Act]
    repetitions: int
    names: Mapping[int, str]
    """Of the members of staff who are named in it, by id."""


def case_folder(session: Session, by: StaffMember | None, case_id: int, keys: Keyring, now: datetime) -> CaseFolder:
    """Everything of a case, and that it was taken out on record. Raises NotAllowed, NoSuchCase."""
    require(by, Right.ANSWER)
    case = readable(session, by, case_id)
    record(session, by, "case.folder", now, subject=SUBJECT, subject_id=case.id)
    acts = [Act(entry, name) for entry, name in queries.acts_on(session, case.id)]
    answers, notes = queries.answers(session, case.id), queries.notes(session, case.id)
    clarifications = queries.clarifications(session, case.id)
    requests, extension = queries.area_requests(session, case.id), queries.extension(session, case.id)
    signed = {answer.by_staff for answer in answers} | {note.by_staff for note in notes}
    signed |= {asked.by_staff for asked in clarifications} | {asked.by_staff for asked in requests}
    signed |= {answer.approved_by for answer in answers if answer.approved_by is not None}
    return CaseFolder(
        case=case,
        author=author_name(session, case, keys),
        versions=queries.versions(session, case.id),
        files=queries.files(session, case.id),
        answers=answers,
        outside=queries.outside_of(session, case.id),
        feedback=queries.feedback(session, case.id),
        notes=notes,
        clarifications=clarifications,
        extension=extension,
        area_requests=requests,
        acts=acts,
        repetitions=queries.count_duplicates(session, case.id),
        names=queries.names_of_staff(session, signed | _named_on(case)),
    )


def author_name(session: Session, case: Case, keys: Keyring) -> str | None:
    """The name as staff may see it."""
    if not case.shown_name or case.hides_identity:
        return None
    author = queries.author(session, case.id)
    return keys.open(author.sealed).get("name") if author is not None else None


def is_verbal(case: Case, files: Iterable[CaseFile]) -> bool:
    """Whether it was made by voice: a voice note, or a call that somebody registered (Decreto 1166 de 2016)."""
    return case.channel is Channel.PHONE or any(file.kind in SPOKEN for file in files)


@dataclass(frozen=True)
class Constancia:
    """What the person gets on paper: what came in, when, from whom, and by when it is answered.

    Of a verbal petition these are the eight things that its record must have (Decreto 1166 de 2016).
    """

    view: CaseView
    receipt: str
    presented_by: str | None
    received_by: str | None
    """The official who took it down; None: the bot received it and nobody has it yet."""
    is_verbal: bool


def constancia(session: Session, view: CaseView, receipt: str, presented_by: str | None) -> Constancia:
    """The record of a case for who sent it. The caller has checked whose it is."""
    case = view.case
    official = case.registered_by or case.assigned_to or _who_transcribed(view.files)
    names = queries.names_of_staff(session, {official}) if official is not None else {}
    return Constancia(view, receipt, presented_by, names.get(official or 0), is_verbal(case, view.files))


def _who_transcribed(files: Iterable[CaseFile]) -> int | None:
    return next((file.transcribed_by for file in files if file.transcribed_by is not None), None)


def _named_on(case: Case) -> set[int]:
    return {staff for staff in (case.assigned_to, case.registered_by, case.spam_by) if staff is not None}
