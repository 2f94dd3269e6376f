"""In which order the sentences of a summary are read."""

from collections.abc import Sequence
from datetime import datetime

from service.briefings.summary.concepts import Floats
from service.briefings.summary.material import ABOUT_ONE_TIME, Material
from service.briefings.summary.signals import SIGNALS
from service.briefings.wording.dated import is_dated

CLEARER = 1.0
"""Standard deviations by which a lead must be more like what another report says, to be read before an earlier one."""


def reading_order(material: Material, chosen: Sequence[int]) -> list[int]:
    """Keep sentences of one article together, as they stand there: what follows on a sentence follows on it here.

    Articles quoted from their first sentence come first, unless that is somebody's words, the others behind; both in
    order of time, as the story went on. Those of one time follow by how well another report echoes their first sentence
    (news is told by several, colour by one), or, behind, by how close they are to the middle of the story. A summary
    opens with the lead that is clearly echoed best among those of about the time of the first, or dates its news.
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
        best = _first_read(material, leads, echoed)
        told.sort(key=lambda indices: indices[0] != best)
    return [index for indices in told for index in indices]


def _first_read(material: Material, leads: Sequence[int], echoed: Floats) -> int:
    """Of leads in order of time the first one; or of about its time one that is echoed clearly, or that alone is news.

    Where the first one does not date its news, another goes before it that does and is echoed as well.
    """
    first, soon = leads[0], material.candidates[leads[0]].filed.at + ABOUT_ONE_TIME
    early = [index for index in leads if material.candidates[index].filed.at <= soon]
    best = max(early, key=lambda index: (float(echoed[index]), -index))
    if echoed[best] >= echoed[first] + CLEARER:
        return best
    if is_dated(material.candidates[first].text):
        return first
    dated = (index for index in early if is_dated(material.candidates[index].text))
    return next((index for index in dated if echoed[index] >= echoed[first]), first)
