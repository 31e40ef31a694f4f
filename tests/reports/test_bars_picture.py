"""Bars alone, in the hand of the progress picture."""

import pytest
from defusedxml import ElementTree

from reports.charts.bars import BarsPicture, description, svg
from reports.charts.picture import MOST_BARS, Bar, ProgressPicture
from reports.charts.progress import svg as progress_svg

BARS = (Bar("Todo el plan", 4, 15, "4 de 15"), Bar("1. Divulgar <b>", 2, 2, "2 de 2"))


def test_each_bar_has_its_name_and_its_fraction_written_and_told() -> None:
    drawn = svg(BarsPicture("26 % de avance", BARS))

    words = "".join(ElementTree.fromstring(drawn).itertext())
    for said in ("Todo el plan", "4 de 15", "1. Divulgar <b>", "2 de 2"):
        assert said in words
    assert description(BarsPicture("26 % de avance", BARS)).splitlines() == [
        "26 % de avance",
        "Todo el plan: 4 de 15",
        "1. Divulgar <b>: 2 de 2",
    ]


def test_a_bar_is_drawn_as_in_the_picture_of_the_chat(seed_picture: ProgressPicture) -> None:
    alone, whole = svg(BarsPicture("Avance", seed_picture.bars)), progress_svg(seed_picture)

    def widths(drawn: str) -> list[str | None]:
        shapes = ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}rect")
        return [shape.get("width") for shape in shapes if shape.get("height") == "72"]

    assert widths(alone) == widths(whole)
    assert widths(alone)


def test_too_many_bars_are_refused() -> None:
    with pytest.raises(ValueError, match="room for"):
        BarsPicture("Avance", BARS[:1] * (MOST_BARS + 1))
