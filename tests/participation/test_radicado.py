"""The number of a case is written one way and read as people type it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from locales import Language, words
from participation.radicado import (
    AmbiguousRadicado,
    Radicado,
    UnreadableRadicado,
    WrongCheckDigit,
    check_digit,
    parse,
    radicado,
)

NUMBERS = st.integers(1, 9_999_999)
VIGENCIAS = st.integers(2000, 2099)


def test_the_first_case_of_2021_has_the_number_that_people_were_told() -> None:
    assert radicado(2021, 1) == "PPC-2021-000001-7"


def test_the_check_digit_is_that_of_the_standards_example() -> None:
    assert check_digit("0794") == 5


def test_numbers_over_six_digits_keep_working() -> None:
    assert parse(radicado(2021, 1_000_000)) == Radicado(2021, 1_000_000)


@pytest.mark.parametrize(("vigencia", "number"), [(2021, 0), (2021, -1), (21, 1), (20210, 1)])
def test_what_is_no_case_has_no_number(vigencia: int, number: int) -> None:
    with pytest.raises(ValueError, match="numbered from 1"):
        radicado(vigencia, number)


@given(VIGENCIAS, NUMBERS, st.sampled_from(["-", " ", "", "–", " - ", ".", "/", "\u2011"]), st.booleans())
def test_a_whole_number_is_read_with_any_separator_in_any_case(
    vigencia: int, number: int, separator: str, lower: bool
) -> None:
    text = radicado(vigencia, number).replace("-", separator)

    assert parse(text.lower() if lower else text) == Radicado(vigencia, number)


@given(VIGENCIAS, NUMBERS)
def test_letters_that_look_like_digits_are_read_as_digits(vigencia: int, number: int) -> None:
    whole = radicado(vigencia, number)

    for zero, one in (("O", "I"), ("o", "l")):
        typed = "PPC" + whole.removeprefix("PPC").replace("0", zero).replace("1", one)
        assume(any(character.isdigit() for character in typed))
        assert parse(typed) == Radicado(vigencia, number)


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "01",
        "000001",
        "1-7",
        "000001-7",
        "0000017",
        "0000O1 7",
        "ppc 1-7",
        "2021-1",
        "2021-000001",
        "2021-1-7",
        "2021 000001 7",
        "20210000017",
        "2021000001",
        "PPC-2021-1",
        "PPC-2021-1-7",
        "ppc2021-000001-7",
        "PPC 2021 0000017",
        "ppc-2021-000001-7.",
        " PPC-2021-000001-7\n",
        "PPC-2O21-OOOOOl-7",
        "P\u200bPC-2021-000001-7",
        "N.º PPC-2021-000001-7",
        "caso 1",
        "radicado: PPC-2021-000001-7",
        "número 000001-7",
        "No. 1",
        "# 1",
        "#1",
        "PPC—2021—000001—7",
        "\uff11",
    ],
)
def test_the_first_case_is_found_however_it_is_typed(text: str) -> None:
    assert parse(text, 2021) == Radicado(2021, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("", "hola", "PPC", "PPC-", "-", "0", "000000", "PPC-2021-0", "12-34", "1-2-3-4", "PPC-1821-000001-7", "oil"),
        *("123456789", "99999999999999", "PPC-2021-00000001-77", "1" * 200, "PQR-2021-000001-7", "½", "٣x"),
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableRadicado) as refused:
        parse(text, 2021)

    assert type(refused.value) is UnreadableRadicado


def test_a_number_without_a_year_needs_one() -> None:
    with pytest.raises(UnreadableRadicado):
        parse("000001-7")


@pytest.mark.parametrize("text", ["PPC-2021-000001-8", "000001-8", "0000018", "20210000018", "PPC-2021-000002-7"])
def test_a_wrong_check_digit_is_told(text: str) -> None:
    with pytest.raises(WrongCheckDigit):
        parse(text, 2021)


def test_what_can_be_two_cases_is_not_guessed() -> None:
    last = check_digit("002021")

    with pytest.raises(AmbiguousRadicado):
        parse(f"2021-{last}", 2021)
    with pytest.raises(AmbiguousRadicado):
        parse("PPC202117", 2021)


def test_a_year_and_a_number_are_no_number_with_a_check_digit_that_is_wrong() -> None:
    other = (check_digit("002021") + 1) % 10 or 2

    assert parse(f"2021-{other}", 2022) == Radicado(2021, other)


@pytest.mark.parametrize("error", [UnreadableRadicado, WrongCheckDigit, AmbiguousRadicado])
def test_each_refusal_says_what_to_do(error: type[UnreadableRadicado]) -> None:
    refused = error(2022)

    said = words(Language.ES).plain_phrase(refused.phrase, **refused.values)

    assert "scríb" in said
    assert (radicado(2022, 1) in said) is (error is not WrongCheckDigit)


@given(VIGENCIAS, NUMBERS, st.data())
def test_every_wrong_digit_of_the_number_is_detected(vigencia: int, number: int, data: st.DataObject) -> None:
    whole = radicado(vigencia, number)
    places = [place for place, character in enumerate(whole) if character.isdigit() and place > len("PPC-2021")]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != whole[place]]))
    wrong = whole[:place] + digit + whole[place + 1 :]
    assume(any(character in "123456789" for character in wrong[len("PPC-2021-") : -1]))

    with pytest.raises(WrongCheckDigit):
        parse(wrong)


def test_of_the_ninety_swaps_of_two_neighbours_two_pass_wherever_they_stand() -> None:
    for before in "0123456789":
        passing = [
            (one, other)
            for one in "0123456789"
            for other in "0123456789"
            if one != other and check_digit(before + one + other) == check_digit(before + other + one)
        ]
        assert len(passing) == 2


def test_of_the_swaps_with_the_check_digit_itself_at_most_two_in_ninety_pass() -> None:
    for before in range(100):
        passing = [
            digit
            for digit in "0123456789"
            for check in [str(check_digit(f"{before:02d}{digit}"))]
            if digit != check and check_digit(f"{before:02d}{check}") == int(digit)
        ]
        assert len(passing) <= 2


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text, 2021)
    except UnreadableRadicado:
        return
    assert parse(str(found)) == found
