"""The desk page in a real browser: the first paint, what is transferred, how soon a new report is on the screen.

The server is the real one with its model, in a process of its own; the browser is the Chromium of this machine, without
a head or a cache: every load is in a window of its own. A load's times are those that the browser gives (paint and
navigation timing), from the beginning of the navigation. Reports are made up, and laid into stories as they are filed.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import httpx2
from playwright.sync_api import Browser, sync_playwright

from embeddings import load_encoder
from service.model import Article, Decision, FiledArticle, Receipt, Relation, Story
from service.ports import Change, Filing
from service.stores.opening import open_store
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.e2e.support import address, start
from tests.web.support import CHROMIUM, chromium_arguments

STORIES, REPORTS = 60, 5
SHOWN = 50
LARGE = 5_000
STARTS, LOADS = 3, 7
NEW = (
    "Ice closes the harbour of Hovden",
    "Teachers in Eastland vote for a strike",
    "Bakery chain Lund files for bankruptcy",
    "Wolves seen again in the Tarn valley",
    "Court frees former mayor Ida Brekke",
    "New bridge over the Alma opens to traffic",
    "Skarvik wins the cup after penalties",
    "Measles outbreak closes two schools in Orle",
    "Central bank of Estmark raises its rate",
    "Composer Nils Aaker dies at 91",
)
"""Headlines that nobody would take for one story."""
_TIMINGS = """() => new Promise((done) => {
  const look = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const [page] = performance.getEntriesByType("navigation");
    if (!paint || !page.loadEventEnd) return setTimeout(look, 10);
    const rest = performance.getEntriesByType("resource").reduce((sum, one) => sum + one.transferSize, 0);
    done({ paint: paint.startTime, answer: page.responseEnd, loaded: page.loadEventEnd,
           bytes: page.transferSize + rest });
  };
  look();
})"""


@dataclass(frozen=True, slots=True)
class _Load:
    """One load: milliseconds from its beginning, and bytes over the wire with style sheet and scripts."""

    paint: float
    answer: float
    loaded: float
    bytes: float


def run() -> Section:
    """Measure, where there is a Chromium."""
    if CHROMIUM is None:
        say("page: there is no Chromium on this machine; nothing measured")
        return Section(
            "The desk page", "Not measured: there is no Chromium on this machine (apt-get install chromium)."
        )
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, _browser(CHROMIUM) as browser:
        _fill(f"sqlite:///{folder}/newsfold.db", STORIES, REPORTS)
        firsts, later, delays = [], list[_Load](), list[float]()
        for place in range(STARTS):
            with _serving(Path(folder)) as url:
                loads = [_load(browser, f"{url}/?limit={SHOWN}") for _ in range(LOADS)]
                firsts.append(loads[0])
                later += loads[1:]
                if place == STARTS - 1:
                    delays = _live(browser, url)
        rows += [*_told("briefing, first load after a start", firsts), *_told("briefing, later", later)]
        rows.append(_row("new report, POST begun to on screen, ms", delays))
    with tempfile.TemporaryDirectory() as folder, _browser(CHROMIUM) as browser:
        _fill(f"sqlite:///{folder}/newsfold.db", 1, LARGE)
        with _serving(Path(folder)) as url:
            for what, path in _large(url).items():
                rows += _told(what, [_load(browser, f"{url}{path}") for _ in range(LOADS)])
    for row in rows:
        say(f"page: {row}")
    about = " ".join((__doc__ or "").partition("\n\n")[2].split())
    return Section("The desk page", f"{about} {SHOWN} stories are shown of {STORIES}.", {"": rows})


@contextmanager
def _browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        # The first window that a browser ever opens costs more than any other, whatever is in it.
        browser.new_page().goto("about:blank")
        yield browser
        browser.close()


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = start(folder, NEWSFOLD_LOG_LEVEL="error")
    try:
        yield address(server)
    finally:
        server.terminate()
        server.communicate(timeout=60)


def _load(browser: Browser, url: str) -> _Load:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(url)
    found: dict[str, Any] = page.evaluate(_TIMINGS)
    context.close()
    return _Load(**found)


def _live(browser: Browser, url: str) -> list[float]:
    """File reports one by one while the briefing is open: milliseconds until each is on the screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(url)
    delays = []
    for title in NEW:
        started = time.perf_counter()
        httpx2.post(
            f"{url}/v1/articles",
            json={"title": title, "text": f"{title}. More is not known yet."},
            timeout=30,
        ).raise_for_status()
        page.get_by_role("heading", name=title).wait_for(timeout=30_000)
        delays.append(1_000 * (time.perf_counter() - started))
    context.close()
    return delays


def _large(url: str) -> dict[str, str]:
    """Pages of a story of very many reports, by what they are."""
    since = {"since": "2000-01-01T00:00:00Z"}
    [story] = httpx2.get(f"{url}/v1/stories", params=since, timeout=60).json()["stories"]
    path = f"/stories/{story['story_id']}"
    return {f"story of {LARGE:,} reports": path, "its last page": f"{path}?page={LARGE}"}


def _told(what: str, loads: list[_Load]) -> list[Row]:
    return [
        _row(f"{what}: first contentful paint, ms", [one.paint for one in loads]),
        _row(f"{what}: answer complete, ms", [one.answer for one in loads]),
        _row(f"{what}: transferred, kB", [one.bytes / 1_000 for one in loads]),
    ]


def _row(what: str, values: list[float]) -> Row:
    return {
        "what": what,
        "median": round(median(values)),
        "least": round(min(values)),
        "most": round(max(values)),
        "of": len(values),
    }


def _fill(url: str, stories: int, reports: int) -> None:
    """Write stories of equally many reports into a database that the model's server will open."""
    store, draw = open_store(url), random.Random(7)
    store.bind_encoder(load_encoder().identity)
    words = [
        "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(3)) for _ in range(900)
    ]
    begun = datetime.now(UTC) - timedelta(days=2)
    for place in range(stories):
        name = " ".join(draw.sample(words, 3)).title()
        filings = tuple(
            Filing(_filed(place, number, name, begun, _text(draw, words, name)), None)
            for number in range(reports)
        )
        story_id = f"s-{place:05}"
        store.commit(Change(filings=filings, stories=(Story(story_id, story_id, filings[0].filed.at),)))
    store.close()


def _text(draw: random.Random, words: list[str], name: str) -> str:
    said = (
        f"{' '.join(draw.sample(words, 9)).capitalize()}, {name} said on {draw.choice(words)}."
        for _ in range(5)
    )
    return " ".join(said)


def _filed(story: int, number: int, name: str, begun: datetime, text: str) -> FiledArticle:
    at = begun + timedelta(minutes=story * 7 + number * 0.5)
    article = Article(
        f"report/{story}/{number}",
        title=f"{name} {number}",
        text=text,
        source=f"Wire {number % 40}",
        language="en",
        published_at=at,
    )
    relation = Relation.SAME_STORY if number else Relation.NEW_STORY
    features = {"whole": 0.5, "lead": 0.5, "words": 0.5, "names": 0.5}
    receipt = Receipt("same_story" if number else "no_match", features=features)
    decision = Decision(article.id, f"s-{story:05}", relation, 0.9, receipt, origin_id=article.id)
    return FiledArticle(article, decision, received_at=at, at=at)
