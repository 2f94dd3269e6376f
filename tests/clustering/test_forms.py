"""Forms are recognised from the reports around them, and what was filled in tells their events apart."""

from dataclasses import replace

import pytest

from service.clustering.evidence import Evidence
from service.clustering.forms import (
    FAMILY,
    Form,
    differences,
    filled_alike,
    mean_difference,
)
from service.clustering.surroundings import Surroundings
from service.clustering.terms import TermTable
from tests.clustering.support import evidence

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


def form_of(article: Evidence, *near: Evidence) -> Form | None:
    return Surroundings(article, near, TermTable()).form


OTHERS = tuple(result(number) for number in range(1, FAMILY + 1))


def test_a_form_is_recognised_by_a_family_that_has_the_words_and_not_the_names() -> None:
    form = form_of(result(0), *OTHERS)
    assert form is not None
    assert form.made([*OTHERS, update(1)]).tolist() == [*(True for _ in OTHERS), False]
    assert form_of(result(0), *OTHERS[1:]) is None
    assert form_of(update(0), *OTHERS) is None


def test_reports_of_other_things_around_it_change_nothing() -> None:
    mixed = [one for pair in zip(OTHERS, map(update, range(1, FAMILY + 1)), strict=True) for one in pair]
    alone, among_others = form_of(result(0), *OTHERS), form_of(result(0), *mixed)
    assert alone is not None
    assert among_others is not None
    assert among_others.words.tolist() == alone.words.tolist()


def test_updates_of_one_event_and_copies_are_no_form() -> None:
    assert form_of(update(0), *(update(number) for number in range(1, 20))) is None
    copies = [result(number, copy_of="result1") for number in range(1, 20)]
    assert form_of(result(0), *copies) is None


def test_headlines_are_no_forms() -> None:
    titles = [evidence(f"t{place}", place, title=f"{firm} profit rises") for place, firm in enumerate(FIRMS)]
    assert form_of(titles[0], *titles[1:]) is None


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
        form = form_of(article, *TABLES)
        assert form is not None
        assert form.made([plain, noted, *TABLES]).all()
        assert not form.made([update(0)]).any()
        assert differences([article], TABLES, form).min() > 0.6
        [same] = differences([plain], [noted], form)[0]
        assert same < 0.1


def test_what_was_filled_in_tells_events_apart_and_a_figure_put_right_does_not() -> None:
    around = Surroundings(result(0), OTHERS, TermTable())
    assert around.form is not None
    corrected = result(0, profit=101)
    own, same, other, none = differences(
        [result(0)], [result(0), corrected, result(4), update(1)], around.form
    )[0]
    assert own == 0
    assert none == 0
    assert same < 0.3
    assert other > 0.7
    assert filled_alike(result(0), [corrected, result(4), update(1)], around.form)[1].article_id == "update1"


def test_groups_are_compared_by_the_mean_over_pairs() -> None:
    around = Surroundings(result(0), OTHERS, TermTable())
    assert around.form is not None
    [near, far] = differences([result(0)], [result(0, profit=101), result(4)], around.form)[0]
    groups = [[result(4)], [result(0, profit=101), result(4)]]
    assert mean_difference([result(0)], groups, around.form) == pytest.approx(
        [far, (near + far) / 2], abs=1e-4
    )
    assert mean_difference([result(0)], groups, None).tolist() == [0.0, 0.0]
