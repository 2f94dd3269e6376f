"""What labelled news teaches: cases as the desk meets them, weights with the signs they should have, honest curves."""

import json
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest

from service.clustering.calibrating import Cases, cases, reliability
from service.clustering.fitting import GIVEN, fit
from service.clustering.fusion import LATER_FEATURES, Calibration, Fusion, parse_calibration
from service.clustering.likeness.verdicts import COMPARED
from service.clustering.sides.crowds import DEEPER
from service.clustering.sides.serials import SERIAL
from service.model import Article
from tests.clustering.support import SPAN, pointing

FLAT = Calibration(
    model="by hand", same_story=Fusion(dict.fromkeys(COMPARED, 0.0), bias=0.0), join=0.5, part=0.4
)


def drawn(weights: dict[str, float], bias: float, size: int = 4_000, seed: int = 0) -> Cases:
    """Cases of which a known fusion tells how probable it is that they are one event."""
    random = np.random.default_rng(seed)
    features = random.uniform(0, 1, (size, len(COMPARED)))
    features[:, [COMPARED.index(DEEPER), COMPARED.index(SERIAL)]] /= 10  # In news, it is seldom more.
    truth = Fusion({name: weights.get(name, 0.0) for name in COMPARED}, bias)
    return Cases(features, random.uniform(size=size) < truth.probabilities(features))


def test_a_fit_finds_the_fusion_that_the_labels_were_drawn_from() -> None:
    truth = {"whole": 6.0, "lead": 3.0, "words": 8.0, "names": 2.0, "days": -2.0, "crowd": -5.0}
    truth |= {"smaller": -2.0, "larger": 2.0, "weekdays": 1.0, "form": -2.0, "wording": -2.0}
    truth |= GIVEN | {"brief_meaning": 2.0, "brief_crowd": -2.0}
    fitted = fit([drawn(truth, bias=-7.0, size=20_000)], prior=None)
    assert fitted.weights == pytest.approx(truth, abs=0.6)
    assert fitted.bias == pytest.approx(-7.0, abs=0.6)


def test_no_likeness_ever_counts_against_a_match_and_no_crowd_for_it() -> None:
    fitted = fit([drawn({"whole": 6.0, "lead": -4.0, "crowd": 3.0}, bias=-2.0)], prior=None)
    assert fitted.weights["whole"] > 3.0
    assert fitted.weights["lead"] == fitted.weights["crowd"] == 0.0


def test_a_set_has_the_same_say_however_large_it_is() -> None:
    small = drawn({"words": 8.0}, bias=-4.0, size=1_000)
    large = drawn({"names": 8.0}, bias=-4.0, size=1_000, seed=1)
    many = Cases(np.tile(large.features, (20, 1)), np.tile(large.labels, 20))
    alike, unlike = fit([small, large], prior=None), fit([small, many], prior=None)
    assert unlike.weights == pytest.approx(alike.weights, abs=0.05)


def test_a_few_cases_refine_what_was_known_and_many_replace_it() -> None:
    before = replace(FLAT, same_story=Fusion(dict.fromkeys(COMPARED, 0.0) | {"lead": 9.0}, bias=-4.5))
    few, many = (fit([drawn({"words": 9.0}, bias=-4.5, size=size)], before) for size in (80, 20_000))
    assert few.weights["lead"] > few.weights["words"]
    assert many.weights["words"] > 5 * many.weights["lead"]


def test_what_tells_doubtful_cases_apart_is_not_drowned_by_the_clear_ones() -> None:
    random = np.random.default_rng(3)
    labels = random.uniform(size=20_000) < 0.5
    doubtful = random.uniform(size=len(labels)) < 0.05
    features = np.zeros((len(labels), len(COMPARED)))
    # Clear at a glance, and with fewer names in common where it is one event; or to be told by the names alone.
    lead = np.where(doubtful, 0.5, np.where(labels, 0.9, 0.1))
    names = np.where(labels == doubtful, 0.6, 0.3)
    for name, column in (("lead", lead), ("names", names)):
        features[:, COMPARED.index(name)] = column + random.normal(0, 0.08, len(labels))
    fitted = fit([Cases(features, labels)], prior=None)
    assert fitted.weights["names"] > 5
    chances = fitted.probabilities(features[doubtful])
    assert np.mean((chances > np.median(chances)) == labels[doubtful]) > 0.8


def test_what_never_varies_keeps_the_weight_it_had() -> None:
    undated = drawn({"words": 8.0}, bias=-4.0)
    undated.features[:, COMPARED.index("days")] = 0.0
    before = replace(FLAT, same_story=Fusion(dict.fromkeys(COMPARED, 0.0) | {"days": -2.5}, bias=0.0))
    assert fit([undated], before).weights["days"] == -2.5


def test_every_article_is_asked_about_the_stories_before_it_and_goes_where_its_label_says() -> None:
    angles = {"a1": 0, "b1": 90, "a2": 10, "b2": 80, "a3": 70}
    articles = [Article(name, text=" ".join(f"{name}{letter}" for letter in "abcdefgh")) for name in angles]
    vectors = [pointing(degrees) for degrees in angles.values()]
    found = cases(articles, [name[0] for name in angles], vectors, FLAT, SPAN)
    whole = found.features[:, COMPARED.index("whole")]
    # b1: a; a2 and b2: both; a3 likewise, of which a is told by a1 and a2, far off though they are.
    assert (len(found.labels), int(found.labels.sum())) == (1 + 2 + 2 + 2, 3)
    expected = np.mean(np.cos(np.radians([70, 60])))
    assert min(abs(whole[-2:][found.labels[-2:]] - expected)) < 1e-3


def test_copies_are_no_cases() -> None:
    text = "The river Alma burst its banks at Port Sunder before dawn and 1,200 people left their homes in boats."
    articles = [Article("one", text=text), Article("two", text=text)]
    assert not len(cases(articles, ["s", "s"], [pointing(0)] * 2, FLAT, SPAN).labels)


def test_a_curve_of_honest_chances_lies_on_the_diagonal() -> None:
    random = np.random.default_rng(7)
    chances = random.uniform(size=50_000)
    curve = reliability(chances, random.uniform(size=50_000) < chances)
    assert sum(point.cases for point in curve) == 50_000
    assert all(abs(point.predicted - point.observed) < 0.03 for point in curve)
    [point] = reliability(np.array([0.95, 1.0]), np.array([True, False]))
    assert (round(point.predicted, 6), point.observed, point.cases) == (0.975, 0.5, 2)


def test_a_calibration_kept_from_an_earlier_version_goes_on_without_what_it_does_not_know() -> None:
    shipped = resources.files("service.clustering").joinpath("calibration.json").read_text(encoding="utf-8")
    kept = json.loads(shipped)
    for name in LATER_FEATURES:
        del kept["same_story"]["weights"][name]
    read = parse_calibration(json.dumps(kept)).same_story
    assert tuple(read.weights) == tuple(parse_calibration(shipped).same_story.weights) == COMPARED
    assert all(read.weights[name] == 0.0 for name in LATER_FEATURES)
