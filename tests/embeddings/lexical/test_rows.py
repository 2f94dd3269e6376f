from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import text as scikit_learn

from embeddings import lexical
from embeddings.lexical.stop_words import ENGLISH_STOP_WORDS

Rows = Callable[[Sequence[str]], csr_matrix]
TEXTS = st.lists(st.text(max_size=60), max_size=6)


def matrix(rows: lexical.TermRows) -> csr_matrix:
    return csr_matrix((rows.counts, rows.terms, rows.starts), (len(rows.starts) - 1, lexical.N_FEATURES))


def word_rows(texts: Sequence[str]) -> csr_matrix:
    return matrix(lexical.word_rows(texts))


def name_rows(texts: Sequence[str]) -> csr_matrix:
    return matrix(lexical.name_rows(texts))


ROWS = pytest.mark.parametrize("rows", [word_rows, name_rows])


def terms_of(row: csr_matrix, *expected: str) -> bool:
    """Whether ``row`` counts exactly the terms ``expected``."""
    return same(row, _hashed(Counter(expected)))


def _hashed(terms: Mapping[str, int]) -> csr_matrix:
    """What scikit-learn makes of such terms with such numbers."""
    hasher = scikit_learn.FeatureHasher(lexical.N_FEATURES, input_type="dict", alternate_sign=False)
    hashed: csr_matrix = hasher.transform([terms])
    return hashed


def same(first: csr_matrix, second: csr_matrix) -> bool:
    return bool(first.shape == second.shape and (first != second).nnz == 0)


@pytest.mark.parametrize("read", [lexical.word_rows, lexical.name_rows])
@given(texts=TEXTS)
def test_rows_are_counts_in_order_and_do_not_depend_on_their_neighbours(
    read: Callable[[Sequence[str]], lexical.TermRows], texts: list[str]
) -> None:
    rows = read(texts)
    assert len(rows.starts) == len(texts) + 1
    assert rows.terms.dtype == np.int32
    assert np.all(rows.counts >= 1)
    for place, text in enumerate(texts):
        alone, own = read([text]), slice(*rows.starts[place : place + 2])
        assert np.all(np.diff(rows.terms[own]) > 0)
        assert np.array_equal(rows.terms[own], alone.terms)
        assert np.array_equal(rows.counts[own], alone.counts)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_words_ignore_case(text: str) -> None:
    assert same(word_rows([text.upper()]), word_rows([text.lower()]))


@given(st.integers(min_value=1000, max_value=10**12))
def test_a_number_is_one_thing_however_its_thousands_are_set_off(number: int) -> None:
    plain = name_rows([f"about {number} fled"])
    assert plain.nnz == 1
    for separator in (",", "\u00a0", "\u202f", "'"):
        assert same(plain, name_rows([f"about {number:,} fled".replace(",", separator)]))
        assert same(word_rows([str(number)]), word_rows([f"{number:,}".replace(",", separator)]))


@ROWS
def test_what_is_invisible_parts_no_word_and_no_number(rows: Rows) -> None:
    plain = rows(["Ministerin Futahi zahlt 1200 Kronen می\u0631وم ภาษาไทย"])
    hidden = (
        "Minis\u00adterin Fu\u200btahi\u200e zahlt 1\u206020\ufeff0 Kronen می\u200c\u0631وم ภาษา\u200bไทย"
    )
    assert same(rows([hidden]), plain)


@pytest.mark.parametrize("text", ["", "  \n", "the of and", "!?…", "\ud800", "\x00"])
@ROWS
def test_nothing_to_count_gives_an_empty_row(rows: Rows, text: str) -> None:
    assert rows([text]).nnz == 0
    assert rows([text]).shape == (1, lexical.N_FEATURES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour's bridges, and two bridges", ["harbour", "bridge", "bridge"]),
        ("crashes class bus cities boxes", ["crash", "class", "bus", "city", "box"]),
        ("Zürich, Łódź, São Paulo", ["zurich", "lodz", "sao", "paulo"]),
        ("Наводнение в Киеве", ["наводнение", "киеве"]),
        ("北京大学 NATO北约", ["北京", "京大", "大学", "nato", "北约"]),
        ("2026年に津", ["2026", "年に", "に津"]),
        ("ไทย", ["ไท", "ทย"]),
        ("राष्ट्रपति ने कहा", ["राष्ट्रपति"]),
        ("१२ دمشق", ["12", "دمشق"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert terms_of(word_rows([text]), *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials met Anna Lind.", ["anna", "lind", "anna lind"]),
        ("Rain fell. Lind left; the farmers thanked Lind.", ["lind", "lind"]),
        ("He saw Gen. Mark Holt in the U.S. camp", ["gen", "mark", "holt", "mark holt", "us"]),
        (
            "It carried 1.5m barrels and 8,000 men on a Boeing 737",
            ["1.5m", "8000", "boeing", "737", "boeing 737"],
        ),
        ("the port of Brest, France", ["brest", "france"]),
        ("Lind Opens Bridge\nThe mayor, Anna Lind, spoke", ["lind", "anna", "lind", "anna lind"]),
        ("LIND OPENS BRIDGE\nthe mayor Lind spoke", ["lind", "lind"]),
        ("Lind Opens Bridge", ["lind", "opens", "bridge", "lind opens", "opens bridge"]),
        ("LIND OPENS 2 BRIDGES. THE MAYOR SPOKE", ["lind", "opens", "2", "bridges", "mayor", "spoke"]),
        ("lind opens 2 bridges. the mayor spoke", ["lind", "opens", "2", "bridges", "mayor", "spoke"]),
        ("about 8,000 fled", ["8000"]),
        ("A ferry has run aground near the port", []),
        ("The ferry has run aground near the port", []),
        ("встреча в Одессе", ["одессе"]),
        ("北京 USA 12", ["usa", "12", "usa 12"]),
    ],
)
def test_names_and_numbers(text: str, expected: list[str]) -> None:
    assert terms_of(name_rows([text]), *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Bahn hat sich mit den Lokführern geeinigt", ["bahn", "lokfuhrern", "geeinigt"]),
        ("Les usines ont fermé leurs portes dans la nuit", ["usine", "ferme", "porte", "nuit"]),
        ("Мост под Лином закрыт из-за трещин", ["мост", "лином", "закрыт", "трещин"]),
        ("They die in the den, the sons hat in hand", ["die", "den", "son", "hat", "hand"]),
        ("Die hard", ["die", "hard"]),
    ],
)
def test_a_text_loses_the_stop_words_of_its_own_language(text: str, expected: list[str]) -> None:
    assert terms_of(word_rows([text, "Die Post"])[0], *expected)


def test_english_is_told_from_other_languages() -> None:
    texts = ["The port was shut", "Oil Falls as China Signals Demand Concerns", "", "12 15"]
    assert not lexical.word_rows(texts).foreign.any()
    assert lexical.word_rows(
        ["Der Hafen war nach dem Sturm gesperrt", "El puerto se cerró por la tormenta"]
    ).foreign.all()


def test_stop_words_are_those_of_scikit_learn() -> None:
    assert scikit_learn.ENGLISH_STOP_WORDS == ENGLISH_STOP_WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials met Anna Lind in Brest.", {"anna": 2, "lind": 2, "anna lind": 2, "brest": 1}),
        ("Officials met Anna Lind. She, Lind, left.", {"anna": 2, "lind": 1, "anna lind": 2}),
        ("anna lind left", {"anna": 1, "lind": 1, "left": 1}),
        (
            "A fire broke out in Mount Saint Eloi College",
            {
                "mount": 3,
                "saint": 3,
                "eloi": 3,
                "college": 3,
                "mount saint": 3,
                "saint eloi": 3,
                "eloi college": 3,
            },
        ),
    ],
)
def test_of_how_many_words_the_name_is_that_a_term_stands_in(text: str, expected: dict[str, int]) -> None:
    rows = lexical.name_rows([text])
    hashed = _hashed(expected)
    assert dict(zip(rows.terms.tolist(), rows.lengths.tolist(), strict=True)) == dict(
        zip(hashed.indices.tolist(), hashed.data.tolist(), strict=True)
    )
