"""What one more article makes visible about stories that were there already."""

from service.clustering.grouping import near_stories
from service.clustering.likeness.surroundings import Surroundings, look_around
from service.clustering.reconcile import Union, find_parting, find_union
from service.clustering.window import Window
from service.model import Constraint, Link
from tests.clustering.support import NOON, around, evidence, window_of


def _apart(*, at_zero: int, at_forty: int) -> Window:
    """Two stories 40 degrees apart: two by the tests' fusion."""
    return window_of(
        {
            "zero": [evidence(f"z{place}", 0, hours=1) for place in range(at_zero)],
            "forty": [evidence(f"f{place}", 40) for place in range(at_forty)],
        }
    )


def _union(seen: Surroundings, window: Window) -> Union | None:
    return find_union(seen, near_stories(seen.near, window), window)


def _bridged(window: Window, story_id: str) -> Union | None:
    bridge = evidence("bridge", 20, hours=2)
    window.place(bridge, story_id)
    return _union(around(bridge.article_id, window), window)


def test_stories_apart_stay_apart() -> None:
    window = _apart(at_zero=2, at_forty=2)
    assert _union(around("z0", window), window) is None


def test_a_bridging_article_merges_and_the_larger_story_keeps_its_id() -> None:
    union = _bridged(_apart(at_zero=1, at_forty=3), "zero")
    assert union is not None
    assert (union.survivor, union.absorbed) == ("forty", "zero")
    union = _bridged(_apart(at_zero=1, at_forty=1), "zero")
    assert union is not None
    assert (union.survivor, union.absorbed) == ("zero", "forty")


def test_among_equals_the_story_that_began_first_keeps_its_id_then_the_lower_id() -> None:
    window = _apart(at_zero=1, at_forty=2)
    union = _bridged(window, "zero")
    assert union is not None
    assert (union.survivor, union.absorbed) == ("forty", "zero")
    window = window_of({"t": [evidence("a", 0)], "s": [evidence("b", 0)]})
    union = _union(around("a", window), window)
    assert union is not None
    assert (union.survivor, union.absorbed) == ("s", "t")


def test_of_two_equal_partners_the_lower_id_is_taken() -> None:
    window = window_of(
        {name: [evidence(f"{name}1", 0, hours=hour)] for hour, name in enumerate(["t", "v", "u"])}
    )
    union = _union(around("t1", window), window)
    assert union is not None
    assert (union.survivor, union.absorbed) == ("t", "u")


def test_what_an_editor_keeps_apart_is_never_merged() -> None:
    window = _apart(at_zero=2, at_forty=2)
    window.constrain(Constraint(Link.CANNOT, "f1", "z1", NOON))
    assert _bridged(window, "zero") is None


def test_an_article_that_is_not_live_touches_nothing() -> None:
    window = _apart(at_zero=1, at_forty=1)
    assert _union(look_around(evidence("gone", 0), window), window) is None


def test_stories_whose_union_would_be_parted_again_are_not_merged() -> None:
    """On the mean over all pairs the two are one, but each has a half that the other has nothing to do with."""
    near, far = (
        [evidence(f"n{place}", 0) for place in range(4)],
        [evidence(f"f{place}", 36) for place in range(3)],
    )
    window = window_of({"near": near, "far": [*far, evidence("edge", 40)]})
    assert _union(around("n0", window), window) is None


def test_an_article_that_is_like_none_of_a_story_parts_none() -> None:
    two = [evidence(f"{side}{place}", side) for side in (0, 60) for place in range(4)]
    window = window_of({"two": two, "far": [evidence("far", 150)], "near": [evidence("near", 90)]})
    assert find_parting("two", around("near", window), window)
    assert not find_parting("two", around("far", window), window)
