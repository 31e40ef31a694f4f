"""Turns from end to end: what one person does wrong, or we, is nobody else's trouble."""

import json
from pathlib import Path

import pytest
from telegram.ext import CallbackQueryHandler

from bot.alone import AlreadyRunning
from bot.preparing import retry_turns
from bot.process import assembled
from bot.refusals import refused
from handlers.route import Route, command, unused
from storage.models.turns import TurnState
from tests.support.running import World, counted, fail, rows, states, texts, until

APOLOGY = "Algo falló de nuestro lado"


async def test_the_same_update_delivered_twice_is_answered_once(telegram: World) -> None:
    rosa, queue = telegram.scene.rosa, telegram.simulator.bot.queue
    async with telegram.bot() as parts:
        assert (await rosa.ask("/sume")).text == "Van 1"
        queue.push_again(queue.history()[-1].id)

        assert (await rosa.ask("/sume")).text == "Van 2"

        assert counted(parts.database) == 2
        await until(telegram.simulator, lambda: states(parts.database) == ["done", "done"])


async def test_what_a_person_writes_in_a_row_is_answered_in_that_order(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    for _ in range(20):
        rosa.write("/sume")
        camilo.write("/avance")

    async with telegram.bot() as parts:
        await until(telegram.simulator, lambda: len(texts(rosa)) == len(texts(camilo)) == 20)

        assert texts(rosa) == [f"Van {number}" for number in range(1, 21)]
        await until(telegram.simulator, lambda: states(parts.database) == ["done"] * 40)


async def test_finished_turns_keep_nothing_of_what_was_written(telegram: World) -> None:
    async with telegram.bot() as parts:
        await telegram.scene.rosa.ask("/sume")
        await until(telegram.simulator, lambda: states(parts.database) == ["done"])

        [turn] = rows(parts.database)
        assert (turn.payload, turn.answer, turn.error) == (None, None, None)


async def test_an_update_that_cannot_be_parsed_blocks_nobody_and_is_kept(telegram: World) -> None:
    rosa, queue = telegram.scene.rosa, telegram.simulator.bot.queue
    chat = {"id": rosa.id, "type": "private", "first_name": "Rosa"}
    queue.push_raw({"update_id": 5, "message": {"nonsense": 1, "chat": chat}})
    queue.push_raw({"update_id": 6, "nonsense": 1})
    queue.push_raw({"update_id": 7, "message": 3})
    rosa.write("/sume")

    async with telegram.bot() as parts:
        await until(telegram.simulator, lambda: "Van 1" in texts(rosa))
        await until(telegram.simulator, lambda: "waiting" not in states(parts.database))

        turns = {turn.update_id: turn for turn in rows(parts.database)}
        assert turns[5].state == TurnState.SET_ASIDE
        assert json.loads(turns[5].payload or "")["message"]["nonsense"] == 1
        assert turns[6].state == TurnState.DONE
        assert turns[7].state == TurnState.SET_ASIDE
        assert [text for text in texts(rosa) if text.startswith(APOLOGY)] == texts(rosa)[:1]


async def test_a_handler_that_fails_blocks_nobody_and_its_person_is_told(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    async with telegram.bot() as parts:
        rosa.write("/falla")
        rosa.write("/sume")
        assert (await camilo.ask("/avance")).text.startswith("Plan de")
        await until(telegram.simulator, lambda: len(texts(rosa)) == 2)
        await until(telegram.simulator, lambda: "waiting" not in states(parts.database))

        assert sorted(text.split(" ")[0] for text in texts(rosa)) == ["Algo", "Van"]
        [failed] = [turn for turn in rows(parts.database) if turn.state == TurnState.SET_ASIDE]
        assert failed.attempts == 3
        assert "LookupError" in (failed.error or "")
        assert "words of a person" not in (failed.error or "")


async def test_what_was_set_aside_is_answered_when_it_is_retried(telegram: World) -> None:

    rosa = telegram.scene.rosa
    async with telegram.bot() as parts:
        rosa.write("/falla")
        await until(telegram.simulator, lambda: states(parts.database) == ["set_aside"])

    repaired = [command("falla", act=lambda turn: turn.say("ya no falla"))]
    async with telegram.bot(repaired) as parts:
        assert retry_turns(telegram.settings) == "1 mensaje volvió a la fila."
        assert (await rosa.next(text="ya no falla")).kind == "message"
        await until(telegram.simulator, lambda: states(parts.database) == ["done"])


async def test_a_route_that_only_reads_cannot_write(telegram: World) -> None:
    rosa = telegram.scene.rosa
    async with telegram.bot() as parts:
        assert (await rosa.ask("/escribe")).text.startswith(APOLOGY)
        await until(telegram.simulator, lambda: states(parts.database) == ["set_aside"])

        assert counted(parts.database) == 0
        assert (await rosa.ask("/sume")).text == "Van 1"


async def test_an_answer_that_telegram_refuses_is_kept_and_its_person_is_told(telegram: World) -> None:
    rosa = telegram.scene.rosa
    async with telegram.bot() as parts:
        assert (await rosa.ask("/mal")).text.startswith(APOLOGY)

        await until(telegram.simulator, lambda: states(parts.database) == ["set_aside"])
        [turn] = rows(parts.database)
        assert "say: refused" in (turn.error or "")


async def test_the_apology_is_said_in_the_language_that_was_chosen(telegram: World) -> None:
    rosa = telegram.scene.rosa
    async with telegram.bot():
        await rosa.ask("/idioma")
        await rosa.tap("English")

        assert (await rosa.ask("/falla")).text.startswith("Something failed on our side")


async def test_a_button_whose_handler_fails_stops_turning_and_its_person_is_told(telegram: World) -> None:

    rosa = telegram.scene.rosa
    async with telegram.bot() as parts:
        await rosa.ask("/avance")
    async with telegram.bot([Route(CallbackQueryHandler(unused), fail)]) as parts:
        press = rosa.press("Ver gráfico")

        assert await press.answered() is not None
        assert (await rosa.next(text=APOLOGY)).kind == "message"
        await until(telegram.simulator, lambda: states(parts.database)[-1] == "set_aside")


async def test_in_a_group_nobody_is_told_of_a_message_that_was_not_for_us(telegram: World) -> None:
    simulator, rosa = telegram.simulator, telegram.scene.rosa
    group = simulator.add_group("Junta", [rosa])
    broken = {"nonsense": 1, "chat": {"id": group.id, "type": "group", "title": "Junta"}}
    simulator.bot.queue.push_raw({"update_id": 5, "message": broken})
    rosa.write("/falla", group)

    async with telegram.bot() as parts:
        await until(simulator, lambda: states(parts.database).count("set_aside") == 2)
        await until(simulator, lambda: len([m for m in rosa.screen(group) if m["from"]["is_bot"]]) == 1)

        assert [m["text"].split(".")[0] for m in rosa.screen(group) if m["from"]["is_bot"]] == [APOLOGY]


async def test_many_chats_at_once_are_all_answered(telegram: World) -> None:
    people = [telegram.simulator.add_person(f"Persona {number}") for number in range(80)]
    for person in people:
        person.write("/sume")
        person.write("/sume")

    async with telegram.bot() as parts:
        await until(telegram.simulator, lambda: all(len(texts(person)) == 2 for person in people))

        assert counted(parts.database) == 160
        assert sorted(text for person in people for text in texts(person)) == sorted(f"Van {n}" for n in range(1, 161))


async def test_a_chat_that_never_stops_does_not_keep_a_lane_from_the_others(
    telegram: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runner.LANES", 1)
    monkeypatch.setattr("bot.runner.IN_A_ROW", 2)
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    for _ in range(3):
        rosa.write("/sume")
    camilo.write("/sume")
    for _ in range(3):
        rosa.write("/sume")

    async with telegram.bot():
        await until(telegram.simulator, lambda: len(texts(rosa)) == 6)

        assert texts(camilo) == ["Van 5"]  # after the two turns that were begun when its own was the oldest


async def test_a_second_process_on_the_same_file_is_refused(
    telegram: World, database_kind: str, tmp_path: Path
) -> None:

    if database_kind == "postgresql":
        pytest.skip("there several may run side by side")
    async with telegram.bot():
        with pytest.raises(AlreadyRunning) as caught:
            async with assembled(telegram.settings, "test"):
                pass

    assert (refused(caught.value) or [""])[0].count(str(tmp_path)) == 1
