import pytest

from reports import fonts
from reports.fonts import metrics
from reports.fonts.metrics import Face

SPANISH = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜabcdefghijklmnñopqrstuvwxyzáéíóúü0123456789¿?¡!.,;:()«»“”…–—·ºª%$&@#/'\"-"
OTHER_LANGUAGES_OF_COLOMBIA = "ẽĩũãõʼɨëïàèÇç"
STATES = "●◐○⏸‖▲✕✓"
SPACES = "\u00a0\u202f"

each_face = pytest.mark.parametrize("face", [metrics.regular(), metrics.bold()], ids=["regular", "bold"])


@each_face
@pytest.mark.parametrize("characters", [SPANISH, OTHER_LANGUAGES_OF_COLOMBIA, STATES, SPACES, "□→≥×"])
def test_the_font_has_every_character_that_we_use(face: Face, characters: str) -> None:
    missing = [character for character in characters if not face.has(character)]

    assert missing == []


@each_face
def test_the_font_says_that_it_has_no_emoji(face: Face) -> None:
    assert not face.has("😀")


@each_face
def test_the_signs_of_the_states_are_equally_wide_so_that_they_stand_in_one_column(face: Face) -> None:
    assert len({face.width(sign, 1) for sign in "●◐○⏸✕"}) == 1


def test_widths_are_those_of_the_font_and_grow_with_the_size() -> None:
    regular = metrics.regular()

    assert regular.width("a", 2048) == 1150
    assert regular.width("aa", 1024) == 1150
    assert metrics.bold().width("26 %", 100) > regular.width("26 %", 100)


def test_the_licence_lies_beside_the_fonts_and_both_are_small() -> None:
    licence = (fonts.FOLDER / "OFL.txt").read_text()

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "The Inter Project Authors" in licence
    assert sum(font.stat().st_size for font in (fonts.REGULAR, fonts.BOLD)) < 300_000
