"""Forms are recognised from the reports around them, and what was filled in tells their events apart."""

from dataclasses import replace

import numpy as np
import pytest

from service.clustering.evidence import Evidence
from service.clustering.forms import (
    FAMILY,
    Form,
    differences,
    filled_alike,
    find_form,
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
    assert all(form.made(other) for other in OTHERS)
    assert not form.made(update(1))
    assert form_of(result(0), *OTHERS[1:]) is None
    assert form_of(update(0), *OTHERS) is None


def test_reports_of_other_things_around_it_change_nothing() -> None:
    mixed = [one for pair in zip(OTHERS, map(update, range(1, FAMILY + 1)), strict=True) for one in pair]
    assert form_of(result(0), *mixed) == form_of(result(0), *OTHERS)


def test_updates_of_one_event_and_copies_are_no_form() -> None:
    assert form_of(update(0), *(update(number) for number in range(1, 20))) is None
    copies = [result(number, copy_of="result1") for number in range(1, 20)]
    assert form_of(result(0), *copies) is None


def test_headlines_are_no_forms() -> None:
    titles = [evidence(f"t{place}", place, title=f"{firm} profit rises") for place, firm in enumerate(FIRMS)]
    assert find_form(titles[0], titles[1:], np.full(3, 10, np.uint8), TermTable()) is None


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
