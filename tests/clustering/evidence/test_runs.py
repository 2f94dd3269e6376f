"""How much of a text lies in the runs of another: as counted one by one."""

from collections.abc import Iterator

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from service.clustering.evidence.runs import PAIR, SHINGLE, covered

words = st.lists(st.sampled_from([0, 1, 2, 3, 2**32 - 1]), max_size=30)


def runs(codes: list[int], length: int) -> Iterator[tuple[int, ...]]:
    for start in range(len(codes) - length + 1):
        run = tuple(codes[start : start + length])
        yield tuple(sorted(run)) if length == PAIR else run


@given(own=words.filter(len), theirs=words, length=st.sampled_from([PAIR, SHINGLE]))
@example(own=[1], theirs=[], length=PAIR)
def test_covered_is_the_share_of_words_in_a_common_run(
    own: list[int], theirs: list[int], length: int
) -> None:
    common = set(runs(theirs, length))
    inside = {
        start + step for start, run in enumerate(runs(own, length)) if run in common for step in range(length)
    }
    share = covered(np.array(own, np.uint32), np.array(theirs, np.uint32), length)
    assert share == len(inside) / len(own)
