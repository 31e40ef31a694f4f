"""The plan is kept from the chat: a product is done with a photo as its evidence, and a citizen opens it."""

from pathlib import Path

from participation.plan.public_files import file_address
from participation.staff import team
from simulator import Person, Seen
from storage.models.plan import Evidence, Product, ProductStatus
from storage.models.staff import Role
from tests.support.observing import forged, on_sqlite, picture, settled, stored
from tests.support.pages import serving
from tests.support.running import START, World, world

pytestmark = on_sqlite
PUBLIC = "Este archivo lo podrá descargar cualquier persona"


async def joins(telegram: World, person: Person, role: Role = Role.PUBLISHES) -> None:
    token = telegram.database.write(
        lambda session: team.invite(session, None, role, START, from_command_line=True)
    ).result()
    person.start(f"equipo_{token}")
    await person.next(text="/panel")


async def opened(person: Person, product: str = "Diálogo") -> Seen:
    """«Panel», «Plan», «Productos», the product."""
    await person.ask("/panel")
    await person.tap("Plan")
    listed = await person.tap("Productos")
    assert "○" in listed.text or "‖" in listed.text
    return await person.tap(product)


def product(telegram: World, code: str) -> Product:
    return next(one for one in stored(telegram.database, Product) if one.code == code)


async def test_a_product_is_done_with_a_photo_and_people_open_it(planned_url: str, tmp_path: Path) -> None:
    async with world(planned_url, tmp_path) as telegram, telegram.bot() as parts:
        telegram.parts = parts
        await joins(telegram, telegram.scene.official)
        preview = await proven(telegram.scene.official)
        await made_done(telegram, telegram.scene.official, preview)
        await seen_by_people(telegram, telegram.scene.rosa)
        [file] = [one for one in stored(telegram.database, Evidence) if one.file_hash]
        assert b"Exif" not in parts.files.get(str(file.file_hash))
        await on_the_pages(telegram, str(file.file_hash), str(file.file_name))
        camilo = telegram.scene.camilo
        await camilo.ask("/start")
        telegram.simulator.bot.queue.push_raw(forged(camilo.id, camilo.screen()[-1], "1:ppc:evento-vivo"))
        assert "No conozco ese comando" in (await camilo.next()).text


async def proven(official: Person) -> int:
    """A photo with its text becomes evidence; the id of the message that asked whether to save it."""
    card = await opened(official)
    assert "Estado: ‖ Aplazado" in card.text
    assert card.labels == [
        *("Estado", "Avance", "Agregar evidencia", "Quitar evidencia", "Trasladar", "Cancelar producto"),
        "Historia",
        "Volver",
    ]

    await official.tap("Agregar evidencia")
    official.skip()
    official.photo(picture(7), caption="El diálogo se hizo <b>en vivo</b> & quedó grabado.")
    assert "¿De qué fecha es?" in (await official.next(text="fecha")).text
    assert "aún no llega" in (await official.ask("30 de julio de 2021")).text
    shown = await official.ask("30 de junio")
    assert PUBLIC in shown.text
    assert "El diálogo se hizo <b>en vivo</b> & quedó grabado." in shown.text
    assert shown.labels == ["Guardar", "No guardar"]
    saved = [await official.tap("Guardar"), await official.next(text="Evidencias")]
    assert "Guardado." in saved[0].text
    assert "archivo.jpg" in saved[1].text

    return shown.id


async def made_done(telegram: World, official: Person, old: int) -> None:
    """100 %, today; the button of what was saved before does nothing any more."""
    await official.tap("Avance")
    await official.tap("100\u00a0%")
    preview = await official.tap("Hoy")
    assert "Estado: Aplazado → Cumplido" in preview.text
    assert "Avance: 0\u00a0% → 100\u00a0%" in preview.text
    assert "Contará como cumplido en el próximo corte." in preview.text
    assert product(telegram, "evento-vivo").status is ProductStatus.POSTPONED
    official.press("Guardar", message_id=old)
    assert "No hay nada por guardar" in (await official.next(text="nada por guardar")).text
    official.skip()
    official.write("guardar")
    await official.next(text="Guardado.")
    kept = product(telegram, "evento-vivo")
    assert (kept.status, kept.percentage, kept.executed_on) == (ProductStatus.DONE, 100, START.date())


async def seen_by_people(telegram: World, rosa: Person) -> None:
    """A citizen opens it, twice: Telegram gets the bytes once."""
    for times in (1, 2):
        rosa.start("producto_evento-vivo")
        screen = await rosa.next(text="Diálogo")
        assert "Ver archivo" in screen.labels
        rosa.press("Ver archivo", message_id=screen.id)
        photo = await rosa.next(text="quedó grabado")
        assert photo.message["photo"]
        sent = telegram.simulator.calls("sendPhoto", chat_id=rosa.id)
        assert len(sent) == times
    assert isinstance(sent[-1].parameters["photo"], str)


async def on_the_pages(telegram: World, file_hash: str, name: str) -> None:
    """The activity's page leads to the file, which comes safely; what is not evidence any more does not."""
    address = file_address(file_hash, name)
    assert telegram.parts is not None
    async with serving(telegram.database, START, files=telegram.parts.files) as pages:
        page = await pages.get("actividad/promover")
        assert f'href="../{address}"' in page.text
        found = await pages.get(address)
        assert (found.status, found.headers["Content-Type"]) == (200, "image/jpeg")
        assert found.headers["Content-Disposition"] == f'inline; filename="{name}"'
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
        assert found.body == telegram.parts.files.get(file_hash)
        again = await pages.get(address, If_None_Match=found.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        for other in (f"evidencia/{file_hash[:16]}/otro.jpg", f"evidencia/{'0' * 16}/{name}", "evidencia/x/y"):
            assert (await pages.get(other)).status == 404, other


async def test_moves_removals_and_two_officials_at_once(planned_url: str, tmp_path: Path) -> None:
    async with world(planned_url, tmp_path) as telegram, telegram.bot() as parts:
        telegram.parts = parts
        official, other = telegram.scene.official, telegram.scene.camilo
        for person in (official, other):
            await joins(telegram, person)

        # Moved by typing alone
        await opened(official)
        await official.tap("Trasladar")
        await official.ask("segundo semestre")
        await official.ask("No se confirmó la plataforma.")
        moved = await official.ask("Oficina de Comunicaciones")
        assert "Trasladado a: sin dato → del 1 de julio al 31 de diciembre de 2021" in moved.text
        assert "Sigue contando en el periodo en que se programó primero." in moved.text
        await opened(other)
        await other.tap("Avance")
        await other.ask("40")
        await official.tap("Guardar")
        await settled(telegram, telegram.database)
        other.skip()
        other.press("Guardar")
        told = await other.next(text="Entretanto")
        assert "Trasladado a: sin dato → del 1 de julio al 31 de diciembre de 2021" in told.text
        assert "Funcionari" in told.text
        assert product(telegram, "evento-vivo").percentage == 0

        # The only evidence of what is done stays; another one goes with its reason
        await opened(official, "Video")
        refused = await official.tap("Quitar evidencia")
        assert "Es la única evidencia de un producto cumplido." in refused.text
        await opened(official)
        await official.tap("Quitar evidencia")
        await official.ask("2")
        assert "Evidencia que se quita: Para consultar otros eventos" in (await official.ask("Ya no existe.")).text
        await official.tap("Guardar")
        await settled(telegram, telegram.database)
        assert len([one for one in stored(telegram.database, Evidence) if one.retired_at is None]) == 5
