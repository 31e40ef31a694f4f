"""How a workbook's columns were understood is kept once for its headings."""

from datetime import UTC, datetime

from storage import Session
from storage.models.sheets import SheetMapping
from storage.queries.sheets import keep_mapping, mapping_of

NOW = datetime(2023, 7, 1, 14, 0, tzinfo=UTC)


def test_what_was_understood_last_takes_the_place_of_what_was_before(session: Session) -> None:
    for field in ("evidencia", None):
        kept = {"headings": ["Soporte"], "fields": {"soporte": field}, "states": {"al dia": "cumplido"}, "at": NOW}
        keep_mapping(session, SheetMapping(headings_hash="a" * 64, **kept))

    found = mapping_of(session, "a" * 64)

    assert found is not None
    assert (found.fields, found.states, found.staff_id) == ({"soporte": None}, {"al dia": "cumplido"}, None)
    assert mapping_of(session, "b" * 64) is None
