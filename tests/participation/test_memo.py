"""What is computed of the plan is kept, and never told once the plan or the day has changed."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from participation.plan import import_plan, read_plan_file, read_plan_text
from participation.plan.publishing import correct_cut, publish_cut
from participation.progress import plan_progress
from storage import Database, Session
from storage.models.staff import Role, StaffMember

SEED = Path(__file__).resolve().parents[2] / "plans" / "enterritorio-2021.yaml"
NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
JULY = date(2021, 7, 1)
BOGOTA = ZoneInfo("America/Bogota")


def imported(database: Database, text: str | None = None) -> None:
    document = read_plan_text(text) if text is not None else read_plan_file(SEED)
    database.write(lambda session: import_plan(session, document, NOW)).result()


def test_the_same_plan_on_the_same_day_is_computed_once(database: Database) -> None:
    imported(database)

    first = database.read(lambda session: plan_progress(session, JULY)).result()

    assert database.read(lambda session: plan_progress(session, JULY)).result() is first


def test_another_day_is_computed_anew(database: Database) -> None:
    imported(database)
    after_the_cut = database.read(lambda session: plan_progress(session, JULY)).result()

    before_the_cut = database.read(lambda session: plan_progress(session, date(2021, 6, 1))).result()

    assert (after_the_cut.cut is None, before_the_cut.cut is None) == (False, True)


def test_an_import_is_told_at_once(database: Database) -> None:
    imported(database)
    assert database.read(lambda session: plan_progress(session, JULY)).result().activities[0].short_name == (
        "Divulgar la estrategia"
    )

    imported(database, SEED.read_text(encoding="utf-8").replace("Divulgar la estrategia\n", "Contar la estrategia\n"))

    assert database.read(lambda session: plan_progress(session, JULY)).result().activities[0].short_name == (
        "Contar la estrategia"
    )


def test_a_unit_of_work_sees_its_own_change_and_keeps_it_to_itself(database: Database) -> None:
    imported(database)
    changed = read_plan_text(
        SEED.read_text(encoding="utf-8").replace("Divulgar la estrategia\n", "Contar la estrategia\n")
    )

    class Undone(Exception):
        pass

    def change(session: Session) -> None:
        import_plan(session, changed, NOW)
        assert plan_progress(session, JULY).activities[0].short_name == "Contar la estrategia"
        raise Undone

    with pytest.raises(Undone):
        database.write(change).result()

    assert database.read(lambda session: plan_progress(session, JULY)).result().activities[0].short_name == (
        "Divulgar la estrategia"
    )


def test_a_published_cut_and_its_correction_are_told_at_once(database: Database) -> None:
    imported(database)
    october = datetime(2021, 10, 1, 14, 0, tzinfo=UTC)

    def told() -> tuple[date, int]:
        cut = database.read(lambda session: plan_progress(session, october.date())).result().cut
        assert cut is not None
        return cut.on, cut.version

    def publish(session: Session) -> None:
        luis = StaffMember(telegram_id=7, name="Luis", role=Role.PUBLISHES, joined_at=NOW)
        session.add(luis)
        session.flush()
        publish_cut(session, luis, date(2021, 9, 30), "III trimestre", october, BOGOTA, None)

    def correct(session: Session) -> None:
        luis = session.scalars(select(StaffMember)).one()
        correct_cut(session, luis, date(2021, 9, 30), "Faltaba el acta", october, BOGOTA, None)

    before = told()
    database.write(publish).result()
    published = told()
    imported(database, SEED.read_text(encoding="utf-8").replace("ejecutado_el: 2021-06-30", "ejecutado_el: 2021-11-30"))
    database.write(correct).result()

    assert (before, published, told()) == ((date(2021, 6, 30), 1), (date(2021, 9, 30), 1), (date(2021, 9, 30), 2))
