"""Lines of the page between the paragraphs of a report: told by their form, and only where no sentence goes on."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.inserts import inserts, without_inserts

FIRST = "A ferry ran aground near Skarvik on Tuesday with 212 people on board, police said. Fourteen of them were hurt."
LAST = "The ship was on its way from Tarn to Orr when its engines failed, the line told reporters in the evening."


@pytest.mark.parametrize(
    "lines",
    [
        "READ MORE: Mayor of Tarn steps down. Council votes today",
        "Also read | Storm closes bridge at Orr",
        "Related: What the line says of its engines",
        "Advertisement",
        "Story continues below advertisement",
        "Don't miss: Ten walks along the fjord",
        "Recommended Stories\nStorm closes bridge at Orr\nMayor of Tarn steps down over harbour deal",
        "More stories\n\nStorm closes bridge at Orr\n\nMayor of Tarn steps down over harbour deal",
        "Share",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_what_stands_between_paragraphs_goes(lines: str, gap: str) -> None:
    left = without_inserts(gap.join((FIRST, lines, LAST)))
    assert left.split() == f"{FIRST}\n{LAST}".split()


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\nWhat the divers found\n\n{LAST}",
        "The minister said that she would give the reasons for her decision\nmore\nto say when she is back.",
        "    The line closed for a day.\nMore on the hearing: the minister said on Monday that she would\ngive her"
        " reasons in May, and that nobody had been asked for them\nbefore.",
        "The polls closed.\nPopular-vote totals show a lead for the mayor.\nThey are not final.",
        "Recommended Stories",
        "Related: Storm closes bridge at Orr",
        "We use cookies on our site.\nLearn more about cookies on our site.\nAccept",
    ],
)
def test_what_is_the_reports_stays(text: str) -> None:
    assert without_inserts(text) == text


LINES = st.sampled_from(
    [FIRST, LAST, "", "Advertisement", "Most read", "Storm closes bridge", "Share", "It did"]
)


@given(st.lists(LINES, max_size=9).map("\n".join))
def test_they_are_whole_lines_and_something_is_left(text: str) -> None:
    for start, end in inserts(text):
        assert (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n")
    assert bool(without_inserts(text).strip()) == bool(text.strip())


@pytest.mark.parametrize(
    "line", ["Most read\n", "So it goes on and on with no stop at the end of any row\n", "\n"]
)
def test_the_time_is_linear(line: str) -> None:
    started = time.process_time()
    without_inserts(line * 50_000)
    assert time.process_time() - started < 5.0
