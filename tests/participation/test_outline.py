"""The plan in outline: what it calls its parts, whatever is written in a name."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from participation.plan import import_plan, read_plan_file
from participation.plan.outline import executed_of, outline
from storage import Database, Session
from storage.models.plan import Evidence, Product, ProductStatus

SEED = Path(__file__).resolve().parents[2] / "plans" / "enterritorio-2021.yaml"
NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
HOSTILE = "\"Comillas\", 'simples' y \\barra\\n]} 🧭 e\u0301\u2028\u200f\t\r\n\x01\x1f\x7f\ufffe </script> %s :plan_id"
CODES = ["publicar-plan", "video", "invitaciones"]


@pytest.fixture
def planned(database: Database) -> Database:
    database.write(lambda session: import_plan(session, read_plan_file(SEED), NOW)).result()
    return database


def test_a_name_is_told_as_it_is_written(planned: Database) -> None:
    def renamed(session: Session) -> str:
        code = session.scalars(select(Product.code)).first() or ""
        session.execute(update(Product).where(Product.code == code).values(name=HOSTILE, short_name=HOSTILE[::-1]))
        return code

    code = planned.write(renamed).result()

    assert planned.read(lambda session: outline(session, NOW.date())).result().names[code] == (HOSTILE, HOSTILE[::-1])


def test_what_is_retired_is_not_named_and_only_what_is_whole_counts_as_done(planned: Database) -> None:
    changes: list[dict[str, object]] = [
        {"status": ProductStatus.DONE, "percentage": 100},
        {"status": ProductStatus.DONE, "percentage": 99},
        {"status": ProductStatus.IN_PROGRESS, "percentage": 100},
        {"retired_at": NOW},
    ]

    def changed(session: Session) -> list[str]:
        codes = list(session.scalars(select(Product.code).order_by(Product.code)))
        for code, values in zip(codes, changes, strict=False):
            session.execute(update(Product).where(Product.code == code).values(**values))
        return codes

    codes = planned.write(changed).result()
    found = planned.read(lambda session: outline(session, date(2021, 7, 1))).result()

    assert [code in found.declared_done for code in codes[:3]] == [True, False, False]
    assert found.names.keys() == set(codes) - {codes[3]}


def test_a_plan_without_products_has_no_names(planned: Database) -> None:
    planned.write(lambda session: session.execute(update(Product).values(retired_at=NOW))).result()

    assert planned.read(lambda session: outline(session, NOW.date())).result().names == {}


def test_what_is_declared_done_is_executed_only_with_proof_and_by_the_day(planned: Database) -> None:
    def declared(session: Session) -> None:
        done = update(Product).where(Product.code.in_(CODES))
        session.execute(done.values(status=ProductStatus.DONE, percentage=100, executed_on=None))
        one, other, bare = (session.scalars(select(Product).where(Product.code == code)).one() for code in CODES)
        session.execute(delete(Evidence).where(Evidence.product_id.in_([one.id, other.id, bare.id])))
        for product, day in ((one, "2021-06-30"), (other, "2021-07-02")):
            proof = Evidence(plan_id=product.plan_id, product_id=product.id, position=1, text="Acta", dates=[day])
            session.add(proof)

    planned.write(declared).result()

    def executed(today: date) -> frozenset[str]:
        return planned.read(lambda session: executed_of(session, CODES, today)).result()

    assert executed(date(2021, 7, 1)) == {CODES[0]}
    assert executed(date(2021, 7, 2)) == {CODES[0], CODES[1]}
