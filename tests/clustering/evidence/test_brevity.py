from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.clustering.evidence import Item, gather
from service.clustering.evidence.brevity import HEADLINE_WORDS, REPORT_WORDS, brevity_of
from service.clustering.evidence.traces import pack, unpack
from service.model import Article
from tests.clustering.support import NOON, bits, pointing


def test_a_headline_is_brief_a_report_is_not_and_between_it_falls() -> None:
    falling = [brevity_of(words, foreign=False) for words in range(REPORT_WORDS + 1)]
    assert set(falling[: HEADLINE_WORDS + 1]) == {1.0}
    assert all(more > fewer for more, fewer in pairwise(falling[HEADLINE_WORDS:]))
    assert falling[-1] == brevity_of(10_000, foreign=False) == 0.0


@given(words=st.integers(0, 100), foreign=st.booleans())
def test_it_is_a_share(words: int, foreign: bool) -> None:
    assert 0.0 <= brevity_of(words, foreign=foreign) <= 1.0


@pytest.mark.parametrize(
    ("title", "brevity"),
    [
        ("Łódź floods, says «Der Kurier»", 1.0),
        ("Hafen ist nach dem Sturm und der Flut gesperrt", 0.0),
        ("Überflutete Straßen", 0.0),
        ("Верховный суд запретил камеры", 0.0),
        ("最高法院裁定摄像头违法", 0.0),
    ],
)
def test_what_the_model_cannot_read_is_never_brief(title: str, brevity: float) -> None:
    item: Item = (Article("a", title), NOON, pointing(7), "a")
    [made] = gather([item])
    assert (made.foreign, made.brevity) == (not brevity, brevity)
    back = unpack(pack(made), item)
    assert back is not None
    assert bits(back) == bits(made)
