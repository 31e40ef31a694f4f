"""The list of guests that staff take along: what others wrote about themselves is text in it."""

from io import BytesIO

from openpyxl import load_workbook

from reports.guest_list import GuestSheet, as_xlsx
from tests.reports.follow_ups import STARTS


def test_no_name_and_no_answer_of_a_server_is_a_formula_or_a_link() -> None:
    texts = [*STARTS, "https://www.example.org", "mailto:a@example.org"]
    rows = [("a@example.org", text, text, text, text) for text in texts]

    page = load_workbook(
        BytesIO(as_xlsx(GuestSheet("Invitados", ["Correo", "Nombre", "Grupo", "Municipio", "Estado"], rows)))
    )
    cells = [cell for row in page["Invitados"].iter_rows(min_row=2) for cell in row]

    assert [cell.value for cell in cells] == [text for row in rows for text in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
