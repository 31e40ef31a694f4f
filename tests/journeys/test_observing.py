"""An observation from its prompt to its number, as a citizen sees it."""

from datetime import timedelta

import pytest

from bot.worker import erase_unsent
from participation.identity import Keyring
from storage.models.cases import Author, Consent
from storage.models.kinds import AboutKind, ContributionKind, PartKind, PetitionKind
from tests.participation.attachments.samples import ogg
from tests.support.observing import (
    CARD,
    NAMED,
    UNNAMED,
    added,
    begin,
    cards,
    cases,
    drafts,
    forged,
    number_in,
    on_sqlite,
    parts,
    receipt_in,
    said,
    sent,
    settled,
    stored,
    written,
)
from tests.support.running import KEYS, World, until

pytestmark = pytest.mark.second_database


async def test_an_observation_is_written_read_back_and_numbered(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        prompt = await begin(rosa)
        assert prompt.text.startswith("Escriba su observación. Puede enviar fotos, audios o documentos.")
        assert "Si es menor de 18 años, hágalo así." in prompt.text
        assert "Sus derechos: /privacidad" in prompt.text

        card = await rosa.ask("Falta señalización en la obra")
        assert card.text.startswith(CARD)
        assert "Falta señalización en la obra" in card.text
        assert "Sobre: El plan completo" in card.text
        assert "Tipo: Observación o sugerencia" in card.text
        assert "Nombre: Rosa (así quedaría en el caso)" in card.text
        assert card.labels == [NAMED, UNNAMED, "Corregir", "Cancelar"]

        filed = await rosa.tap(NAMED)
        assert filed.text.splitlines()[:5] == [
            "Recibimos su observación.",
            "Número de su caso: PPC-2021-000001-7",
            "Fecha: 1 de julio de 2021, 9:00\N{NO-BREAK SPACE}a.\N{NO-BREAK SPACE}m.",
            "Le contaremos aquí qué decidimos y por qué.",
            "Guarde el número. Vea cómo va: /mis_observaciones",
        ]
        assert "Agregar municipio" in filed.labels

        [case] = cases(running.database)
        assert (case.radicado, case.text, case.kind) == (
            "PPC-2021-000001-7",
            "Falta señalización en la obra",
            ContributionKind.OBSERVATION,
        )
        [author] = stored(running.database, Author)
        identity = Keyring.parse(KEYS).open(author.sealed)
        assert identity == {"chat_id": rosa.id, "name": "Rosa", "receipt": receipt_in(filed.text)}
        [consent] = stored(running.database, Consent)
        assert (consent.notice_version, consent.given_at) == (case.notice_version, stage.simulator.clock.now())
        assert drafts(running.database) == []
        assert cards(rosa) == []


async def test_without_the_name_the_case_holds_no_name(stage: World) -> None:
    async with stage.bot() as running:
        await sent(stage.scene.rosa, label=UNNAMED)

        [case], [author] = cases(running.database), stored(running.database, Author)
        assert case.shown_name is False
        assert "name" not in Keyring.parse(KEYS).open(author.sealed)


async def test_several_messages_and_files_are_read_back_on_one_card_that_is_kept_last(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Primero")
        rosa.photo(caption="la zanja")
        await rosa.next(text="1 foto")
        rosa.voice(ogg(), duration=3)
        await rosa.next(text="nota de voz")
        rosa.document(b"lo que vi\n", "carta.txt")
        await rosa.next(text="carta.txt")
        card = await rosa.ask("Y por último")

        assert cards(rosa) == [card.text] == said(rosa)[-1:]
        assert "Primero\nla zanja\nY por último" in card.text
        await rosa.tap(UNNAMED)
        [case] = cases(running.database)
        assert case.text == "Primero\nla zanja\nY por último"


async def test_what_is_corrected_is_what_is_sent(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Uno", "Dos")
        await rosa.tap("Corregir")
        await rosa.tap("Texto")
        assert "Tres en vez de eso" in (await rosa.ask("Tres en vez de eso")).text
        await rosa.tap("Corregir")
        await rosa.tap("Nombre")
        assert "Nombre: Rosa Elvira (" in (await rosa.ask("Rosa \n Elvira")).text
        await rosa.tap("Corregir")
        await rosa.tap("Tema")
        assert "Sobre: Video" in (await rosa.tap("Video")).text
        await rosa.tap("Corregir")
        await rosa.tap("Tipo")
        card = await rosa.tap("Felicitación")
        assert "Tipo: Felicitación" in card.text

        await rosa.tap(NAMED)

        [case], [author] = cases(running.database), stored(running.database, Author)
        assert (case.text, case.kind, case.about) == (
            "Tres en vez de eso",
            ContributionKind.CONGRATULATION,
            AboutKind.PRODUCT,
        )
        assert Keyring.parse(KEYS).open(author.sealed)["name"] == "Rosa Elvira"


@on_sqlite
@pytest.mark.parametrize(
    ("way", "about", "said_so"),
    [
        (["El plan completo"], AboutKind.PLAN, "Sobre: El plan completo"),
        (["Otro tema"], AboutKind.OTHER, "Sobre: Otro tema"),
        (["Promover los canales"], AboutKind.ACTIVITY, "Sobre: Promover los canales"),
        (["Un evento", "Primer espacio de diálogo"], AboutKind.EVENT, "Sobre: Primer espacio de diálogo"),
    ],
)
async def test_every_topic_can_be_chosen(stage: World, way: list[str], about: AboutKind, said_so: str) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Algo que quiero decir")
        await rosa.tap("Corregir")
        await rosa.tap("Tema")
        for label in way:
            card = await rosa.tap(label)
        assert said_so in card.text

        later = await rosa.ask("El video está muy bien hecho")  # what was chosen is not changed by a text

        assert said_so in later.text
        await rosa.tap(NAMED)
        assert cases(running.database)[0].about is about


async def test_a_petition_is_told_the_day_by_which_it_is_answered(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Quiero saber cuánto costó el video")
        await rosa.tap("Corregir")
        await rosa.tap("Tipo")
        asked = await rosa.tap("Pregunta o petición")
        assert asked.labels[:3] == ["Pido información o documentos", "Pido un concepto", "Otra petición"]
        await rosa.tap("Otra petición")

        filed = await rosa.tap(NAMED)

        assert "Le respondemos a más tardar el 17 de agosto de 2021." in filed.text
        assert "Le contaremos aquí" not in filed.text
        [case] = cases(running.database)
        assert (case.petition, case.due_on) == (PetitionKind.GENERAL, case.received_on.replace(month=8, day=17))


@on_sqlite
@pytest.mark.parametrize(
    ("label", "day"),
    [("Pido información o documentos", "2 de agosto"), ("Pido un concepto", "24 de agosto"), ("Volver", "2 de agosto")],
)
async def test_the_term_depends_on_what_is_asked_and_is_the_shortest_while_nobody_knows(
    stage: World, label: str, day: str
) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await written(rosa, "Quiero saber cuánto costó el video")
        await rosa.tap("Corregir")
        await rosa.tap("Tipo")
        await rosa.tap("Pregunta o petición")
        await rosa.tap(label)

        filed = await rosa.tap(NAMED)

        assert f"Le respondemos a más tardar el {day} de 2021." in filed.text


async def test_before_a_denuncia_is_sent_it_is_said_who_reads_it(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Un funcionario pidió dinero por el contrato")
        await rosa.tap("Corregir")
        await rosa.tap("Tipo")
        card = await rosa.tap("Denuncia")
        assert "Solo personal autorizado lee su denuncia. Telegram no es un canal secreto." in card.text
        assert "Si teme por su seguridad" in card.text

        filed = await rosa.tap(UNNAMED)

        assert number_in(filed.text) == "PPC-2021-000001-7"
        [case] = cases(running.database)
        assert (case.kind, len(case.salt)) == (ContributionKind.DENUNCIA, 64)


@on_sqlite
async def test_a_denuncia_out_of_the_blue_is_warned_of_before_anything_is_registered(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        rosa.write("Quiero denunciar que un funcionario pidió una coima para el contrato")

        assert "Telegram no es un canal secreto" in (await rosa.next(text="Solo personal autorizado")).text
        assert "¿Quiere registrar esto" in (await rosa.next()).text


async def test_a_question_in_the_middle_is_answered_and_the_card_stays_at_hand(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        asked = await rosa.ask("¿cuándo es el diálogo?")
        assert asked.labels == ["Responderme", "Agregar a mi texto"]

        answer = await rosa.tap("Responderme")
        assert "Nueva fecha: por definir" in answer.text
        assert "Falta señalización" in (await rosa.next(text=CARD)).text

        await rosa.tap(NAMED)
        assert cases(running.database)[0].text == "Falta señalización"


@on_sqlite
async def test_a_question_written_behind_observar_is_answered_and_still_filed_as_it_stands(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        asked = await rosa.ask("¿cuándo es el diálogo?")
        assert asked.text.splitlines()[0] == "Su observación sigue abierta y todavía no incluye esta pregunta."
        assert asked.labels == ["Responderme", "Agregar a mi texto"]

        assert "Nueva fecha: por definir" in (await rosa.tap("Responderme")).text
        left_out = await rosa.next(text="Su observación sigue abierta, sin esta pregunta.")
        assert left_out.labels == ["Agregar a mi texto"]

        card = await rosa.tap("Agregar a mi texto")
        assert card.text.startswith(CARD)
        assert "¿cuándo es el diálogo?" in card.text
        assert "Tipo: Pregunta o petición" in card.text

        await rosa.tap(NAMED)
        assert [case.text for case in cases(running.database)] == ["¿cuándo es el diálogo?"]


@on_sqlite
async def test_a_question_that_was_answered_is_not_filed_unless_it_is_added(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        await rosa.ask("¿cuándo es el diálogo?")
        await rosa.tap("Responderme")
        await rosa.next(text="Su observación sigue abierta, sin esta pregunta.")

        await rosa.ask("Falta señalización")
        await rosa.tap(NAMED)
        assert [case.text for case in cases(running.database)] == ["Falta señalización"]


async def test_a_question_that_belongs_to_the_text_is_added(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        await rosa.ask("¿cuándo es el diálogo?")

        assert "Falta señalización\n¿cuándo es el diálogo?" in (await rosa.tap("Agregar a mi texto")).text

        await rosa.tap(NAMED)
        assert cases(running.database)[0].text == "Falta señalización\n¿cuándo es el diálogo?"


@on_sqlite
async def test_a_question_that_was_left_unanswered_is_shown_on_the_card_before_it_is_sent(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        await rosa.ask("¿cuándo es el diálogo?")

        rosa.press(NAMED)
        again = await rosa.next(text=CARD)

        assert "¿cuándo es el diálogo?" in again.text
        assert cases(running.database) == []
        await rosa.tap(NAMED)
        assert cases(running.database)[0].text == "Falta señalización\n¿cuándo es el diálogo?"


@on_sqlite
@pytest.mark.parametrize("going_on", ["Corregir", "/observar", "Sigo escribiendo lo que pasó"])
async def test_a_question_is_not_lost_when_the_person_goes_on(stage: World, going_on: str) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        await rosa.ask("¿cuándo es el diálogo?")

        await (rosa.tap(going_on) if going_on == "Corregir" else rosa.ask(going_on))

        await settled(stage, running.database)
        assert [part.text for part in parts(running.database)][:2] == ["Falta señalización", "¿cuándo es el diálogo?"]


@on_sqlite
async def test_the_question_can_be_edited_while_it_is_asked_about(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await written(rosa, "Falta señalización")
        question = rosa.write("¿cuándo es el diálogo?")
        await rosa.next(text="parte de su observación")
        rosa.edit(question["message_id"], "¿cuándo repiten el diálogo?")

        assert "¿cuándo repiten el diálogo?" in (await rosa.tap("Agregar a mi texto")).text


async def test_cancelling_erases_what_was_written(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        assert (await rosa.tap("Cancelar")).text == "Listo. Borramos lo que no había enviado."
        assert (drafts(running.database), parts(running.database), cards(rosa)) == ([], [], [])

        await written(rosa, "Otra cosa")
        assert (await rosa.ask("/cancelar")).text == "Listo. Borramos lo que no había enviado."
        assert (drafts(running.database), parts(running.database), cards(rosa)) == ([], [], [])
        assert cases(running.database) == []

        assert "a medias" in (await rosa.ask("/cancelar")).text


async def test_a_draft_survives_a_restart(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await written(rosa, "Falta señalización")

    async with stage.bot() as running:
        await rosa.tap("Corregir")
        await rosa.tap("Texto")

    async with stage.bot() as running:
        assert "Sobra señalización" in (await rosa.ask("Sobra señalización")).text
        await rosa.tap(NAMED)
        assert [case.text for case in cases(running.database)] == ["Sobra señalización"]


async def test_a_message_that_is_edited_before_it_is_sent_changes_the_draft(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        first = rosa.write("Falta señalizacion")
        await rosa.next(text=CARD)
        await rosa.ask("en la calle 26")
        rosa.edit(first["message_id"], "Falta señalización")

        assert "Falta señalización\nen la calle 26" in (await rosa.next(text=CARD)).text
        assert len(cards(rosa)) == 1
        await rosa.tap(NAMED)
        assert cases(running.database)[0].text == "Falta señalización\nen la calle 26"


async def test_a_double_tap_on_send_gives_one_number(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        rosa.skip()
        rosa.press(NAMED)
        rosa.press(NAMED)
        rosa.press(UNNAMED)

        first, second, third = [await rosa.next(text="Número de su caso") for _ in range(3)]

        assert {number_in(seen.text) for seen in (first, second, third)} == {"PPC-2021-000001-7"}
        assert second.text.startswith("Ya la había enviado") or "mismo caso" in second.text
        assert receipt_in(second.text) == receipt_in(first.text)
        assert [case.shown_name for case in cases(running.database)] == [True]


@on_sqlite
@pytest.mark.parametrize("label", [NAMED, "Corregir", "Cancelar"])
async def test_an_old_card_says_that_it_was_sent(stage: World, label: str) -> None:
    rosa, simulator = stage.scene.rosa, stage.simulator
    async with stage.bot() as running:
        card = await written(rosa, "Falta señalización")
        simulator.fault("error", method="deleteMessage", status=400, times=None)
        await rosa.tap(NAMED)

        rosa.skip()
        rosa.press(label, message_id=card.id)

        assert number_in((await rosa.next()).text) == "PPC-2021-000001-7"
        assert len(cases(running.database)) == 1


@on_sqlite
async def test_an_old_card_of_a_cancelled_draft_says_so(stage: World) -> None:
    rosa, simulator = stage.scene.rosa, stage.simulator
    async with stage.bot():
        card = await written(rosa, "Falta señalización")
        simulator.fault("error", method="deleteMessage", status=400, times=None)
        await rosa.tap("Cancelar")

        rosa.skip()
        rosa.press(NAMED, message_id=card.id)

        assert "ya no está" in (await rosa.next()).text


@on_sqlite
async def test_nothing_to_send_is_said(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        [draft] = drafts(running.database)
        rosa.skip()
        stage.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], f"1:env:{draft.key}:1"))

        assert "Todavía no hay nada que enviar" in (await rosa.next()).text


async def test_what_is_told_by_the_way_in_is_what_it_is_about(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask("/avance")
        await rosa.tap("2. Promover los canales")
        await rosa.tap("Diálogo")
        prompt = await rosa.tap("Opinar sobre esto")
        assert "Sobre: Diálogo" in prompt.text

        await added(rosa, "La reunión me gustó mucho")
        await added(rosa, "/observar")  # from nowhere in particular: it stays what it was
        await rosa.tap(NAMED)

        [case] = cases(running.database)
        assert case.about is AboutKind.PRODUCT


@on_sqlite
async def test_going_back_from_a_correction_leaves_the_text_alone(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await written(rosa, "Uno")
        await rosa.tap("Corregir")
        await rosa.tap("Texto")
        await rosa.tap("Volver")

        assert "Uno\nDos" in (await added(rosa, "Dos")).text


@on_sqlite
async def test_words_that_are_too_many_for_a_name_are_words_of_the_observation(stage: World) -> None:
    rosa = stage.scene.rosa
    story = "En la obra de la calle 26 no hay señales. " * 5
    async with stage.bot():
        await written(rosa, "Uno")
        await rosa.tap("Corregir")
        await rosa.tap("Nombre")

        card = await rosa.ask(story.strip())

        assert story.strip() in card.text
        assert "Nombre: Rosa (" in card.text


@on_sqlite
async def test_a_very_long_text_is_shown_in_part_and_sent_whole(stage: World) -> None:
    rosa = stage.scene.rosa
    long = [f"{number} " + "ñandú <b>& más</b> " * 200 for number in range(4)]
    async with stage.bot() as running:
        card = await written(rosa, *long)
        assert "ñandú <b>& más</b>" in card.text
        assert "caracteres más" in card.text
        for number in range(20):
            rosa.document(f"{number}".encode(), "Ñ" * 70 + f"{number}.txt")
        await settled(stage, running.database)
        assert len(cards(rosa)) == 1

        await rosa.tap(UNNAMED)

        [case] = cases(running.database)
        assert case.text == "\n".join(text.strip() for text in long)


@on_sqlite
async def test_a_text_that_no_longer_fits_is_named_and_not_lost_in_silence(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, *["x" * 4000] * 5)
        rosa.write("una más")

        assert "no cupo" in (await rosa.next(text="no cupo")).text
        assert "una más" not in "".join(part.text for part in parts(running.database))
        await rosa.next(text=CARD)


@on_sqlite
async def test_what_nobody_sends_for_seven_days_is_erased(stage: World) -> None:

    rosa, camilo, clock = stage.scene.rosa, stage.scene.camilo, stage.simulator.clock
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        await rosa.ask("¿cuándo es el diálogo?")
        await clock.move_by(timedelta(days=4))
        await written(camilo, "Otra cosa")
        await settled(stage, running.database)

        await clock.move_by(timedelta(days=3, seconds=1))
        assert erase_unsent(running.database, running.files, clock.now()) == 2

        assert [draft.chat_id for draft in drafts(running.database)] == [camilo.id]
        assert [part.text for part in parts(running.database)] == ["Otra cosa"]
        rosa.press(NAMED)
        assert "7 días" in (await rosa.next(text="ya no está")).text


async def test_the_limit_of_a_day_keeps_what_was_written(stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("participation.observations.filing.MOST_A_DAY", 2)
    rosa, clock = stage.scene.rosa, stage.simulator.clock
    async with stage.bot() as running:
        await sent(rosa, "Uno")
        await sent(rosa, "Dos")
        await written(rosa, "Tres")

        assert "Hoy ya envió muchos casos" in (await rosa.tap(NAMED)).text

        assert len(cases(running.database)) == 2
        await clock.move_by(timedelta(days=1, seconds=1))
        assert number_in((await rosa.tap(NAMED)).text) == "PPC-2021-000003-3"


@on_sqlite
async def test_a_photo_is_kept_with_its_kind_and_without_its_name(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        rosa.photo()
        await rosa.next(text="1 foto")

        [part] = parts(running.database)
        assert (part.kind, part.mime) == (PartKind.PHOTO, "image/png")
        assert running.files.exists(part.file_hash or "")


@on_sqlite
@pytest.mark.parametrize("act", ["env:{key}:1", "cor:{key}:", "bor:{key}", "can:{key}", "tema:{key}:other"])
async def test_somebody_else_s_draft_can_be_neither_seen_nor_touched(stage: World, act: str) -> None:
    rosa, camilo = stage.scene.rosa, stage.scene.camilo
    async with stage.bot() as running:
        await written(rosa, "Lo que solo yo sé")
        await camilo.ask("/ayuda")
        [draft] = drafts(running.database)
        before = said(rosa)

        camilo.skip()
        stage.simulator.bot.queue.push_raw(forged(camilo.id, camilo.screen()[-1], "1:" + act.format(key=draft.key)))

        assert "ya no está" in (await camilo.next()).text
        await until(stage.simulator, lambda: said(rosa) == before)
        assert [part.text for part in parts(running.database)] == ["Lo que solo yo sé"]
        assert (drafts(running.database)[0].about, cases(running.database)) == (AboutKind.PLAN, [])
