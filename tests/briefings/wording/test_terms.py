"""Words are told alike in whatever text they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.wording.terms import words


@given(st.text("aBz09_.,'- \n", max_size=40))
def test_a_foreign_word_elsewhere_in_the_text_changes_no_other(text: str) -> None:
    assert words(f"{text} é") == [*words(text), "é"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("नदी का पानी घरों में घुसा।", ["नदी", "का", "पानी", "घरों", "में", "घुसा"]),
        ("மக்கள் வீடுகளை விட்டனர்.", ["மக்கள்", "வீடுகளை", "விட்டனர்"]),
        ("340名居民 iPhone", ["340", "名", "居", "民", "iphon"]),
        ("Minis\u00adterin می\u200cروم", ["ministerin", "میروم"]),
        ("น้ำ", ["น", "้", "ำ"]),
    ],
)
def test_signs_on_letters_belong_to_the_word(text: str, found: list[str]) -> None:
    assert words(text) == found
