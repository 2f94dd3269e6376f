"""Arrivals in a window, as the desk takes them in, without model, texts or database."""

from collections.abc import Sequence
from dataclasses import replace

from service.clustering.evidence import Evidence
from service.clustering.grouping import Arrival, decide, near_stories
from service.clustering.likeness.surroundings import look_around
from service.clustering.reconcile import find_parting, find_union, stays_alone
from service.clustering.window import Window

BATCH = 64
PARTED = 3
"""Stories looked at for parting: its own and the nearest two, as at the desk."""


def take_in(arrivals: Sequence[tuple[Evidence, str | None]], window: Window) -> None:
    """Decide on a batch; each is placed in the story named beside it, or else where it was decided."""
    window.vectors.expect([evidence.vectors for evidence, _ in arrivals])
    for evidence, named in arrivals:
        window.advance(evidence.at)
        around = look_around(evidence, window)
        near = near_stories(around.near, window)
        decision = decide(Arrival(evidence, f"story-{evidence.article_id}"), around, window)
        story_id = named or decision.story_id
        window.place(replace(evidence, origin_id=decision.origin_id), story_id)
        for one in list(dict.fromkeys((story_id, *near)))[:PARTED]:
            find_parting(one, around, window)
        if story_id != decision.story_id or not stays_alone(decision, window):
            find_union(around, near, window)
