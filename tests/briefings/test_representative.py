from collections.abc import Callable
from itertools import permutations

import pytest

from service.briefings.representative import Rule, choose_representative
from service.model import FiledArticle

File = Callable[..., FiledArticle]

FLOOD = "The river Orr burst its banks in Pell and flooded two hundred homes."


def test_reprints_of_one_wire_do_not_outvote_independent_reports(file: File) -> None:
    wire = [
        file(f"wire{n}", "Shares of Acme fell on flood fears.", origin="wire0", title="Shares fall")
        for n in range(5)
    ]
    free = [
        file("a", FLOOD, title="River Orr floods Pell"),
        file("b", FLOOD + " Boats took people off their roofs.", title="River Orr floods Pell homes"),
        file("c", "Two hundred homes in Pell were flooded as the river Orr rose.", title="Pell flooded"),
    ]
    choice = choose_representative([*wire, *free], None)
    assert choice.article.id in {"a", "b", "c"}
    assert choice.centrality > 0.3


def test_the_reason_is_given(file: File) -> None:
    short, full = file("a", FLOOD), file("b", FLOOD + " Boats came.", title="Flood", hours=1)
    twin = file("c", FLOOD + " Boats come.", title="Flood", hours=2)
    assert choose_representative([short], None).rule is Rule.ONLY
    assert choose_representative([short, full], None).rule is Rule.COMPLETE
    by_time = choose_representative([twin, full], None)
    assert (by_time.article.id, by_time.rule) == ("b", Rule.EARLIEST)
    pinned = choose_representative([short, full, twin], "a")
    assert (pinned.article.id, pinned.rule) == ("a", Rule.PINNED)
    assert choose_representative([short, full], "hidden").article.id == "b"


def test_length_beyond_three_medians_is_no_gain(file: File) -> None:
    early, late = file("a", FLOOD * 4, title="Flood"), file("b", FLOOD * 40, title="Flood", hours=1)
    others = [file(name, FLOOD, origin="a", title="Flood", hours=2) for name in "cde"]
    assert choose_representative([late, early, *others], None).useful_length == 3 * len(FLOOD)
    assert choose_representative([late, early, *others], None).article.id == "a"


def test_the_order_of_articles_does_not_matter(file: File) -> None:
    articles = [file(name, FLOOD, title="Flood") for name in "dbca"]
    assert {choose_representative(order, None).article.id for order in permutations(articles)} == {"a"}


def test_no_article_is_refused() -> None:
    with pytest.raises(ValueError, match="may be shown"):
        choose_representative([], None)
