"""New or said again, against a hand-checked set of invented stories, ``novelty.jsonl``.

A line is a story: reports that a reader has seen, and the sentences of later ones, each marked as new or said again.
The half ``tried`` was used in making the rule. ``kept`` was looked at once after it, and its last three stories once
after known names came to weigh less. It measures and never judges.

Of the last ten stories the sentences are marked by whether an editor would want them told: the main news, other news,
or neither (background, comment, what is said again, what is of something else). What a briefing tells of them is
compared with that; those of ``kept`` were looked at once, after the rules were made.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.briefings.compose import compose
from service.briefings.news import with_news
from service.briefings.novelty import Heard, new_sentences
from service.briefings.values import BriefingRequest, Seen
from service.events import Told
from service.model import Article, Decision, FiledArticle, Receipt, Relation, Story, StoryFile
from tests.benchmarks.outcomes import Row
from tests.benchmarks.sections import Section

STORIES = Path(__file__).with_suffix(".jsonl")
HALVES = ("tried", "kept")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


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
        if story["half"] != half or "told" in story["fresh"][0][0]:
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


@dataclass(frozen=True, slots=True)
class Telling:
    """What briefings tell of stories: sentences in all, those worth telling, main news told and not told."""

    stories: int
    told: int
    worth: int
    main: int
    missed: int


def telling(half: str) -> Telling:
    """Count over the stories of a half that are marked for it."""
    stories = told = worth = main = missed = 0
    for story in map(json.loads, STORIES.read_text("utf-8").splitlines()):
        if story["half"] != half or "told" not in story["fresh"][0][0]:
            continue
        marks = {sentence["text"]: sentence["told"] for report in story["fresh"] for sentence in report}
        fresh = [" ".join(sentence["text"] for sentence in report) for report in story["fresh"]]
        found = [marks[text] for text in _news(story["known"], fresh)]
        stories, told = stories + 1, told + len(found)
        worth += sum(mark != "no" for mark in found)
        main += found.count("main")
        missed += list(marks.values()).count("main") - found.count("main")
    return Telling(stories, told, worth, main, missed)


def _news(known: Sequence[str], fresh: Sequence[str]) -> list[str]:
    """What a briefing tells whoever has seen the known reports."""
    filed = tuple(_filed(place, text) for place, text in enumerate([*known, *fresh]))
    story = StoryFile(Story("story", "story", NOON), filed)
    request = BriefingRequest(
        filed[-1].at, NOON - timedelta(days=1), NOON + timedelta(days=2), seen_before=Seen(len(known))
    )
    told = {one.id: Told(place, place) for place, one in enumerate(filed, start=1)}
    news = with_news(compose([story], request), told, lambda _: ()).items[0].news
    return [one.text for one in news.sentences] if news else []


def _filed(place: int, text: str) -> FiledArticle:
    name, at = f"r{place}", NOON + timedelta(hours=place)
    decision = Decision(name, "story", Relation.SAME_STORY, 1.0, Receipt("measuring"), origin_id=name)
    return FiledArticle(Article(name, text=text), decision, at, at)


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
    kept = [(half, telling(half)) for half in HALVES]
    tellings: list[Row] = [{"half": half, **asdict(found)} for half, found in kept]
    return Section("New or said again", about, {"": rows, "what a briefing tells": tellings})
