import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.words import drawable, plain, wrap
from reports.fonts import metrics

FACE = metrics.regular()


def test_direction_marks_controls_and_surrogates_go() -> None:
    assert plain("a\u202eb\u200f\u2066c\x00\x07\ud800d\ufeff") == "abcd"


def test_white_space_becomes_one_space_but_no_break_spaces_stay() -> None:
    assert plain("  26\u00a0%\n\t de  todo ") == "26\u00a0% de todo"


def test_an_accent_typed_apart_joins_its_letter() -> None:
    assert drawable(unicodedata.normalize("NFD", "Ñame y café"), FACE) == "Ñame y café"


def test_letters_that_the_font_lacks_are_boxes_and_emoji_go() -> None:
    assert drawable("plan 😀 عرب 计 fin", FACE) == "plan □□□ □ fin"


def test_a_text_that_fits_stays_on_one_line() -> None:
    assert wrap("Promover los canales", FACE, 40, 960, most_lines=3) == ["Promover los canales"]


def test_no_word_is_left_alone_on_the_last_line() -> None:
    lines = wrap("de lo que tocaba hasta junio", FACE, 38, 455, most_lines=4)

    assert lines == ["de lo que tocaba", "hasta junio"]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("palabra " * 300, FACE, 40, 960, most_lines=3)

    assert len(lines) == 3
    assert [line.endswith("…") for line in lines] == [False, False, True]


def test_nothing_to_write_makes_no_line() -> None:
    assert wrap(" \u200b😀 ", FACE, 40, 960, most_lines=3) == []


@given(text=st.text(max_size=400), width=st.floats(60, 960), most_lines=st.integers(1, 5))
def test_no_line_is_wider_than_allowed_and_there_are_never_more(text: str, width: float, most_lines: int) -> None:
    lines = wrap(text, FACE, 40, width, most_lines)

    assert len(lines) <= most_lines
    assert all(FACE.width(line, 40) <= width for line in lines)
    assert all(FACE.has(character) for line in lines for character in line)


@given(words=st.lists(st.text("abñÁz1,", min_size=1, max_size=12), min_size=1, max_size=20))
def test_no_word_is_lost_where_there_is_room(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), FACE, 40, 500, most_lines=20)) == " ".join(words)
