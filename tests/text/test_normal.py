"""The same words are the same text, whatever the type-setter did."""

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.normal import digest, normal_form, word_codes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Don’t!” — she said…", ["don", "t", "she", "said"]),
        ("CAFÉ Cafe\u0301 café", ["cafe"] * 3),
        ("Straße STRASSE", ["strasse"] * 2),
        ("℡ 𝐓𝐄𝐋 ﬁne ①", ["tel", "tel", "fine", "1"]),
        ("snake_case\u00a0and\u200b\ttabs", ["snake", "case", "and", "tabs"]),
        (
            "Minis\u00adterin Fu\u200bta\u2060hi می\u200cروم שלום\u200f",
            ["ministerin", "futahi", "میروم", "שלום"],
        ),
        ("2024年、東京で", ["2024", "年", "東", "京", "て"]),
        ("Ёлка елка", ["елка", "елка"]),
        ("नदी में पानी, 340 लोग", ["नदी", "में", "पानी", "340", "लोग"]),
        ("বাড়ি ছাড়েন; ދިވެހި", ["বাডি", "ছাডেন", "ދިވެހި"]),
        ("🔥 … !", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert normal_form(text).decode() == " ".join(words)


@given(st.text())
def test_what_is_normal_stays_so_and_each_word_has_a_code(text: str) -> None:
    form = normal_form(text)
    assert normal_form(text.upper().lower()) == normal_form(text.lower().upper().lower())
    assert normal_form(form.decode()) == form
    codes = [crc32(word) for word in form.split()]
    assert word_codes(form, 1_000).tolist() == codes
    assert word_codes(form, 3).tolist() == codes[:3]


def test_digests_tell_texts_apart_and_take_broken_characters() -> None:
    assert digest(b"a b") != digest(b"b a")
    assert len(digest(normal_form("\ud800"))) == len(digest(b"")) == 16
