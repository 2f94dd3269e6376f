"""What changed between two texts."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from service.text.differences import Kind, differences

TEXTS = st.text(alphabet="ab .!?\n“", max_size=80)


def test_a_correction_is_shown_where_it_stands() -> None:
    before = "Two people died in Brackwater. The river fell on Monday. Schools stay shut."
    after = "Three people died in Brackwater. The river fell on Monday. Schools stay shut. Trams run again."
    changes = [
        (passage.kind, passage.before.strip(), passage.after.strip())
        for passage in differences(before, after)
    ]
    assert changes == [
        (Kind.REPLACED, "Two people died in Brackwater.", "Three people died in Brackwater."),
        (Kind.KEPT, "The river fell on Monday.", "The river fell on Monday."),
        (Kind.REPLACED, "Schools stay shut.", "Schools stay shut. Trams run again."),
    ]


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_left_out(before: str, after: str) -> None:
    passages = differences(before, after)
    assert "".join(passage.before for passage in passages) == before
    assert "".join(passage.after for passage in passages) == after
    assert all((passage.before == passage.after) is (passage.kind is Kind.KEPT) for passage in passages)


def test_a_text_that_says_one_thing_again_and_again_takes_no_minutes() -> None:
    before = "Nothing new.\n" * 4_000
    after = "".join(f"Nothing new.\nNumber {number} came.\n" for number in range(2_000))
    began = process_time()
    passages = differences(before, after)
    assert process_time() - began < 5
    assert "".join(passage.after for passage in passages) == after
    assert passages[0].kind is Kind.KEPT
    assert differences(before, f"{before}The end.")[0].kind is Kind.KEPT
