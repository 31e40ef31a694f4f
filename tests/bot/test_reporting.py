"""The report is made by a process of its own, from the database to the files, and published with its proof."""

import csv
import json
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest
from sqlalchemy import update

from bot.reporting import Reporter, ReportFailed, verify_report, write_report
from bot.settings import Settings
from participation.proof import MerkleTree
from participation.publication import requesting
from participation.publication.requesting import IN_CHAT, FileFormat
from participation.reporting import reviewing
from storage import Database, Session, open_database
from storage.files import open_store
from storage.models.cases import Case
from storage.models.followup import Report, ReportState
from storage.models.jobs import Job
from storage.models.kinds import ContributionKind
from storage.models.notices import Notice, NoticeKind
from storage.models.staff import Role, StaffMember
from storage.queries import publication, staff
from tests.support.answering import answered
from tests.support.office import ZONE, official, on_sqlite, plan, received
from tests.support.reporting import AUGUST, CHAT, JULY, SPAN, jobs, make, report_settings

pytestmark = pytest.mark.second_database

HOSTILE = (
    "=1+1",
    "+SUMA(A1)",
    "-2",
    "@cmd",
    "<b>no</b> <script>alert(1)</script>",
    "x" * 10_000,
    "Soy Rosa. La señora Marta Gómez tiene el celular 310 555 1234 y marta@example.org",
)
DAY = date(2021, 7, 5)


@pytest.fixture
def settings(migrated_url: str, tmp_path: Path) -> Settings:
    return report_settings(migrated_url, tmp_path, public_url="https://participa.example.org")


@pytest.fixture
def opened(migrated_url: str) -> Iterator[Database]:
    with closing(open_database(migrated_url)) as database:
        yield database


def fill(session: Session) -> None:
    """July: what is hostile, a denuncia, an answered one; and two officials, of whom the second publishes."""
    plan(session)
    me = official(session)
    official(session, 2, Role.PUBLISHES)
    for text in HOSTILE:
        received(session, DAY, ContributionKind.OBSERVATION, None, text=text)
    received(session, DAY, ContributionKind.DENUNCIA, None, text="Pidieron una coima", person=42)
    case = received(session, DAY, ContributionKind.OBSERVATION, None, text="Falta el horario", person=43).case
    answered(session, me, case, text="Rosa: el horario ya está en la página.")


def publisher(session: Session) -> StaffMember:
    found = staff.member_by_id(session, 2)
    assert found is not None
    return found


def asked(database: Database, formats: tuple[FileFormat, ...] = IN_CHAT) -> Job:
    """A report to look at; the job of it."""
    database.write(
        lambda session: requesting.request(session, publisher(session), JULY, formats, CHAT, AUGUST)
    ).result()
    return jobs(database)[-1]


def last_report(database: Database) -> Report:
    return database.read(lambda session: publication.latest(session, 1)[0]).result()


def to_publish(database: Database, reason: str | None = None) -> Job:
    """Every text approved as it is proposed, and the publication asked for."""

    def work(session: Session) -> None:
        by = publisher(session)
        while (shelf := reviewing.to_review(session, by, SPAN, 50)).next:
            reviewing.approve(session, by, [(one.case.id, one.case.version) for one in shelf.next], AUGUST)
        requesting.request_publication(session, by, JULY, reason, CHAT, AUGUST, ZONE)

    database.write(work).result()
    return jobs(database)[-1]


def contents(settings: Settings, report: Report) -> dict[str, bytes]:
    store = open_store(settings.files_url)
    return {name: store.get(file_hash) for name, file_hash in report.files.items()}


def told(name: str, content: bytes) -> str:
    """The words of a file, as a reader of its format has them."""
    match name:
        case "xlsx":
            book = openpyxl.load_workbook(BytesIO(content))
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
            return "\n".join(str(cell.value) for cell in cells)
        case "docx":
            return ZipFile(BytesIO(content)).read("word/document.xml").decode()
        case "pdf":
            return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return content.decode("utf-8-sig")


@on_sqlite
def test_every_format_is_made_without_personal_data_formulas_or_markup(
    migrated_url: str, opened: Database, settings: Settings
) -> None:
    opened.write(fill).result()
    job = asked(opened)

    make(migrated_url, settings, job)

    report = last_report(opened)
    assert report.state is ReportState.READY
    assert set(report.files) == {*IN_CHAT, "diccionario"}
    for name, content in contents(settings, report).items():
        text = told(name, content)
        for secret in ("310 555 1234", "marta@example.org", "Marta Gómez", "Rosa", "coima"):
            assert secret not in text, (name, secret)
        assert "<script>" not in text or name in {"csv", "xlsx", "pdf"}
    rows = list(csv.DictReader(StringIO(contents(settings, report)["csv"].decode("utf-8-sig"))))
    assert len(rows) == len(HOSTILE) + 1
    assert not [row for row in rows if row["texto"].startswith(("=", "+", "-", "@"))]


def test_what_is_published_has_the_root_of_all_its_cases_and_can_be_checked(
    migrated_url: str, opened: Database, settings: Settings, tmp_path: Path
) -> None:
    opened.write(fill).result()
    make(migrated_url, settings, asked(opened, (FileFormat.CSV,)))
    make(migrated_url, settings, to_publish(opened))

    report = last_report(opened)
    files = contents(settings, report)
    listed = json.loads(files["huellas"])
    assert report.state is ReportState.PUBLISHED
    assert listed["casos"] == len(HOSTILE) + 2
    assert MerkleTree([bytes.fromhex(leaf) for leaf in listed["huellas"]]).root.hex() == listed["raiz"] == report.root
    assert str(report.root) in told("pdf", files["pdf"]).replace("\n", "")
    for name, content in files.items():
        file = tmp_path / f"published.{name}"
        file.write_bytes(content)
        assert verify_report(settings, file)[0], name
    tampered = tmp_path / "tampered.json"
    tampered.write_bytes(json.dumps({**listed, "huellas": listed["huellas"][1:]}).encode())
    good, lines = verify_report(settings, tampered)
    assert not good
    assert any("Faltan en la lista: PPC-2021-000001-7" in line for line in lines)


@on_sqlite
@pytest.mark.soak
def test_a_change_in_the_database_afterwards_is_named(
    migrated_url: str, opened: Database, settings: Settings, tmp_path: Path
) -> None:
    opened.write(fill).result()
    make(migrated_url, settings, asked(opened, (FileFormat.CSV,)))
    make(migrated_url, settings, to_publish(opened))
    file = tmp_path / "huellas.json"
    file.write_bytes(contents(settings, last_report(opened))["huellas"])
    changed = update(Case).where(Case.number == 3).values(text="Nunca dijo eso")
    opened.write(lambda session: session.execute(changed).rowcount).result()  # type: ignore[attr-defined]  # a cursor's

    good, lines = verify_report(settings, file)

    assert not good
    assert any(line.startswith("Cambiaron después de la publicación: PPC-2021-000003-") for line in lines)


@on_sqlite
@pytest.mark.soak
def test_a_report_killed_in_the_middle_is_made_again_and_told_once(
    migrated_url: str, opened: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.write(fill).result()
    job = asked(opened, (FileFormat.CSV,))

    class Killed(subprocess.Popen[bytes]):
        def communicate(self, given: bytes | None = None, timeout: float | None = None) -> tuple[bytes, bytes]:
            self.kill()
            return super().communicate(None, timeout)

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", Killed)
        with pytest.raises(ReportFailed, match="signal 9"):
            Reporter(settings, opened).make(job, AUGUST)
    make(migrated_url, settings, job)
    make(migrated_url, settings, job)

    found = opened.read(lambda session: session.query(Notice).all()).result()
    assert last_report(opened).state is ReportState.READY
    assert [one.kind for one in found if one.kind is NoticeKind.REPORT_READY] == [NoticeKind.REPORT_READY]


@on_sqlite
@pytest.mark.soak
def test_a_text_that_changed_since_its_review_is_not_published(
    migrated_url: str, opened: Database, settings: Settings
) -> None:
    opened.write(fill).result()
    make(migrated_url, settings, asked(opened, (FileFormat.CSV,)))
    job = to_publish(opened)
    opened.write(lambda session: session.get_one(Case, 1).__setattr__("version", 9)).result()

    make(migrated_url, settings, job)

    assert last_report(opened).state is ReportState.FAILED


@on_sqlite
@pytest.mark.parametrize("cases", [0, 1])
def test_the_command_line_makes_one_file(opened: Database, settings: Settings, tmp_path: Path, cases: int) -> None:
    def few(session: Session) -> None:
        plan(session)
        for _ in range(cases):
            received(session, DAY, ContributionKind.OBSERVATION, None, text="Falta el horario")

    opened.write(few).result()
    file = tmp_path / "made" / "informe.md"

    assert write_report(settings, "2021-07-01", "2021-07-31", None, file, lambda: AUGUST) == cases

    text = file.read_text("utf-8")
    assert ("No se recibieron observaciones" in text) == (cases == 0)
    assert ("Falta el horario" in text) == (cases == 1)
