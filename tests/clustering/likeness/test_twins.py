"""On a desk that has received little, two reports of one make and of other names show their form themselves."""

from dataclasses import replace

import pytest

from service.clustering.evidence import Evidence
from service.clustering.likeness.filled import differences
from service.clustering.likeness.surroundings import look_around
from service.clustering.sides.told import places_of
from tests.clustering.support import evidence, window_of

RESULT = (
    "{0} said on Tuesday that its net profit in the third quarter rose to {1} million crowns on sales of {2} million. "
    "Analysts had expected less. We are pleased and confirm our outlook for the whole year, chief executive {3} said."
)
VERDICT = (
    "A court in {0} sentenced the former treasurer of the town, {1}, to {2} years in prison for bribery. A judge said "
    "that {1} had taken {3} crowns from a builder. A lawyer said the defence would appeal against the sentence."
)


def report(name: str, form: str, *filled: object) -> Evidence:
    return evidence(name, 0, text=form.format(*filled))


ORLE = report("orle", RESULT, "Orle Steel", 12, 310, "Ilse Brandt")
TALLE = report("talle", RESULT, "Talle Foods", 88, 954, "Marek Dunn")
HOVDEN = report("hovden", VERDICT, "Hovden", "Greta Dahl", "four", 9_000)


def told_apart(one: Evidence, other: Evidence, *more: Evidence) -> float:
    """How much of what was filled into their form the first two differ in; 0 where they show no form."""
    window = window_of({"near": [other, *more]})
    around = look_around(one, window)
    live = window.evidence(other.article_id)
    return float(differences(around.scales.places[:1], places_of([live]), around)[0, 0])


def test_two_of_one_form_are_told_apart_by_what_was_filled_in() -> None:
    assert told_apart(TALLE, ORLE) > 0.8
    assert told_apart(TALLE, ORLE, HOVDEN, report("velm", RESULT, "Velm Rail", 7, 61, "Tor Vik")) > 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (report("again", RESULT, "Orle Steel", 13, 310, "Ilse Brandt"), ORLE),
        (HOVDEN, ORLE),
        (replace(TALLE, origin_id="orle"), ORLE),
        (
            report("title", "{0} profit rises", "Talle Foods"),
            report("title2", "{0} profit rises", "Orle Steel"),
        ),
        (
            report(
                "long",
                " ".join([RESULT, *[f"word{place}" for place in range(50)]]),
                "Talle",
                1,
                2,
                "Marek Dunn",
            ),
            report(
                "long2",
                " ".join([RESULT, *[f"word{place}" for place in range(50)]]),
                "Orle",
                3,
                4,
                "Ilse Brandt",
            ),
        ),
    ],
    ids=["a figure put right", "another matter", "a copy", "headlines", "long texts"],
)
def test_these_two_show_no_form(one: Evidence, other: Evidence) -> None:
    assert told_apart(one, other) == 0
    assert told_apart(other, one) == 0
