from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, normalized_mutual_info_score
from sklearn.metrics.cluster import pair_confusion_matrix

from service.clustering.metrics import PrecisionRecall, score

Labels = tuple[list[str], list[str]]


@st.composite
def two_groupings(draw: st.DrawFn) -> Labels:
    label = st.sampled_from("abcdefgh")
    pairs = draw(st.lists(st.tuples(label, label), min_size=1, max_size=40))
    return [g for g, _ in pairs], [p for _, p in pairs]


def b_cubed_by_hand(gold: Sequence[str], predicted: Sequence[str]) -> PrecisionRecall:
    """The definition, article by article: who lies with me there, and how many of them rightly."""
    everyone = range(len(gold))
    precision = recall = 0.0
    for i in everyone:
        with_me = {j for j in everyone if predicted[j] == predicted[i]}
        rightly = {j for j in everyone if gold[j] == gold[i]}
        precision += len(with_me & rightly) / len(with_me)
        recall += len(with_me & rightly) / len(rightly)
    return PrecisionRecall(precision / len(gold), recall / len(gold))


@settings(deadline=None)
@given(two_groupings())
def test_b_cubed_is_what_its_definition_says_article_by_article(labels: Labels) -> None:
    measured, by_hand = score(*labels).b_cubed, b_cubed_by_hand(*labels)

    assert measured.precision == pytest.approx(by_hand.precision, abs=1e-12)
    assert measured.recall == pytest.approx(by_hand.recall, abs=1e-12)
    assert measured.f1 == pytest.approx(by_hand.f1, abs=1e-12)


@settings(deadline=None)
@given(two_groupings())
def test_indices_agree_with_scikit_learn(labels: Labels) -> None:
    scores = score(*labels)

    assert scores.ari == pytest.approx(adjusted_rand_score(*labels), abs=1e-6)
    assert scores.nmi == pytest.approx(normalized_mutual_info_score(*labels), abs=1e-6)
    if min(scores.gold_stories, scores.predicted_stories) > 1 and scores.ami < 1:
        # scikit-learn answers with rounding noise where one side has a single story.
        assert scores.ami == pytest.approx(adjusted_mutual_info_score(*labels), abs=1e-6)


@settings(deadline=None)
@given(two_groupings())
def test_pairwise_agrees_with_the_pair_confusion_matrix(labels: Labels) -> None:
    (_, wrongly_together), (missed, rightly_together) = pair_confusion_matrix(*labels)
    said, true = wrongly_together + rightly_together, missed + rightly_together

    pairwise = score(*labels).pairwise

    assert pairwise.precision == pytest.approx(rightly_together / said if said else 1.0)
    assert pairwise.recall == pytest.approx(rightly_together / true if true else 1.0)


@settings(deadline=None)
@given(two_groupings())
def test_swapping_the_sides_swaps_precision_and_recall_and_nothing_else(labels: Labels) -> None:
    gold, predicted = labels
    one, other = score(gold, predicted), score(predicted, gold)

    assert one.b_cubed.precision == pytest.approx(other.b_cubed.recall)
    assert one.pairwise.precision == pytest.approx(other.pairwise.recall)
    assert (one.ari, one.ami, one.nmi) == pytest.approx((other.ari, other.ami, other.nmi), abs=1e-9)


@settings(deadline=None)
@given(two_groupings())
def test_names_of_stories_mean_nothing(labels: Labels) -> None:
    gold, _ = labels
    perfect = score(gold, [f"story {x}" for x in gold])

    assert perfect.b_cubed == perfect.pairwise == PrecisionRecall(1.0, 1.0)
    assert perfect.ari == perfect.ami == perfect.nmi == 1.0


def test_one_story_against_singletons_is_worth_nothing_beyond_chance() -> None:
    scores = score(["flood"] * 4, ["1", "2", "3", "4"])

    assert scores.b_cubed == PrecisionRecall(1.0, 0.25)
    assert scores.pairwise == PrecisionRecall(1.0, 0.0)
    assert (scores.ari, scores.ami) == pytest.approx((0.0, 0.0), abs=1e-12)


def test_labels_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(ValueError, match="2 gold labels cannot be compared with 1"):
        score(["a", "b"], ["a"])
    with pytest.raises(ValueError, match="nothing to score"):
        score([], [])
