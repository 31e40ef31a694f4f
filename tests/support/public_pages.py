"""Everything that the public pages can show, in one database: a corrected cut, a file as proof, a published report."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from participation.deadlines import OwnDays
from participation.followup import publishing as undelivered
from participation.observations import rights
from participation.plan import import_plan, read_plan_text
from participation.plan.public_files import file_address
from participation.plan.publishing import correct_cut
from participation.publication import publishing, requesting
from simulator.pictures import plain_png
from storage import Database, Session, open_database
from storage.files import FileStore, open_store
from storage.models.kinds import ContributionKind
from storage.models.plan import Evidence
from storage.models.staff import Role
from storage.queries.events import touch_plan
from tests.handlers.texts.rendered import SEED
from tests.participation.plan_texts import changed
from tests.support.answering import DAY, NOW, answered
from tests.support.databases import copy_sqlite
from tests.support.office import KEYS, ZONE, official, plan, received
from tests.support.reporting import AUGUST, CHAT, JULY, SPAN, approve_all

CUT = date(2021, 6, 30)
REASON = "El video se publicó en julio"
PICTURE, PICTURE_NAME = plain_png(64, 48), "Acta del 30 de junio.png"
POLICY = b'<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head></html>'
CONTENTS = {"pdf": b"%PDF-1.7", "html": POLICY, "csv": b"numero\r\n", "huellas": b'{"casos": 1}'}
ADDRESSES = [
    "",
    "actividad/promover",
    "actividad/espacio-virtual",
    "eventos",
    "caso",
    "verificar",
    "datos",
    "transparencia",
    "cortes",
    "avance/2021-06-30",
    "avance/2021-06-30/v1",
    "informes",
    "informes/1",
    "informe-de-avance/2021-06-30",
    "informe-de-avance/2021-06-30/1",
    "respuestas",
    "nada",
]
"""One page of each kind, and the one that says that a page is not there."""


@pytest.fixture(scope="module")
def lived_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that database (participa.db) and of its files (files)."""
    return tmp_path_factory.mktemp("lived")


@pytest.fixture(scope="module")
def lived_files(lived_home: Path) -> FileStore:
    """Its files."""
    return open_store(str(lived_home / "files"))


@pytest.fixture(scope="module")
def lived_database(sqlite_template: Path, lived_home: Path, lived_files: FileStore) -> Iterator[Database]:
    """A copy of the template in which all of this has happened. Nobody writes in it."""
    with closing(open_database(copy_sqlite(sqlite_template, lived_home))) as database:
        database.write(partial(live, files=lived_files)).result()
        yield database


def live(session: Session, files: FileStore) -> None:
    """The seed's plan; its cut corrected; a case answered, published and in the report of July."""
    plan(session)
    me, by = official(session), official(session, 2, Role.PUBLISHES)
    case = received(session, date(2021, 7, 1), ContributionKind.PETITION, None, person=81).case
    rights.erase(session, KEYS, 81, 81, NOW)
    answered(session, me, case, text="El horario está en la página.")
    undelivered.publish(session, me, case.id, NOW, DAY, OwnDays())
    approve_all(session, by)
    kept = {name: files.put(content) for name, content in CONTENTS.items()}
    report = requesting.request_publication(session, by, JULY, None, CHAT, AUGUST, ZONE)
    leaves = publishing.leaves_of(session, SPAN)
    publishing.publish(session, report.id, kept, leaves, leaves.root, AUGUST, ZONE)
    late = changed(("ejecutado_el: 2021-06-30", "ejecutado_el: 2021-07-01"), text=SEED)
    import_plan(session, read_plan_text(late), NOW)
    correct_cut(session, by, CUT, REASON, NOW, ZONE, None)
    prove(session, files.put(PICTURE))


def prove(session: Session, file_hash: str) -> None:
    """The first proof of the video has a file."""
    proof = session.scalars(select(Evidence).where(Evidence.link.contains("youtube"))).first()
    assert proof is not None
    proof.file_hash, proof.file_name, proof.file_kind, proof.file_bytes = file_hash, PICTURE_NAME, "png", len(PICTURE)
    session.flush()
    touch_plan(session, proof.plan_id)


def picture_address(files: FileStore) -> str:
    """Where the pages show that file."""
    return file_address(files.put(PICTURE), PICTURE_NAME)
