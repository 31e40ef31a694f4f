"""What is computed of the plan is kept, and never told once the plan or the day has changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, event, select, update

from participation.plan import import_plan, read_plan_file, read_plan_text
from participation.plan.memo import Lasting
from participation.plan.present import present_products
from participation.plan.publishing import correct_cut, publish_cut
from participation.progress import plan_progress
from storage import Database, Session, StorageUnavailable
from storage.models.plan import Plan
from storage.models.staff import Role, StaffMember
from tests.support.waiting import held

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


def test_what_was_asked_otherwise_is_not_answered_alike(database: Database) -> None:
    imported(database)
    codes = ["publicar-plan", "video"]

    def told(code: str) -> list[str]:
        return list(database.read(lambda session: present_products(session, JULY, [code])).result())

    assert [told(code) for code in codes] == [[code] for code in codes]


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


def test_a_product_that_is_called_otherwise_is_told_so_at_once_at_the_cut_that_is_known_already(
    database: Database,
) -> None:
    def called() -> list[str]:
        progress = database.read(lambda session: plan_progress(session, JULY)).result()
        return [one.short_name for activity in progress.activities for one in activity.products if one.code == "video"]

    text = SEED.read_text(encoding="utf-8")
    imported(database)
    before = called()
    imported(database, text.replace(f"nombre_corto: {before[0]}", "nombre_corto: Otro nombre"))

    assert called() == ["Otro nombre"] != before


def test_what_lasts_is_not_kept_where_it_may_be_undone_and_only_what_was_asked_for_last(database: Database) -> None:
    lasting: Lasting[str, int] = Lasting(most=2)

    def get(session: Session, key: str, value: int) -> int:
        return lasting.get(session, [key], lambda keys: dict.fromkeys(keys, value))[key]

    def kept(key: str, value: int) -> int:
        return database.write(lambda session: get(session, key, value)).result()

    def in_a_change(session: Session) -> int:
        session.execute(update(Plan).values(version=Plan.version + 1))
        return get(session, "a", 1)

    imported(database)
    asked = [("a", 2), ("a", 3), ("b", 4), ("a", 5), ("c", 6), ("a", 7), ("b", 8)]
    changed = database.write(in_a_change).result()

    assert (changed, [kept(*one) for one in asked]) == (1, [2, 2, 4, 2, 6, 2, 8])


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


@pytest.mark.parametrize("database_kind", ["sqlite"])  # where several units of work are committed together
def test_what_another_one_saw_of_a_change_that_was_never_committed_is_told_to_nobody(database: Database) -> None:
    def taken(name: str) -> Callable[[Session], object]:
        text = SEED.read_text(encoding="utf-8").replace("Divulgar la estrategia\n", f"{name} la estrategia\n")
        return lambda session: import_plan(session, read_plan_text(text), NOW)

    def told(session: Session) -> str:
        return plan_progress(session, JULY).activities[0].short_name

    def away(_: Connection) -> None:
        raise StorageUnavailable

    imported(database)
    busy, release = held(database)
    change, seen = database.write(taken("Contar")), database.write(told)
    event.listen(database.engine, "commit", away)
    release.set()
    assert [type(one.exception()) for one in (busy, change, seen)] == [StorageUnavailable] * 3
    event.remove(database.engine, "commit", away)

    database.write(taken("Decir")).result()

    assert database.write(told).result() == "Decir la estrategia"


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
