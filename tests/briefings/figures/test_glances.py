import pytest

from service.briefings.figures.glances import rivals


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30,000 people", "37,000 people"),
        ("$1.2 trillion", "a $1trn plan"),
        ("half a million", "some 600k"),
        ("twelve of them", "a dozen and 13"),
        ("more than two dozen", "at least 30"),
        ("nine people", "eight people"),
        ("fell to 4.5 percent", "fell to 5%"),
        ("60 metres", "250 feet"),
    ],
)
def test_numbers_that_are_near_are_rivals_however_they_are_written(one: str, other: str) -> None:
    assert rivals([("", one), (other, ""), ("", "900 boats")], farthest=1.5) == [0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30,000 people", "90,000 people"),
        ("in 2018", "in 2020"),
        ("Covid-19", "16 people"),
        ("at 10:30", "at 12:45"),
        ("a 19-year-old", "20 people"),
        ("one or two", "1.5 of them"),
        ("12 people", "12 people"),
    ],
)
def test_what_is_far_off_or_no_count_has_no_rival(one: str, other: str) -> None:
    assert rivals([("", one), (other, "")], farthest=1.5) == []
