"""Forms are recognised from the reports around them, and what was filled in tells their events apart."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from service.clustering.evidence import Evidence
from service.clustering.likeness.filled import differences, filled_alike, form_around, mean_difference
from service.clustering.likeness.forms import FAMILY, made, words_of_family
from service.clustering.likeness.surroundings import Surroundings, look_around
from service.clustering.sides.crowds import origin_number
from service.clustering.sides.told import Groups, places_of
from service.clustering.window import Window
from tests.clustering.support import evidence, window_of

FIRMS = ("Orle", "Hemmel", "Talle", "Marrow", "Velmont", "Carrow", "Lindesay", "Harrow", "Estmark", "Hovden")


def result(number: int, *, profit: int | None = None, copy_of: str = "") -> Evidence:
    """A company's quarterly result by the one form that there is for it."""
    firm, chief = f"{FIRMS[number % 10]} Steel", f"{FIRMS[(number + 3) % 10]} Brandt{number}"
    text = (
        f"{firm} reported a net profit of {profit or 100 + number} million crowns for the third quarter, compared with "
        f"{70 + 2 * number} million a year earlier. The chief executive, {chief}, said that the company expected the "
        "trend to continue in the current quarter and proposed an unchanged dividend to the shareholders."
    )
    made = evidence(f"result{number}", number, text=text)
    return replace(made, origin_id=copy_of or made.article_id)


def update(number: int) -> Evidence:
    """One of many updates on one event: all name the same people and places."""
    text = (
        "The river Talle rose above its banks near Orsk Bridge on Monday and cut off the villages of Hemmel and Little "
        "Hemmel. Mayor Ilse Brandt said that the dyke had been reported as unsafe to the government in Port Ellis. "
        f"Rescuers counted {number} missing."
    )
    return evidence(f"update{number}", number, text=text)


def seen(article: Evidence, *near: Evidence) -> tuple[Surroundings, Window]:
    """Surroundings of an article that is not live, and where those near it are."""
    window = window_of({"near": near})
    return look_around(article, window), window


def form_of(article: Evidence, *near: Evidence) -> list[int]:
    """The words of the form that a family shows, in order; none where there is none."""
    around, window = seen(article, *near)
    scales, origins = around.scales, window.crowds.origins
    both = scales.words, scales.names
    words = words_of_family(scales.texts[:2], scales.places, both, origins, origin_number(article))
    return sorted(scales.words.terms[words].tolist())


def live(window: Window, *articles: Evidence) -> list[Evidence]:
    """These articles as they are in the window; those that are not yet come into it."""
    for article in articles:
        if article.article_id not in window:
            window.place(article, "other")
    return [window.evidence(article.article_id) for article in articles]


def made_alike(around: Surroundings, articles: list[Evidence]) -> list[bool]:
    """Which were made from the form of those around."""
    assert around.form is not None
    entries, bounds, *_ = around.scales.texts
    places = places_of(articles).tolist()
    return [made(entries, bounds, place, around.scales.words, around.form) for place in places]


def differ(around: Surroundings, others: list[Evidence]) -> list[float]:
    """In how much of what was filled in the article and others differ."""
    shares: list[float] = differences(around.scales.places[:1], places_of(others), around)[0].tolist()
    return shares


OTHERS = tuple(result(number) for number in range(1, FAMILY + 1))


def test_a_form_is_recognised_by_a_family_that_has_the_words_and_not_the_names() -> None:
    around, window = seen(result(0), *OTHERS)
    assert made_alike(around, live(window, *OTHERS, update(1))) == [*(True for _ in OTHERS), False]
    assert not form_of(result(0), *OTHERS[1:])
    assert not form_of(update(0), *OTHERS)


def test_reports_of_other_things_around_it_change_nothing() -> None:
    mixed = [one for pair in zip(OTHERS, map(update, range(1, FAMILY + 1)), strict=True) for one in pair]
    assert form_of(result(0), *mixed) == form_of(result(0), *OTHERS) != []


def test_updates_of_one_event_and_copies_are_no_form() -> None:
    assert not form_of(update(0), *(update(number) for number in range(1, 20)))
    copies = [result(number, copy_of="result1") for number in range(1, 20)]
    assert not form_of(result(0), *copies)


def test_headlines_are_no_forms() -> None:
    titles = [evidence(f"t{place}", place, title=f"{firm} profit rises") for place, firm in enumerate(FIRMS)]
    assert not form_of(*titles)


LINES = (
    "Shr {0} ore vs {1} ore",
    "Net {2}.{0} mln vs {2}.{1} mln",
    "Sales {1}{2} mln vs {0}{2} mln",
    "Nine months",
    "Avg shrs {0},{1}00,000 vs {0},{2}00,000",
    "Note: net of the first nine months excludes a gain of {0}.{2} mln on a yard and a charge for a mill",
)
"""What may stand in an agency's table of results; the first three lines stand in all."""


def table(number: int, *lines: int) -> Evidence:
    """A company's results as a table of these lines, under a headline in capitals."""
    filled = "\n".join(LINES[line].format(3 + number, 21 + 2 * number, 50 + 3 * number) for line in lines)
    title = (
        f"{FIRMS[number % 10]} {FIRMS[(number + 7) % 10]} INC <{FIRMS[number % 10][:3]}> 3RD QTR NET".upper()
    )
    return evidence(f"table{number}-{len(lines)}", number, title=title, text=filled)


TABLES = tuple(table(number, 0, 1, 2, *(3, 4)[: number % 3]) for number in range(1, 9))


def test_tables_are_of_one_form_whatever_lines_they_have() -> None:
    plain, noted = table(0, 0, 1, 2), table(0, 0, 1, 2, 3, 4, 5)
    for article in (plain, noted):
        around, window = seen(article, *TABLES)
        assert all(made_alike(around, live(window, plain, noted, *TABLES)))
        assert made_alike(around, live(window, update(0))) == [False]
        assert min(differ(around, live(window, *TABLES))) > 0.6
        assert max(differ(around, live(window, plain, noted))) < 0.1


CORRECTED = replace(result(0, profit=101), article_id="corrected")


def test_what_was_filled_in_tells_events_apart_and_a_figure_put_right_does_not() -> None:
    around, window = seen(result(0), *OTHERS)
    own, same, other, none = differ(around, live(window, result(0), CORRECTED, result(4), update(1)))
    assert own == 0
    assert none == 0
    assert same < 0.3
    assert other > 0.7
    alike = filled_alike(live(window, CORRECTED, result(4), update(1)), around)
    assert [one.article_id for one in alike] == ["corrected", "update1"]


def test_groups_are_compared_by_the_mean_over_pairs() -> None:
    around, window = seen(result(0), *OTHERS)
    two = places_of(live(window, CORRECTED, result(4)))
    [near, far] = differ(around, live(window, CORRECTED, result(4)))
    groups = Groups(np.concatenate([[-1], two[1:], two]), np.array([0, 1, 2, 4]))

    def means(around: Surroundings) -> npt.NDArray[np.float64]:
        return mean_difference(around.scales.texts, groups, around.scales.words, form_around(around))

    assert means(around) == pytest.approx([far, (near + far) / 2], abs=1e-4)
    alone, _ = seen(result(0))
    assert means(alone).tolist() == [0.0, 0.0]
