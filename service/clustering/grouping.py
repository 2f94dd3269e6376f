"""The one definition of "same story", and the decision that follows from it.

An article goes, by the first rule that applies, to

1. the story an editor tied it to (``must_link``);
2. the story of the article that its provider says it was made from (``provider_link``);
3. the story of an article with the same words (``same_text``) or at the same address with nearly the same words
   (``same_page``);
4. the story of an article it is a reprint of (``reprint``);
5. the live story it most probably belongs to, if that is more likely than not (``same_story``);
6. a story of its own (``no_match``).

An editor's cannot-link vetoes a story at every one of these steps, and the receipt names the veto. A story is
compared through all its members, or a sample spread evenly over its time: the mean over members decides, never the
single closest, so that one bridging article cannot chain two events together.

Deciding reads the window and changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from service.clustering.copies import LEAST_NAMES, LEAST_WHOLE, align
from service.clustering.evidence import Evidence
from service.clustering.features import FEATURES, pair_features
from service.clustering.fusion import Fusion, probability, shipped_fusion
from service.clustering.window import Window
from service.model import Decision, FloatArray, Link, Receipt, Relation, RunnerUp

NEAREST = 48
"""Articles looked up in the window."""
STORIES = 12
"""Stories compared in full."""
SAMPLE = 16
"""Members through which a large story is compared."""
JOIN = 0.5
"""Least probability to join: more likely than not."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article to be decided on."""

    evidence: Evidence
    fresh_story_id: str
    """The id of the story it opens if it belongs to none."""
    linked_story_id: str | None = None
    """The story of the article that its provider names as its predecessor."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How probable it is that some articles tell of the same event as a story's."""

    story_id: str
    log_odds: float
    features: dict[str, float]

    @property
    def probability(self) -> float:
        """Calibrated, in [0, 1]."""
        return probability(self.log_odds)


def same_story(
    ones: Sequence[Evidence], story_id: str, window: Window, fusion: Fusion | None = None
) -> Verdict:
    """Compare some articles with a story: mean pair features over all pairs, fused into one probability."""
    fusion = fusion or shipped_fusion()
    others = sample(window.members(story_id))
    rows = np.concatenate([pair_features(one, others, window.background) for one in sample(ones)])
    mean: FloatArray = rows.mean(axis=0, keepdims=True)
    features = {name: round(float(value), 4) for name, value in zip(FEATURES, mean[0], strict=True)}
    return Verdict(story_id, float(fusion.log_odds(mean)[0]), features)


def sample(members: Sequence[Evidence]) -> Sequence[Evidence]:
    """At most ``SAMPLE`` of the members, spread evenly over their order."""
    if len(members) <= SAMPLE:
        return members
    places = np.linspace(0, len(members) - 1, SAMPLE).round().astype(int)
    return [members[place] for place in places]


def decide(arrival: Arrival, window: Window) -> Decision:
    """Where an article goes, and why."""
    vetoes: list[str] = []
    for decision in _settled(arrival, window):
        if not _vetoed(arrival, decision.story_id, window, vetoes):
            return _with_vetoes(decision, vetoes)
    evidence = arrival.evidence
    near = [window.evidence(name) for name in window.vectors.nearest(evidence.vectors, NEAREST)]
    near = [other for other in near if not _vetoed(arrival, _story(other, window), window, vetoes)]
    return _with_vetoes(_reprint(arrival, near, window) or _by_probability(arrival, near, window), vetoes)


def candidates(evidence: Evidence, near: Sequence[Evidence], window: Window) -> list[Verdict]:
    """The stories of the nearest articles, most probable first, ties by id."""
    story_ids = dict.fromkeys(_story(other, window) for other in near)
    verdicts = [same_story([evidence], story_id, window) for story_id in list(story_ids)[:STORIES]]
    return sorted(verdicts, key=lambda verdict: (-verdict.log_odds, verdict.story_id))


def _settled(arrival: Arrival, window: Window) -> Iterator[Decision]:
    """Decisions that need no weighing, strongest first."""
    evidence = arrival.evidence
    for partner in window.constraints.partners(Link.MUST, evidence.article_id):
        if story_id := window.story_of(partner):
            yield _certain(evidence, story_id, Relation.SAME_STORY, "must_link")
    if arrival.linked_story_id:
        yield _certain(evidence, arrival.linked_story_id, Relation.SAME_STORY, "provider_link")
    for twin in window.same_text(evidence):
        yield _copy_of(twin, evidence, window, Relation.EXACT_DUPLICATE, "same_text")
    for twin in window.same_page(evidence):
        if align(evidence, twin).is_copy:
            yield _copy_of(twin, evidence, window, Relation.EXACT_DUPLICATE, "same_page")


def _reprint(arrival: Arrival, near: Sequence[Evidence], window: Window) -> Decision | None:
    evidence = arrival.evidence
    if not near:
        return None
    rows = pair_features(evidence, near, window.background)
    whole, names = FEATURES.index("whole"), FEATURES.index("names")
    alike = [
        other
        for other, row in zip(near, rows, strict=True)
        if row[whole] >= LEAST_WHOLE and (row[names] >= LEAST_NAMES or not len(evidence.names.indices))
    ]
    copies = [other for other in alike if align(evidence, other).is_copy]
    if not copies:
        return None
    first = min(copies, key=lambda other: (other.at, other.article_id))
    return _copy_of(first, evidence, window, Relation.NEAR_DUPLICATE, "reprint")


def _by_probability(arrival: Arrival, near: Sequence[Evidence], window: Window) -> Decision:
    evidence, fusion = arrival.evidence, shipped_fusion()
    ranked = candidates(evidence, near, window)
    joins = bool(ranked) and ranked[0].probability >= JOIN
    best = ranked[0] if ranked else None
    second = ranked[1] if joins and len(ranked) > 1 else None if joins else best
    chance = best.probability if best else 0.0
    receipt = Receipt(
        rule="same_story" if joins else "no_match",
        features=best.features if best else {},
        contributions=_rounded(fusion.contributions(best.features)) if best else {},
        runner_up=RunnerUp(second.story_id, round(second.probability, 4)) if second else None,
        margin=round(chance - (second.probability if second else 0.0) if joins else JOIN - chance, 4),
    )
    story_id = best.story_id if best and joins else arrival.fresh_story_id
    relation = Relation.SAME_STORY if joins else Relation.NEW_STORY
    belief = chance if joins else 1.0 - chance
    return Decision(
        evidence.article_id, story_id, relation, round(belief, 4), receipt, None, evidence.article_id
    )


def _copy_of(
    original: Evidence, evidence: Evidence, window: Window, relation: Relation, rule: str
) -> Decision:
    match = align(evidence, original)
    features = {"of_shorter": round(match.of_shorter, 4), "of_longer": round(match.of_longer, 4)}
    return Decision(
        evidence.article_id,
        _story(original, window),
        relation,
        1.0,
        Receipt(rule, features, margin=1.0),
        duplicate_of=original.article_id,
        origin_id=original.origin_id or original.article_id,
    )


def _certain(evidence: Evidence, story_id: str, relation: Relation, rule: str) -> Decision:
    receipt = Receipt(rule, margin=1.0)
    return Decision(evidence.article_id, story_id, relation, 1.0, receipt, None, evidence.article_id)


def _vetoed(arrival: Arrival, story_id: str, window: Window, vetoes: list[str]) -> bool:
    members = (member.article_id for member in window.members(story_id))
    if not window.constraints.forbids([arrival.evidence.article_id], members):
        return False
    veto = f"cannot_link:{story_id}"
    if veto not in vetoes:
        vetoes.append(veto)
    return True


def _with_vetoes(decision: Decision, vetoes: list[str]) -> Decision:
    return replace(decision, receipt=replace(decision.receipt, vetoes=tuple(vetoes))) if vetoes else decision


def _story(evidence: Evidence, window: Window) -> str:
    story_id = window.story_of(evidence.article_id)
    if story_id is None:
        raise KeyError(evidence.article_id)
    return story_id


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in values.items()}
