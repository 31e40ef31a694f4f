"""What an author can do with a case that was sent: see it, add to it, withdraw it, say where it comes from."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.identity import Keyring
from participation.observations.drafting import AttachedFile
from participation.observations.errors import CaseAnswered, CaseClosed, CaseFull, NoCase
from participation.observations.filing import RECEIPT, person_of
from participation.plan.current import current_plan
from storage import Session
from storage.models.cases import Case, CaseFile, CaseVersion
from storage.models.followup import CaseAnswer, Feedback
from storage.models.kinds import CaseState
from storage.queries import answers, cases

MOST_SHOWN = 10
MOST_VERSIONS = 60  # additions and edits of one case: more than anybody means, and what an official can read
# Ley 1581 de 2012, art. 5: told only by who wants to, and only ever counted.
SENSITIVE_GROUPS = ("ethnic", "victims", "disability", "social-organisations")


@dataclass(frozen=True)
class CaseView:
    """A case as its author sees it."""

    case: Case
    versions: Sequence[CaseVersion]
    files: Sequence[CaseFile]
    answers: Sequence[CaseAnswer] = ()
    """Those that were sent to its author, the first one first."""
    feedback: Sequence[Feedback] = ()
    """What its author said of them."""


def my_cases(session: Session, keys: Keyring, person_id: int) -> Sequence[Case]:
    """The latest cases of a person, the newest first."""
    return cases.cases_of(session, person_of(keys, person_id), MOST_SHOWN)


def my_case(session: Session, keys: Keyring, person_id: int, case_id: int) -> Case:
    """A case for its author. Raises NoCase for everybody else."""
    author = cases.author(session, case_id)
    found = cases.case(session, case_id)
    if author is None or found is None or author.person != person_of(keys, person_id):
        raise NoCase
    return found


def find_case(session: Session, keys: Keyring, person_id: int, vigencia: int, number: int, receipt: str | None) -> Case:
    """A case by its number: for its author, or for who gives its receipt (in its normal form). Raises NoCase."""
    found = cases.case_numbered(session, vigencia, number)
    if found is None:
        raise NoCase
    author = cases.author(session, found.id)
    if author is not None and author.person == person_of(keys, person_id):
        return found
    if receipt is not None and hmac.compare_digest(keys.mac(receipt, RECEIPT), found.receipt):
        return found
    raise NoCase


def case_by_receipt(session: Session, keys: Keyring, vigencia: int, number: int, receipt: str | None) -> Case:
    """A case for whoever gives its number and its receipt (in its normal form), whoever that is. Raises NoCase."""
    found = cases.case_numbered(session, vigencia, number)
    if found is None or receipt is None or not hmac.compare_digest(keys.mac(receipt, RECEIPT), found.receipt):
        raise NoCase
    return found


def receipt_of(session: Session, case: Case, keys: Keyring, person_id: int) -> str | None:
    """The receipt that a case's author was given; None for everybody else."""
    author = cases.author(session, case.id)
    if author is None or author.person != person_of(keys, person_id):
        return None
    return str(keys.open(author.sealed)["receipt"])


def count_group(session: Session, group: str) -> None:
    """Count one more person of a sensitive group of the current vigencia, tied to nobody and to no case."""
    if group in SENSITIVE_GROUPS:
        cases.count_group(session, current_plan(session).year, group)


def more_than_shown(session: Session, keys: Keyring, person_id: int) -> bool:
    """Whether a person has cases beside those that `my_cases` gives."""
    count, _ = cases.count_of(session, person_of(keys, person_id))
    return count > MOST_SHOWN


def whole(session: Session, case: Case) -> CaseView:
    """A case with all that was added to it."""
    versions, files = cases.versions_of(session, case.id), cases.files_of(session, case.id)
    return CaseView(case, versions, files, answers.sent(session, case.id))


def add_information(
    session: Session,
    keys: Keyring,
    person_id: int,
    case: Case,
    message_id: int,
    text: str,
    file: AttachedFile | None,
    now: datetime,
) -> None:
    """«Agregar información»: kept as a version with its hour; the same message again changes nothing.

    Raises CaseClosed for a case that was withdrawn, and CaseFull.
    """
    if cases.last_version(session, case.id, message_id) is not None:
        return
    _require_open(session, case)
    cases.remember_message(session, person_of(keys, person_id), message_id, case.id)  # to keep its edits as well
    _add_version(session, case, message_id, text, file, now, is_edit=False)


def _require_open(session: Session, case: Case) -> None:
    if case.state is CaseState.WITHDRAWN:
        raise CaseClosed
    if cases.count_versions(session, case.id) >= MOST_VERSIONS:
        raise CaseFull


def _add_version(
    session: Session, case: Case, message_id: int, text: str, file: AttachedFile | None, now: datetime, *, is_edit: bool
) -> None:
    version = CaseVersion(case_id=case.id, message_id=message_id, text=text, is_edit=is_edit, at=now)
    session.add(version)
    session.flush()
    if file is not None:
        session.add(
            CaseFile(
                case_id=case.id,
                version_id=version.id,
                kind=file.kind,
                file_hash=file.hash,
                file_name=file.name,
                mime=file.mime,
                bytes=file.bytes,
                seconds=file.seconds,
            )
        )


def keep_edit(
    session: Session,
    keys: Keyring,
    person_id: int,
    message_id: int,
    text: str,
    file: AttachedFile | None,
    now: datetime,
) -> Case | None:
    """A message of a case was edited: kept as a new version, unless it says what its last version says.

    Gives the case, None where nothing is to be kept. Raises CaseClosed for a case that was withdrawn, and CaseFull.
    """
    case = cases.case_of_message(session, person_of(keys, person_id), message_id)
    if case is None:
        return None
    _require_open(session, case)
    new_file = file if file is not None and not cases.has_file(session, case.id, file.hash) else None
    last = cases.last_version(session, case.id, message_id)
    if new_file is None and last is not None and last.text == text:
        return None
    _add_version(session, case, message_id, text, new_file, now, is_edit=True)
    return case


def withdraw(case: Case) -> None:
    """«Retirar mi caso»: it keeps its number and stays in the count; nobody works on it any more.

    Raises CaseAnswered for one that was answered: that stays so, as does what two officials closed.
    """
    if case.state is CaseState.ANSWERED:
        raise CaseAnswered
    if case.state is not CaseState.SPAM:
        case.state = CaseState.WITHDRAWN


def set_municipality(case: Case, code: str) -> None:
    """Where the author says that the case comes from (DANE's code)."""
    case.municipality = code
