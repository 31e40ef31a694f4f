"""Beside the straight way: out of the blue, half-way, too fast, in a group, in danger."""

from typing import Any

import pytest

from handlers.texts.general import TOO_FAST
from locales import Language, words
from participation.observations import pace
from participation.observations.pace import MOST_MESSAGES
from simulator import Person
from storage.models.cases import CaseVersion
from storage.models.kinds import ContributionKind
from tests.participation.attachments.samples import ogg
from tests.support.observing import (
    CARD,
    NAMED,
    added,
    begin,
    cases,
    drafts,
    forged,
    number_in,
    on_sqlite,
    parts,
    picture,
    said,
    sent,
    settled,
    stored,
    written,
)
from tests.support.running import World, until

pytestmark = pytest.mark.second_database

SPANISH = words(Language.ES)
OFFER = "¿Quiere registrar esto como observación?"
OPINION = "Me parece muy mal que la obra no tenga señales"


async def test_an_opinion_out_of_the_blue_is_offered_and_kept(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        offered = await rosa.ask(OPINION)
        assert (offered.text, offered.labels) == (OFFER, ["Sí, registrarla", "No"])

        rosa.press("Sí, registrarla")
        assert "Sus derechos: /privacidad" in (await rosa.next(text="usa sus datos")).text
        assert OPINION in (await rosa.next(text=CARD)).text

        await rosa.tap(NAMED)
        assert [case.text for case in cases(running.database)] == [OPINION]


async def test_no_erases_what_was_offered(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask(OPINION)
        await rosa.tap("No")

        assert (drafts(running.database), parts(running.database)) == ([], [])


@on_sqlite
@pytest.mark.parametrize("kind", ["photo", "voice", "document"])
async def test_a_file_out_of_the_blue_is_offered(stage: World, kind: str) -> None:
    rosa = stage.scene.rosa
    content = {"photo": picture(1), "voice": ogg(), "document": b"lo que vi"}[kind]
    async with stage.bot() as running:
        rosa.skip()
        rosa.file(kind, content, "carta.txt" if kind == "document" else "")
        assert (await rosa.next()).text == OFFER
        rosa.press("Sí, registrarla")
        await rosa.next(text=CARD)
        await rosa.tap(NAMED)

        assert [case.text for case in cases(running.database)] == [""]


@on_sqlite
async def test_what_is_offered_goes_into_the_draft_that_is_open(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask(OPINION)
        offer = rosa.screen()[-1]["message_id"]
        await written(rosa, "Falta luz en la calle")
        rosa.skip()
        rosa.press("Sí, registrarla", message_id=offer)

        card = await rosa.next(text=CARD)
        assert f"{OPINION}\nFalta luz en la calle" in card.text
        assert len(drafts(running.database)) == 1


@on_sqlite
async def test_no_on_an_old_offer_does_not_erase_what_was_accepted(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask(OPINION)
        offer = rosa.screen()[-1]["message_id"]
        rosa.press("Sí, registrarla")
        await rosa.next(text=CARD)
        rosa.skip()
        rosa.press("No", message_id=offer)

        assert OPINION in (await rosa.next(text=CARD)).text
        assert len(drafts(running.database)) == 1


@on_sqlite
async def test_each_message_out_of_the_blue_is_offered_by_itself(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask(OPINION)
        first = rosa.screen()[-1]["message_id"]
        await rosa.ask("Me parece muy bien que publiquen el video")
        rosa.press("No", message_id=first)
        await settled(stage, running.database)

        assert [part.text for part in parts(running.database)] == ["Me parece muy bien que publiquen el video"]


@on_sqlite
async def test_an_album_larger_than_an_observation_is_offered_as_two(
    stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participation.attachments.kinds.FILES_PER_OBSERVATION", 3)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        rosa.album([("photo", picture(number)) for number in range(5)])
        await settled(stage, running.database)

        assert len(parts(running.database)) == 5
        assert len(drafts(running.database)) == 2


@on_sqlite
async def test_cancelling_erases_what_was_only_offered(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask(OPINION)

        assert "Borramos" in (await rosa.ask("/cancelar")).text
        assert drafts(running.database) == []


async def test_at_start_who_was_half_way_can_go_on_or_drop_it(stage: World) -> None:
    rosa = stage.scene.rosa
    go_on, drop = SPANISH.plain("button", "Go on"), SPANISH.plain("button", "Drop it")
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        await rosa.ask("/start")
        offered = await rosa.next()
        assert offered.labels == [go_on, drop]

        rosa.skip()
        rosa.press(go_on)
        assert "Falta señalización" in (await rosa.next(text=CARD)).text

        await rosa.ask("/start")
        await rosa.next()
        assert "Borramos lo que no había enviado" in (await rosa.tap(drop)).text
        assert drafts(running.database) == []


@on_sqlite
async def test_start_drops_a_draft_in_which_nothing_stands(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        await rosa.ask("/start")
        await settled(stage, running.database)
        assert drafts(running.database) == []

        assert "Nueva fecha" in (await rosa.ask("¿cuándo es el diálogo?")).text


@on_sqlite
async def test_start_in_the_middle_of_a_correction_no_longer_waits_for_the_text(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await written(rosa, "Uno y medio")
        await rosa.tap("Corregir")
        await rosa.tap("Texto")
        await rosa.ask("/start")

        assert "Uno y medio\nDos y medio" in (await added(rosa, "Dos y medio")).text


@on_sqlite
async def test_start_keeps_the_question_that_was_asked_about(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await begin(rosa)
        await rosa.ask("¿cuándo es el diálogo?")
        await rosa.ask("/start")
        await rosa.next()
        rosa.press(SPANISH.plain("button", "Go on"))

        assert "¿cuándo es el diálogo?" in (await rosa.next(text=CARD)).text


@on_sqlite
async def test_at_start_who_was_adding_to_a_case_can_go_on(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        filed = await sent(rosa)
        await rosa.ask("/mis_observaciones")
        await rosa.tap(number_in(filed.text))
        await rosa.tap("Agregar información")
        await rosa.ask("/start")
        assert number_in(filed.text) in (await rosa.next()).text
        await rosa.tap(SPANISH.plain("button", "Go on"))
        await rosa.ask("En la esquina")

        assert [version.text for version in stored(running.database, CaseVersion)] == ["En la esquina"]


async def test_a_flood_is_told_once_and_taken_in_up_to_its_limit(stage: World) -> None:
    rosa = stage.scene.rosa
    too_fast = SPANISH.plain_phrase(TOO_FAST)
    async with stage.bot() as running:
        await begin(rosa)
        for number in range(MOST_MESSAGES + 20):
            rosa.write(f"palabra{number}")
        await settled(stage, running.database)

        assert said(rosa).count(too_fast) == 1
        assert len(parts(running.database)) == MOST_MESSAGES

        await stage.simulator.clock.move_by(pace.WINDOW)
        assert f"palabra{MOST_MESSAGES - 1}" in (await added(rosa, "ahora sí")).text


@on_sqlite
async def test_files_of_a_flood_are_not_fetched(stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("participation.observations.pace.MOST_MESSAGES", 2)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        for quality in (50, 60, 70, 80):
            rosa.photo(picture(quality))
        await settled(stage, running.database)

        assert len(stage.simulator.calls("getFile")) == 2
        assert len(parts(running.database)) == 2


@on_sqlite
async def test_what_is_dangerous_is_answered_with_help_and_kept(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Denuncié lo de la obra")
        rosa.skip()
        rosa.write("y ahora me amenazaron de muerte")
        assert "123" in (await rosa.next(text="123")).text
        assert "me amenazaron" in (await rosa.next(text=CARD)).text

        await rosa.ask("/cancelar")
        rosa.write("me amenazaron de muerte")
        await rosa.next(text="123")
        await settled(stage, running.database)
        assert [part.text for part in parts(running.database)] == ["me amenazaron de muerte"]


@on_sqlite
async def test_what_is_out_of_scope_and_asks_for_something_can_be_registered(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        rosa.write("Por favor tapen el hueco de la calle de mi barrio")
        offered = await rosa.next()
        rosa.press(offered.labels[0])
        await rosa.next(text=CARD)
        await rosa.tap(NAMED)

        [case] = cases(running.database)
        assert case.text == "Por favor tapen el hueco de la calle de mi barrio"


async def test_in_a_group_the_way_leads_to_the_private_chat(stage: World) -> None:
    rosa = stage.scene.rosa
    group = stage.simulator.add_group("Junta", [rosa])
    async with stage.bot() as running:
        await sent(rosa, "Lo que solo yo sé")
        for text in ("/observar", "/mis_observaciones", "/avance"):
            rosa.write(text, group)
        await settled(stage, running.database)
        rosa.press("Opinar", chat=group)
        await settled(stage, running.database)
        rosa.write("/start", group)
        await settled(stage, running.database)
        rosa.press("Mis observaciones", chat=group)
        await settled(stage, running.database)

        seen = "\n".join(in_group(rosa, group))
        assert seen.count("Esto se hace en privado") == 4
        assert "PPC-" not in seen
        assert "Escriba su observación" not in seen
        assert drafts(running.database) == []
        rosa.skip()
        rosa.follow("Abrir en privado", chat=group)
        assert (await rosa.next()).text


def in_group(person: Person, group: Any) -> list[str]:
    return [str(message.get("text", "")) for message in person.screen(group) if message["from"]["is_bot"]]


@on_sqlite
async def test_a_denuncia_is_recognised_and_can_be_called_something_else(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Quiero denunciar que un funcionario pidió una coima para el contrato")
        assert drafts(running.database)[0].kind is ContributionKind.DENUNCIA
        await rosa.tap("Corregir")
        await rosa.tap("Tipo")

        card = await rosa.tap("Queja o reclamo")

        assert "Telegram no es un canal secreto" not in card.text
        await until(stage.simulator, lambda: drafts(running.database)[0].kind is ContributionKind.COMPLAINT)


@on_sqlite
async def test_when_two_readings_are_close_the_text_is_kept_until_one_is_chosen(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        asked = await rosa.ask("que pena con el diálogo")
        observe = next(label for label in asked.labels if label.startswith("Enviar"))
        rosa.skip()
        rosa.press(observe)

        assert "que pena con el diálogo" in (await rosa.next(text=CARD)).text
        await rosa.tap(NAMED)
        assert [case.text for case in cases(running.database)] == ["que pena con el diálogo"]


@on_sqlite
async def test_of_two_readings_the_other_one_is_answered_and_nothing_is_kept(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        asked = await rosa.ask("que pena con el diálogo")

        assert "Nueva fecha: por definir" in (await rosa.tap(asked.labels[0])).text
        assert drafts(running.database) == []
        rosa.skip()
        stage.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], "1:q:invented:x"))
        assert "versión anterior" in (await rosa.next()).text


@on_sqlite
async def test_a_file_while_a_correction_is_awaited_belongs_to_the_draft(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Uno y medio")
        await rosa.tap("Corregir")
        await rosa.tap("Texto")
        rosa.photo(picture(1), caption="la vía")

        assert "Uno y medio\nla vía" in (await rosa.next(text=CARD)).text
        assert len(parts(running.database)) == 2


@on_sqlite
async def test_a_question_that_no_longer_fits_is_said_not_to_fit(stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("participation.observations.drafting.MOST_PARTS", 1)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        for going_on in ("Agregar a mi texto", NAMED, "y sigo escribiendo aquí"):
            await written(rosa, "Falta señalización")
            await rosa.ask("¿cuándo es el diálogo?")
            rosa.skip()
            if going_on.startswith("y "):
                rosa.write(going_on)
            else:
                rosa.press(going_on)
            await rosa.next(text=CARD)
            assert [part.text for part in parts(running.database)] == ["Falta señalización"]
            await rosa.ask("/cancelar")
        assert cases(running.database) == []


@on_sqlite
async def test_an_edit_that_no_longer_fits_is_said_not_to_fit(stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("participation.observations.drafting.MOST_CHARACTERS", 30)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        message = rosa.write("Falta señalización")
        await rosa.next(text=CARD)
        rosa.edit(message["message_id"], "Falta señalización en todas las calles")
        await rosa.next(text=CARD)

        assert [part.text for part in parts(running.database)] == ["Falta señalización"]
