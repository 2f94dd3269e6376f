"""The same words are the same text, whatever the type-setter did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.normal import digest_words, normal_words, word_codes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Don’t!” — she said…", ["don", "t", "she", "said"]),
        ("CAFÉ Cafe\u0301 café", ["cafe"] * 3),
        ("Straße STRASSE", ["strasse"] * 2),
        ("℡ 𝐓𝐄𝐋 ﬁne ①", ["tel", "tel", "fine", "1"]),
        ("snake_case\u00a0and\u200b\ttabs", ["snake", "case", "and", "tabs"]),
        ("2024年、東京で", ["2024", "年", "東", "京", "て"]),
        ("Ёлка елка", ["елка", "елка"]),
        ("🔥 … !", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.decode() for word in normal_words(text)] == words


@given(st.text())
def test_normal_words_are_in_normal_form_and_have_a_code_each(text: str) -> None:
    words = normal_words(text)
    assert normal_words(text.upper().lower()) == normal_words(text.lower().upper().lower())
    assert normal_words(b" ".join(words).decode()) == words
    assert word_codes(words).shape == (len(words),)


def test_digests_tell_texts_apart_and_take_broken_characters() -> None:
    assert digest_words([b"a", b"b"]) != digest_words([b"b", b"a"])
    assert len(digest_words(normal_words("\ud800"))) == len(digest_words([])) == 32
