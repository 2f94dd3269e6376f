"""What a page puts around its reports is left out once a second one shows it, and no order of doing so shows."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from service.clustering.evidence import embed
from service.desk import Desk
from service.events import EventType
from service.model import Article, Relation
from service.ports import Store
from service.stores.memory import MemoryStore
from tests.desk.support import EVER, NOON, OpenStore, WordEncoder, brief, check, known, report, submit
from tests.desk.test_streams import outcome

PAGES = (
    (
        "The Quillon Examiner\nHarbour   Kitchen   Almanac\nYou have opened two of your three gift stories.\n",
        "\nThe writer keeps bees and plays the viola in her spare hours.\nThe Ostrich Who Learned To Wait\n"
        "A subsidiary of Copperkettle Holdings.",
    ),
    (
        "ZORNWIRE | CLIENT DOOR\nDesk: general. Priority: 4. Slug: see header.\n",
        "\nEds: a further lead is not foreseen. Zornwire has supplied broadcasters since 1884.\nEnd of item zorn",
    ),
)
_LETTERS = "bcdfghklmnprstvz"


def told(event: int, take: int = 0) -> str:
    """A report on an event: in words that no other event has, half of which other takes have too."""
    shared, own = Random(f"{event}"), Random(f"{event}, {take}")
    words = ["".join(chance.choices(_LETTERS, k=9)) for chance in (shared, own) for _ in range(20)]
    return " ".join(words).capitalize() + "."


def on_page(page: int, text: str) -> str:
    before, behind = PAGES[page]
    return f"{before}{text}{behind}"


def stream() -> list[Article]:
    """Reports on six events from two pages and from none, some of them twice; and one that is revised."""
    chance = Random(5)
    articles = []
    for number in range(48):
        text = told(chance.randrange(6), chance.randrange(3))
        page = chance.randrange(3)
        articles.append(report(f"p{number:02}", text=on_page(page, text) if page < len(PAGES) else text))
    return [*articles, replace(articles[3], text=on_page(0, told(9)), version="2")]


STREAM = stream()


def filed_in(store: Store, articles: Sequence[Article], size: int, *, restarts: bool = False) -> Desk:
    desk = Desk(store, WordEncoder())
    for start in range(0, len(articles), size):
        desk = Desk(store, WordEncoder()) if restarts else desk
        submit(desk, *articles[start : start + size])
    return desk


def vectors(store: Store) -> dict[str, list[float]]:
    return {row.filed.id: row.vectors.whole.tolist() for row in store.window_rows(EVER)}


def whole(text: str) -> list[float]:
    """The vector of a text that is all told."""
    [found] = embed([Article("alone", text=text)], WordEncoder())
    values: list[float] = found.whole.tolist()
    return values


REFERENCE = MemoryStore()
filed_in(REFERENCE, STREAM, 1)


@pytest.mark.parametrize("restarts", [False, True], ids=["steady", "restarts"])
@pytest.mark.parametrize("size", [1, 5, len(STREAM)])
def test_batches_restarts_and_stores_change_nothing(
    fresh_store: OpenStore, size: int, restarts: bool
) -> None:
    store = fresh_store()
    desk = filed_in(store, STREAM, size, restarts=restarts)
    assert outcome(store, STREAM) == outcome(REFERENCE, STREAM)
    assert known(Desk(store, WordEncoder())) == known(desk)


def test_two_desks_that_take_turns_are_as_one() -> None:
    store = MemoryStore()
    desks = [Desk(store, WordEncoder()) for _ in range(2)]
    for number, article in enumerate(STREAM):
        submit(desks[number % 2], article)
    assert outcome(store, STREAM) == outcome(REFERENCE, STREAM)


def test_a_check_foretells_it(desk: Desk) -> None:
    for start in range(0, len(STREAM), 7):
        batch = STREAM[start : start + 7]
        foretold = check(desk, batch, NOON)
        assert submit(desk, *batch) == foretold


def test_from_its_second_report_on_a_page_is_as_if_it_were_not_there(desk: Desk, store: Store) -> None:
    texts = [told(event) for event in range(4)]
    first, *others = [report(f"e{n}", text=on_page(0, text)) for n, text in enumerate(texts)]
    submit(desk, first)
    assert vectors(store) == {"e0": whole(first.text)}
    results = submit(desk, *others)
    assert {result.decision.relation for result in results} == {Relation.NEW_STORY}
    assert vectors(store) == {f"e{n}": whole(text) for n, text in enumerate(texts)}
    [copy] = submit(desk, report("copy", text=texts[0]))
    assert (copy.decision.relation, copy.decision.duplicate_of) == (Relation.EXACT_DUPLICATE, "e0")


def test_readers_are_told_that_a_story_reads_otherwise_and_its_text_stays(desk: Desk, store: Store) -> None:
    [first] = submit(desk, report("first", text=on_page(0, told(1))))
    before = store.story(first.decision.story_id)
    submit(desk, report("second", text=on_page(0, told(2))))
    after, filed = store.story(first.decision.story_id), store.article("first")
    assert before and after and filed
    assert (filed.article, filed.revision) == (first.article, 1)
    assert filed.article.text[slice(*filed.told or ())] == told(1)
    assert after.revision == before.revision + 1
    assert [
        (logged.event.type, logged.event.article_id, logged.event.data)
        for logged in store.events(0, 100)
        if logged.event.story_id == before.id
    ][1:] == [(EventType.STORY_UPDATED, "first", {"why": "page"})]


def test_of_a_report_that_says_little_what_is_its_pages_is_known_by_the_others(
    desk: Desk, store: Store
) -> None:
    """It has too few words of its own to be a stranger to anybody."""
    page = on_page(1, "{}")
    submit(desk, *[report(f"e{n}", text=page.format(told(n))) for n in range(3)])
    alert = "The head of the museum has resigned."
    submit(desk, report("alert", text=page.format(alert)))
    filed = store.article("alert")
    assert filed and filed.told and filed.article.text[slice(*filed.told)] == alert
    assert vectors(store)["alert"] == whole(alert)


def test_what_reports_of_one_event_share_is_theirs(desk: Desk, store: Store) -> None:
    """Also where each of them opens and ends alike, as reprints and updates of one wire do."""
    opening, end = (
        "Judge Marrane struck down the tram fare on Monday.",
        "Commuters had brought the case in May.",
    )
    texts = [f"{opening}\n{told(1, take)}\n{end}" for take in range(4)]
    submit(desk, *[report(f"e{n}", text=text) for n, text in enumerate(texts)])
    assert [vectors(store)[f"e{n}"] for n in range(4)] == list(map(whole, texts))


def test_the_forms_of_one_kind_of_event_are_theirs(desk: Desk, store: Store) -> None:
    texts = [
        f"A quake of magnitude {n}.1 struck {10 * n} km off Cape {name} early on Monday, said the survey.\n"
        f"It lay at a depth of ten kilometres, and people in {name} felt it. No damage was reported.\n"
        "The survey counts some ninety quakes of this size each day. Most of them pass without harm to anybody."
        for n, name in enumerate(("Orr", "Tarn", "Vell", "Hovden", "Skarvik"), start=2)
    ]
    submit(desk, *[report(f"q{n}", text=text) for n, text in enumerate(texts)])
    assert [vectors(store)[f"q{n}"] for n in range(5)] == list(map(whole, texts))


def test_a_few_words_are_a_pages_only_if_two_others_have_them(desk: Desk, store: Store) -> None:
    texts = [f"Nobody was hurt.\n{told(event)}" for event in range(4)]
    for n, text in enumerate(texts):
        submit(desk, report(f"e{n}", text=text))
        freed = n >= 2
        assert vectors(store) == {f"e{m}": whole(told(m) if freed else texts[m]) for m in range(n + 1)}


def test_only_what_still_stands_tells_of_a_page(desk: Desk, store: Store) -> None:
    submit(desk, report("first", text=on_page(0, told(1))))
    desk.withdraw("first", NOON, "libel")
    submit(desk, report("second", text=on_page(0, told(2))))
    assert vectors(store) == {"second": whole(on_page(0, told(2)))}


def test_no_briefing_tells_what_is_the_pages(desk: Desk) -> None:
    opening = "The Orle stands at 7,200 metres above the sea, and 51 towns lie on it, says our almanac."
    texts = [f"{opening}\n{told(event)}" for event in range(3)]
    submit(desk, *[report(f"e{n}", text=text) for n, text in enumerate(texts)])
    items = brief(desk, NOON).items
    assert len(items) == len(texts)
    said = [sentence.text for item in items for sentence in item.summary]
    assert opening not in said
    for item in items:
        [filed] = item.outline.articles
        for sentence in item.summary:
            [cited] = sentence.citations
            assert filed.article.text[cited.start : cited.end] == sentence.text
