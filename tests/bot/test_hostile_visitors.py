"""Who visits the pages to do harm: addresses with what does not belong there, endless forms, forged hosts."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.pages import evidence_files, report_files
from bot.pages.copying import PARAMETER
from bot.pages.table import PAGES
from participation.plan.public_files import PREFIX, address_name
from storage import Database, Session
from storage.files import FileStore, open_store
from storage.models.plan import Evidence
from tests.support.pages import Pages, Reply, serving

VALUES = {
    "code": ("divulgar", "dialogo", "no-existe"),
    "cut": ("2021-06-30", "2021-99-99", "0000-00-00"),
    "version": ("1", "0", "9999"),
    "report": ("1", "0", "9" * 15),
    "token": ("x", "-" * 600),
    "prefix": ("0" * PREFIX,),
    "name": ("informe.pdf", "..%2f..%2f.env", "%00", "%3Cscript%3E"),
}
OUTSIDE = (
    *("../.env", "%2e%2e/.env", "..%2f.env", "recursos/..%2f..%2f.env", "recursos/%2e%2e%2f%2e%2e%2fpyproject.toml"),
    *("evidencia/0123456789abcdef/..%2f..%2fetc%2fpasswd", "datos/..%5c..%5c.env", "informes/1/..%2finforme.pdf"),
    *("/evil.example.org/", "%5Cevil.example.org", "https:%2f%2fevil.example.org", "?next=https://evil.example.org"),
    *("%0d%0aSet-Cookie:%20a=b", "caso%0d%0aLocation:%20x", "%ff%fe", "a" * 4_000),
)
MARKUP = '"><script>alert(1)</script>'
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAGE, PICTURE = (
    b"<html><script>alert(document.domain)</script>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return open_store(str(tmp_path / "files"))


@pytest.fixture
async def pages(planned_database: Database, store: FileStore) -> AsyncIterator[Pages]:
    async with serving(planned_database, files=store) as served:
        yield served


def addresses() -> Iterator[str]:
    """Every address that there is, with each value in each of its places."""
    routes = [page.address for page in PAGES] + [evidence_files.ROUTE[1:], report_files.ROUTE[1:]]
    for route in routes:
        for values in product(*(VALUES[name] for name in PARAMETER.findall(route))):
            filled = route
            for value in values:
                filled = PARAMETER.sub(value, filled, count=1)
            yield filled


def harm(found: Reply) -> list[str]:
    """What a browser could be made to do by an answer, whatever was asked for."""
    headers = found.headers
    policy = headers.get("Content-Security-Policy", "")
    wrong = {
        "fails": found.status >= 500,
        "policy": not policy.startswith("default-src 'none'") or "frame-ancestors 'self'" not in policy,
        "unsafe": "unsafe" in policy,
        "sniffs": headers.get("X-Content-Type-Options") != "nosniff",
        "refers": headers.get("Referrer-Policy") != "no-referrer",
        "cookie": "Set-Cookie" in headers,
        "leads away": "Location" in headers or b"evil" in found.body,
        "tells": b"Traceback" in found.body or b"aiohttp" in found.body or "Python" in headers.get("Server", ""),
        "markup": b"<script>alert" in found.body,
    }
    return [what for what, is_so in wrong.items() if is_so]


async def test_no_address_with_whatever_in_it_does_harm(pages: Pages) -> None:
    found = {address: harm(await pages.get(address)) for address in [*addresses(), *OUTSIDE]}

    assert len(found) > 60
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


async def test_nothing_outside_of_the_pages_is_reached(pages: Pages) -> None:
    statuses = {one: (await pages.get(one)).status for one in OUTSIDE if not one.startswith("?")}

    assert {one: status for one, status in statuses.items() if status not in {400, 404}} == {}


async def test_what_is_written_into_a_form_comes_back_as_text(pages: Pages) -> None:
    form = {"numero": MARKUP, "comprobante": MARKUP}

    sent = await pages.ask("POST", f"caso?lang={MARKUP}", data=form)
    forged = await pages.ask("GET", "caso", headers={"Host": "evil.example.org", "X-Forwarded-Host": "evil"})

    assert (sent.status, forged.status) == (200, 200)
    assert harm(sent) == harm(forged) == []
    assert "&lt;script&gt;" in sent.text


@pytest.mark.parametrize("address", ["caso", "baja/x"])
async def test_a_form_that_is_too_large_is_refused_in_words(pages: Pages, address: str) -> None:
    found = await pages.ask("POST", address, data=BytesIO(b"numero=" + b"1" * 2_000_000), headers=FORM)

    assert found.status == 413
    assert harm(found) == []


async def test_a_form_that_never_ends_is_not_waited_for(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.BODY_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection(*pages.address.removeprefix("http://").split(":"))
    writer.write(b"POST /caso HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM["Content-Type"].encode())
    writer.write(b"\r\nContent-Length: 100\r\n\r\nnumero=1")

    assert (await reader.readline()).split()[1] == b"408"
    writer.close()


@pytest.mark.parametrize(("name", "content"), [("acta.html", PAGE), ("foto.svg", PICTURE), ("foto.jpg", PAGE)])
async def test_evidence_that_is_a_program_is_never_run(
    pages: Pages, planned_database: Database, store: FileStore, name: str, content: bytes
) -> None:
    kept = store.put(content)

    def prove(session: Session) -> None:
        evidence = session.scalars(select(Evidence)).first()
        assert evidence is not None
        evidence.file_hash, evidence.file_name = kept, name

    planned_database.write(prove).result()

    found = await pages.get(f"evidencia/{kept[:PREFIX]}/{address_name(name)}")

    assert found.status == 200
    assert found.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    is_picture = found.headers["Content-Type"] == "image/jpeg"  # which no browser takes for a page then
    assert found.headers["Content-Disposition"].startswith("inline" if is_picture else "attachment")
    assert "html" not in found.headers["Content-Type"]
    assert "svg" not in found.headers["Content-Type"]
