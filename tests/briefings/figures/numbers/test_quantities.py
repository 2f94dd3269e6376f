import pytest

from service.briefings.figures.numbers.quantities import find_quantities
from service.briefings.figures.wording.tokens import tokenize


def read(sentence: str) -> list[tuple[float, float, str, str]]:
    """Low, high, unit or currency, and the bound of each quantity."""
    return [
        (one.numeral.low, one.numeral.high, one.currency or one.unit, one.bound)
        for one in find_quantities(tokenize(sentence))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They counted 14 boats", (14, 14, "count", "")),
        ("They counted fourteen boats", (14, 14, "count", "")),
        ("They counted twenty-one boats", (21, 21, "count", "")),
        ("They counted two hundred and six boats", (206, 206, "count", "")),
        ("They counted a dozen boats", (12, 12, "count", "")),
        ("They counted half a million boats", (5e5, 5e5, "count", "")),
        ("They counted 1,200 boats", (1200, 1200, "count", "")),
        ("They counted 12 000 boats", (12000, 12000, "count", "")),
        ("They counted 1.200.000 boats", (1.2e6, 1.2e6, "count", "")),
        ("They counted 10k boats", (1e4, 1e4, "count", "")),
        ("They counted 10 to 15 boats", (10, 15, "count", "")),
        ("They counted 8,000-10,000 boats", (8000, 10000, "count", "")),
        ("Between 30 and 40 boats sank", (30, 40, "count", "")),
        ("They counted nearly 10,000 boats", (10000, 10000, "count", "nearly")),
        ("They counted at least 12 boats", (12, 12, "count", "at least")),
        ("As many as 80 boats sank", (80, 80, "count", "up to")),
        ("They counted more than a hundred boats", (100, 100, "count", "more than")),
        ("They counted 300 or more boats", (300, 300, "count", "at least")),
        ("It grew to 3.2 per cent", (3.2, 3.2, "%", "")),
        ("It rose by 2 percentage points", (2, 2, "percentage points", "")),
        ("It costs $2.1 billion", (2.1e9, 2.1e9, "USD", "")),
        ("It costs 10 to 15 million euros", (1e7, 1.5e7, "EUR", "")),
        ("It costs A$40m", (4e7, 4e7, "A$", "")),
        ("It costs 450 mln pounds", (4.5e8, 4.5e8, "GBP", "")),
        ("It was 44.1C in the shade", (44.1, 44.1, "degrees", "")),
        ("It fell from 14 to 12", (12, 12, "count", "")),
        ("The death toll rose to five on Tuesday after two workers died in hospital", (5, 5, "count", "")),
        ("It took two and a half hours", (2.5, 2.5, "time", "")),
        ("It took nearly 2 1/2 hours", (2.5, 2.5, "time", "nearly")),
        ("It took 2½ hours", (2.5, 2.5, "time", "")),
        ("They counted one and a half million boats", (1.5e6, 1.5e6, "count", "")),
        ("Two of them have died, and 3 bodies were found, bringing the toll to 14", (14, 14, "count", "")),
    ],
)
def test_numbers_with_unit_and_bound(sentence: str, expected: tuple[float, float, str, str]) -> None:
    assert read(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "On 14 March the council met, as on Nov. 2",
        "In 2011 and since 1999",
        "At 5 p.m. and at 10:30",
        "A 34-year-old man, Keller, 24, and a girl aged 9",
        "Orr beat Tarn 3-1 and lost 52 to 48",
        "A Boeing 737, an A320, Flight 12, Covid-19 and Route 66",
        "Call 555-0142",
        "Three of the 14 were brothers",
        "He was 12th, and a third came, and two-thirds left, a quarter of a million",
        "Another 20 came, and three more",
        "dozens, hundreds, thousands of boats",
        "1.200 boats, 0900 hours",
    ],
)
def test_what_measures_nothing_is_passed_over(sentence: str) -> None:
    assert read(sentence) == []
