"""Events from a sheet: what is right becomes drafts, what is wrong is named with its cell."""

from datetime import date, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from participation.audience.sheets import UnreadableList
from participation.events.sheet import read_sheet, save_sheet
from storage import Session
from storage.models.plan import EventKind, EventState
from storage.models.staff import StaffMember
from tests.participation.events.stories import BOGOTA, at
from tests.support.observing import on_sqlite
from tests.support.running import START

pytestmark = on_sqlite  # what it writes is tested on both databases with the moves

NOW = at("2021-07-01 09:00")
CSV = """título;tipo;fecha;hora;lugar;enlace;producto;grupos
Segundo diálogo;YouTube en vivo;15/07/2021;3:00 p. m.;;https://vivo.example.org;Diálogo;Alcaldías, Gobernaciones
Taller;presencial;31/06/2021;;Teatro;;;
;presencial;15/07/2021;10 am;;;;
Charla;;15/07/2021;a las 3;;;;
Foro;;;;;no es enlace;Otro;Nadie
Solo el título;;;;;;;
"""


def test_good_rows_become_drafts(planned: Session, publisher: StaffMember) -> None:
    sheet = read_sheet(planned, CSV.encode(), NOW, BOGOTA)

    made = save_sheet(planned, sheet, publisher, START)

    first, last = made
    assert (first.title, first.state, first.kind) == ("Segundo diálogo", EventState.DRAFT, EventKind.YOUTUBE_LIVE)
    assert (first.day, first.hour, first.link) == (date(2021, 7, 15), time(15), "https://vivo.example.org")
    assert first.product_id is not None
    assert first.value_groups == ["alcaldias", "gobernaciones"]
    assert (last.title, last.day) == ("Solo el título", None)


def test_wrong_cells_are_named(planned: Session) -> None:
    sheet = read_sheet(planned, CSV.encode(), NOW, BOGOTA)

    assert [remark.place for remark in sheet.remarks] == ["C3", "A4", "C5", "F6", "G6", "H6"]


def test_a_spreadsheet_with_its_own_dates_is_read(planned: Session) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Evento", "Fecha", "Hora", "Duración"])
    book.active.append(["Foro", date(2021, 7, 15), time(15), 90])
    kept = BytesIO()
    book.save(kept)

    sheet = read_sheet(planned, kept.getvalue(), NOW, BOGOTA)

    assert sheet.remarks == ()
    assert sheet.events == ({"title": "Foro", "minutes_long": 90, "day": date(2021, 7, 15), "hour": time(15)},)


@pytest.mark.parametrize("content", [b"", b"nombre de nada;x\n", b"\x00\x01", b"titulo\n" + b"x\n" * 201])
def test_what_is_no_list_of_events_is_refused(planned: Session, content: bytes) -> None:
    text = content.replace(b"nombre de nada", b"nada")

    with pytest.raises(UnreadableList):
        read_sheet(planned, text, NOW, BOGOTA)
