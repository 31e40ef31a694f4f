"""Posters and QR codes: one page whatever the title, the link in words beside the code, nothing of ours in it."""

from dataclasses import replace
from io import BytesIO

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from reports.posters import Poster, as_pdf, png
from reports.posters.code import PIXELS, QUIET, RECOVERY

LINK = "https://t.me/ParticipaDemoBot?start=evento_dialogo"
POSTER = Poster(
    language="es",
    entity="ENTerritorio",
    title="Diálogo sobre el plan",
    lines=("jueves 15 de julio de 2021, 10:00 a. m.", "Facebook Live"),
    call="Escanee",
    link=LINK,
    without_phone="Sin celular también puede participar.",
    code_alternative="Código QR que abre el evento",
)


def test_the_code_is_black_on_white_with_its_quiet_border() -> None:
    matrix = segno.make(LINK, error=RECOVERY, boost_error=False, micro=False).matrix
    picture = Image.open(BytesIO(png(LINK))).convert("L")
    side = (len(matrix) + 2 * QUIET) * PIXELS

    assert picture.size == (side, side)
    seen = [
        [picture.getpixel(((column + QUIET) * PIXELS, (row + QUIET) * PIXELS)) == 0 for column in range(len(matrix))]
        for row in range(len(matrix))
    ]
    assert seen == [[bool(module) for module in row] for row in matrix]
    border = picture.crop((0, 0, side, QUIET * PIXELS))
    assert border.getextrema() == (255, 255)


@pytest.mark.parametrize(
    "title",
    ["Diálogo", "Un título muy largo " * 20, "<b> & #let x = 1 $y$ \\ @z *n* _k_", "😀 Diálogo"],
    ids=["short", "long", "markup", "emoji"],
)
def test_any_title_stays_on_one_page_as_it_was_written(title: str) -> None:
    pdf = PdfReader(BytesIO(as_pdf(replace(POSTER, title=title))))

    text = " ".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    assert " ".join(title.replace("😀", "").split()) in text
    assert LINK.removeprefix("https://") in text
    assert pdf.metadata is not None
    assert pdf.metadata.title


def test_the_link_can_also_be_pressed_and_the_code_is_described() -> None:
    content = as_pdf(POSTER)
    pdf = PdfReader(BytesIO(content))

    assert [one.get_object()["/A"]["/URI"] for one in pdf.pages[0].annotations or ()] == [LINK]
    assert b"/Alt" in content
