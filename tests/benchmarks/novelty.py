"""New or said again, against a hand-checked set of invented stories, ``novelty.jsonl``.

A line is a story: reports that a reader has seen, and the sentences of later ones, each marked as new or said again.
The half ``tried`` was used in making the rule. ``kept`` was looked at once after it, and its last three stories once
after known names came to weigh less. It measures and never judges.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from service.briefings.novelty import Heard, new_sentences
from tests.benchmarks.outcomes import Row
from tests.benchmarks.sections import Section

STORIES = Path(__file__).with_suffix(".jsonl")
HALVES = ("tried", "kept")


@dataclass(frozen=True, slots=True)
class Tally:
    """Stories, and sentences called new rightly, called new wrongly, and missed."""

    stories: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the sentences called new that are."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the new sentences that are called so."""
        return self.right / (self.right + self.missed)


def tally(half: str) -> Tally:
    """Count over the stories of a half."""
    stories = right = wrong = missed = 0
    for story in map(json.loads, STORIES.read_text("utf-8").splitlines()):
        if story["half"] != half:
            continue
        heard = Heard()
        for text in story["known"]:
            heard.hear(text)
        sentences = [sentence for report in story["fresh"] for sentence in report]
        found = set(new_sentences(heard, [sentence["text"] for sentence in sentences]))
        for index, sentence in enumerate(sentences):
            right += index in found and sentence["new"] is True
            wrong += index in found and sentence["new"] is False
            missed += index not in found and sentence["new"] is True
        stories += 1
    return Tally(stories, right, wrong, missed)


def run() -> Section:
    """Measure both halves."""
    rows: list[Row] = []
    for half in HALVES:
        found = tally(half)
        rows.append(
            {
                "half": half,
                "stories": found.stories,
                "called new": found.right + found.wrong,
                "new": found.right + found.missed,
                "precision": found.precision,
                "recall": found.recall,
            }
        )
    about = " ".join((__doc__ or "").partition("\n\n")[2].split())
    return Section("New or said again", about, {"": rows})
