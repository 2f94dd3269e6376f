"""Receipts as sentences: why a report is where it is, in words first.

Pure: what reports and stories are called is handed in. The numbers behind a sentence come along, each with its words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.model import Decision, Receipt

Naming = Callable[[str], str]
"""What to call the report, or the story, with an id."""

_COPYING = ("reprint", "same_text", "same_page", "update")

_SETTLED: Mapping[str, str] = {
    "must_link": "An editor tied it to a report of this story.",
    "provider_link": "Its provider says that it was made from a report of this story.",
    "revision": "It is a later version of a report that was here: it stays where that was.",
    "unchanged": "It is what was on file already, word for word: nothing has changed.",
    "older_version": "It is an older version than the one on file: nothing has changed.",
    "withdrawn": "It was withdrawn.",
    "same_subject": "The story was linked to this storyline: it tells of the same running subject.",
    "no_subject": "No storyline on file tells of the same subject: it began one of its own.",
    "merged": "Its storyline was joined with this one when stories of both were merged.",
    "strayed": "It had grown apart from the storyline that it lay in, and goes on by itself.",
    "divided": "The storyline that it lay in had come to hold two subjects: it goes on with the others of its own.",
    "parted": "It was parted from a story of this storyline.",
    "undone": "An editor's word was taken back, and it went back to where it was.",
}
_FEATURES: Mapping[str, str] = {
    "whole": "what the texts say as a whole",
    "lead": "what they begin with",
    "words": "the words they share",
    "names": "the names and numbers they share",
    "days": "how far apart in time they are",
    "crowd": "how alike everything around them is",
    "deeper": "how much less alike what lies further around them is, where many tell of it",
    "smaller": "how many independent reports the smaller side has",
    "larger": "how many the larger side has",
    "great": "how far the larger side has grown beyond sixteen",
    "brevity": "how short the texts are",
    "weekdays": "whether they name the same weekdays",
    "serial": "whether one publisher printed both under one title, days apart",
    "form": "how far names and numbers differ in reports made from one form",
    "wording": "how far the wording alone is alike while the names differ",
    "singles": "how many more reports here than usual are the only ones of their event",
    "brief_meaning": "what they say, which tells more in short texts",
    "brief_crowd": "how alike everything around them is, which tells more of short texts",
    "of_shorter": "words of the shorter text that run through the other in the same order",
    "of_longer": "the same, of the longer text",
    "in_blocks": "words of the shorter text in runs of three that both have",
    "beside": "words of the shorter text beside the same neighbours",
}
_NAMES_AGREE = "how far names and numbers agree"
_SURE, _VERY, _LIKELY, _EVEN = 0.99, 0.9, 0.75, 0.5
_LEAST_SAY = 0.05
"""A part of the log odds that is smaller decides nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a receipt."""

    words: str
    value: str
    weight: str
    """What it contributed to the log odds; empty where nothing was weighed."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something lies where it lies."""

    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]


def rules() -> frozenset[str]:
    """Name all rules that there are sentences for."""
    return frozenset({*_SETTLED, *_COPYING, "same_story", "no_match"})


def reason_of(decision: Decision, report: Naming, story: Naming) -> Reason:
    """Say why a report lies where it lies."""
    receipt = decision.receipt
    sentences = [_main(decision, report, story), *_vetoes(receipt, story)]
    return Reason(tuple(filter(None, sentences)), _figures(receipt))


def sureness(probability: float) -> str:
    """Put a probability in words."""
    if probability >= _SURE:
        return "practically certain"
    if probability >= _VERY:
        return "very probable"
    if probability >= _LIKELY:
        return "probable"
    return "more probable than not" if probability >= _EVEN else "uncertain"


def percent(share: float) -> str:
    """Write a share in [0, 1]; never as all or nothing where it is not."""
    rounded = round(100 * share)
    if rounded == 100 and share < 1:  # noqa: PLR2004
        return "over 99 percent"
    return "under 1 percent" if rounded == 0 and share > 0 else f"{rounded} percent"


def _main(decision: Decision, report: Naming, story: Naming) -> str:
    receipt = decision.receipt
    match receipt.rule:
        case "reprint" | "same_text" | "same_page":
            return _copy(decision, report)
        case "update":
            return _update(decision, report)
        case "same_story":
            return _joined(decision, story)
        case "no_match":
            return _alone(receipt, story)
        case rule:
            return _SETTLED.get(rule, f"It was placed by the rule {rule!r}.")


def _copy(decision: Decision, report: Naming) -> str:
    original = report(decision.duplicate_of) if decision.duplicate_of else "another report"
    shares = decision.receipt.features
    if decision.receipt.rule == "same_text":
        return f"It has the same words as {original}: the copy is folded, and counts as no source of its own."
    if decision.receipt.rule == "same_page":
        return f"It stands at the same address as {original}, with nearly the same words."
    return (
        f"It is a reprint of {original}: {percent(shares.get('of_shorter', 0))} of the shorter text's words run, in "
        f"the same order, through the other, {percent(shares.get('beside', 0))} of them beside the same neighbours, "
        f"and names and numbers agree to {percent(shares.get('names', 0))}."
    )


def _update(decision: Decision, report: Naming) -> str:
    shared = percent(decision.receipt.features.get("of_shorter", 0))
    return (
        f"It is an update of {report(decision.origin_id)}: {shared} of the shorter text's words run, in the same "
        "order, through the other, but it has news, so it is not folded. Both count as one independent source."
    )


def _joined(decision: Decision, story: Naming) -> str:
    receipt = decision.receipt
    said = f"It tells of the same event as what was here: {sureness(decision.probability)}."
    spoke = _strongest(receipt, 1)
    if spoke:
        said += f" What spoke for it most: {_list(spoke)}."
    against = _strongest(receipt, -1)[:2]
    if against:
        said += f" Against it: {_list(against)}."
    if receipt.runner_up:
        said += (
            f" The next best was {story(receipt.runner_up.story_id)}, with "
            f"{percent(receipt.runner_up.probability)}."
        )
    return said


def _alone(receipt: Receipt, story: Naming) -> str:
    if receipt.runner_up is None:
        return "It opened a story: nothing on file was like it."
    lacking = (
        f", {max(1, round(100 * receipt.margin))} points short of what it takes" if receipt.margin > 0 else ""
    )
    return (
        f"It opened a story: the closest on file was {story(receipt.runner_up.story_id)}, and that both tell of one "
        f"event had a probability of only {percent(receipt.runner_up.probability)}{lacking}."
    )


def _strongest(receipt: Receipt, sign: int) -> list[str]:
    weighed = sorted(receipt.contributions.items(), key=lambda one: (-sign * one[1], one[0]))
    return [_FEATURES.get(name, name) for name, weight in weighed if sign * weight > _LEAST_SAY][:3]


_VETOES = {
    "cannot_link": "An editor's word keeps it out of {}.",
    "unlike": "It has names and words of {}, but hardly means anything alike.",
}


def _vetoes(receipt: Receipt, story: Naming) -> list[str]:
    barred = [veto.partition(":") for veto in receipt.vetoes]
    return [_VETOES[why].format(story(story_id)) for why, _, story_id in barred]


def _figures(receipt: Receipt) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            _NAMES_AGREE if name == "names" and receipt.rule in _COPYING else _FEATURES.get(name, name),
            f"{value:.2f}",
            _signed(receipt.contributions[name]) if name in receipt.contributions else "",
        )
        for name, value in receipt.features.items()
    )


def _signed(weight: float) -> str:
    said = f"{weight:+.2f}"
    return "0.00" if said in ("+0.00", "-0.00") else said.replace("-", "−")


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
