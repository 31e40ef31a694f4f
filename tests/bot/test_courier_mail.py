"""Copies by e-mail: a real mail server takes them, refuses them, lets them wait."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from participation import notices
from storage import Database, Session
from storage.models.notices import CopyState, Guest
from tests.support.running import START, World
from tests.support.smtp import Mailbox
from tests.support.telling import change, copies, put_down, quiet_bot, states, tell_plainly

GUESTS = ["alcaldia@example.org", "gobernacion@example.org", "pdet@example.org"]


@pytest.fixture(autouse=True)
def _plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    tell_plainly(monkeypatch)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def invite(database: Database, emails: Iterable[str] = GUESTS) -> None:
    """A notice for these guests."""

    def work(session: Session) -> None:
        for email in emails:
            session.add(Guest(email=email, name=email, group_code="alcaldias", imported_at=START))
        notices.to_guests(session, put_down(session), None)

    database.write(work).result()


def use(telegram: World, server: Mailbox) -> None:
    telegram.settings.smtp_url = SecretStr(f"smtp://127.0.0.1:{server.port}")
    telegram.settings.mail_from = "participacion@example.org"


async def test_every_guest_gets_one_and_a_change_comes_in_another(telegram: World) -> None:
    async with Mailbox() as server:
        use(telegram, server)
        async with quiet_bot(telegram) as parts:
            invite(parts.database)
            await parts.courier.drain()
            change(parts.database, 2)
            await parts.courier.drain()

            assert states(parts.database) == [CopyState.SENT] * 3
    told = [(mail.recipient, mail.text.strip()) for mail in server.received]
    assert sorted(told) == sorted((guest, f"one {version}") for guest in GUESTS for version in (1, 2))


async def test_a_refused_address_is_listed_and_the_others_get_theirs(telegram: World) -> None:
    async with Mailbox(on_rcpt=["550 5.1.1 no such user"]) as server:
        use(telegram, server)
        async with quiet_bot(telegram) as parts:
            invite(parts.database)
            await parts.courier.drain()

            assert states(parts.database) == [CopyState.REFUSED, CopyState.SENT, CopyState.SENT]
            refused = parts.database.read(lambda session: session.scalars(select(Guest.refusal)).all()).result()
    assert list(refused) == ["no_mailbox", None, None]


async def test_who_is_let_wait_gets_it_a_quarter_of_an_hour_later(telegram: World) -> None:
    async with Mailbox(on_rcpt=["451 4.7.1 greylisted"]) as server:
        use(telegram, server)
        async with quiet_bot(telegram) as parts:
            invite(parts.database, GUESTS[:1])
            await parts.courier.drain()
            assert states(parts.database) == [CopyState.WAITING]

            await telegram.simulator.clock.move_by(timedelta(minutes=15))
            await parts.courier.drain()
            assert states(parts.database) == [CopyState.SENT]
    assert len(server.received) == 1


async def test_a_server_that_is_away_uses_up_nothing_and_holds_up_no_message(telegram: World) -> None:
    telegram.scene.rosa.start()
    async with Mailbox() as server:
        use(telegram, server)
    async with quiet_bot(telegram) as parts:
        invite(parts.database, GUESTS[:1])

        def and_rosa(session: Session) -> None:
            notices.to_chat(session, put_down(session, "two"), telegram.scene.rosa.id)

        parts.database.write(and_rosa).result()
        await parts.courier.drain()

        [mail, message] = copies(parts.database)
    assert (mail.state, mail.attempts) == (CopyState.WAITING, 0)
    assert message.state is CopyState.SENT


async def test_who_unsubscribed_since_gets_none(telegram: World) -> None:
    async with Mailbox() as server:
        use(telegram, server)
        async with quiet_bot(telegram) as parts:
            invite(parts.database, GUESTS[:1])

            def unsubscribe(session: Session) -> None:
                session.scalars(select(Guest)).one().unsubscribed_at = START

            parts.database.write(unsubscribe).result()
            await parts.courier.drain()
            [copy] = copies(parts.database)
    assert (copy.state, copy.reason, server.received) == (CopyState.SKIPPED, "unsubscribed", [])


async def test_without_a_mail_server_it_says_so(telegram: World) -> None:
    async with quiet_bot(telegram) as parts:
        invite(parts.database, GUESTS[:1])
        await parts.courier.drain()
        [copy] = copies(parts.database)
    assert (copy.state, copy.reason) == (CopyState.SKIPPED, "no mail server")
