"""Small evidence by hand: what an article is about is an angle in a plane, so every cosine is known."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from math import cos, radians, sin
from typing import Any, NamedTuple

import numpy as np

from service.clustering.evidence import Evidence, gather
from service.clustering.fusion import Calibration, Fusion
from service.clustering.grouping import Arrival, decide
from service.clustering.likeness.surroundings import Surroundings, look_around
from service.clustering.likeness.verdicts import COMPARED
from service.clustering.tables.neighbour_lists import NEIGHBOURS
from service.clustering.tables.vectors import VectorTable
from service.clustering.window import Window
from service.model import Article, Decision, Link, Vectors

DIMENSION = 2
SPAN = timedelta(days=10)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

LEAD_ONLY = Calibration(
    model="by hand",
    same_story=Fusion(weights={**dict.fromkeys(COMPARED, 0.0), "lead": 40.0}, bias=-32.0),
    join=0.5,
    part=0.45,
)
"""One story from a mean lead cosine of 0.8 on, that is, within 36.9 degrees: what the tests reckon with."""


def pointing(degrees: float) -> Vectors:
    direction = np.array([cos(radians(degrees)), sin(radians(degrees))], dtype=np.float32)
    return Vectors(whole=direction, lead=direction)


def evidence(
    article_id: str,
    degrees: float,
    *,
    title: str = "",
    text: str = "",
    hours: float = 0,
    url: str | None = None,
) -> Evidence:
    """Evidence of an article; without a text of its own it has one that no other article shares a word with."""
    at = NOON + timedelta(hours=hours)
    own = " ".join(f"{article_id}{letter}" for letter in "abcdefgh")
    article = Article(article_id, title, text or ("" if title else own), url, published_at=at)
    [made] = gather([(article, at, pointing(degrees), article_id)])
    return made


def bits(made: Evidence) -> list[Any]:
    """All of the evidence, arrays as their type and bytes."""

    def plain(value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return [plain(part) for part in astuple(value)]
        return (value.dtype.str, value.tobytes()) if isinstance(value, np.ndarray) else value

    return [plain(getattr(made, field.name)) for field in fields(made)]


def window_of(stories: Mapping[str, Sequence[Evidence]]) -> Window:
    window = Window(DIMENSION, SPAN)
    for story_id, members in stories.items():
        for member in members:
            window.advance(member.at)
            window.place(member, story_id)
    return window


def around(article_id: str, window: Window) -> Surroundings:
    """What lies around a live article."""
    return look_around(window.evidence(article_id), window)


def decided(arriving: Evidence, window: Window, linked: str | None = None) -> Decision:
    arrival = Arrival(arriving, f"s-{arriving.article_id}", linked)
    return decide(arrival, look_around(arriving, window), window)


def snapshot(window: Window, probes: Sequence[Evidence]) -> dict[str, Any]:
    """All that can be learnt from a window about its articles and about ``probes``, in no order of its own."""
    live = sorted(probe.article_id for probe in probes if probe.article_id in window)
    ids = sorted({probe.article_id for probe in probes})
    table = window.vectors
    return {
        "clock": window.clock,
        "evidence": {name: bits(window.evidence(name)) for name in live},
        "story_of": {name: window.story_of(name) for name in live},
        "members": {
            story_id: [member.article_id for member in window.members(story_id)]
            for story_id in sorted(window.story_ids())
        },
        "size": (len(window), len(table)),
        "vectors": {name: window.evidence(name).embedding.tolist() for name in live},
        "background": [window.background.name_weights(probe.names.indices).tolist() for probe in probes],
        "crowds": window.crowds.of(probes).tolist(),
        "constraints": {
            (link, name): window.constraints.partners(link, name) for link in Link for name in ids
        },
        "same_text": [[twin.article_id for twin in window.same_text(probe)] for probe in probes],
        "same_page": [[twin.article_id for twin in window.same_page(probe)] for probe in probes],
        "sharing": [
            sorted(window.at(place).article_id for place in window.shingles.sharing(probe.codes, 5))
            for probe in probes
        ],
        "nearest": [table.nearest(probe.vectors, 5) for probe in probes],
        "decisions": [decided(probe, window) for probe in probes if probe.article_id not in window],
    }


class Neighbour(NamedTuple):
    """An article, and the mean of its whole and lead cosine with the one it stands beside."""

    article_id: str
    cosine: float

    def rank(self) -> tuple[float, str]:
        """Sort key: most alike first, ties by id."""
        return -self.cosine, self.article_id


def neighbours_of(table: VectorTable, article_ids: Sequence[str]) -> list[list[Neighbour]]:
    """The ``NEIGHBOURS`` nearest to each of these articles, itself left out."""
    places = table.places(article_ids)
    table.know_neighbours(places)
    lists = table.neighbourhood.lists
    counts = np.minimum(lists.counts, NEIGHBOURS)
    rows = zip(*(array[places].tolist() for array in (lists.who, lists.cosines, counts)), strict=True)
    return [
        [Neighbour(table.ids[place], cosine) for place, cosine in zip(listed[:count], cosines, strict=False)]
        for listed, cosines, count in rows
    ]
