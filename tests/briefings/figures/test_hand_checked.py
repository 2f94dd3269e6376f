import pytest

from tests.benchmarks.disagreements import HALVES, cases, mistakes, tally


@pytest.mark.parametrize("half", HALVES)
def test_the_hand_checked_stories_come_out_as_an_editor_wants(half: str) -> None:
    stories = [case for case in cases() if case.half == half]
    assert len(stories) >= 30
    found = tally(stories)
    assert found.precision >= 0.95, list(mistakes(stories))
    assert found.recall >= 0.9, list(mistakes(stories))
