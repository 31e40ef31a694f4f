"""Many numbers packed into one are still the same numbers, and what is learnt with them is right."""

from hypothesis import given
from hypothesis import strategies as st

from participation.understanding.classifier import Classifier, Labelled
from participation.understanding.rows import ONE, Rows

LARGEST = int(100 * ONE)
rows_of_three = st.lists(st.tuples(*[st.integers(-LARGEST, LARGEST)] * 3), min_size=1, max_size=40)


@given(rows_of_three)
def test_a_sum_of_packed_rows_is_the_sum_of_their_numbers_whatever_their_signs(several: list[tuple[int, ...]]) -> None:
    rows = Rows(3)

    packed = sum(rows.pack(row) for row in several)

    assert rows.unpack(packed) == tuple(map(sum, zip(*several, strict=True)))


def test_what_was_learnt_of_a_word_decides() -> None:
    examples = [Labelled(("w:plan", "w:va"), "progress"), Labelled(("w:plan", "w:live"), "event")] * 5

    learnt = Classifier.train(examples, ["progress", "event"])

    progress, event = learnt.probabilities(("w:live",))
    assert event > 0.9
    assert progress < 0.1
    assert learnt.probabilities(("w:never",)) == [0.5, 0.5]
