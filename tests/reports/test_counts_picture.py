"""Bars of counts."""

import pytest

from reports.charts.counts import INNER, MARGIN, WIDTH, Count, CountsPicture, description, svg
from reports.charts.picture import MOST_BARS
from tests.reports.drawn import DrawnSvg

PICTURE = CountsPicture(
    (Count("Acogida", 20, "20"), Count("No acogida", 5, "5"), Count("Otra", None, "reservado")), "Por decisión"
)


def test_each_bar_has_its_name_and_its_number_and_the_length_of_its_share() -> None:
    drawn = DrawnSvg(svg(PICTURE))
    long, short = drawn.widths("main")

    assert drawn.texts() == ["Acogida", "20", "No acogida", "5", "Otra", "reservado"]
    assert long == pytest.approx(4 * short, abs=0.5)
    assert long < INNER


def test_what_is_kept_back_is_an_empty_frame_whose_length_tells_nothing() -> None:
    one = DrawnSvg(svg(CountsPicture((Count("A", 100, "100"), Count("B", None, "reservado")), "Por tema")))
    other = DrawnSvg(svg(CountsPicture((Count("A", 6, "6"), Count("B", None, "reservado")), "Por tema")))

    frames = [
        [box.attrib["width"] for box in drawn.elements("rect") if box.get("stroke-dasharray")] for drawn in (one, other)
    ]
    assert frames[0] == frames[1] != []


def test_the_description_says_the_same() -> None:
    assert description(PICTURE).splitlines() == ["Por decisión", "Acogida: 20", "No acogida: 5", "Otra: reservado"]


def test_long_names_and_words_stay_on_the_sheet() -> None:
    drawn = DrawnSvg(svg(CountsPicture((Count("palabra " * 90, 7, "x" * 900), Count("", 0, "0")), "Por tema")))

    boxes = drawn.elements("rect")[1:]
    assert all(
        MARGIN <= float(box.attrib["x"]) <= float(box.attrib["x"]) + float(box.attrib["width"]) < WIDTH for box in boxes
    )


def test_too_many_bars_are_refused() -> None:
    with pytest.raises(ValueError, match="24 bars"):
        CountsPicture((Count("A", 1, "1"),) * (MOST_BARS + 1), "Por tema")
