"""The pages of the cuts: what was published, its correction with its reason, and the same as open data."""

import csv
import io
import json
from datetime import date

import pytest

from participation.plan import import_plan, read_plan_text
from participation.plan.publishing import correct_cut
from storage import Database, Session
from storage.models.staff import Role, StaffMember
from tests.handlers.texts.rendered import BOGOTA, SEED
from tests.participation.plan_texts import changed
from tests.support.pages import serving, words_of
from tests.support.running import START

REASON = "El video se publicó en julio <b>"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def corrected(session: Session) -> None:
    """The video was not done by the cut after all."""
    luis = StaffMember(telegram_id=9, name="Luis", role=Role.PUBLISHES, joined_at=START)
    session.add(luis)
    session.flush()
    import_plan(
        session, read_plan_text(changed(("ejecutado_el: 2021-06-30", "ejecutado_el: 2021-07-01"), text=SEED)), START
    )
    correct_cut(session, luis, date(2021, 6, 30), REASON, START, BOGOTA, None)


async def test_each_version_of_a_cut_is_readable_and_says_why_it_was_corrected(planned_database: Database) -> None:
    async with serving(planned_database) as pages:
        before = words_of((await pages.get("avance/2021-06-30")).text)
        planned_database.write(corrected).result()
        now, first = [words_of((await pages.get(f"avance/2021-06-30{version}")).text) for version in ("", "/v1")]
        listed = words_of((await pages.get("cortes")).text)
        unknown = [(await pages.get(address)).status for address in ("avance/2021-06-30/v3", "avance/2021-02-31")]

    assert "Cuánto llevamos del año: 26 % (4 de 15 productos)" in before
    assert "Cuánto llevamos del año: 20 % (3 de 15 productos)" in now
    assert "Motivo de la corrección: El video se publicó en julio &lt;b&gt;" in now
    assert "Del año: antes 26 % (4 de 15), ahora 20 % (3 de 15)" in now
    assert "Ya no cuenta como cumplido • Video" in now
    assert "Cuánto llevamos del año: 26 % (4 de 15 productos)" in first
    assert "Motivo de la corrección" not in first
    assert "Versión 2: corrección" in listed
    assert "Versión 1: como se publicó" in listed
    assert unknown == [404, 404]


async def test_the_cuts_are_open_data(planned_database: Database) -> None:
    planned_database.write(corrected).result()
    async with serving(planned_database) as pages:
        rows = list(csv.DictReader(io.StringIO((await pages.get("datos/cortes.csv")).text.lstrip("\ufeff"))))
        told = json.loads((await pages.get("datos/cortes.json")).text)

    assert [(row["corte"], row["version"], row["vigente"], row["porcentaje"]) for row in rows] == [
        ("2021-06-30", "2", "sí", "20"),
        ("2021-06-30", "1", "no", "26"),
    ]
    assert rows[0]["motivo"] == REASON
    assert [row["version"] for row in told["filas"]] == [2, 1]
