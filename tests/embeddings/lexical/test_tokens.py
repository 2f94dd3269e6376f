"""Tokens and sentences are what these patterns say, which say it in another way; and what is remembered of a token."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import FeatureHasher

from embeddings.lexical import lexicon
from embeddings.lexical.characters import KNOWN, Kinds, Places, Points, code_points, kinds_of
from embeddings.lexical.lexicon import Lexicon, Meaning
from embeddings.lexical.murmur import N_FEATURES, column
from embeddings.lexical.scripts import _MAY_CHANGE, MARKS, plain_text
from embeddings.lexical.tokens import Tokens, find_tokens, without_points

WORD = re.compile(rf"\d+(?:\.\d+)*[^\W_]*|[^\W_][\w{MARKS}]*|[^\w\s]")
SENTENCE_END = re.compile(
    r"(?:\.(?<!\b\w\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z][a-z]\.)|[!?…。])[\"'”’»)\]]*(?:\s+|$)|\n+|。"
)
POSSESSIVE = re.compile(r"['’]s\b")
DOTTED = re.compile(r"\b(?:[A-ZА-Я]\.){2,}")
PIECES = [
    *["U.S.", "J.K. Moor", "Mr. Vale", "Gen. ", "a.m.", "aU.S.B.", "Б.Н.", "x's", "O’s1", "'s", "dogs'", "1.5m"],
    *["1.2.3", "8.", "2nd", "_a_b", "_", "क्षेत्र", "\u0301", "东京", "12年", ".", "...", '."', "?”)", "!", "。", "…"],
    *["\n", "\n\n", " ", "\u00a0", "\x1c", "The", "the", "A", "a", "-", "²", "\ud800", "\U0003ffff", "\U0010ffff"],
]  # fmt: skip
TEXTS = st.lists(st.text(max_size=20) | st.lists(st.sampled_from(PIECES)).map("".join), max_size=4)


def characters(texts: list[str]) -> tuple[Points, Kinds, Places]:
    points, starts = code_points(texts)
    return points, kinds_of(points), starts


def tokens_of(text: str) -> tuple[Points, Tokens]:
    points, kinds, starts = characters([text])
    return points, find_tokens(points, kinds, starts)


@given(TEXTS)
def test_tokens_and_sentences_are_those_of_the_patterns(texts: list[str]) -> None:
    tokens = find_tokens(*characters(texts))
    joined = "".join(texts)
    assert tokens.sentences.tolist() == sorted(tokens.sentences)
    for text, (begin, end) in zip(texts, pairwise(tokens.counts), strict=True):
        found: dict[int, list[str]] = {}
        for token in range(begin, end):
            word = joined[tokens.starts[token] : tokens.ends[token]]
            found.setdefault(int(tokens.sentences[token]), []).append(word)
        # Which marks stand around the end of a sentence is nothing to anyone.
        sentences = [sentence for sentence in map(between_marks, found.values()) if sentence]
        parts = [
            [word if word[0].isalnum() else "" for word in WORD.findall(part)]
            for part in SENTENCE_END.split(text)
        ]
        assert sentences == [part for part in map(between_marks, parts) if part]


def between_marks(sentence: list[str]) -> list[str]:
    while sentence and not sentence[0]:
        sentence = sentence[1:]
    while sentence and not sentence[-1]:
        sentence = sentence[:-1]
    return sentence


@given(TEXTS)
def test_possessives_and_the_points_of_initials_go(texts: list[str]) -> None:
    points, kinds, starts = characters(texts)
    points, _, starts = without_points(points, kinds, np.stack([starts[:-1], starts[1:]], axis=1))
    left = [
        points[start:end].tobytes().decode("utf-32-le", "surrogatepass") for start, end in pairwise(starts)
    ]
    plain = [POSSESSIVE.sub("", text) for text in texts]
    assert left == [DOTTED.sub(lambda match: match[0].replace(".", ""), text) for text in plain]


def test_folding_case_moves_no_border_of_a_word_and_what_is_plain_stays() -> None:
    classes = [re.compile(pattern) for pattern in (r"[^\W_]", r"\d", rf"[\w{MARKS}]")]
    for one in map(chr, range(KNOWN)):
        folded = one.casefold()
        if folded != one and plain_text(one) == one:
            assert all(
                bool(its.match(one)) == bool(its.match(other)) for its in classes for other in folded
            ), one
    assert not re.search(r"[\w\s]", "".join(map(chr, range(KNOWN - 1, 0x110000))))
    unchanged = [one for one in map(chr, range(0x10000)) if not _MAY_CHANGE.match(one)]
    assert all(plain_text(f"{one}{other}é")[:2] == one + other for one in "e0" for other in unchanged)


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_columns_are_those_of_scikit_learn(term: str) -> None:
    hashed = FeatureHasher(N_FEATURES, input_type="string", alternate_sign=False).transform([[term]])
    assert column(np.frombuffer(bytearray(term.encode()), np.uint8)) == hashed.indices[0]


def test_a_lexicon_that_is_full_forgets_and_learns_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "MOST_TOKENS", 8)
    monkeypatch.setattr(lexicon, "MOST_CHARACTERS", 64)
    learnt: list[str] = []

    def meaning(token: str) -> Meaning:
        learnt.append(token)
        return Meaning((token,), token.lower(), min(len(token), 255), is_common=False, languages=0, part=0)

    small = Lexicon(meaning)
    for text in [
        "one two one",
        "two three",
        "a b c d e f",
        "one two",
        "x" * 500,
        " ".join(map(str, range(99))),
    ]:
        numbers = small.numbers(*tokens_of(text))
        assert small.book.kinds[numbers].tolist() == [min(len(word), 255) for word in text.split()]
        assert len(set(numbers.tolist())) == len(set(text.split()))
    assert learnt[:3] == ["one", "two", "three"]
    small.numbers(*tokens_of("one"))
    assert len(small.book.kinds) == 8, "room for a text out of all proportion is given back"
    assert learnt.count("two") == 2


def test_a_lexicon_that_was_interrupted_learns_again() -> None:
    interrupted = iter([True])

    def meaning(token: str) -> Meaning:
        if token == "two" and next(interrupted, False):
            raise KeyboardInterrupt
        return Meaning((token,), token, len(token), is_common=False, languages=0, part=0)

    fresh = Lexicon(meaning)
    with pytest.raises(KeyboardInterrupt):
        fresh.numbers(*tokens_of("one two three"))
    numbers = fresh.numbers(*tokens_of("three two"))
    assert fresh.book.kinds[numbers].tolist() == [5, 3]
