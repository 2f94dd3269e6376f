"""Lines made from one form are told by the order of their words, and what was filled in tells their events apart."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from embeddings import Encoder
from service.clustering.evidence import Evidence
from service.clustering.likeness.filled import MOST_DIFFERENT, differences, filled_alike
from service.clustering.likeness.forms import FAMILY
from service.clustering.likeness.lines import in_order, made_from
from service.clustering.likeness.surroundings import look_around
from service.clustering.sides.told import places_of
from service.desk import Desk
from service.model import Article, Submission
from service.stores.memory import MemoryStore
from tests.clustering.support import evidence, window_of

TOWNS = ("Orle", "Hemmel", "Talle", "Marrow", "Velmont", "Carrow", "Lindesay", "Estmark", "Hovden", "Brisk")
CRIMES = ("burglary", "arson", "fraud", "stalking", "assault")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

HELD = [
    f"{town} man, {21 + 7 * number % 60}, held on suspicion of {CRIMES[number % 5]}"
    for number, town in enumerate(TOWNS)
]
ONE_EVENT = [
    "Explosion at fireworks plant in Skarnes kills 12",
    "Blast at fireworks plant in Skarnes kills 12",
    "Explosion at big fireworks plant in Skarnes kills 12",
    "Fire at fireworks plant in Skarnes kills 12",
    "Explosion at fireworks plant in Skarnes kills 14",
    "Deadly blast at fireworks plant in Skarnes kills 14",
    "Explosion at old fireworks plant in Skarnes kills 15",
    "Disaster at fireworks plant in Skarnes kills 15",
]


def lines(titles: Sequence[str]) -> list[Evidence]:
    return [evidence(f"line{number}", number, title=title, text="") for number, title in enumerate(titles)]


def test_a_line_is_told_by_a_family_of_lines_with_its_words_in_order() -> None:
    own, *others = lines(HELD)
    around = look_around(own, window_of({"near": others}))
    assert around.form is not None
    assert made_from(others[0].codes, around.frame)
    [other] = lines(["Held for ransom: man from Brisk on suspicion"])
    assert not made_from(other.codes, around.frame)


def test_what_was_filled_in_tells_lines_apart_and_keeps_a_corrected_one() -> None:
    own, corrected, *others = lines([HELD[0], HELD[0].replace("21", "22"), *HELD[1:]])
    window = window_of({"own": [own], "near": [corrected, *others]})
    around = look_around(window.evidence(own.article_id), window)
    there = [window.evidence(other.article_id) for other in (corrected, *others)]
    apart = differences(places_of([around.article]), places_of(there), around)[0]
    assert apart[0] <= MOST_DIFFERENT < apart[1:].min()
    assert [other.article_id for other in filled_alike(there, around)] == [corrected.article_id]


@pytest.mark.parametrize(
    "titles",
    [HELD[:FAMILY], ONE_EVENT, [HELD[0], *[HELD[1]] * FAMILY], [f"{title} today" for title in ONE_EVENT]],
    ids=["too few", "one event", "copies", "one event with a tail"],
)
def test_there_is_no_form_of(titles: Sequence[str]) -> None:
    own, *others = lines(titles)
    assert look_around(own, window_of({"near": others})).form is None


def test_words_in_order_are_the_longest_common_subsequence() -> None:
    one, other = np.array([1, 2, 3, 4, 5], np.uint32), np.array([2, 9, 4, 3, 5, 1], np.uint32)
    assert in_order(one, other) == in_order(other, one) == 3
    assert in_order(one, other[:0]) == 0


@pytest.mark.model
@pytest.mark.usefixtures("shipped_calibration")
def test_lines_that_came_before_their_form_was_known_come_apart_when_it_is(encoder: Encoder) -> None:
    store = MemoryStore()
    articles = [
        Article(str(number), f"Primary school in {town} closed by boiler fault", "")
        for number, town in enumerate(TOWNS)
    ]
    desk = Desk(store, encoder)
    desk.receive([Submission(article) for article in articles[:FAMILY]], NOW)
    assert len(_sizes(store, articles[:FAMILY])) < FAMILY
    desk.receive([Submission(article) for article in articles[FAMILY:]], NOW)
    assert set(_sizes(store, articles).values()) == {1}


@pytest.mark.model
@pytest.mark.usefixtures("shipped_calibration")
def test_many_lines_of_one_form_do_not_chain(encoder: Encoder) -> None:
    endings = (
        "by",
        "wick",
        "ford",
        "ham",
        "stead",
        "mouth",
        "dale",
        "combe",
        "bury",
        "den",
        "ley",
        "worth",
        "port",
    )
    titles = [
        f"{town}{ending} man, {21 + 7 * (one + other) % 60}, held on suspicion of {CRIMES[(one + other) % 5]}"
        for one, town in enumerate(TOWNS)
        for other, ending in enumerate(endings)
    ]
    articles = [Article(str(number), title, "") for number, title in enumerate(titles)]
    store = MemoryStore()
    Desk(store, encoder).receive([Submission(article) for article in articles], NOW)
    assert max(_sizes(store, articles).values()) <= 8


def _sizes(store: MemoryStore, articles: Sequence[Article]) -> Counter[str]:
    filed = [store.article(article.id) for article in articles]
    sizes = Counter(article.story_id for article in filed if article is not None)
    assert sizes.total() == len(articles)
    return sizes
