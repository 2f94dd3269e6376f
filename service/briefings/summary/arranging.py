"""In which order the sentences of a summary are read."""

from collections.abc import Sequence
from datetime import datetime

from service.briefings.summary.material import Material
from service.briefings.summary.signals import SIGNALS

_QUOTES = "\"“„«「‘'"


def reading_order(material: Material, chosen: Sequence[int]) -> list[int]:
    """Keep sentences of one article together, as they stand there: what follows on a sentence follows on it here.

    Articles quoted from their first sentence come first, unless that is somebody's words, the others behind; both in
    order of time, as the story went on, and those of one time by how close they are to the middle of the story.
    """
    centrality = material.signals[:, SIGNALS.index("article")]
    articles: dict[str, list[int]] = {}
    for index in sorted(chosen):
        articles.setdefault(material.candidates[index].filed.id, []).append(index)

    def precedence(indices: list[int]) -> tuple[bool, datetime, float, int]:
        first = indices[0]
        candidate = material.candidates[first]
        behind = candidate.place > 0 or candidate.text[0] in _QUOTES
        return behind, candidate.filed.at, -float(centrality[first]), first

    return [index for indices in sorted(articles.values(), key=precedence) for index in indices]
