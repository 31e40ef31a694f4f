"""How a product came to say what it says: when, by whom, by what way, what and why."""

from datetime import timedelta

import pytest

from participation.plan import import_plan, read_plan_text
from participation.plan.product_history import Said, history_of, product_history
from participation.plan.views import NotInPlanError
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.history import Origin
from storage.models.plan import ProductStatus
from storage.models.staff import Role, StaffMember
from storage.queries.plan_parts import Part
from tests.participation.plan_texts import NOW, SMALL, changed, take

pytestmark = pytest.mark.second_database
LATER = NOW + timedelta(days=3)
OPEN = "estado: programado\n            avance: 0"
DONE = "estado: cumplido\n            avance: 100\n            evidencias: [{texto: Acta, fecha: 2022-06-15}]"


def test_each_change_is_told_with_who_when_and_why(session: Session) -> None:
    take(session)
    luis = StaffMember(telegram_id=7, name="Luis", role=Role.PUBLISHES, joined_at=NOW)
    session.add(luis)
    session.flush()
    document = read_plan_text(changed((OPEN, DONE)))
    import_plan(session, document, LATER, by=luis, origin=Origin.WORKBOOK, reason="Llegó el acta")
    import_plan(session, read_plan_text(SMALL), LATER + timedelta(days=1))

    last, middle, first = product_history(session, luis, "charla")

    assert (middle.at, middle.by, middle.origin, middle.reason) == (LATER, "Luis", Origin.WORKBOOK, "Llegó el acta")
    assert set(middle.changes) == {
        Said(Part.PRODUCT, "estado", ProductStatus.PROGRAMMED, ProductStatus.DONE),
        Said(Part.PRODUCT, "avance", 0, 100),
        Said(Part.EVIDENCE, "", None, "Acta"),
    }
    assert Said(Part.EVIDENCE, "", "Acta", None) in last.changes
    assert (first.by, first.changes) == (None, (Said(Part.PRODUCT, "", None, "Charla con vecinos"),))


def test_it_is_for_staff_and_of_products_that_there_were(session: Session) -> None:
    take(session)

    with pytest.raises(NotAllowed):
        product_history(session, None, "charla")
    with pytest.raises(NotInPlanError):
        history_of(session, "nada")
