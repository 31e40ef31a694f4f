"""An office at work on a session: a plan with its rules, officials, and cases that came in."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from participation.identity import Keyring
from participation.observations.drafting import About, AttachedFile
from participation.observations.filing import Filed, Writer, file_draft
from storage import Session
from storage.models.cases import Case, Draft, DraftPart
from storage.models.kinds import ContributionKind, PartKind, PetitionKind
from storage.models.staff import AuditEntry, Role, StaffMember
from tests.support.importing import document_of, lay

ZONE = ZoneInfo("America/Bogota")
KEYS = Keyring.parse(Keyring.generate())
SEED = Path("plans/enterritorio-2021.yaml")
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""For what does not depend on the database."""
AREAS = """
areas:
  - {nombre: Oficina de Comunicaciones, correo: comunicaciones@entidad.example.org}
"""


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An instant by the entity's clock."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def plan(session: Session, rules: str = "") -> None:
    """The seed's plan, with rules that the seed does not have."""
    lay(session, document_of(SEED.read_text("utf-8") + rules), at(date(2021, 7, 1)))


def official(
    session: Session, number: int = 1, role: Role = Role.ANSWERS, *, denuncias: bool = False, name: str | None = None
) -> StaffMember:
    """Somebody who works for the entity."""
    member = StaffMember(
        telegram_id=900_000_000 + number,
        name=name or f"Funcionaria {number}",
        role=role,
        reads_denuncias=denuncias,
        joined_at=at(date(2021, 7, 1)),
    )
    session.add(member)
    session.flush()
    return member


def received(
    session: Session,
    day: date,
    kind: ContributionKind = ContributionKind.PETITION,
    petition: PetitionKind | None = PetitionKind.GENERAL,
    *,
    person: int = 41,
    text: str = "¿Cuándo entregan la obra?",
    about: About | None = None,
    hour: int = 9,
    files: Sequence[AttachedFile] = (),
    with_name: bool = True,
) -> Filed:
    """A case that somebody sent by the bot on that day."""
    now, key = at(day, hour), f"{session.scalar(select(func.count(Case.id))):016d}"
    about = about or About()
    draft = Draft(key=key, chat_id=person, kind=kind, petition=petition, created_at=now, updated_at=now)
    draft.about, draft.about_code = about.kind, about.code
    session.add(draft)
    session.flush()
    session.add(DraftPart(draft_key=key, message_id=1, text=text))
    for number, file in enumerate(files, 2):
        session.add(_part(key, number, file))
    session.flush()
    return file_draft(session, key, Writer(person, person, "Rosa"), KEYS, now, ZONE, with_name=with_name)


def voice(name: str = "voz.ogg", file_hash: str = "a" * 64) -> AttachedFile:
    """A voice note as it was stored."""
    return AttachedFile(PartKind.VOICE, file_hash, name, "audio/ogg", 9_000, 12)


def _part(key: str, number: int, file: AttachedFile) -> DraftPart:
    return DraftPart(
        draft_key=key,
        message_id=number,
        text="",
        kind=file.kind,
        file_hash=file.hash,
        file_name=file.name,
        mime=file.mime,
        bytes=file.bytes,
        seconds=file.seconds,
    )


def facts_of(session: Session, act: str) -> list[Mapping[str, object]]:
    """What the record says of an act, each time that it was done."""

    session.flush()
    return list(session.scalars(select(AuditEntry.facts).where(AuditEntry.act == act).order_by(AuditEntry.id)))
