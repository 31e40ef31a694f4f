"""/privacidad: what we hold, taking it along, erasing it, and that afterwards nothing leads back to the person."""

import json
import struct
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import MetaData, select

from participation.identity import Keyring
from participation.observations.filing import filed_content, person_of
from participation.proof import leaf_of
from simulator import Person
from storage import Database, open_database
from storage.models.cases import Author, CaseFile, Consent, Draft, Pseudonym
from storage.models.kinds import CaseState
from tests.participation.attachments.samples import jpeg
from tests.support.observing import (
    CARD,
    UNNAMED,
    added,
    cases,
    number_in,
    receipt_in,
    said,
    sent,
    settled,
    stored,
    written,
)
from tests.support.running import KEYS, World, rows, until
from tests.support.serving import killed, started, use

pytestmark = pytest.mark.second_database

NAME = "Rosalía Quintanár"
USERNAME = "rosalia_quintanar_81"


def newcomer(world: World) -> Person:
    """Somebody whose name is nowhere else."""
    first, last = NAME.split()
    return world.simulator.add_person(first, last_name=last, username=USERNAME)


async def test_who_has_sent_nothing_reads_that_we_hold_nothing(stage: World) -> None:
    async with stage.bot():
        seen = await stage.scene.rosa.ask("/privacidad")

        assert "En este momento no tenemos datos suyos." in seen.text
        assert seen.labels == ["Inicio"]


async def test_what_we_hold_is_told(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await sent(rosa)
        await sent(rosa, "Otra cosa", label=UNNAMED)
        await written(rosa, "Y algo sin enviar")

        seen = await rosa.ask("/privacidad")

        assert "2 casos (1 con su nombre)" in seen.text
        assert "Un texto que no ha enviado" in seen.text
        assert "Su autorización del 1 de julio de 2021" in seen.text
        assert seen.labels == ["Descargar mis datos", "Borrar mis datos", "Retirar autorización", "Inicio"]


async def test_the_own_data_can_be_taken_along_to_read_and_for_another_system(stage: World) -> None:
    rosa = newcomer(stage)
    async with stage.bot() as running:
        filed = await sent(rosa, "Señalización y baranda: pido que alguien responda.")
        rosa.skip()
        rosa.press("Mis observaciones")
        await rosa.next(text="Sus casos")
        await rosa.tap(number_in(filed.text))
        await rosa.tap("Agregar información")
        await rosa.ask("El puente está en Nariño")
        await written(rosa, "Todavía pienso qué más")
        await rosa.ask("/privacidad")
        rosa.press("Descargar mis datos")
        await rosa.next(text="Estos son sus datos")

        own = json.loads(content_of(stage, rosa, ".json"))
        read = PdfReader(BytesIO(content_of(stage, rosa, ".pdf")))
        text = " ".join("".join(page.extract_text() for page in read.pages).split())

        [case] = own["cases"]
        assert own["name"] == NAME
        assert (case["number"], case["receipt"], case["name"]) == (number_in(filed.text), receipt_in(filed.text), NAME)
        assert case["text"] == "Señalización y baranda: pido que alguien responda."
        assert [one["text"] for one in case["added"]] == ["El puente está en Nariño"]
        assert [one["text"] for one in own["not_sent"]] == ["Todavía pienso qué más"]
        for expected in (
            NAME,
            "Señalización y baranda: pido que alguien responda.",
            "Nariño",
            "Todavía pienso qué más",
        ):
            assert expected in text
        assert number_in(filed.text) in text
        await settled(stage, running.database)
        assert all(turn.answer is None for turn in rows(running.database))


def content_of(world: World, person: Person, end: str) -> bytes:
    """The bytes of the last document of a person whose name ends so."""
    [file_id] = [
        message["document"]["file_id"]
        for message in person.screen()
        if message.get("document", {}).get("file_name", "").endswith(end)
    ]
    stored_file = world.simulator.world.files.by_id(file_id)
    assert stored_file is not None
    return stored_file.content


async def erases(person: Person) -> str:
    """«Borrar mis datos», confirmed; what is said then."""
    await person.ask("/privacidad")
    asked = await person.tap("Borrar mis datos")
    assert "Si borra ahora, no podremos responderle." in asked.text
    assert "Conservamos el caso sin su nombre" in asked.text
    return await confirmed(person, "erase-sure")


async def confirmed(person: Person, what: str) -> str:
    """The second press, by which it is done."""
    person.skip()
    person.press(data=f"1:datos:{what}")
    return (await person.next()).text


async def test_after_erasing_the_case_lives_on_without_the_person(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        filed = await sent(rosa)
        [before] = cases(running.database)
        [consent] = stored(running.database, Consent)

        assert "1 caso" in await erases(rosa)

        [case] = cases(running.database)
        assert (case.radicado, case.text, case.pseudonym, case.state) == (
            before.radicado,
            before.text,
            before.pseudonym,
            CaseState.RECEIVED,
        )
        assert case.shown_name is False
        hashes = tuple(file.file_hash for file in stored(running.database, CaseFile))
        assert leaf_of(filed_content(case, hashes), case.salt).hash.hex() == case.leaf
        assert (stored(running.database, Author), stored(running.database, Pseudonym)) == ([], [])
        [kept] = stored(running.database, Consent)
        assert (kept.person, kept.given_at) == (person_of(Keyring.parse(KEYS), rosa.id), consent.given_at)
        assert kept.withdrawn_at == stage.simulator.clock.now()

        assert "no tiene casos" in (await rosa.ask("/mis_observaciones")).text
        assert "No encuentro ese caso" in (await rosa.ask(f"/caso {case.radicado}")).text
        with_receipt = await rosa.ask(f"/caso {case.radicado} {receipt_in(filed.text)}")
        assert case.radicado in with_receipt.text
        assert before.text not in with_receipt.text
        assert "Retirar mi caso" not in with_receipt.labels


async def test_who_comes_back_after_erasing_is_somebody_else(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await sent(rosa, "Antes")
        await erases(rosa)
        await sent(rosa, "Después")

        first, second = cases(running.database)
        assert first.pseudonym != second.pseudonym
        listed = await rosa.ask("/mis_observaciones")
        assert second.radicado in listed.text
        assert first.radicado not in listed.text


async def test_erasing_is_asked_twice_and_no_means_no(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await sent(rosa)
        await rosa.ask("/privacidad")
        await rosa.tap("Borrar mis datos")
        await rosa.tap("No")

        assert len(stored(running.database, Author)) == 1


async def test_erasing_takes_the_draft_and_its_card_along(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Algo sin enviar")
        await erases(rosa)

        assert stored(running.database, Draft) == []
        assert not [text for text in said(rosa) if text.startswith(CARD)]


async def test_withdrawing_the_authorisation_closes_the_open_cases(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        for text in ("Uno a ver", "Dos a ver", "Tres a ver"):
            await sent(rosa, text)

        def answer_first(session: Any) -> None:
            first = session.merge(cases_before[0])
            first.state = CaseState.ANSWERED

        cases_before = cases(running.database)
        running.database.write(answer_first).result()
        await rosa.ask("/privacidad")
        asked = await rosa.tap("Retirar autorización")
        assert "sus casos abiertos" in asked.text

        assert "2 casos" in await confirmed(rosa, "withdraw-sure")

        assert [case.state for case in cases(running.database)] == [
            CaseState.ANSWERED,
            CaseState.WITHDRAWN,
            CaseState.WITHDRAWN,
        ]
        assert all(consent.withdrawn_at for consent in stored(running.database, Consent))
        assert "La prueba de que retiró su autorización" in (await rosa.ask("/privacidad")).text


async def test_after_erasing_nothing_leads_back_to_the_person(
    stage: World, database_kind: str, database_url: str, tmp_path: Path
) -> None:
    """The whole story in a process of its own, its log at DEBUG: then every table, file and line is searched."""
    rosa, simulator = newcomer(stage), stage.simulator
    url = use(stage, database_url)
    log = tmp_path / "log.txt"
    with log.open("wb") as lines:
        process = await started(stage, "run", lines, LOG_LEVEL="DEBUG")
        try:
            await whole_story(rosa)
            simulator.bot.queue.push_raw({"update_id": 5, "message": broken(rosa)})
            await rosa.next(text="Algo falló")
            with closing(open_database(url)) as database:
                assert traces(database, rosa)
                await erases(rosa)
                await until(simulator, lambda: set(states_of(database)) == {"done"})
                await until(simulator, lambda: not stored_files(tmp_path / "files"))
                assert traces(database, rosa) == []
                assert len(cases(database)) == 1
            if database_kind == "sqlite":
                file = Path(open_database(url).engine.url.database or "")
                await until(simulator, lambda: Path(f"{file}-wal").stat().st_size == 0)
                assert [
                    part.name for part in file.parent.glob(f"{file.name}*") if found_in(part.read_bytes(), rosa)
                ] == []
        finally:
            await killed(process)
    assert b"participa.ready" in log.read_bytes()
    assert found_in(log.read_bytes(), rosa) == []


async def whole_story(rosa: Person) -> None:
    """Everything by which a person can leave a trace."""
    await rosa.ask("/start")
    await rosa.ask("/idioma")
    await rosa.tap("Español")
    await rosa.ask("/ayuda")
    await rosa.tap("Mensajes nuevos")
    await written(rosa, "Falta señalización")
    first = await added(rosa, "en el puente")
    assert NAME in first.text
    rosa.press("Enviar con mi nombre")
    await rosa.next(text="Número de su caso")
    await rosa.tap("Agregar municipio")
    await rosa.ask("Pasto")
    await rosa.ask("/observar")
    rosa.photo(jpeg(), caption="Esto no lo envié")
    await rosa.next(text="1 foto")
    rosa.write("¿cuándo es el diálogo?")
    await rosa.next(text="parte de su observación")


def broken(person: Person) -> dict[str, object]:
    """A message that the library does not understand, so that it is set aside whole."""
    chat = {"id": person.id, "type": "private", "first_name": NAME, "username": USERNAME}
    return {"nonsense": 1, "chat": chat, "from": chat | {"is_bot": False}}


def states_of(database: Database) -> list[str]:
    return [str(turn.state) for turn in rows(database)]


def traces(database: Database, person: Person) -> list[str]:
    """The tables in which the person's chat, name or username is, keyed hashes aside."""
    metadata = MetaData()
    with database.engine.connect() as connection:
        metadata.reflect(connection)
        return [
            table.name
            for table in metadata.sorted_tables
            if found_in(repr([tuple(row) for row in connection.execute(select(table))]).encode(), person)
        ]


def found_in(content: bytes, person: Person) -> list[bytes]:
    """What of the person is in there, as text or as SQLite writes the number."""
    first, last = NAME.split()
    marks = [str(person.id).encode(), struct.pack(">i", person.id), USERNAME.encode()]
    marks += [one.encode() for one in (first, last)] + [json.dumps(one)[1:-1].encode() for one in (first, last)]
    return [mark for mark in marks if mark in content]


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
