"""From an observation to its answer and back, through the chat: «Bandeja», the card, the answer, «No me sirvió»."""

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from simulator import Person, Seen
from storage import Database, Session
from storage.models.followup import CaseAnswer, Desk
from storage.models.notices import Copy, CopyState
from storage.models.staff import Role, StaffMember
from tests.support.observing import UNNAMED, forged, number_in, on_sqlite, picture, sent, stored, written
from tests.support.running import START, World, until

pytestmark = pytest.mark.second_database


def works_here(
    database: Database, person: Person, role: Role = Role.ANSWERS, *, name: str = "Ana Ruiz", denuncias: bool = False
) -> None:
    """Let a person of the scene in."""

    def add(session: Session) -> None:
        session.add(
            StaffMember(telegram_id=person.id, name=name, role=role, reads_denuncias=denuncias, joined_at=START)
        )

    database.write(add).result()


async def opened_card(official: Person, shelf: str = "Nuevas") -> Seen:
    """/panel, «Bandeja», a shelf (the new ones), and its first case: the card."""
    official.skip()
    await official.ask("/panel")
    shelves = await official.tap("Bandeja")
    await official.tap(next(label for label in shelves.labels if label.startswith(shelf)))
    return await official.tap("Abrir 1")


async def prepared(official: Person, text: str, decision: str = "Acogida", reason: str | None = None) -> str:
    """The text, the decision and its reason (None: the plan did not change). Gives what the person would read."""
    official.write(text)
    await official.next(text="¿Qué se decidió?")
    return await decided(official, decision, reason)


async def decided(official: Person, decision: str = "Acogida", reason: str | None = None) -> str:
    """The decision and its reason; the answer is ready then."""
    await official.tap(decision)
    official.skip()
    if reason is None:
        official.press("No cambió el plan")
    else:
        official.write(reason)
    shown = await official.next(text="Respuesta a su caso")
    await official.next(text="Todavía no se ha enviado")
    return shown.text


def leave(database: Database, person: Person) -> None:
    """Take a person out of the team, as the administrator does it."""

    def remove(session: Session) -> None:
        session.execute(update(StaffMember).where(StaffMember.telegram_id == person.id).values(removed_at=START))

    database.write(remove).result()


async def test_an_observation_is_answered_and_its_author_reads_what_was_previewed(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        number = number_in((await sent(rosa, "Falta señalización en la obra <b>26</b>")).text)
        card = (await opened_card(official)).text
        for told in (number, "Falta señalización en la obra <b>26</b>", "Persona: Rosa", "○ Recibida"):
            assert told in card
        await official.tap("Responder")
        shown = await prepared(official, "La señal se instala el 15 de julio.", reason="Se agregó al producto.")
        assert "Responde: Ana Ruiz, ENTerritorio" in shown
        await official.tap("Enviar respuesta")

        answer = await rosa.next(text="Respuesta a su caso")

        assert "la tuvimos en cuenta" in answer.text
        assert "Qué cambió en el plan: Se agregó al producto." in answer.text
        assert set(answer.labels) == {"Me sirvió", "No me sirvió", "Agregar información"}
        without_date = "\n".join(line for line in answer.text.splitlines() if not line.startswith("Fecha: "))
        assert without_date == shown
        await until(stage.simulator, lambda: stored(running.database, Copy)[-1].state is CopyState.SENT)
        assert "Entrega: entregada" in (await official.tap("Ver el caso")).text


async def test_what_did_not_help_is_reopened_answered_again_and_corrected(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        number = number_in((await sent(rosa)).text)
        await opened_card(official)
        await official.tap("Responder")
        await prepared(official, "La señal se instala el 15 de julio.")
        await official.tap("Enviar respuesta")
        await rosa.next(text="Respuesta a su caso")
        await rosa.tap("No me sirvió")
        rosa.write("No dice en qué calle.")
        assert number in (await rosa.next(text="vuelve a los funcionarios")).text
        assert "No dice en qué calle." in (await official.next(text="no le sirvió")).text

        assert "No dice en qué calle." in (await opened_card(official, shelf="Reabiertas (1)")).text
        await official.tap("Responder")
        await prepared(official, "En la calle 26.")
        await official.tap("Enviar respuesta")
        assert "El plan no cambió." in (await rosa.next(text="En la calle 26.")).text
        await official.tap("Ver el caso")
        await official.tap("Corregir la respuesta")
        await official.next(text="Todavía no se ha enviado")
        await official.tap("Escribir de nuevo")
        official.write("En la calle 27.")
        await official.next(text="Todavía no se ha enviado")
        await official.tap("Enviar respuesta")
        assert "En la calle 27." in (await rosa.next(text="Corregimos la respuesta")).text

        await rosa.ask(f"/caso {number}")
        whole = await rosa.next(text="Nuestra respuesta")
        assert "En la calle 27." in whole.text
        assert "Respuestas anteriores" in whole.text
        assert "Gracias" in (await rosa.tap("Me sirvió")).text
        texts = [one.text for one in stored(running.database, CaseAnswer)]
        assert texts == ["La señal se instala el 15 de julio.", "En la calle 26.", "En la calle 27."]


@on_sqlite
async def test_a_reply_to_the_card_is_the_answer_and_the_letter_reaches_the_author(stage: World) -> None:
    rosa, official, other = stage.scene.rosa, stage.scene.official, stage.scene.camilo
    async with stage.bot() as running:
        works_here(running.database, official)
        works_here(running.database, other, Role.APPROVES, name="Luis Paz")
        await other.ask("/panel")
        await sent(rosa, "Quiero el acta del diálogo", label=UNNAMED)
        card = await opened_card(official)
        assert "Persona: reservada" in card.text
        assert card.message["has_protected_content"]

        official.write("Le enviamos el acta.", reply_to=card.id)
        await official.next(text="¿Qué se decidió?")
        official.photo(picture(3))
        preview = await official.next(text="Con una carta adjunta")
        assert "Le enviamos el acta." in preview.text
        await official.next(text="¿Qué se decidió?")
        await official.tap("No acogida")
        official.write("Todavía no se ha aprobado.")
        await official.next(text="Todavía no se ha enviado")
        await official.tap("Pedir visto bueno")
        alert = await other.next(text="le pide visto bueno")
        assert "no la pudimos incluir, por esta razón: Todavía no se ha aprobado." in alert.text
        assert alert.message["has_protected_content"]
        await other.tap("Devolver")
        other.write("Diga cuándo.")
        await other.next(text="Volvió a quien la escribió")
        await official.next(text="Le devolvieron su respuesta")
        await official.tap("Volver")
        await official.next(text="Se la devolvieron: Diga cuándo.")
        official.write("Se aprueba el 20 de julio.")
        await official.next(text="Todavía no se ha enviado")
        await official.tap("Pedir visto bueno")
        await other.next(text="le pide visto bueno")
        await other.tap("Aprobar y enviar")
        await official.next(text="Luis Paz dio visto bueno a su respuesta")

        answer = await rosa.next(text="Respuesta a su caso")
        assert "Visto bueno: Luis Paz" in answer.text
        assert "Se aprueba el 20 de julio." in answer.text
        letter = await rosa.next()
        assert letter.message["document"]["file_name"].endswith(".jpg")


@on_sqlite
async def test_of_two_officials_the_second_is_told_and_nothing_is_overwritten(stage: World) -> None:
    rosa, ana, luis = stage.scene.rosa, stage.scene.official, stage.scene.camilo
    async with stage.bot() as running:
        works_here(running.database, ana)
        works_here(running.database, luis, name="Luis Paz")
        await sent(rosa)
        for one, text in ((ana, "La primera"), (luis, "La segunda")):
            await opened_card(one, shelf="Todas las abiertas")
            await one.tap("Responder")
            await prepared(one, text)
        await ana.tap("Enviar respuesta")

        told = await luis.tap("Enviar respuesta")

        assert "Ana Ruiz lo respondió (1 de julio de 2021, 9:00" in told.text
        assert told.labels == ["Ver el caso", "Seguir con mi respuesta"]
        assert "La primera" in (await rosa.next(text="Respuesta a su caso")).text
        await luis.tap("Seguir con mi respuesta")
        assert "La segunda" in [one.text for one in luis.feed.seen if "La segunda" in one.text][-1]


@on_sqlite
async def test_who_joins_an_observation_is_answered_with_it(stage: World) -> None:
    rosa, camilo, official = stage.scene.rosa, stage.scene.camilo, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await sent(rosa, "Al video le falta lengua de señas")
        unseen = await written(camilo, "Propongo que el video tenga lengua de señas")
        assert "Me sumo" not in unseen.labels
        await opened_card(official)
        await official.tap("Responder")

        camilo.skip()
        camilo.write("/observar")
        card = await camilo.next(text="Hay una observación parecida que ya está en trámite.")
        assert "le falta" not in card.text
        joined = await camilo.tap("Me sumo")
        assert number_in(joined.text) == "PPC-2021-000002-5"
        assert "Se suma a una observación parecida" in joined.text
        await prepared(official, "Ya la tiene.")
        assert "También responde 1 caso vinculado" in (await official.tap("Enviar respuesta")).text

        theirs = await camilo.next(text="Respuesta a su caso")
        assert "PPC-2021-000002-5" in theirs.text
        assert "PPC-2021-000001-7" in (await rosa.next(text="Respuesta a su caso")).text


@on_sqlite
async def test_an_answer_that_reached_nobody_is_published(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await sent(rosa)
        rosa.block()
        await opened_card(official)
        await official.tap("Responder")
        await prepared(official, "Se instala el 15.")
        await official.tap("Enviar respuesta")
        await until(
            stage.simulator, lambda: stored(running.database, Copy)[-1].state in {CopyState.BLOCKED, CopyState.SKIPPED}
        )

        card = await opened_card(official, shelf="Por publicar (1)")
        assert "bloqueó el bot" in card.text
        await official.tap("Publicar la respuesta")
        await official.next(text="Revise que no tenga datos personales")
        published = await official.tap("Sí, publicarla")

        assert "hasta el 9 de julio de 2021" in published.text
        assert "Entrega: en la página pública" in (await official.tap("Ver el caso")).text


@on_sqlite
async def test_a_template_is_made_in_the_chat_and_used(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        filed = await sent(rosa)
        await official.ask("/panel")
        await official.tap("Bandeja")
        await official.tap("Plantillas")
        await official.tap("No acogida")
        await official.tap("Nueva plantilla")
        official.write("Sin presupuesto")
        await official.next(text="Escriba el texto")
        refused = await official.ask("Gracias, {nombre}")
        assert "No conozco {nombre}" in refused.text
        official.write("Sobre su caso {numero} del {fecha}: gracias.")
        await official.next(text="Sobre su caso {numero}")

        await opened_card(official)
        await official.tap("Responder")
        await official.tap("Usar una plantilla")
        await official.tap("No acogida: Sin presupuesto")
        await official.next(text="¿Qué se decidió?")

        shown = [one.text for one in official.feed.seen if "Respuesta a su caso" in one.text][-1]
        assert f"Sobre su caso {number_in(filed.text)} del 1 de julio de 2021: gracias." in shown
        left = await official.ask("/cancelar")
        assert "/panel" in left.text
        assert stored(running.database, Desk) == []


@on_sqlite
async def test_everything_of_a_case_is_read_whatever_its_author_wrote(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    long = "=SUMA(A1) <script>alert(1)</script> " + "palabra " * 400 + "." * 4_000 + "w" * 3_900
    async with stage.bot() as running:
        works_here(running.database, official)
        await rosa.ask("/observar")
        for start in range(0, len(long), 4_000):
            rosa.skip()
            rosa.write(long[start : start + 4_000])
            await rosa.next(text="Revise antes de enviar")
        rosa.photo(picture(5))
        await rosa.next(text="1 foto")
        await rosa.tap(UNNAMED)
        card = await opened_card(official)
        assert "<script>" in card.text
        assert "1 foto" in card.text

        official.skip()
        official.press("Ver todo")
        while "Ver el caso" not in (await official.next(kinds=("message",))).labels:
            pass
        shown = "".join(one.text for one in official.feed.seen if one.text.startswith("PPC-"))
        assert shown.count(".") >= 4_000
        assert shown.count("w") >= 3_900
        assert all(
            one.message.get("has_protected_content") for one in official.feed.seen if "palabra palabra" in one.text
        )
        official.press("Ver adjuntos", message_id=card.id)
        photo = await official.next()
        assert photo.message["photo"]
        assert photo.message["has_protected_content"]


@on_sqlite
async def test_for_who_does_not_work_here_the_buttons_do_not_exist(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        await sent(rosa)
        nonsense = await rosa.ask("/nosequees")
        forged_data = [
            *("1:ban:new::0", "1:bcaso:1", "1:bver:1:text", "1:bver:1:files", "1:bresp:1", "1:brta:1:send"),
            *("1:bdec:1:acogida", "1:bpls:", "1:bpl:1:", "1:bpln:acogida", "1:bupl:1:1", "1:bpub:1:1"),
        ]
        for data in forged_data:
            rosa.skip()
            stage.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], data))
            with capture_logs() as logs:
                assert (await rosa.next()).text == nonsense.text, data
            assert [entry["asked"] for entry in logs if entry["event"] == "staff.refused"] == [
                ":".join(data.split(":")[:2])
            ]
            assert not any(str(rosa.id) in str(entry) or "señalización" in str(entry) for entry in logs)
        assert stored(running.database, CaseAnswer) == []

        works_here(running.database, official)
        await opened_card(official)
        await official.tap("Responder")
        leave(running.database, official)
        unread = await official.ask("Esto ya no es una respuesta a nadie")
        assert "¿Qué se decidió?" not in unread.text
        assert (await official.ask("/panel")).text == nonsense.text
        assert stored(running.database, Desk) == []
        assert [one.text for one in stored(running.database, CaseAnswer)] == [""]


@on_sqlite
async def test_of_a_denuncia_nothing_is_told_without_the_permission(stage: World) -> None:
    rosa, official, trusted = stage.scene.rosa, stage.scene.official, stage.scene.camilo
    async with stage.bot() as running:
        works_here(running.database, official, Role.ADMINISTERS)
        works_here(running.database, trusted, name="Luis Paz", denuncias=True)
        await written(rosa, "El supervisor recibió una coima de 10 millones")
        await rosa.tap(UNNAMED)
        panel = await official.ask("/panel")
        assert "Nuevas: 0" in panel.text
        inbox = await official.tap("Bandeja")
        assert "Denuncias" not in inbox.text
        for data in ("1:bcaso:1", "1:bver:1:text", "1:bresp:1", "1:bpub:1:1", "1:bcaso:999999999999999999"):
            official.skip()
            stage.simulator.bot.queue.push_raw(forged(official.id, official.screen()[-1], data))
            refused = await official.next()
            assert refused.labels == ["Bandeja"]
            assert "PPC-" not in refused.text

        card = await opened_card(trusted, shelf="Denuncias (1)")
        assert "coima" in card.text
