"""Sending when Telegram is slow, angry, half gone or gone. The database is another matter, so it is SQLite here."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers import buttons
from handlers.answer import Answer, Button, Change, Hand, Remove, Say, Show
from handlers.route import Act, command, pressed
from handlers.turn import Turn
from simulator import Person, Simulator
from simulator.pictures import plain_png
from storage.models.turns import Chat, ShownMessage
from storage.queries import turns
from tests.support.running import World, counted, rows, states, texts, until

Bot = Callable[..., Awaitable[Any]]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def simulator(telegram: World) -> Simulator:
    return telegram.simulator


@pytest.fixture
def rosa(telegram: World) -> Person:
    return telegram.scene.rosa


@pytest.fixture
async def parts(telegram: World) -> AsyncIterator[Any]:
    async with telegram.bot() as parts:
        yield parts


def sent(simulator: Simulator, method: str = "sendMessage") -> list[int]:
    """The status of each call of a method."""
    return [call.status for call in simulator.calls(method)]


@pytest.mark.usefixtures("parts")
async def test_telegram_says_how_long_to_wait(simulator: Simulator, rosa: Person) -> None:
    simulator.fault("too_many", method="sendMessage", retry_after=1)

    assert (await rosa.ask("/sume")).text == "Van 1"

    first, second = simulator.calls("sendMessage")
    assert (first.status, second.status) == (429, 200)
    assert second.monotonic - first.monotonic >= 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_errors_of_telegram_pass(simulator: Simulator, rosa: Person, parts: Any, status: int) -> None:
    simulator.fault("error", method="sendMessage", status=status, times=3)

    assert (await rosa.ask("/sume")).text == "Van 1"
    assert counted(parts.database) == 1


async def test_a_message_that_telegram_always_stumbles_over_is_given_up_and_holds_up_nobody(
    simulator: Simulator, rosa: Person, telegram: World, parts: Any
) -> None:
    simulator.fault("error", method="sendMessage", chat_id=rosa.id, status=500, times=5)
    rosa.write("/sume")

    assert (await telegram.scene.camilo.ask("/sume")).text.startswith("Van")
    await until(simulator, lambda: "set_aside" in states(parts.database))
    assert rows(parts.database)[0].error == "say: given up NetworkError"


@pytest.mark.parametrize("kind", ["cut", "timeout"])
@pytest.mark.parametrize(("effect", "copies"), [(False, 1), (True, 2)])
async def test_an_unknown_outcome_is_repeated_once(
    simulator: Simulator, rosa: Person, parts: Any, kind: str, effect: bool, copies: int
) -> None:
    simulator.fault(kind, method="sendMessage", effect=effect, seconds=0.01)

    rosa.write("/sume")

    await until(simulator, lambda: states(parts.database) == ["done"])
    assert texts(rosa) == ["Van 1"] * copies
    assert counted(parts.database) == 1


async def test_an_outcome_that_stays_unknown_is_repeated_no_more_and_kept(
    simulator: Simulator, rosa: Person, parts: Any
) -> None:
    simulator.fault("cut", method="sendMessage", effect=True, times=None)

    rosa.write("/sume")

    await until(simulator, lambda: states(parts.database) == ["set_aside"])
    assert texts(rosa)[:2] == ["Van 1"] * 2
    assert "Van 1" not in texts(rosa)[2:]
    assert rows(parts.database)[0].error == "say: unknown"


async def test_a_read_that_is_not_answered_in_time_is_an_unknown_outcome(
    simulator: Simulator, rosa: Person, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transport.READ_SECONDS", 0.05)
    simulator.fault("timeout", method="sendMessage", effect=True, seconds=30)

    rosa.write("/sume")

    await until(simulator, lambda: len(texts(rosa)) == 2)
    assert counted(parts.database) == 1


@pytest.mark.usefixtures("parts")
async def test_a_telegram_that_is_gone_is_waited_for_before_an_unknown_outcome_is_repeated(
    simulator: Simulator, rosa: Person
) -> None:
    simulator.fault("cut", method="sendMessage", effect=False)
    simulator.fault("error", method="getMe", status=502, times=5)

    assert (await rosa.ask("/sume")).text == "Van 1"
    assert sent(simulator, "getMe")[1:] == [502] * 5 + [200]


async def test_an_answer_that_waits_too_long_is_given_up_and_kept(
    simulator: Simulator, rosa: Person, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.GIVE_UP_AFTER", 0.0)
    simulator.fault("too_many", method="sendMessage", retry_after=3600)

    rosa.write("/sume")

    await until(simulator, lambda: states(parts.database) == ["set_aside"])
    assert "given up" in (rows(parts.database)[0].error or "")


async def test_who_blocked_the_bot_gets_no_more_of_the_answer(simulator: Simulator, rosa: Person, parts: Any) -> None:
    simulator.fault(
        "error",
        method="sendMessage",
        status=403,
        body={"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"},
    )

    rosa.write("/dos")

    await until(simulator, lambda: states(parts.database) == ["done"])
    assert sent(simulator) == [403]
    blocked = parts.database.read(lambda session: session.scalars(select(Chat.blocked_at)).one()).result()
    assert blocked == simulator.clock.now()


async def test_a_group_where_we_may_not_write_is_no_fault_of_ours(
    simulator: Simulator, rosa: Person, parts: Any
) -> None:
    group = simulator.add_group("Junta", [rosa])
    reason = "Bad Request: not enough rights to send text messages to the chat"
    simulator.fault(
        "error", method="sendMessage", status=400, body={"ok": False, "error_code": 400, "description": reason}
    )

    rosa.write("/sume", group)

    await until(simulator, lambda: sent(simulator) == [400])
    await until(simulator, lambda: set(states(parts.database)) == {"done"})


async def test_a_group_that_has_moved_is_answered_where_it_is_now(
    simulator: Simulator, rosa: Person, parts: Any
) -> None:
    group = simulator.add_group("Junta", [rosa])
    simulator.fault("delay", method="sendMessage", seconds=0.3)
    rosa.write("/sume", group)
    await until(simulator, lambda: counted(parts.database) == 1)

    new = simulator.upgrade_group(group)

    await until(simulator, lambda: "Van 1" in [message.get("text") for message in rosa.screen(new)])


async def showing(telegram: World, act: Act, person: Person) -> list[str]:
    """A bot with one more route, what /prueba does, and what became of it; gives how all turns stand."""
    async with telegram.bot([command("prueba", act=act)]) as parts:
        before = len(rows(parts.database))
        person.write("/prueba")
        await until(telegram.simulator, lambda: states(parts.database)[before:] in (["done"], ["set_aside"]))
        return states(parts.database)


class TestChanging:
    """A screen in place of another one, or a new one where that can't be."""

    async def test_a_message_that_was_deleted_is_said_anew(self, telegram: World, rosa: Person) -> None:
        await showing(telegram, lambda turn: turn.answer(Change(99, "nuevo")), rosa)

        assert texts(rosa) == ["nuevo"]

    async def test_a_message_that_shows_it_already_is_left_as_it_is(self, telegram: World, rosa: Person) -> None:
        button = ((Button("Otra vez", data=buttons.Home().pack()),),)
        same = [
            command("prueba", act=lambda turn: turn.say("igual", button)),
            pressed(buttons.Home, lambda turn: turn.show("igual", button)),
        ]
        async with telegram.bot(same) as parts:
            await rosa.ask("/prueba")
            rosa.press("Otra vez")
            rosa.press("Otra vez")
            await until(telegram.simulator, lambda: states(parts.database) == ["done"] * 3)

            assert texts(rosa) == ["igual"]
            assert sent(telegram.simulator, "editMessageText") == [400, 400]

    async def test_a_picture_is_not_edited_to_text(self, telegram: World, rosa: Person) -> None:
        def act(turn: Turn) -> Answer:
            return turn.answer(Show("k", "leyenda", content=plain_png()))

        def change(turn: Turn) -> Answer:
            return turn.answer(Change(2, "en palabras"))

        await showing(telegram, act, rosa)
        await showing(telegram, change, rosa)

        assert [message.get("text") for message in rosa.screen()][-1] == "en palabras"

    async def test_a_new_text_that_is_wrong_is_not_said_anew(self, telegram: World, rosa: Person) -> None:
        async with telegram.bot():
            await rosa.ask("/sume")
        after = await showing(telegram, lambda turn: turn.answer(Change(2, "<b>")), rosa)

        assert after == ["done", "set_aside"]
        assert texts(rosa)[0] == "Van 1"

    async def test_what_is_gone_already_need_not_be_removed(self, telegram: World, rosa: Person) -> None:
        after = await showing(telegram, lambda turn: turn.answer(Remove(99), Say("listo")), rosa)

        assert texts(rosa) == ["listo"]
        assert after == ["done"]


class TestPictures:
    """Bytes once, then the id; and bytes again where Telegram has forgotten the id."""

    @staticmethod
    def show(turn: Turn) -> Answer:
        known = turns.known_file(turn.session, turn.bot_id, "grafico")
        return turn.answer(Show("grafico", "leyenda", file_id=known, content=None if known else plain_png()))

    async def test_the_second_time_its_id_is_sent(self, telegram: World, rosa: Person) -> None:
        await showing(telegram, self.show, rosa)
        await showing(telegram, self.show, rosa)

        first, second = telegram.simulator.calls("sendPhoto")
        assert isinstance(second.parameters["photo"], str)
        assert first.result["photo"][-1]["file_unique_id"] == second.result["photo"][-1]["file_unique_id"]

    async def test_an_id_that_telegram_forgot_is_replaced_by_the_bytes(self, telegram: World, rosa: Person) -> None:
        async with telegram.bot([command("prueba", act=self.show)]) as parts:
            bot_id = parts.bot.id
            parts.database.write(lambda session: turns.remember_file(session, bot_id, "grafico", "unknown")).result()
            rosa.write("/prueba")
            await until(telegram.simulator, lambda: states(parts.database) == ["done"])

            assert sent(telegram.simulator, "sendPhoto") == [400, 200]
            known = parts.database.read(lambda session: turns.known_file(session, bot_id, "grafico")).result()
            assert known not in {None, "unknown"}

    async def test_with_the_bytes_at_hand_it_is_replaced_at_once(self, telegram: World, rosa: Person) -> None:
        act: Act = lambda turn: turn.answer(Show("k", "leyenda", file_id="unknown", content=plain_png()))  # noqa: E731 - a handler in one line, beside what it is for

        after = await showing(telegram, act, rosa)

        assert sent(telegram.simulator, "sendPhoto") == [400, 200]
        assert after == ["done"]

    async def test_a_caption_that_is_wrong_is_a_fault_of_ours(self, telegram: World, rosa: Person) -> None:
        act: Act = lambda turn: turn.answer(Show("k", "<b>", file_id="x", content=plain_png()))  # noqa: E731 - a handler in one line, beside what it is for

        after = await showing(telegram, act, rosa)

        assert after == ["set_aside"]


async def test_a_document_is_handed_over(telegram: World, rosa: Person) -> None:
    hand = Hand("plan.txt", "Plan de participación".encode(), "<b>El plan</b>", ((Button("Ver", data="1:start"),),))

    await showing(telegram, lambda turn: turn.answer(hand), rosa)

    [call] = telegram.simulator.calls("sendDocument")
    assert call.result["document"]["file_name"] == "plan.txt"
    assert call.result["caption"] == "El plan"


async def test_a_reply_to_what_was_deleted_is_sent_all_the_same(telegram: World, rosa: Person) -> None:
    await showing(telegram, lambda turn: turn.answer(Say("respuesta", reply_to=99, protected=True)), rosa)

    [call] = telegram.simulator.calls("sendMessage")
    assert call.result["has_protected_content"] is True
    assert texts(rosa) == ["respuesta"]


async def test_the_message_that_shows_a_thing_is_remembered(telegram: World, rosa: Person) -> None:
    await showing(telegram, lambda turn: turn.answer(Say("tarjeta", slot="card")), rosa)

    with_slot = telegram.simulator.calls("sendMessage")[0].result["message_id"]
    async with telegram.bot() as parts:
        shown = parts.database.read(lambda session: session.scalars(select(ShownMessage.message_id)).one()).result()
    assert shown == with_slot


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "status": 500},
        {"kind": "cut"},
        {"kind": "too_many", "retry_after": 3600},
    ],
)
@pytest.mark.usefixtures("parts")
async def test_a_press_that_cannot_be_acknowledged_keeps_nobody_waiting(
    simulator: Simulator, rosa: Person, fault: dict[str, Any]
) -> None:
    await rosa.ask("/avance")
    simulator.fault(**fault, method="answerCallbackQuery", times=None)

    assert (await rosa.tap("1. Divulgar la estrategia")).kind == "edited"
    assert len(sent(simulator, "answerCallbackQuery")) == 1


async def test_a_press_that_telegram_forgot_is_answered_by_the_message(
    simulator: Simulator, rosa: Person, telegram: World
) -> None:
    async with telegram.bot():
        await rosa.ask("/avance")
    rosa.press("1. Divulgar la estrategia")
    await simulator.clock.move_by(timedelta(minutes=10))

    async with telegram.bot():
        assert (await rosa.next(text="Divulgar")).kind in {"edited", "message"}
