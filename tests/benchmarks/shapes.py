"""What is left of the figures when a desk sends something else: the same sets as headlines, blurbs, one case, scraped.

The labelled sets stay what they are; only their articles are cut or spelled otherwise, newsfold's and its peers' alike.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from zlib import crc32

from service.model import Article
from service.text.sentences import split_sentences
from tests.benchmarks import ours, quality
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Outcome, Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section

BLURB_WORDS = 25
PAGES = Path(__file__).parent / "pages.jsonl"
"""What invented pages put before and behind each of their reports: ``tried`` was in view when its forms came to be left
out, ``kept`` when what pages repeat came to be learnt. ``later`` was written by somebody else and looked at after that:
there, headlines of other reports and times change from report to report, and of some pages the lines are lost.
``fresh`` was written by a third, after all rules, and has not been looked at for any."""
HEADLINES = 5
"""Of other reports, drawn anew for each report on a page that lists them."""


def _blurb(article: Article) -> Article:
    return replace(article, text=" ".join(article.text.split()[:BLURB_WORDS]))


def _mixed(article: Article) -> Article:
    """In one of four shapes: as it is, or in one of the first three, each as often; the id says which."""
    shapes = [_as_it_is, *list(SHAPES.values())[:3]]
    return shapes[crc32(article.id.encode()) % len(shapes)](article)


@dataclass(frozen=True, slots=True)
class _Page:
    """What an invented page puts around each of its reports; ``{list}`` and ``{time}`` stand for what changes."""

    half: str
    before: str
    behind: str
    list: Sequence[str] = ()
    times: Sequence[str] = ()
    joined: bool = False

    def around(self, article: Article) -> Article:
        """The article as it is scraped from there; its id says what is drawn."""
        chance = random.Random(article.id)
        before, behind = (self._drawn(text, chance) for text in (self.before, self.behind))
        text = f"{before}{article.text}{behind}"
        return replace(article, text=text.replace("\n", " ") if self.joined else text)

    def _drawn(self, text: str, chance: random.Random) -> str:
        while "{time}" in text:
            text = text.replace("{time}", chance.choice(self.times), 1)
        while "{list}" in text:
            text = text.replace("{list}", "\n".join(chance.sample(self.list, HEADLINES)), 1)
        return text


@cache
def _pages(half: str) -> Sequence[_Page]:
    pages = (_Page(**json.loads(line)) for line in PAGES.read_text("utf-8").splitlines())
    return [page for page in pages if page.half == half]


def _on_pages(half: str) -> Callable[[Article], Article]:
    """With what a page puts around each of its reports; the id says on which of the pages it stands."""

    def shape(article: Article) -> Article:
        pages = _pages(half)
        page = pages[crc32(article.id.encode()) % len(pages)]
        return page.around(article) if article.text else article

    return shape


def _as_it_is(article: Article) -> Article:
    return article


HANDLES = ("harbourpost", "norline_news", "tarn_daily", "orrvalley", "fjordwire")
LINKS = (
    "READ MORE: {}",
    "Also read | {}",
    "Related: {}",
    "Advertisement",
    "Recommended stories\n{}\n{}",
    "Don't miss: {}",
)
HEADLINES_ELSEWHERE = (
    *("Mayor of Tarn steps down over harbour deal", "Storm closes bridge at Orr for a week"),
    *("Line orders four ferries from Hovden yard", "Teachers at Skarvik vote on new contract"),
    *("Ten walks along the fjord this spring", "Bakers' prize goes to Lindhaven again"),
    *("Court hears case of the missing lighthouse oil", "Why the herring came back to Brackwater"),
)
EVERY = 3
"""Sentences between two links."""


def _post(article: Article) -> Article:
    """Its headline as a post, with tags, a link and whose it is; the id says which."""
    chance = random.Random(article.id)
    tags = [f"#{word}" for word in article.title.split() if word.istitle() and word.isalpha()][:2]
    link = f"https://t.co/{chance.getrandbits(40):x}"
    text = " ".join((article.title, *tags, link, f"via @{chance.choice(HANDLES)}"))
    return replace(article, title="", text=text) if article.title.strip() else article


def _with_links(article: Article) -> Article:
    """With a line of the page's after every few sentences, in one of its manners; the id says which."""
    chance = random.Random(article.id)
    link, parts = chance.choice(LINKS), list[str]()
    for number, (start, end) in enumerate(split_sentences(article.text), 1):
        parts.append(article.text[start:end])
        headlines = chance.sample(HEADLINES_ELSEWHERE, 2)
        parts.append(" " if number % EVERY else f"\n\n{link.format(*headlines)}\n\n")
    return replace(article, text="".join(parts))


def _with_entities(article: Article) -> Article:
    """As HTML has it that nobody resolved."""
    title, text = (escape(text).replace("&#x27;", "&#39;") for text in (article.title, article.text))
    return replace(article, title=title, text=text.replace(". ", ".&nbsp; "))


SHAPES: Mapping[str, Callable[[Article], Article]] = {
    "titles alone": lambda one: replace(one, text=""),
    "titles and 25 words": _blurb,
    "texts alone": lambda one: replace(one, title=""),
    "small letters": lambda one: replace(one, title=one.title.lower(), text=one.text.lower()),
    "capitals": lambda one: replace(one, title=one.title.upper(), text=one.text.upper()),
    "mixed": _mixed,
    "on pages that were in view": _on_pages("tried"),
    "on other pages": _on_pages("kept"),
    "on pages that change": _on_pages("later"),
    "on twelve further pages": _on_pages("fresh"),
    "on twelve pages of long ends": _on_pages("last"),
    "on twelve unseen pages": _on_pages("unseen"),
    "as posts": _post,
    "with links between paragraphs": _with_links,
    "with entities": _with_entities,
}
"""What becomes of each article."""
WHOLE = frozenset({"titles alone", "texts alone", "mixed", "as posts"})
"""Shapes that only sets with titles and texts can be brought into."""


def run(sets: Sequence[LabelledSet], cache: Path) -> Section:
    """Measure newsfold and its peers on every set with gold stories, in every shape that it can have."""
    told = [data for data in sets if data.level == "story"]
    tables = {shape: list(_rows(told, shape, cache)) for shape in SHAPES}
    caption = (
        "B³ F1 of the same sets with other articles. newsfold: one configuration, in order of arrival, and shuffled. "
        "Peers: tuned on that very set and shape, seeing it whole; the best of them is named."
    )
    return Section("Shapes", caption, tables)


def _rows(sets: Sequence[LabelledSet], shape: str, cache: Path) -> Iterator[Row]:
    say(f"shapes: {shape}")
    shaped = [_shaped(data, shape) for data in sets if shape not in WHOLE or _is_whole(data)]
    outcomes = [one for one in quality.run(shaped, cache) if one.counts]
    for data in shaped:
        yield _row(data, [one for one in outcomes if one.data == data.name])


def _shaped(data: LabelledSet, shape: str) -> LabelledSet:
    """The set in a shape; an article of which nothing would be left stays as it is."""
    shaped = [SHAPES[shape](article) for article in data.articles]
    articles = tuple(
        new if new.title.strip() or new.text.strip() else old
        for new, old in zip(shaped, data.articles, strict=True)
    )
    return replace(data, name=f"{data.name}, {shape}", articles=articles)


def _is_whole(data: LabelledSet) -> bool:
    """Whether most articles have a title."""
    return 2 * sum(bool(article.title.strip()) for article in data.articles) > len(data.articles)


def _row(data: LabelledSet, outcomes: Sequence[Outcome]) -> Row:
    newsfold = {one.order: one.scores.b_cubed for one in outcomes if one.system == ours.NAME}
    row: Row = {
        "set": data.name.split(",")[0],
        "precision": newsfold["arrival"].precision,
        "recall": newsfold["arrival"].recall,
        "newsfold": newsfold["arrival"].f1,
        "shuffled": newsfold["shuffled"].f1,
    }
    tuned = [one for one in outcomes if one.tuning == "tuned on the set"]
    best = max(tuned, key=lambda one: one.scores.b_cubed.f1)
    return row | {"best peer": best.scores.b_cubed.f1, "which": best.system}
