"""The one definition of "same story": a mean over pairs, judged against the crowd and by how many tell of it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from service.clustering.evidence import Evidence
from service.clustering.likeness.surroundings import look_around
from service.clustering.likeness.verdicts import ESTABLISHED, GREAT, GREATEST, Verdict, weigh
from service.clustering.sides.scales import NEAREST
from service.clustering.sides.told import SAMPLE, sample
from service.clustering.tables.neighbour_lists import NEIGHBOURS
from service.clustering.window import Window
from tests.clustering.support import evidence, window_of

pytestmark = pytest.mark.usefixtures("shipped_calibration")


def _weighed(degrees: float, window: Window, *story_ids: str) -> list[Verdict]:
    new = evidence("new", degrees)
    return list(weigh(new, story_ids, look_around(new, window), window))


def test_the_same_likeness_means_less_in_a_crowd() -> None:
    """Nothing differs between the two but how alike everything is to everything around it."""
    quiet = window_of({"one": [evidence("a", 20)], "far": [evidence(f"f{n}", 120 + 5 * n) for n in range(6)]})
    crowded = window_of({"one": [evidence("a", 20)], "near": [evidence(f"n{n}", 5 * n) for n in range(6)]})
    [alone], [among_many] = _weighed(0, quiet, "one"), _weighed(0, crowded, "one")
    assert alone.features["whole"] == among_many.features["whole"]
    assert alone.features["crowd"] < among_many.features["crowd"]
    assert alone.probability > among_many.probability


def test_the_nearer_story_is_the_more_probable_and_ties_are_ranked_by_id() -> None:
    window = window_of(
        {name: [evidence(f"{name}1", angle)] for name, angle in (("b", 30), ("a", 30), ("c", 5))}
    )
    verdicts = _weighed(0, window, "b", "c", "a")
    assert [verdict.story_id for verdict in verdicts] == ["c", "a", "b"]
    assert verdicts[1].log_odds == verdicts[2].log_odds


def test_a_verdict_is_what_its_features_add_up_to() -> None:
    window = window_of({"one": [evidence("a", 0), evidence("b", 40, hours=50)]})
    [verdict] = _weighed(10, window, "one")
    fusion = window.calibration.same_story
    assert verdict.features.keys() == fusion.weights.keys()
    assert verdict.log_odds == pytest.approx(
        fusion.bias + sum(fusion.contributions(verdict.features).values()), abs=1e-3
    )


def test_where_an_article_has_gone_no_list_of_neighbours_is_made_anew_that_tells_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    field = {f"s{place}": [evidence(f"n{place}", 2.5 * place)] for place in range(2 * NEIGHBOURS)}
    lived, fresh = window_of(field), window_of({name: field[name] for name in field if name != "s2"})
    _weighed(1, lived, "s1")
    lived.remove("n2")
    monkeypatch.setattr(lived.vectors, "know_neighbours", lambda _: pytest.fail("made anew"))
    [after], [without] = _weighed(1, lived, "s1"), _weighed(1, fresh, "s1")
    assert (after.log_odds, after.features) == (without.log_odds, without.features)


def test_both_ways_round_the_answer_is_the_same() -> None:
    window = window_of({"one": [evidence("a", 0), evidence("b", 12)], "two": [evidence("c", 30, hours=9)]})
    seen = look_around(window.evidence("a"), window)
    [there] = weigh("one", ["two"], seen, window)
    [back] = weigh("two", ["one"], seen, window)
    assert there.log_odds == pytest.approx(back.log_odds, abs=1e-3)


def test_a_large_story_is_sampled_evenly_from_its_first_to_its_last() -> None:
    members = [evidence(f"m{place:03}", 0, hours=place) for place in range(100)]
    taken = [members.index(one) for one in sample(members)]
    assert len(taken) == SAMPLE
    assert (taken[0], taken[-1]) == (0, 99)
    steps = [later - earlier for earlier, later in pairwise(taken)]
    assert max(steps) - min(steps) <= 1
    assert sample(members[:SAMPLE]) == members[:SAMPLE]


def _told(prefix: str, degrees: float, times: int) -> list[Evidence]:
    return [evidence(f"{prefix}{place}", degrees) for place in range(times)]


def _busy(**stories: list[Evidence]) -> Window:
    """A desk with these stories and as much else as it takes to fill the surroundings."""
    return window_of({"else": [evidence(f"else{place}", 150 + place) for place in range(NEAREST)], **stories})


def test_a_report_goes_more_readily_to_a_story_that_many_tell() -> None:
    window = _busy(one=_told("a", 20, 1), many=_told("b", 20, 5))
    many, one = _weighed(0, window, "one", "many")
    assert (one.story_id, many.story_id) == ("one", "many")
    assert one.features["larger"] == 0.0 < many.features["larger"]
    assert one.features["smaller"] == many.features["smaller"] == 0.0


def test_two_stories_that_each_stand_on_several_reports_take_more_to_unite() -> None:
    window = _busy(there=_told("a", 20, 5), here=_told("f", 0, 5))
    fives = window.members("here")
    seen = look_around(fives[0], window)
    [of_five] = weigh("here", ["there"], seen, window)
    [of_one] = weigh(fives[0], ["there"], seen, window)
    assert of_five.features["smaller"] > of_one.features["smaller"] == 0.0
    assert of_five.features["larger"] == of_one.features["larger"]
    assert of_five.features["whole"] == of_one.features["whole"]
    assert of_five.probability < of_one.probability


def test_copies_count_once_and_no_story_draws_more_for_being_told_without_end() -> None:
    copies = [replace(one, origin_id="a0") for one in _told("a", 20, 5)]
    told = {name: _told(name, 20, times) for name, times in (("eight", ESTABLISHED), ("sixteen", GREAT))}
    great = {name: _told(name, 20, times) for name, times in (("sixty", GREATEST), ("hundred", 2 * GREATEST))}
    window = _busy(copied=copies, **told, **great)
    told_by = {verdict.story_id: verdict.features for verdict in _weighed(0, window, *window.story_ids())}
    drawn = {name: (features["larger"], features["great"]) for name, features in told_by.items()}
    assert drawn["copied"] == (0.0, 0.0)
    assert drawn["eight"] == drawn["sixteen"] < drawn["sixty"] == drawn["hundred"]
    assert drawn["sixteen"][1] == 0.0 and drawn["sixteen"][0] == drawn["sixty"][0]


def test_on_a_desk_that_has_hardly_begun_numbers_say_little() -> None:
    started, busy = window_of({"many": _told("b", 20, 5)}), _busy(many=_told("b", 20, 5))
    [early], [late] = _weighed(0, started, "many"), _weighed(0, busy, "many")
    assert 0.0 < early.features["larger"] < late.features["larger"] / 4
