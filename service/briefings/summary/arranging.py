"""In which order the sentences of a summary are read."""

from collections.abc import Sequence
from datetime import datetime

from service.briefings.summary.material import Material
from service.briefings.summary.opening import first_read
from service.briefings.summary.signals import SIGNALS
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken


def reading_order(
    material: Material, chosen: Sequence[int], overtaken: Overtaken = NOTHING_OVERTAKEN
) -> list[int]:
    """Keep sentences of one article together, as they stand there: what follows on a sentence follows on it here.

    Articles quoted from their first sentence come first, unless that is somebody's words, the others behind; both in
    order of time, as the story went on. Those of one time follow by how well another report echoes their first sentence
    (news is told by several, colour by one), or, behind, by how close they are to the middle of the story. The one read
    first goes before them all (:mod:`service.briefings.summary.opening`), where others may have been ``overtaken``.
    """
    central = material.signals[:, SIGNALS.index("article")]
    echoed = material.signals[:, SIGNALS.index("echoed")]
    articles: dict[str, list[int]] = {}
    for index in sorted(chosen):
        articles.setdefault(material.candidates[index].filed.id, []).append(index)

    def precedence(indices: list[int]) -> tuple[bool, datetime, float, int]:
        first = indices[0]
        opens = bool(material.openers[first])
        closeness = float((echoed if opens else central)[first])
        return not opens, material.candidates[first].filed.at, -closeness, first

    told = sorted(articles.values(), key=precedence)
    leads = [indices[0] for indices in told if material.openers[indices[0]]]
    if leads:
        best = first_read(material, leads, overtaken)
        told.sort(key=lambda indices: indices[0] != best)
    return [index for indices in told for index in indices]
