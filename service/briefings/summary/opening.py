"""Which lead a summary opens with.

Of leads of about one time, the first one; or one that is echoed clearly better by another report; or one that dates its
news where the first does not, and is echoed as well. Where that leaves a lead which dates nothing, another goes before
it that says what the titles name, if it hardly does: scenes and asides do not. Background gives way to what happened.
And where it hardly says what the headline does, one that does goes before it, whatever else speaks for it.

Where the latest turn has passed others, a lead goes before all these that tells it, or part of the headline, which is
of the turn as well.
"""

from collections.abc import Sequence

from service.briefings.summary.material import Material
from service.briefings.summary.restating import ABOUT_ONE_TIME
from service.briefings.summary.signals import SIGNALS
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken
from service.briefings.wording.dated import is_background, is_dated

CLEARER = 1.0
"""Standard deviations by which a lead must be more like what another report says, to be read before an earlier one."""
HARDLY, MOSTLY = 1 / 3, 0.6
"""Share of what several titles name below which a lead hardly says it, and from which on it says it."""
HALF = 0.5
"""Share of the headline's words from which on a lead says what it does; below HARDLY it hardly does."""


def first_read(material: Material, leads: Sequence[int], overtaken: Overtaken = NOTHING_OVERTAKEN) -> int:
    """Choose among ``leads``, candidates in order of time, by the rules at the top."""
    best = _first_read(material, leads)
    passed = material.candidates[best].filed.id in overtaken.passed
    if not passed and (not overtaken.stage or _tells_turn(material, best, overtaken)):
        return best
    turned = [index for index in leads if _tells_turn(material, index, overtaken)]
    return _first_read(material, turned) if turned else best


def _tells_turn(material: Material, index: int, overtaken: Overtaken) -> bool:
    """Whether it is of a report that knows the latest turn, and tells it, or part of the headline."""
    lead = material.candidates[index]
    told = lead.reopens or material.headlined[index] >= HARDLY
    return lead.filed.id not in overtaken.passed and bool(told)


def _first_read(material: Material, leads: Sequence[int]) -> int:
    soon = material.candidates[leads[0]].filed.at + ABOUT_ONE_TIME
    early = [index for index in leads if material.candidates[index].filed.at <= soon]
    best = _without_headline(material, early)
    said = material.headlined
    if said[best] >= HARDLY:
        return best
    telling = max(early, key=lambda index: (float(said[index]), -index))
    return telling if said[telling] >= HALF else best


def _without_headline(material: Material, early: Sequence[int]) -> int:
    best = _echoed_or_dated(material, early)
    if _dates(material, best):
        return best
    named = material.named
    if named[best] < HARDLY:
        telling = max(early, key=lambda index: (float(named[index]), -index))
        best = telling if named[telling] >= MOSTLY else best
    if not is_background(material.candidates[best].text):
        return best
    events = [index for index in early if not is_background(material.candidates[index].text)]
    dated = [index for index in events if _dates(material, index)]
    return _best_echoed(material, dated or events or [best])


def _echoed_or_dated(material: Material, early: Sequence[int]) -> int:
    echoed = material.signals[:, SIGNALS.index("echoed")]
    first, best = early[0], _best_echoed(material, early)
    if echoed[best] >= echoed[first] + CLEARER:
        return best
    if _dates(material, first):
        return first
    dated = (index for index in early if _dates(material, index))
    return next((index for index in dated if echoed[index] >= echoed[first]), first)


def _best_echoed(material: Material, leads: Sequence[int]) -> int:
    echoed = material.signals[:, SIGNALS.index("echoed")]
    return max(leads, key=lambda index: (float(echoed[index]), -index))


def _dates(material: Material, index: int) -> bool:
    return is_dated(material.candidates[index].text)
