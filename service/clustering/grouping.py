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

An update, of whatever length, counts to the origin of the text it goes back to, but is no copy of it: it has news.

An editor's cannot-link vetoes a story at every one of these steps, and the receipt names the veto. So it does where a
story is probable by its names and words, but the texts hardly mean anything alike: what is local news of one town has a
name, a weekday and the police in common. Foreign languages are spared that, for the model knows little of them. How
probable it is that an article and a story tell of one event is for :mod:`service.clustering.likeness.verdicts` to say.

Deciding reads the window and changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from service.clustering.copies import LEAST_WHOLE, CopyMatch, align, as_copy, possible_copies
from service.clustering.evidence import Evidence, by_time
from service.clustering.likeness.filled import filled_alike
from service.clustering.likeness.recurring import in_time
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.likeness.verdicts import Verdict, weigh
from service.clustering.updates import is_update
from service.clustering.window import Window
from service.model import Decision, Link, Receipt, Relation, RunnerUp

PROVIDER_LINK = "provider_link"
SAME_STORY = "same_story"
NO_MATCH = "no_match"
UPDATE = "update"
CANNOT_LINK, UNLIKE = "cannot_link", "unlike"
"""Why a story was barred, on the receipt before its id."""
SHARING = 32
"""Articles looked up by runs of words, to find reprints."""
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


def decide(arrival: Arrival, around: Surroundings, window: Window) -> Decision:
    """Where an article goes, and why."""
    evidence = arrival.evidence
    barred = _barred(evidence, window)
    vetoes: dict[str, None] = {}
    for decision in _settled(arrival, window):
        if decision.story_id not in barred:
            return _with_vetoes(decision, vetoes)
        vetoes[decision.story_id] = None
    # What tells nothing is like nothing.
    near = around.near if len(evidence.codes) else ()
    if barred:
        beside = list(zip(near, window.stories_at(near), strict=True))
        vetoes |= dict.fromkeys(story_id for _, story_id in beside if story_id in barred)
        near = [place for place, story_id in beside if story_id not in barred]
    resembling, updated = _resembling(evidence, _likely_originals(barred, around, window), window)
    chosen = resembling or _of_origin(_by_probability(arrival, near, around, window), updated, window)
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
            yield _certain(evidence, story_id, Relation.SAME_STORY, "must_link")
    if arrival.linked_story_id:
        yield _certain(evidence, arrival.linked_story_id, Relation.SAME_STORY, PROVIDER_LINK)
    for twin in in_time(evidence, window.same_text(evidence), window):
        same = align(evidence, twin, window.background.name_weights)
        yield _copy_of(twin, evidence, window, Relation.EXACT_DUPLICATE, "same_text", same)
    yield from _on_its_page(evidence, window)


def _on_its_page(evidence: Evidence, window: Window) -> Iterator[Decision]:
    """As a copy of what stands at its address, then as an update of it."""
    updates = []
    for twin in window.same_page(evidence):
        match = as_copy(evidence, twin, window.background.name_weights)
        if match and is_update(evidence, twin):
            updates.append(_update_of(twin, evidence, window, match))
        elif match:
            yield _copy_of(twin, evidence, window, Relation.EXACT_DUPLICATE, "same_page", match)
    yield from updates


def _resembling(
    evidence: Evidence, originals: Iterable[Evidence], window: Window
) -> tuple[Decision | None, list[Evidence]]:
    """As a copy of the first that it is one of, else as a sure update of the first; and all that it is an update of."""
    sure: Decision | None = None
    updated = []
    for other in originals:
        match = as_copy(evidence, other, window.background.name_weights)
        if match is None:
            continue
        if not is_update(evidence, other):
            return _copy_of(other, evidence, window, Relation.NEAR_DUPLICATE, "reprint", match), []
        updated.append(other)
        if match.is_no_form:
            sure = sure or _update_of(other, evidence, window, match)
    return sure, updated


def _of_origin(decision: Decision, updated: Sequence[Evidence], window: Window) -> Decision:
    """Of the origin of the first that it is an update of, where it goes to the same story."""
    for other in updated:
        if _story(other, window) == decision.story_id:
            return replace(decision, origin_id=other.origin_id or other.article_id)
    return decision


def _likely_originals(barred: set[str | None], around: Surroundings, window: Window) -> list[Evidence]:
    """Those with runs of words in common, or with much the same meaning, that it may be a copy of, earliest first."""
    evidence, (entries, bounds, *_) = around.article, around.scales.texts
    sharing = window.shingles.sharing(evidence.codes, SHARING)
    others = np.concatenate([sharing, np.array(around.near, np.int64)])
    possible = {*possible_copies(entries, bounds, evidence.place, others).tolist()}
    if not possible:
        return []
    possible -= _unlike(evidence, [*possible.difference(sharing.tolist())], window)
    originals = sorted([window.at(place) for place in possible], key=by_time)
    open_to = [other for other in originals if _story(other, window) not in barred]
    return filled_alike(in_time(evidence, open_to, window), around)


def _unlike(evidence: Evidence, places: list[int], window: Window) -> set[int]:
    """Those of these places where an article stands that does not mean much the same."""
    if not places:
        return set()
    whole = evidence.vectors.whole
    wholes = window.vectors.rows(np.array(places))[:, : len(whole)]
    return {*np.array(places)[np.vecdot(wholes, whole) < LEAST_WHOLE].tolist()}


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


def _copy_of(
    original: Evidence, evidence: Evidence, window: Window, relation: Relation, rule: str, match: CopyMatch
) -> Decision:
    return Decision(
        evidence.article_id,
        _story(original, window),
        relation,
        1.0,
        Receipt(rule, match.shares, margin=1.0),
        duplicate_of=original.article_id,
        origin_id=original.origin_id or original.article_id,
    )


def _update_of(original: Evidence, evidence: Evidence, window: Window, match: CopyMatch) -> Decision:
    copied = _copy_of(original, evidence, window, Relation.SAME_STORY, UPDATE, match)
    return replace(copied, duplicate_of=None)


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


def _story(evidence: Evidence, window: Window) -> str:
    story_id = window.story_of(evidence.article_id)
    if story_id is None:
        raise KeyError(evidence.article_id)
    return story_id
