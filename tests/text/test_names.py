"""Names that agencies spell differently fold into one; other words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.names import _SPELLINGS, fold_names

ZELENSKY = ["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyi", "Zelenskii", "Zelenskij", "Zelenski"]
KNOWN = sorted(
    {name for known, variants in _SPELLINGS.items() for name in (known, *variants)} | set(ZELENSKY)
)


@pytest.mark.parametrize("spelling", ZELENSKY)
def test_one_president_however_spelled(spelling: str) -> None:
    assert fold_names(f"President {spelling}’s appeal") == "President Zelensky’s appeal"
    assert fold_names(spelling.upper()) == "ZELENSKY"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kiev, Kyiv and Kijev", "Kyiv, Kyiv and Kyiv"),
        ("KIEV UNDER FIRE", "KYIV UNDER FIRE"),
        ("Qaddafi, Kadafi and Gadhafi", "Gaddafi, Gaddafi and Gaddafi"),
        ("Dostoyevskii and Dąbski", "Dostoyevsky and Dąbsky"),
        ("Kiev's mayor", "Kyiv's mayor"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold_names(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "skis",
        "Helsinki",
        "risky",
        "whisky",
        "ski",
        "après-ski",
        "Kievan",
        "Odessans",
        "kiev",
        "tasks",
        "",
        "1ski",
    ],
)
def test_stays(text: str) -> None:
    assert fold_names(text) == text


@given(st.lists(st.sampled_from(KNOWN) | st.text(max_size=6), max_size=8).map(" ".join))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_names(fold_names(text)) == fold_names(text)
