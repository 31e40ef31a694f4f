"""Staff see how far a sending is, in one message that counts, with «Detener»; an answer waits for who was away."""

from datetime import timedelta

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.buttons import StopNotice
from participation import notices
from participation.identity import Keyring
from participation.observations.filing import person_of
from storage import Session
from storage.models.cases import Author, Case
from storage.models.kinds import AboutKind, ContributionKind
from storage.models.notices import CopyState, NoticeKind
from storage.models.staff import Role, StaffMember
from storage.queries import turns
from tests.support.running import START, World, texts
from tests.support.telling import copies, put_down, quiet_bot, tell_plainly

pytestmark = pytest.mark.second_database


@pytest.fixture(autouse=True)
def _plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    tell_plainly(monkeypatch)
    monkeypatch.setattr("bot.courier.live.LIVE_SECONDS", 0.05)


def sending(session: Session, official: int, people: list[int]) -> int:
    """A notice of a member of staff to these people."""
    chief = StaffMember(telegram_id=official, name="Jefa", role=Role.PUBLISHES, joined_at=START)
    session.add(chief)
    session.flush()
    notice = put_down(session, by=chief)
    for person in people:
        notices.to_chat(session, notice, person)
    return notice.id


async def test_a_message_counts_what_is_sent_until_its_end(telegram: World) -> None:
    official, simulator = telegram.scene.official, telegram.simulator
    official.start()
    people = [simulator.add_person(f"Persona {number}") for number in range(25)]
    for person in people:
        person.start()
    async with telegram.bot() as parts:
        await simulator.wait_until(lambda: bool(texts(official)))

        number = parts.database.write(
            lambda session: sending(session, official.id, [person.id for person in people])
        ).result()
        shown = await parts.bot.send_message(official.id, "Enviando 0 de 25")
        parts.database.write(
            lambda session: turns.remember_shown(session, official.id, f"notice:{number}", shown.message_id)
        ).result()
        await simulator.wait_until(lambda: "Enviados: 25 mensajes." in texts(official), within=30)

    edits = [str(call.parameters["text"]) for call in simulator.calls("editMessageText", chat_id=official.id)]
    assert edits[-1] == "Enviados: 25 mensajes."
    assert all(text.startswith("Enviando ") and text.endswith(" de 25") for text in edits[:-1])


async def test_a_sending_is_stopped_and_goes_on_by_its_buttons(telegram: World) -> None:
    official, rosa = telegram.scene.official, telegram.scene.rosa
    official.start()
    rosa.start()
    await telegram.simulator.clock.move_by(timedelta(hours=12))  # at night it rests, and staff have time to stop it
    async with telegram.bot() as parts:
        await telegram.simulator.wait_until(lambda: bool(texts(official)))
        number = parts.database.write(lambda session: sending(session, official.id, [rosa.id])).result()
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Detener", callback_data=StopNotice(str(number)).pack())]])
        await parts.bot.send_message(official.id, "Enviando 0 de 1", reply_markup=markup)
        await official.next(kinds=("message",), text="Enviando 0 de 1")
        official.skip()
        stopped = await official.tap("Detener")
        assert (stopped.text, stopped.labels) == ("Detenido en 0 de 1.", ["Seguir enviando"])
        going_on = await official.tap("Seguir enviando")
        assert (going_on.text, going_on.labels) == ("Enviando 0 de 1", ["Detener"])


async def test_an_answer_to_a_case_is_told_to_its_author_and_again_when_the_author_is_back(telegram: World) -> None:
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    rosa.start()
    async with quiet_bot(telegram) as parts:
        keys = parts.courier._office.keys

        def answered(session: Session) -> int:
            case = filed(session, keys, rosa.id)
            return notices.to_author(session, put_down(session, "answer", NoticeKind.CASE_ANSWERED), case)

        rosa.block()
        assert parts.database.write(answered).result() == 1
        await parts.courier.drain()
        [copy] = copies(parts.database)
        assert (copy.recipient, copy.state) == ("case:1", CopyState.BLOCKED)
    rosa.unblock()
    async with telegram.bot() as parts:
        await simulator.wait_until(lambda: "answer 1" in texts(rosa))
    assert texts(rosa).count("answer 1") == 1


def filed(session: Session, keys: Keyring, person: int) -> Case:
    """A case whose author is sealed, as filing does it."""
    case = Case(
        vigencia=2021,
        number=1,
        radicado="PPC-2021-000001-7",
        kind=ContributionKind.OBSERVATION,
        about=AboutKind.PLAN,
        received_at=START,
        received_on=START.date(),
        text="",
        pseudonym="Persona",
        receipt="0" * 64,
        salt=b"0" * 32,
        leaf="0" * 64,
        notice_version="1",
    )
    session.add(case)
    session.flush()
    sealed = keys.seal({"chat_id": person, "receipt": "9F2C-71AB-04DE"})
    session.add(Author(case_id=case.id, person=person_of(keys, person), sealed=sealed))
    session.flush()
    return case
