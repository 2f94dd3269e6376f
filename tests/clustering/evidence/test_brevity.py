from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.clustering.evidence.brevity import HEADLINE_WORDS, REPORT_WORDS, brevity_of


def test_a_headline_is_brief_a_report_is_not_and_between_it_falls() -> None:
    falling = [brevity_of("Bravik buys Kestrel", words, foreign=False) for words in range(REPORT_WORDS + 1)]
    assert set(falling[: HEADLINE_WORDS + 1]) == {1.0}
    assert all(more > fewer for more, fewer in pairwise(falling[HEADLINE_WORDS:]))
    assert falling[-1] == brevity_of("Bravik buys Kestrel", 10_000, foreign=False) == 0.0


@given(text=st.text(), words=st.integers(0, 100), foreign=st.booleans())
def test_it_is_a_share(text: str, words: int, foreign: bool) -> None:
    assert 0.0 <= brevity_of(text, words, foreign) <= 1.0


def test_what_the_model_cannot_read_is_never_brief() -> None:
    assert brevity_of("Łódź floods, says «Der Kurier»", 3, foreign=False) == 1.0
    assert brevity_of("Hafen nach Sturm gesperrt", 3, foreign=True) == 0.0
    assert brevity_of("Überflutete Straßen", 2, foreign=False) == 0.0
    assert brevity_of("Верховный суд запретил камеры", 3, foreign=False) == 0.0
    assert brevity_of("最高法院裁定摄像头违法", 3, foreign=False) == 0.0
