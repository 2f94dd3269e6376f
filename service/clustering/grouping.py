"""Where an article goes, and why.

An article goes, by the first rule that applies, to

1. the story an editor tied it to (``must_link``);
2. the story of the article that its provider says it was made from (``provider_link``);
3. the story of an article with the same words (``same_text``) or at the same address with nearly the same words
   (``same_page``);
4. the story of an article it is a reprint of (``reprint``);
5. the story of an article of which it is an update, by so many words that it can be no form filled in for another
   event, or by its address (``update``);
6. the live story it most probably belongs to, if that is probable enough (``same_story``);
7. a story of its own (``no_match``).

By the first two it is nevertheless a copy, or of the origin, of what it is one of in that story: who makes a reprint
names what it was made from. An update, of whatever length, counts to the origin of the text it goes back to, but is no
copy of it: it has news (:mod:`service.clustering.originals`).

An editor's cannot-link vetoes a story at every one of these steps, and the receipt names the veto. At the sixth, one is
vetoed as well that is probable by its names and words, but hardly means anything alike: local news of one town has a
name, a weekday and the police in common. Foreign languages are spared that, for the model knows little of them. How
probable it is that an article and a story tell of one event is for :mod:`service.clustering.likeness.verdicts` to say.

Deciding reads the window and changes nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from service.clustering.copies import align
from service.clustering.evidence import Evidence
from service.clustering.likeness.recurring import in_time
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.likeness.verdicts import Verdict, weigh
from service.clustering.originals import (
    by_its_text,
    copy_of,
    likely_originals,
    of_origin,
    on_its_page,
    resembling,
)
from service.clustering.window import Window
from service.model import Article, Decision, Link, Receipt, Relation, RunnerUp

MUST_LINK = "must_link"
PROVIDER_LINK = "provider_link"
SAME_STORY = "same_story"
NO_MATCH = "no_match"
CANNOT_LINK, UNLIKE = "cannot_link", "unlike"
"""Why a story was barred, on the receipt before its id."""
STORIES = 12
"""Stories compared in full."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article to be decided on."""

    evidence: Evidence
    fresh_story_id: str
    """The id of the story it opens if it belongs to none."""
    linked_story_id: str | None = None
    """The story of the article that its provider names as its predecessor."""
    report: Article | None = None
    """The article without what its page repeats; None where it is of no interest whether it quotes."""


def decide(arrival: Arrival, around: Surroundings, window: Window) -> Decision:
    """Where an article goes, and why."""
    evidence = arrival.evidence
    barred = _barred(evidence, window)
    vetoes: dict[str, None] = {}
    for decision in _settled(arrival, window):
        if decision.story_id not in barred:
            named = decision.receipt.rule in (MUST_LINK, PROVIDER_LINK)
            told = by_its_text(decision, barred, around, window, arrival.report) if named else decision
            return _with_vetoes(told, vetoes)
        vetoes[decision.story_id] = None
    # What tells nothing is like nothing.
    near = around.near if len(evidence.codes) else ()
    if barred:
        beside = list(zip(near, window.stories_at(near), strict=True))
        vetoes |= dict.fromkeys(story_id for _, story_id in beside if story_id in barred)
        near = [place for place, story_id in beside if story_id not in barred]
    copied, updated = resembling(evidence, likely_originals(barred, around, window), window, arrival.report)
    chosen = copied or of_origin(_by_probability(arrival, near, around, window), updated, window)
    return _with_vetoes(chosen, vetoes)


def near_stories(near: Sequence[int], window: Window) -> list[str]:
    """The stories of the articles that stand at the nearest places, nearest first: those that are compared in full."""
    found: dict[str, None] = {}
    for story_id in window.stories_at(near):
        found[story_id] = None
        if len(found) == STORIES:
            break
    return [*found]


def is_apart(verdict: Verdict, ones: Sequence[Evidence], window: Window) -> bool:
    """Whether texts mean too little of what the story's do, all of them in one language."""
    return verdict.is_unlike and not any(one.foreign for one in (*ones, *window.members(verdict.story_id)))


def _settled(arrival: Arrival, window: Window) -> Iterator[Decision]:
    """Decisions that need no weighing, strongest first."""
    evidence = arrival.evidence
    for partner in window.constraints.partners(Link.MUST, evidence.article_id):
        if story_id := window.story_of(partner):
            yield _certain(evidence, story_id, Relation.SAME_STORY, MUST_LINK)
    if arrival.linked_story_id:
        yield _certain(evidence, arrival.linked_story_id, Relation.SAME_STORY, PROVIDER_LINK)
    for twin in in_time(evidence, window.same_text(evidence), window):
        same = align(evidence, twin, window.background.name_weights)
        yield copy_of(twin, evidence, window, Relation.EXACT_DUPLICATE, "same_text", same)
    yield from on_its_page(evidence, window)


def _by_probability(arrival: Arrival, near: Sequence[int], around: Surroundings, window: Window) -> Decision:
    evidence, calibration = arrival.evidence, window.calibration
    verdicts, unlike = weigh(evidence, near_stories(near, window), around, window), list[str]()
    best = next(verdicts, None)
    while best and best.probability >= calibration.join and is_apart(best, [evidence], window):
        unlike.append(f"{UNLIKE}:{best.story_id}")
        best = next(verdicts, None)
    chance, features = (best.probability, best.features) if best else (0.0, {})
    joins = best is not None and chance >= calibration.join
    second = next(verdicts, None) if joins else best
    receipt = Receipt(
        rule=SAME_STORY if joins else NO_MATCH,
        features=features,
        contributions=calibration.same_story.contributions(features),
        runner_up=RunnerUp(second.story_id, round(second.probability, 4)) if second else None,
        margin=round(
            chance - (second.probability if second else 0.0) if joins else calibration.join - chance, 4
        ),
        vetoes=tuple(unlike),
    )
    story_id = best.story_id if best and joins else arrival.fresh_story_id
    relation = Relation.SAME_STORY if joins else Relation.NEW_STORY
    belief = chance if joins else 1.0 - chance
    return Decision(
        evidence.article_id, story_id, relation, round(belief, 4), receipt, None, evidence.article_id
    )


def _certain(evidence: Evidence, story_id: str, relation: Relation, rule: str) -> Decision:
    receipt = Receipt(rule, margin=1.0)
    return Decision(evidence.article_id, story_id, relation, 1.0, receipt, None, evidence.article_id)


def _barred(evidence: Evidence, window: Window) -> set[str | None]:
    """The live stories that an editor's cannot-link keeps this article out of."""
    return {
        window.story_of(partner) for partner in window.constraints.partners(Link.CANNOT, evidence.article_id)
    }


def _with_vetoes(decision: Decision, story_ids: Collection[str]) -> Decision:
    """Name on the receipt the stories that were barred, in the order in which they came up."""
    if not story_ids:
        return decision
    vetoes = tuple([f"{CANNOT_LINK}:{story_id}" for story_id in story_ids])
    return replace(decision, receipt=replace(decision.receipt, vetoes=(*vetoes, *decision.receipt.vetoes)))
