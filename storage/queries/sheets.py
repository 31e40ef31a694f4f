"""How the columns of other people's workbooks were understood before."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.plan import Plan
from storage.models.sheets import SheetMapping
from storage.queries.dialect import put


def mapping_of(session: Session, headings_hash: str) -> SheetMapping | None:
    """How a workbook with these headings was understood the last time."""
    return session.get(SheetMapping, headings_hash)


def keep_mapping(session: Session, mapping: SheetMapping) -> None:
    """Remember it, in place of what was remembered for these headings."""
    names = ("headings", "fields", "states", "staff_id", "at")
    values = {name: getattr(mapping, name) for name in names}
    put(session, SheetMapping, {"headings_hash": mapping.headings_hash}, **values)
    session.expire_all()


def years_with_plan(session: Session) -> Sequence[int]:
    """The years that have a plan, in their order."""
    return session.scalars(select(Plan.year).order_by(Plan.year)).all()
