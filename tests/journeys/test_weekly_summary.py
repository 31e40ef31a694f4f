"""New figures and the weekly summary as people read them: at once, on Monday, and not at all after /baja."""

from datetime import datetime
from zoneinfo import ZoneInfo

from locales import NBSP
from participation.audience import weekly
from participation.audience.cuts import tell_of_cut
from participation.notices import Subject, put_down, to_reminded_or_subscribed
from participation.plan.current import current_plan
from simulator import Person
from storage import Session
from storage.models.events import EventAct, EventChange
from storage.models.notices import Copy, CopyState, NoticeKind
from storage.queries import events
from storage.queries import plan as plans
from tests.support.observing import on_sqlite, stored
from tests.support.running import START, World

pytestmark = on_sqlite
BOGOTA = ZoneInfo("America/Bogota")
MONDAY = datetime(2021, 7, 5, 8, 0, 30, tzinfo=BOGOTA)


def published(session: Session) -> None:
    """A cut is published, and the seed's event was announced in the week."""
    [cut] = plans.cuts(session, current_plan(session))
    assert tell_of_cut(session, cut, None, START, "@canal_participa_demo") is not None
    assert tell_of_cut(session, cut, None, START, "@canal_participa_demo") is None
    row = events.events_of_year(session, 2021)["dialogo"]
    row.announced_at = START
    session.add(EventChange(event_id=row.id, version=1, what=EventAct.POSTPONED, at=START, told_at=START))


async def wants(person: Person, *labels: str) -> None:
    await person.ask("/avisos")
    for label in labels:
        await person.tap(label)
    person.skip()


async def test_new_figures_come_at_once_or_with_the_week(telegram: World, rosa: Person) -> None:
    camilo = telegram.scene.camilo
    await wants(rosa, "Avance del plan")
    await wants(camilo, "Eventos", "Avance del plan", "Resumen semanal")

    telegram.database.write(published).result()
    told = await rosa.next(text="Cifras nuevas del plan")

    assert f"Cuánto llevamos del año: 26{NBSP}% (4 de 15 productos)" in told.text
    assert told.labels == ["Avance del plan"]
    assert "Datos hasta el 30 de junio de 2021" in (await rosa.tap("Avance del plan")).text

    rosa.skip()
    await telegram.simulator.clock.move_to(MONDAY)
    telegram.database.write(lambda session: weekly.find_summary(session, MONDAY, BOGOTA)).result()
    summary = await camilo.next(text="Resumen de la semana")

    assert "Aplazados" in summary.text
    assert "Cifras nuevas del plan" in summary.text
    assert summary.labels == ["Eventos de diálogo", "Avance del plan"]
    assert not [seen for seen in rosa.feed.seen if "Resumen de la semana" in seen.text]


async def test_who_leaves_before_the_copy_does_gets_none(telegram: World, rosa: Person) -> None:
    await wants(rosa, "Eventos", "Resumen semanal")
    telegram.database.write(published).result()
    night = datetime(2021, 7, 5, 23, tzinfo=BOGOTA)
    await telegram.simulator.clock.move_to(night)
    telegram.database.write(lambda session: weekly.find_summary(session, night, BOGOTA)).result()
    await rosa.ask("/baja")

    await telegram.simulator.clock.move_to(datetime(2021, 7, 6, 8, tzinfo=BOGOTA))
    await telegram.simulator.wait_until(
        lambda: [copy.state for copy in of(telegram, rosa)] == [CopyState.SKIPPED], within=30
    )

    assert not [seen for seen in rosa.feed.seen if "Resumen de la semana" in seen.text]


def of(telegram: World, person: Person) -> list[Copy]:
    return [copy for copy in stored(telegram.database, Copy) if copy.recipient == str(person.id)]


async def test_what_was_told_at_once_is_not_told_again_on_monday(telegram: World, rosa: Person) -> None:
    await wants(rosa, "Eventos", "Avance del plan", "Resumen semanal")

    def told_at_once(session: Session) -> None:
        published(session)
        row = events.events_of_year(session, 2021)["dialogo"]
        kind, subject = NoticeKind.EVENT_POSTPONED, Subject("event", row.id)
        notice = put_down(session, kind, subject, f"event:{row.id}:announced", START, version=row.version)
        assert notice is not None
        to_reminded_or_subscribed(session, notice, row.id)

    telegram.database.write(told_at_once).result()
    await telegram.simulator.wait_until(lambda: [copy.state for copy in of(telegram, rosa)] == [CopyState.SENT], 30)
    await telegram.simulator.clock.move_to(MONDAY)
    telegram.database.write(lambda session: weekly.find_summary(session, MONDAY, BOGOTA)).result()
    summary = await rosa.next(text="Resumen de la semana")

    assert "Cifras nuevas del plan" in summary.text
    assert "Aplazados" not in summary.text
