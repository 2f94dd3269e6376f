"""Which text an article goes back to: of what it is a copy, or an update, among the live ones.

A copy is no text of its own. An update is: it is of the origin of the text it goes back to, whichever story it goes to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from service.clustering.copies import (
    LEAST_WHOLE,
    NOTHING,
    CopyMatch,
    as_copy,
    possible_copies,
)
from service.clustering.evidence import Evidence, by_time
from service.clustering.likeness.filled import filled_alike
from service.clustering.likeness.recurring import in_time
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.statements import quote_the_same
from service.clustering.updates import is_update
from service.clustering.window import Window
from service.model import Article, Decision, Receipt, Relation

UPDATE = "update"
SHARING = 32
"""Articles looked up by runs of words, to find reprints."""


def on_its_page(evidence: Evidence, window: Window) -> Iterator[Decision]:
    """As a copy of what stands at its address, then as an update of it."""
    updates = []
    for twin in window.same_page(evidence):
        match = as_copy(evidence, twin, window.background.name_weights)
        if match and is_update(evidence, twin):
            updates.append(_update_of(twin, evidence, window, match))
        elif match:
            yield copy_of(twin, evidence, window, Relation.EXACT_DUPLICATE, "same_page", match)
    yield from updates


def by_its_text(
    decision: Decision,
    barred: set[str | None],
    around: Surroundings,
    window: Window,
    report: Article | None = None,
) -> Decision:
    """Of the origin of what it is a copy or an update of in the story that somebody has named for it."""
    evidence = around.article
    for twin in window.same_text(evidence):
        if story_of(twin, window) == decision.story_id:
            same = copy_of(twin, evidence, window, Relation.EXACT_DUPLICATE, decision.receipt.rule, NOTHING)
            return replace(same, receipt=decision.receipt)
    originals = likely_originals(barred, around, window)
    inside = [other for other in originals if story_of(other, window) == decision.story_id]
    copied, updated = resembling(evidence, inside, window, report)
    if copied and copied.duplicate_of:
        return replace(copied, receipt=decision.receipt)
    return of_origin(decision, updated, window)


def resembling(
    evidence: Evidence, originals: Iterable[Evidence], window: Window, report: Article | None = None
) -> tuple[Decision | None, list[Evidence]]:
    """As a copy of the first that it is one of, else as a sure update of the first; and all that it is an update of.

    Of what only quotes the same as ``report``, the article without what its page repeats, it is neither.
    """
    sure: Decision | None = None
    updated = []
    for other in originals:
        match = as_copy(evidence, other, window.background.name_weights)
        if match is None or (report and quote_the_same(report, evidence.codes, other.codes)):
            continue
        if not is_update(evidence, other):
            return copy_of(other, evidence, window, Relation.NEAR_DUPLICATE, "reprint", match), []
        updated.append(other)
        if match.is_no_form:
            sure = sure or _update_of(other, evidence, window, match)
    return sure, updated


def of_origin(decision: Decision, updated: Sequence[Evidence], window: Window) -> Decision:
    """Of the origin of the first that it is an update of, where it goes to the same story."""
    for other in updated:
        if story_of(other, window) == decision.story_id:
            return replace(decision, origin_id=other.origin_id or other.article_id)
    return decision


def likely_originals(barred: set[str | None], around: Surroundings, window: Window) -> list[Evidence]:
    """Those with runs of words in common, or with much the same meaning, that it may be a copy of, earliest first."""
    evidence, (entries, bounds, *_) = around.article, around.scales.texts
    sharing = window.shingles.sharing(evidence.codes, SHARING)
    others = np.concatenate([sharing, np.array(around.near, np.int64)])
    possible = {*possible_copies(entries, bounds, evidence.place, others).tolist()}
    if not possible:
        return []
    possible -= _unlike(evidence, [*possible.difference(sharing.tolist())], window)
    originals = sorted([window.at(place) for place in possible], key=by_time)
    open_to = [other for other in originals if story_of(other, window) not in barred]
    return filled_alike(in_time(evidence, open_to, window), around)


def _unlike(evidence: Evidence, places: list[int], window: Window) -> set[int]:
    """Those of these places where an article stands that does not mean much the same."""
    if not places:
        return set()
    whole = evidence.vectors.whole
    wholes = window.vectors.rows(np.array(places))[:, : len(whole)]
    return {*np.array(places)[np.vecdot(wholes, whole) < LEAST_WHOLE].tolist()}


def copy_of(
    original: Evidence, evidence: Evidence, window: Window, relation: Relation, rule: str, match: CopyMatch
) -> Decision:
    """The decision that it is a copy of one, and goes to its story."""
    return Decision(
        evidence.article_id,
        story_of(original, window),
        relation,
        1.0,
        Receipt(rule, match.shares, margin=1.0),
        duplicate_of=original.article_id,
        origin_id=original.origin_id or original.article_id,
    )


def _update_of(original: Evidence, evidence: Evidence, window: Window, match: CopyMatch) -> Decision:
    copied = copy_of(original, evidence, window, Relation.SAME_STORY, UPDATE, match)
    return replace(copied, duplicate_of=None)


def story_of(evidence: Evidence, window: Window) -> str:
    """The story of a live article. Raises KeyError if it is not live."""
    story_id = window.story_of(evidence.article_id)
    if story_id is None:
        raise KeyError(evidence.article_id)
    return story_id
