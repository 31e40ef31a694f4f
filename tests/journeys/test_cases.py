"""A case after it was sent: one's own list, one of them, adding to it, withdrawing it, where it comes from."""

import pytest
from sqlalchemy import event

from participation.observations import following
from simulator import Person
from storage.models.cases import CaseFile, CaseVersion, GroupCount
from storage.models.kinds import CaseState
from tests.support.observing import (
    NAMED,
    UNNAMED,
    cases,
    drafts,
    forged,
    number_in,
    on_sqlite,
    picture,
    receipt_in,
    sent,
    settled,
    stored,
)
from tests.support.running import World

pytestmark = pytest.mark.second_database


async def opened(person: Person, number: str) -> None:
    """/mis_observaciones, and the case."""
    await person.ask("/mis_observaciones")
    await person.tap(number)


async def test_the_own_cases_are_listed_the_newest_first(stage: World) -> None:
    rosa, camilo = stage.scene.rosa, stage.scene.camilo
    async with stage.bot():
        assert "/observar" in (await rosa.ask("/mis_observaciones")).text
        await sent(rosa, "Uno a ver")
        await sent(camilo, "Lo de otra persona")
        await sent(rosa, "Dos a ver", label=UNNAMED)

        seen = await rosa.ask("/mis_observaciones")

        assert [label for label in seen.labels if label.startswith("PPC")] == ["PPC-2021-000003-3", "PPC-2021-000001-7"]
        assert "Sobre: El plan completo" in seen.text
        assert "Recibida" in seen.text
        one = await rosa.tap("PPC-2021-000003-3")
        assert "Dos a ver" in one.text
        assert "1 de julio de 2021, 9:00" in one.text


@on_sqlite
async def test_more_cases_than_fit_are_said_to_be_there(stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_SHOWN", 2)
    rosa = stage.scene.rosa
    async with stage.bot():
        for text in ("Uno a ver", "Dos a ver", "Tres a ver"):
            await sent(rosa, text)

        seen = await rosa.ask("/mis_observaciones")

        assert "PPC-2021-000001-7" not in seen.text
        assert "/caso" in seen.text
        assert (await rosa.ask("/misobservaciones")).text == seen.text
        assert "Uno a ver" in (await rosa.ask("/caso 1")).text


async def test_a_case_opens_for_its_author_and_who_has_its_receipt_sees_how_it_stands(stage: World) -> None:
    rosa, camilo = stage.scene.rosa, stage.scene.camilo
    async with stage.bot():
        filed = await sent(rosa, "Lo que solo yo sé")
        number, receipt = number_in(filed.text), receipt_in(filed.text)

        assert "Lo que solo yo sé" in (await rosa.ask(f"/caso {number}")).text
        for written_so in (receipt, receipt.lower(), receipt.replace("-", " ")):
            with_receipt = await camilo.ask(f"/caso {number} {written_so}")
            assert "Recibida" in with_receipt.text
            assert "Lo que solo yo sé" not in with_receipt.text
            assert with_receipt.labels == ["Inicio"]
        for asked in (number, f"{number} 0000-0000-0000", "PPC-2021-000009-2"):
            assert "No encuentro ese caso" in (await camilo.ask(f"/caso {asked}")).text


@on_sqlite
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "/caso PPC-2021-000001-7"),
        ("PPC-2021-000001-8", "Ese número tiene una cifra equivocada"),
        ("hola", "PPC-2021-000001-7"),
    ],
)
async def test_a_number_that_is_not_right_is_answered_with_what_to_do(stage: World, asked: str, said: str) -> None:
    async with stage.bot():
        answer = (await stage.scene.rosa.ask(f"/caso {asked}".strip())).text

        assert said in answer


async def test_information_is_added_with_its_hour_and_can_be_edited(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        filed = await sent(rosa)
        await opened(rosa, number_in(filed.text))
        await rosa.tap("Agregar información")
        message = rosa.write("En la esquina de la 26")
        assert number_in(filed.text) in (await rosa.next(text="agregamos")).text
        rosa.edit(message["message_id"], "En la esquina de la 27")
        await rosa.next(text="versión")
        await rosa.tap("Agregar información")
        rosa.photo(picture(1), caption="la esquina")
        await rosa.next(text="agregamos")

        [case] = cases(running.database)
        assert case.text == "Falta señalización en la obra"
        versions = stored(running.database, CaseVersion)
        assert [(one.text, one.is_edit) for one in versions] == [
            ("En la esquina de la 26", False),
            ("En la esquina de la 27", True),
            ("la esquina", False),
        ]
        [file] = stored(running.database, CaseFile)
        assert file.version_id == versions[2].id
        assert "3 veces" in (await rosa.ask(f"/caso {case.radicado}")).text


@on_sqlite
async def test_an_album_is_added_whole_and_what_follows_is_not(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        filed = await sent(rosa)
        await opened(rosa, number_in(filed.text))
        await rosa.tap("Agregar información")
        rosa.album([("photo", picture(number)) for number in range(4)])
        await settled(stage, running.database)
        assert len(stored(running.database, CaseFile)) == 4

        assert "Nueva fecha" in (await rosa.ask("¿cuándo es el diálogo?")).text
        assert len(stored(running.database, CaseVersion)) == 4


@on_sqlite
async def test_a_case_takes_so_many_additions_and_no_more(stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_VERSIONS", 1)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        filed = await sent(rosa)
        await opened(rosa, number_in(filed.text))
        await rosa.tap("Agregar información")
        message = rosa.write("Una cosa")
        await rosa.next(text="agregamos")
        await rosa.tap("Agregar información")
        await rosa.ask("Otra cosa")
        rosa.edit(message["message_id"], "Una cosa más")
        await rosa.next()

        assert [one.text for one in stored(running.database, CaseVersion)] == ["Una cosa"]


async def test_a_withdrawn_case_keeps_its_number_and_takes_nothing_more(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        filed = await sent(rosa)
        number = number_in(filed.text)
        await opened(rosa, number)
        old = (await rosa.ask(f"/caso {number}")).id
        await rosa.tap("Retirar mi caso")
        rosa.skip()
        rosa.press(data=f"1:ret:{cases(running.database)[0].id}:1")
        await rosa.next(text=number)

        [case] = cases(running.database)
        assert case.state is CaseState.WITHDRAWN
        seen = await rosa.ask(f"/caso {number}")
        assert "Retirar mi caso" not in seen.labels
        rosa.skip()
        rosa.press("Agregar información", message_id=old)
        await rosa.next()
        await rosa.ask("Algo más")
        assert stored(running.database, CaseVersion) == []
        assert number_in((await sent(rosa, "Otra")).text) == "PPC-2021-000002-5"


@on_sqlite
async def test_editing_what_belongs_to_a_withdrawn_case_changes_nothing(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask("/observar")
        message = rosa.write("Falta señalización")
        await rosa.next(text="Revise antes")
        await rosa.tap(NAMED)
        running.database.write(lambda session: following.withdraw(session.merge(cases(running.database)[0]))).result()
        rosa.skip()
        rosa.edit(message["message_id"], "Falta otra cosa")

        assert "retir" in (await rosa.next()).text
        assert stored(running.database, CaseVersion) == []


@on_sqlite
async def test_an_answered_case_cannot_be_withdrawn(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        filed = await sent(rosa)
        await rosa.ask(f"/caso {number_in(filed.text)}")
        await rosa.tap("Retirar mi caso")

        def answer(session: object) -> None:
            session.merge(cases(running.database)[0]).state = CaseState.ANSWERED  # type: ignore[attr-defined]  # the test knows which it is

        running.database.write(answer).result()
        rosa.skip()
        rosa.press(data=f"1:ret:{cases(running.database)[0].id}:1")
        await rosa.next()

        assert cases(running.database)[0].state is CaseState.ANSWERED
        assert "Retirar mi caso" not in (await rosa.ask(f"/caso {number_in(filed.text)}")).labels


async def test_the_municipality_is_found_in_spite_of_typos_and_a_group_is_counted_apart(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await sent(rosa)
        await rosa.tap("Agregar municipio")
        found = await rosa.ask("medelin")
        assert "Medellín, Antioquia" in found.labels
        await rosa.tap("Medellín, Antioquia")
        rosa.press("Víctimas")
        rosa.press("Víctimas")
        await settled(stage, running.database)

        [case] = cases(running.database)
        assert case.municipality == "05001"
        assert [(one.vigencia, one.group_code, one.people) for one in stored(running.database, GroupCount)] == [
            (2021, "victims", 1)
        ]


@on_sqlite
async def test_what_is_no_municipality_is_asked_again_or_answered_as_what_it_is(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await sent(rosa)
        await rosa.tap("Agregar municipio")
        assert "No encuentro ese municipio" in (await rosa.ask("xyzxyz")).text
        assert "Nueva fecha" in (await rosa.ask("¿cuándo es el diálogo?")).text
        rosa.press("Agregar municipio")
        await rosa.next()
        await rosa.tap("Dejar así")

        assert cases(running.database)[0].municipality is None


@on_sqlite
async def test_a_group_is_not_counted_for_who_was_not_asked(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask("/ayuda")
        stage.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], "1:gru:victims"))
        await settled(stage, running.database)

        assert stored(running.database, GroupCount) == []


@on_sqlite
@pytest.mark.parametrize("act", ["caso:1", "info:1", "ret:1:1", "mun:1:05001", "caso:x", "ret:99:1"])
async def test_somebody_else_s_case_can_be_neither_seen_nor_touched(stage: World, act: str) -> None:
    rosa, camilo = stage.scene.rosa, stage.scene.camilo
    async with stage.bot() as running:
        await sent(rosa, "Lo que solo yo sé")
        await camilo.ask("/ayuda")
        camilo.skip()
        stage.simulator.bot.queue.push_raw(forged(camilo.id, camilo.screen()[-1], f"1:{act}"))

        assert "No encuentro ese caso" in (await camilo.next()).text
        await camilo.ask("Algo que no va con ese caso")
        [case] = cases(running.database)
        assert (case.state, case.municipality, stored(running.database, CaseVersion)) == (CaseState.RECEIVED, None, [])


@on_sqlite
async def test_statements_do_not_grow_with_the_number_of_cases(stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("participation.observations.filing.MOST_A_DAY", 100)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        counted: list[str] = []
        for engine in (running.database.engine, running.database.reading):
            event.listen(engine, "before_cursor_execute", lambda *call: counted.append(str(call[2])))

        async def statements(what: str) -> int:
            await settled(stage, running.database)
            counted.clear()
            if what.startswith("/"):
                await rosa.ask(what)
            else:
                rosa.skip()
                rosa.press(data=what)
                await rosa.next()
            return len([one for one in counted if " cases" in one or "authors" in one or "case_" in one])

        asked = ("/mis_observaciones", "/privacidad", "1:datos:download", "1:datos:withdraw-sure", "1:datos:erase-sure")
        await sent(rosa, "Uno a ver")
        few = [await statements(what) for what in asked[:3]]
        for number in range(9):
            await sent(rosa, f"Relato {number} de lo que falta")
        await rosa.ask("/privacidad")
        many = [await statements(what) for what in asked[:3]]
        assert many == few

        await rosa.ask("/privacidad")
        await rosa.tap("Retirar autorización")
        assert await statements(asked[3]) <= 4
        await rosa.ask("/privacidad")
        await rosa.tap("Borrar mis datos")
        assert await statements(asked[4]) <= 8
        assert drafts(running.database) == []
