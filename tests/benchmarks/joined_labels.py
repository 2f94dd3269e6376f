"""Gold labels that newsfold takes for one: what each pair costs, and what the figure were if the pair were one label.

Labels can be too fine: an aggregator's, or a roundup's, that name the same news twice. No system can tell those apart
but by chance, and no editor wants it to. Which pairs these are is for people to say, by the page of error cases.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from service.clustering.metrics import score
from tests.benchmarks.outcomes import Row

COSTLIEST = 6
"""Pairs named of each set."""
LEAST_LOST = 0.002
"""Precision that a pair must cost to be named."""


def lost_by_pair(gold: Sequence[str], predicted: Sequence[str]) -> list[tuple[float, str, str]]:
    """B-cubed precision that each pair of gold labels costs where both lie in one predicted group, the most first."""
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label, group in zip(gold, predicted, strict=True):
        groups[group][label] += 1
    lost: defaultdict[tuple[str, str], float] = defaultdict(float)
    for labels in groups.values():
        for one, other in combinations(sorted(labels), 2):
            lost[one, other] += 2 * labels[one] * labels[other] / labels.total()
    found = ((wrong / len(gold), *pair) for pair, wrong in lost.items())
    return sorted(found, key=lambda pair: (-pair[0], pair[1:]))


def rows(name: str, gold: Sequence[str], predicted: Sequence[str]) -> Iterator[Row]:
    """The costliest pairs of a set, and its B-cubed F1 if each of them, and those above it, were one label."""
    sizes, renamed = Counter(gold), list(gold)
    for lost, one, other in lost_by_pair(gold, predicted)[:COSTLIEST]:
        if lost < LEAST_LOST:
            return
        kept, gone = renamed[gold.index(one)], renamed[gold.index(other)]
        renamed = [kept if label == gone else label for label in renamed]
        yield {
            "set": name,
            "labels": f"{one}, {other}",
            "articles": f"{sizes[one]}, {sizes[other]}",
            "precision lost": lost,
            "F1 if one": score(renamed, predicted).b_cubed.f1,
        }
