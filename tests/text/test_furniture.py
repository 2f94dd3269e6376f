import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.furniture import is_furniture, without_furniture
from tests.benchmarks.shapes import PAGES

REPORT = (
    "A ferry ran aground near Skarvik on Tuesday with 212 people on board, police said. Fourteen were hurt.\n\n"
    "The ship was on its way from Tarn to Orr when its engines failed, the line told reporters. It is the third such"
    " accident in a year."
)
LINES = st.sampled_from(
    [
        *REPORT.split("\n"),
        "Share",
        "Sign up for our newsletter.",
        "Most read",
        "The Harbour Post",
        "- 12",
        "ENDS",
    ]
)


@pytest.mark.parametrize(
    "line",
    [line for line in map(json.loads, PAGES.read_text("utf-8").splitlines()) if line["half"] == "tried"],
)
def test_of_a_page_the_report_is_left(line: dict[str, str]) -> None:
    left = without_furniture(f"{line['before']}{REPORT}{line['behind']}")
    assert REPORT in left
    around = len(line["before"]) + len(line["behind"])
    assert len(left) - len(REPORT) <= around / 4, left


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell in early trading",
        "Subscribers left the company after it raised its fees.",
        "Comments by the minister drew anger in parliament.",
        "Readers of the newspaper were told to follow the rules.",
        "Published accounts show a loss of two million for the second year in a row",
        "More from the budget than was promised went to schools, the audit found.",
        "Sign language lessons are to be free, the council said.",
        "Emails between the two men were read out in court.",
        "The company said it would not publish the report.",
        "Oil 72.40 72.10 71.90 Gas 3.10 3.00 2.90",
    ],
)
def test_what_reports_say_is_no_furniture(sentence: str) -> None:
    assert not is_furniture(sentence)
    assert without_furniture(f"{sentence}\n{REPORT}\n{sentence}") == f"{sentence}\n{REPORT}\n{sentence}"


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_what_is_left_stands_in_the_text_as_it_was(text: str) -> None:
    left = without_furniture(text)
    assert left in text
    assert bool(left.strip()) == bool(text.strip())


def test_a_line_that_was_wrapped_is_no_button() -> None:
    wrapped = (
        "The minister said that she would give the reasons for her decision when there was\nmore\nto say."
    )
    assert without_furniture(wrapped) == wrapped
