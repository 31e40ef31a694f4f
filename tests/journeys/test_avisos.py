"""/avisos, /baja, reminders and coming back: what a person wants to be told, and that nothing else is."""

import pytest

from simulator import Person
from storage.models.notices import EventReminder, Subscription
from tests.support.observing import forged, on_sqlite, stored
from tests.support.running import World

pytestmark = on_sqlite  # the rules are tested on both databases

EVENT = "dialogo"


def wanted(world: World) -> list[tuple[bool, bool, bool]]:
    return [(one.events, one.progress, one.weekly) for one in stored(world.database, Subscription)]


async def test_notices_are_turned_on_one_by_one_and_off_at_once(telegram: World, rosa: Person) -> None:
    first = await rosa.ask("/avisos")
    assert "Eventos: desactivado." in first.text
    assert first.labels == ["Eventos", "Avance del plan", "Inicio"]

    events = await rosa.tap("Eventos")
    assert "Eventos: activado." in events.text
    assert "Usted pidió estos avisos el 1 de julio de 2021" in events.text
    assert events.labels == ["Eventos", "Avance del plan", "Al momento", "Resumen semanal", "No recibir nada", "Inicio"]
    await rosa.tap("Avance del plan")
    weekly = await rosa.tap("Resumen semanal")
    assert "Llegan en un resumen, los lunes." in weekly.text
    assert wanted(telegram) == [(True, True, True)]

    gone = await rosa.ask("/baja")

    assert "Solo le llegará la respuesta a sus casos" in gone.text
    assert wanted(telegram) == []
    assert "Eventos: desactivado." in (await rosa.ask("/avisos")).text


@pytest.mark.parametrize("said", ["STOP", "Baja.", "¡No más mensajes, por favor!", "ya no quiero mensajes"])
async def test_a_message_that_consists_of_stop_turns_everything_off(telegram: World, rosa: Person, said: str) -> None:
    await rosa.ask("/avisos")
    await rosa.tap("Eventos")
    rosa.start(f"recordar_{EVENT}")
    await rosa.next(text="Le recordaremos")

    answer = await rosa.ask(said)

    assert "Solo le llegará la respuesta a sus casos" in answer.text
    assert (stored(telegram.database, Subscription), stored(telegram.database, EventReminder)) == ([], [])


async def test_asked_for_in_ones_own_words_notices_open_and_end(telegram: World, rosa: Person) -> None:
    opened = await rosa.ask("quiero recibir avisos de los eventos")
    assert "Eventos: desactivado." in opened.text
    await rosa.tap("Eventos")

    ended = await rosa.ask("no quiero que me sigan enviando notificaciones a este chat")

    assert "Solo le llegará la respuesta a sus casos" in ended.text
    assert wanted(telegram) == []


async def test_inside_a_draft_stop_is_what_the_person_writes(telegram: World, rosa: Person) -> None:
    await rosa.ask("/avisos")
    await rosa.tap("Eventos")
    await rosa.ask("/observar")

    card = await rosa.ask("stop")

    assert "stop" in card.text
    assert wanted(telegram) == [(True, False, False)]


async def test_in_english_notices_read_english(rosa: Person) -> None:
    await rosa.ask("/idioma")
    await rosa.tap("English")

    seen = await rosa.ask("/avisos")

    assert "Events: off." in seen.text
    assert seen.labels == ["Events", "Plan progress", "Start"]


async def test_an_event_without_a_date_is_reminded_of_once_there_is_one(telegram: World, rosa: Person) -> None:
    for _ in range(2):
        rosa.start(f"recordar_{EVENT}")
        seen = await rosa.next(text="Le recordaremos")
        assert "Le avisaremos cuando haya fecha" in seen.text
    assert len(stored(telegram.database, EventReminder)) == 1
    assert "Le recordaremos: " in (await rosa.ask("/avisos")).text

    rosa.start(f"recordar_{EVENT}")
    await rosa.next(text="Le recordaremos")
    gone = await rosa.tap("Quitar recordatorio")

    assert "No le recordaremos" in gone.text
    assert stored(telegram.database, EventReminder) == []


async def test_under_the_events_notices_are_offered_to_who_is_told_of_none(rosa: Person) -> None:
    offered = await rosa.ask("/eventos")
    assert "¿Quiere que le contemos los próximos eventos?" in offered.text
    await rosa.tap("Avisos")
    await rosa.tap("Eventos")

    seen = await rosa.ask("/eventos")

    assert "¿Quiere que le contemos" not in seen.text
    assert "Avisos" not in seen.labels


async def test_the_button_of_an_event_says_whether_it_is_reminded_of(telegram: World, rosa: Person) -> None:
    rosa.start(f"evento_{EVENT}")
    await rosa.next(text="Aplazado")
    said = await rosa.tap("Recordarme")
    assert "Le avisaremos cuando haya fecha" in said.text

    card = await rosa.tap("Ver el evento")
    assert "Quitar recordatorio" in card.labels
    assert "Recordarme" not in card.labels
    await rosa.tap("Quitar recordatorio")

    assert stored(telegram.database, EventReminder) == []


async def test_in_a_group_one_is_reminded_in_private(telegram: World, rosa: Person) -> None:
    group = telegram.simulator.add_group("Junta", [rosa], bot="member")
    rosa.write("/eventos", group)
    shown = await rosa.next(text="Eventos")
    telegram.simulator.bot.queue.push_raw(forged(rosa.id, shown.message, f"1:rec:{EVENT}"))

    lead = await rosa.next(text="en privado")
    assert stored(telegram.database, EventReminder) == []
    rosa.follow(lead.labels[0], chat=group)
    await rosa.next(text="Le recordaremos")

    [kept] = stored(telegram.database, EventReminder)
    assert kept.chat_id == rosa.id


async def test_an_event_is_passed_on_and_put_into_a_calendar(telegram: World, rosa: Person) -> None:
    rosa.start(f"evento_{EVENT}")
    card = await rosa.next(text="Aplazado")
    shared = await rosa.tap("Compartir")
    assert f"https://t.me/ParticipaDemoBot?start=evento_{EVENT}" in shared.text

    rosa.skip()
    telegram.simulator.bot.queue.push_raw(forged(rosa.id, card.message, f"1:ics:{EVENT}"))
    handed = await rosa.next()

    assert handed.message["document"]["file_name"] == f"evento-{EVENT}.ics"


async def test_who_blocked_and_comes_back_reads_once_what_comes_again(telegram: World, rosa: Person) -> None:
    await rosa.ask("/avisos")
    await rosa.tap("Eventos")
    rosa.block()
    await telegram.simulator.wait_until(
        lambda: any(one.paused_at is not None for one in stored(telegram.database, Subscription)), within=30
    )
    rosa.skip()

    rosa.unblock()
    back = await rosa.next(text="Otra vez le llegan avisos")
    rosa.skip()
    welcome = await rosa.ask("/start")

    assert "los eventos" in back.text
    assert "Hola. Soy Participa" in welcome.text
    assert [one.paused_at for one in stored(telegram.database, Subscription)] == [None]


async def test_what_is_wanted_is_told_in_privacy_and_erased_with_the_rest(telegram: World, rosa: Person) -> None:
    await rosa.ask("/avisos")
    await rosa.tap("Avance del plan")
    held = await rosa.ask("/privacidad")
    assert "Los avisos que pidió el 1 de julio de 2021" in held.text

    await rosa.tap("Borrar mis datos")
    rosa.skip()
    rosa.press(data="1:datos:erase-sure")
    await rosa.next(text="Listo")

    assert stored(telegram.database, Subscription) == []
