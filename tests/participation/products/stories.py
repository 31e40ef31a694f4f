"""What the tests of products tell: an edit that is saved as who just looked at the product would save it."""

from datetime import date, datetime

from participation.plan.editing import Edit, done, proves, save
from participation.plan.product_now import ProductNow, Proof, product_now
from storage import Session
from storage.models.staff import StaffMember
from tests.support.running import PLAN, START

TODAY = date(2021, 7, 1)
FILE = PLAN.read_text("utf-8")
PROOF = Proof("El diálogo quedó grabado en el canal.", ("2021-06-30",), "https://video.example.org/1")


def edited(session: Session, by: StaffMember, code: str, edit: Edit, now: datetime = START) -> ProductNow:
    return save(session, by, code, edit, product_now(session, code).seen(), now)


def done_with_proof(session: Session, by: StaffMember, code: str = "evento-vivo") -> ProductNow:
    edited(session, by, code, proves(PROOF, TODAY))
    return edited(session, by, code, done(TODAY, TODAY))
