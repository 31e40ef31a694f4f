"""Where a member of staff gets the digest."""

from datetime import date

import pytest

from participation.digests import preferences
from participation.digests.preferences import BadAddress
from storage import Session
from tests.support.office import at, official, on_sqlite, plan

pytestmark = on_sqlite
NOW = at(date(2021, 7, 2))


@pytest.mark.parametrize(
    "written",
    [f"{'x' * 320}@entidad.gov.co", "nombre", "nombre@entidad.gov.co\nBcc: otro@example.org", "a@b.co, c@d.co"],
)
def test_an_address_that_no_server_takes_is_not_kept(session: Session, written: str) -> None:
    plan(session)
    me = official(session)
    preferences.set_address(session, me, " Nombre@Entidad.gov.co ", NOW)

    with pytest.raises(BadAddress):
        preferences.set_address(session, me, written, NOW)

    assert me.email == "nombre@entidad.gov.co"
