"""What a button may carry, whoever made it."""

from tests.support.forging import kinds, presses


def test_no_button_is_understood_that_names_a_row_which_no_database_could_have() -> None:
    far = "9" * 19

    assert [data for kind in kinds() for data in presses(kind, far) if far in data] == []
