import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pytest

from reports import typesetting
from reports.charts.picture import MOST_BARS, Bar, BigFigure, ProgressPicture
from reports.charts.progress import png
from reports.typesetting import TypesettingError
from tests.reports.drawn import png_size

LARGEST_PHOTO_SIDES = 10_000  # what Telegram takes as a photo: width and height together

DRAW_IN_A_NEW_PROCESS = """
import sys
from hashlib import sha256
from reports.charts.picture import BigFigure, ProgressPicture
from reports.charts import progress
figure = BigFigure("26 %", "del año", "4 de 15")
picture = ProgressPicture("Plan", "Entidad", (figure, figure), (), "Corte", "Fuente")
progress.svg(picture)
before = "typst" in sys.modules
print(before, sha256(progress.png(picture)).hexdigest(), "typst" in sys.modules)
"""


def test_the_picture_is_a_whole_png_of_1080_pixels_width(seed_picture: ProgressPicture) -> None:
    image = png(seed_picture)

    width, height = png_size(image)
    assert width == 1080
    assert 1400 < height < 1700
    assert len(image) < 140_000


def test_the_same_figures_make_the_same_bytes_and_others_do_not(seed_picture: ProgressPicture) -> None:
    first, second = seed_picture.figures
    other = replace(seed_picture, figures=(replace(first, figure="27\u00a0%"), second))

    assert png(seed_picture) == png(replace(seed_picture))
    assert png(other) != png(seed_picture)


def test_another_process_draws_the_same_bytes_and_loads_typst_for_the_png_only() -> None:
    figure = BigFigure("26 %", "del año", "4 de 15")
    picture = ProgressPicture("Plan", "Entidad", (figure, figure), (), "Corte", "Fuente")

    answer = subprocess.run(
        [sys.executable, "-c", DRAW_IN_A_NEW_PROCESS],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.split() == ["False", sha256(png(picture)).hexdigest(), "True"]


def test_the_fullest_picture_is_still_a_photo_for_telegram(seed_picture: ProgressPicture) -> None:
    bars = tuple(Bar("Una actividad de nombre muy largo " * 9, 1, 3, "1 de 3") for _ in range(MOST_BARS))

    assert sum(png_size(png(replace(seed_picture, bars=bars)))) < LARGEST_PHOTO_SIDES


@pytest.mark.parametrize(
    "hostile", ["<b>", "&", '"]#panic()', "😀", "\u202e\u200f", "\x00", "\ud800", "x" * 900, "عرب 计"]
)
def test_hostile_words_do_not_stop_the_picture(seed_picture: ProgressPicture, hostile: str) -> None:
    picture = replace(seed_picture, title=hostile, bars=(Bar(hostile, 1, 2, hostile),), notes=(hostile,))

    assert png_size(png(picture))[0] == 1080


def test_an_unknown_font_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(TypesettingError, match="unknown font family"):
        typesetting.png('#set text(font: "No Such Font")\nhola', {})


def test_a_source_that_typst_refuses_is_an_error_of_ours() -> None:
    with pytest.raises(TypesettingError, match="unknown variable"):
        typesetting.png("#nada", {})
