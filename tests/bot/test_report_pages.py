"""The public pages of published reports and of answers that reached nobody."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from participation.deadlines import OwnDays
from participation.followup import publishing as undelivered
from participation.observations import rights
from participation.publication import publishing, requesting
from storage import Database, Session, open_database
from storage.files import FileStore, open_store
from storage.models.kinds import ContributionKind
from storage.models.staff import Role
from tests.support.answering import DAY, NOW, answered
from tests.support.office import KEYS, ZONE, official, plan, received
from tests.support.pages import Pages, serving
from tests.support.reporting import AUGUST, CHAT, JULY, SPAN, approve_all

HTML = b'<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head></html>'
CONTENTS = {"pdf": b"%PDF-1.7", "html": HTML, "csv": b"numero\r\n", "huellas": json.dumps({"casos": 1}).encode()}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return open_store(str(tmp_path / "files"))


@pytest.fixture
def published(migrated_url: str, files: FileStore) -> Iterator[Database]:
    """A report that is public, one that is only ready, and an answer that nobody could be given."""
    kept = {name: files.put(content) for name, content in CONTENTS.items()}

    def work(session: Session) -> None:
        plan(session)
        me, by = official(session), official(session, 2, Role.PUBLISHES)
        case = received(session, date(2021, 7, 1), ContributionKind.PETITION, None, person=81).case
        rights.erase(session, KEYS, 81, 81, NOW)
        answered(session, me, case, text="El horario está en <b>la página</b>.")
        undelivered.publish(session, me, case.id, NOW, DAY, OwnDays())
        approve_all(session, by)
        report = requesting.request_publication(session, by, JULY, None, CHAT, AUGUST, ZONE)
        leaves = publishing.leaves_of(session, SPAN)
        publishing.publish(session, report.id, kept, leaves, leaves.root, AUGUST, ZONE)
        draft = requesting.request(session, by, JULY, requesting.IN_CHAT, CHAT, AUGUST)
        publishing.made(session, draft.id, kept, AUGUST)

    with closing(open_database(migrated_url)) as database:
        database.write(work).result()
        yield database


@pytest.fixture
async def pages(published: Database, files: FileStore) -> AsyncIterator[Pages]:
    async with serving(published, NOW, files=files) as pages:
        yield pages


async def test_a_published_report_is_listed_with_its_root_and_files_and_a_draft_is_not(pages: Pages) -> None:
    listed, one = await pages.get("informes"), await pages.get("informes/1")

    for page in (listed.text, one.text):
        for said in ("1 al 31 de julio de 2021", "Raíz del árbol", "informe.pdf", "huellas.json", "Verificar"):
            assert said in page, said
        assert "informes/1/informe.docx" not in page
    assert (await pages.get("informes/2")).status == 404
    assert (await pages.get("informes/999")).status == 404


async def test_the_files_come_as_they_were_published_for_ever_and_only_those(pages: Pages) -> None:
    for name, key in (
        ("informe.pdf", "pdf"),
        ("informe.html", "html"),
        ("casos.csv", "csv"),
        ("huellas.json", "huellas"),
    ):
        reply = await pages.get(f"informes/1/{name}")
        assert (reply.status, reply.body) == (200, CONTENTS[key])
        assert "immutable" in reply.headers["Cache-Control"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        head = await pages.get(f"informes/1/{name}", "HEAD")
        assert (head.status, head.headers["Content-Length"], head.body) == (200, str(len(CONTENTS[key])), b"")
    page = await pages.get("informes/1/informe.html")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; frame-ancestors")
    assert (await pages.get("informes/1/huellas.json")).headers["Access-Control-Allow-Origin"] == "*"
    for other in ("informes/1/informe.docx", "informes/1/otro", "informes/2/informe.pdf", "informes/x/informe.pdf"):
        assert (await pages.get(other)).status == 404, other


async def test_an_answer_that_reached_nobody_stands_there_escaped_and_without_the_person(pages: Pages) -> None:
    page = (await pages.get("respuestas")).text

    assert "PPC-2021-000001-7" in page
    assert "El horario está en &lt;b&gt;la página&lt;/b&gt;." in page
    assert "Queda aquí hasta el 12 de julio de 2021." in page
    assert "Rosa" not in page


async def test_the_progress_report_of_a_cut_is_a_page_and_files_and_no_other_day_is(pages: Pages) -> None:
    listed = await pages.get("informes")
    page, version = await pages.get("informe-de-avance/2021-06-30"), await pages.get("informe-de-avance/2021-06-30/1")
    files = {
        name: await pages.get(f"informe-de-avance/2021-06-30/1/informe.{name}") for name in ("pdf", "xlsx", "csv", "md")
    }

    assert 'href="informe-de-avance/2021-06-30/1/informe.pdf"' in listed.text
    assert "No se recibieron observaciones por parte de los grupos de valor" in page.text
    assert page.text.partition("</nav>")[2] == version.text.partition("</nav>")[2] != ""
    assert "sha256-" in page.headers["Content-Security-Policy"]
    assert files["pdf"].body.startswith(b"%PDF")
    assert files["pdf"].headers["Content-Type"] == "application/pdf"
    assert files["csv"].headers["Access-Control-Allow-Origin"] == "*"
    assert "informe-avance-2021-06-30.xlsx" in files["xlsx"].headers["Content-Disposition"]
    assert "PLAN DE PARTICIPACIÓN CIUDADANA 2021" in files["md"].text
    for gone in ("2021-06-29", "2021-06-31", "2021-06-30/2", "2021-06-30/1/informe.exe"):
        assert (await pages.get(f"informe-de-avance/{gone}")).status == 404
