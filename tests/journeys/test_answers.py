"""What somebody types is answered in so far as it is understood, and never lost."""

import pytest

from tests.support.observing import CARD, on_sqlite
from tests.support.running import World, texts

pytestmark = on_sqlite


async def test_danger_gets_the_emergency_line_first_and_nobody_is_pressed(telegram: World) -> None:
    rosa = telegram.scene.rosa
    first = await rosa.ask("auxilio, me quieren matar")
    then = await rosa.next()

    assert "123" in first.text
    assert "Registrar mi petición" in then.labels


async def test_thanks_are_not_greeted(telegram: World) -> None:
    rosa = telegram.scene.rosa
    hello, thanks = await rosa.ask("buenas tardes"), await rosa.ask("muchas gracias")

    assert hello.text.startswith("Hola")
    assert thanks.text.startswith("Con gusto")


async def test_who_asks_for_something_is_answered_and_can_register_it(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("solicito copia del video")
    offered = await rosa.next()
    await rosa.tap("Registrar mi petición")
    card = await rosa.next(text=CARD)

    assert "Registrar mi petición" in offered.labels
    assert "solicito copia del video" in card.text
    assert "Tipo: Pregunta o petición" in card.text


async def test_what_is_out_of_scope_but_asks_for_something_can_be_registered(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("necesito un certificado laboral de mi empresa")
    await rosa.tap("Registrar mi petición")
    card = await rosa.next(text=CARD)

    assert "certificado laboral" in card.text


async def test_each_opinion_is_offered_by_itself(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("me parece muy mal que aplazaran el diálogo")
    await rosa.ask("propongo que el video tenga lengua de señas")
    await rosa.tap("Sí, registrarla")
    card = await rosa.next(text=CARD)

    assert "lengua de señas" in card.text
    assert "aplazaran" not in card.text


async def test_what_follows_the_command_is_part_of_the_observation(telegram: World) -> None:
    rosa = telegram.scene.rosa
    card = await rosa.ask("/observar El plan no llega a mi vereda")

    assert "El plan no llega a mi vereda" in card.text
    assert "Enviar sin mi nombre" in card.labels


async def test_a_denuncia_stays_one_whatever_is_added(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("/observar")
    await rosa.ask("El supervisor recibió una coima de 10 millones")
    card = await rosa.ask("El video quedó muy bonito, felicitaciones")

    assert "Tipo: Denuncia" in card.text
    assert "Solo personal autorizado lee su denuncia." in card.text


async def test_only_the_correction_is_dropped(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("/observar")
    await rosa.ask("Falta señalización en la obra")
    await rosa.tap("Corregir")
    await rosa.tap("Nombre")
    card = await rosa.ask("/cancelar")

    assert "Falta señalización en la obra" in card.text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/contacto", "enterritorio.gov.co"),
        ("/ayuda", "/avance"),
        ("/idioma", "idioma"),
        ("/avisos", "Eventos: desactivado"),
    ],
)
async def test_the_bot_tells_of_itself(telegram: World, command: str, said: str) -> None:
    seen = await telegram.scene.rosa.ask(command)

    assert said in seen.text or "Español" in seen.labels or said.lower() in seen.text.lower()


async def test_the_whole_report_comes_as_a_document_that_telegram_gets_once_and_in_messages(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    for person in (rosa, camilo):
        await person.ask("/avance")
        person.press("Informe completo")
        await person.next(text="80\u00a0% (4 de 5 productos)")
        handed = await person.next(text="Si no lo puede abrir")
        assert (handed.message or {})["document"]["file_name"] == "informe-avance-2021-06-30.pdf"
    first, second = telegram.simulator.calls("sendDocument")
    assert str(second.parameters["document"]) != str(first.parameters["document"])

    rosa.press("Leer en mensajes")
    await rosa.next(text="hUYCEN1yIVY")
    told = "\n".join(texts(rosa))
    assert "No se recibieron observaciones por parte de los grupos de valor" in told
    assert "los días 16, 20, 21 de junio/2021" in told


async def test_the_picture_is_drawn_once_and_then_sent_by_its_id(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    for person in (rosa, camilo):
        await person.ask("/avance")
        picture = await person.tap("Ver gráfico")
        assert "26\u00a0% (4 de 15 productos)" in picture.text
    first, second = telegram.simulator.calls("sendPhoto")

    assert str(second.parameters["photo"]) != str(first.parameters["photo"])


async def test_a_product_is_passed_on_by_a_link_that_opens_it(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    await rosa.ask("/avance")
    await rosa.tap("3. Abrir un espacio virtual")
    await rosa.tap("Video")
    shared = await rosa.tap("Compartir")
    camilo.start(shared.text.split("start=")[1].split()[0])
    opened = await camilo.next()

    assert "hUYCEN1yIVY" in opened.text


async def test_who_uses_telegram_in_english_is_told_how_to_switch(telegram: World) -> None:
    visitor = telegram.simulator.add_person("Ann", language_code="en")
    welcome = await visitor.ask("/start")
    await visitor.ask("/idioma")
    switched = await visitor.tap("English")

    assert "English: /idioma" in welcome.text
    assert "Progress of the plan" in switched.labels or "English" in switched.text


async def test_the_receipt_shows_how_a_case_stands_and_nothing_of_what_was_written(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    await rosa.ask("/observar")
    await rosa.ask("Falta señalización en la obra de la vereda")
    filed = await rosa.tap("Enviar sin mi nombre")
    receipt = filed.text.split("Comprobante: ")[1].split(".")[0]
    mine = await rosa.ask("/caso 1")
    theirs = await camilo.ask(f"/caso 1 {receipt}")

    assert "señalización" in mine.text
    assert receipt in mine.text
    assert "PPC-2021-000001-7" in theirs.text
    assert "señalización" not in theirs.text
