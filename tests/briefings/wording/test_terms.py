"""Words are told alike in whatever text they stand."""

from hypothesis import given
from hypothesis import strategies as st

from service.briefings.wording.terms import words


@given(st.text("aBz09_.,'- \n", max_size=40))
def test_a_foreign_word_elsewhere_in_the_text_changes_no_other(text: str) -> None:
    assert words(f"{text} é") == [*words(text), "é"]
