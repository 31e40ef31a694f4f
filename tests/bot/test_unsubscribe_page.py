"""The page of List-Unsubscribe over real HTTP: a look changes nothing, a POST by a person or a mail program does."""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing

import pytest

from bot.pages.limits import TRIES
from participation.audience import guests, unsubscribing
from participation.audience.guest_list_reading import GuestList, Invitee
from storage import Database, open_database
from storage.models.notices import Guest
from tests.handlers.texts.rendered import KEYS
from tests.support.pages import Pages, serving
from tests.support.running import START

ADDRESS = "alcaldia+contacto@tunja.gov.co"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def database(planned_url: str) -> Iterator[Database]:
    with closing(open_database(planned_url)) as opened:
        listed = GuestList((Invitee(ADDRESS, "Alcaldía", "alcaldias", None),), (), (), 0)
        opened.write(lambda session: guests.save(session, None, listed, START, from_command_line=True)).result()
        yield opened


@pytest.fixture
async def pages(database: Database) -> AsyncIterator[Pages]:
    async with serving(database) as opened:
        yield opened


def path(address: str = ADDRESS) -> str:
    return f"baja/{unsubscribing.token(KEYS, address)}"


def is_unsubscribed(database: Database) -> bool:
    return database.read(lambda session: session.query(Guest).one().unsubscribed_at is not None).result()


async def test_the_link_of_a_mail_opens_the_page(pages: Pages) -> None:
    link = unsubscribing.link(KEYS, ADDRESS, pages.address)

    assert link == f"{pages.address}/{path()}"
    assert unsubscribing.link(KEYS, ADDRESS, None) is None


async def test_a_look_shows_a_button_and_changes_nothing(pages: Pages, database: Database) -> None:
    for method in ("GET", "HEAD", "GET"):
        seen = await pages.get(path(), method)
        assert seen.status == 200

    assert '<form method="post">' in seen.text
    assert "No enviarme más correos" in seen.text
    assert "<script" not in seen.text
    assert seen.headers["Cache-Control"] == "no-store"
    assert not is_unsubscribed(database)


@pytest.mark.parametrize("body", [b"List-Unsubscribe=One-Click", b""], ids=["a mail program", "the button"])
async def test_a_post_unsubscribes_once_and_for_all(pages: Pages, database: Database, body: bytes) -> None:
    for _ in range(2):
        done = await pages.ask("POST", path(), data=body, headers=FORM)
        assert (done.status, "Ya no le escribiremos" in done.text) == (200, True)

    assert is_unsubscribed(database)


async def test_mail_programs_post_as_often_as_there_are_readers(pages: Pages) -> None:
    statuses = {(await pages.ask("POST", path(), data=ONE_CLICK)).status for _ in range(TRIES + 5)}

    assert statuses == {200}


async def test_a_link_that_we_did_not_make_does_nothing(pages: Pages, database: Database) -> None:
    for wrong in (path()[:-1], "baja/x.y", "baja/" + "A" * 600):
        for method in ("GET", "POST"):
            assert (await pages.ask(method, wrong)).status == 404

    assert not is_unsubscribed(database)
    assert (await pages.get("baja/%3Cscript%3E")).status == 404


async def test_in_english_it_reads_english(pages: Pages) -> None:
    seen = await pages.get(path(), Accept_Language="en")

    assert "Send me no more e-mails" in seen.text
