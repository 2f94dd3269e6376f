"""Pieces at both ends of a text have names that are the same wherever they stand."""

from hypothesis import given
from hypothesis import strategies as st

from service.text.edges import HEAD, MOST_NAMES, TAIL, edges_of
from tests.text.test_furniture import REPORT

BEFORE = "The Valley Post\nYour town, your paper since the flood.\n"
LONG = "\n\n".join(f"The council met {day} times, and nobody came to hear it." for day in range(200))
BEHIND = "\nHave you seen a stray goat? Call the night desk.\nThree Mill Lane, Orr"


def test_the_pieces_of_a_page_are_named_alike_on_each_of_its_reports() -> None:
    found = [set(edges_of(f"{BEFORE}{report}{BEHIND}").forms) for report in (REPORT, LONG)]
    page = edges_of(
        "the valley post\nYour town, your paper, since the flood\n"
        "Have you seen a stray goat? Call the night desk.\nTHREE MILL LANE, ORR"
    )
    middle = edges_of("The council met 100 times, and nobody came to hear it.\nOr so.")
    assert set(page.forms) <= found[0] & found[1]
    assert not set(middle.forms) & found[1]


def test_what_has_no_letters_has_no_name() -> None:
    assert edges_of("12\n- 13 -\n***\n").forms == {}
    assert edges_of("").names.tolist() == []


@given(st.text(alphabet="aä7. \n!?東", max_size=200), st.integers(0, 2_000))
def test_no_text_has_too_many_names(text: str, times: int) -> None:
    edges = edges_of((text * times)[: 3 * (HEAD + TAIL)])
    names = edges.names.tolist()
    assert len(names) <= MOST_NAMES
    assert names == sorted(set(names))
    assert 0 not in names


def test_without_lines_what_two_texts_share_is_named_alike_wherever_it_stands() -> None:
    """But for a few words at either side of it."""
    shared = " ".join(["they said the whole pier must be mended before any boat can come in again"] * 4)
    one, other = (
        edges_of(text) for text in (f"First {shared} and last", f"Two or three words more {shared}")
    )
    both = one.forms.keys() & other.forms.keys()
    assert both
    assert set(b" ".join(one.forms[name] for name in both).split()) == set(shared.encode().split())


def test_times_and_counts_are_in_no_name_of_a_line_but_in_those_of_sentences() -> None:
    lines = [
        edges_of(f"{text}\n\nThe pier is shut.")
        for text in ("Read 9:40 | 4.3k shares", "Read 12:05 | 11 shares")
    ]
    assert len(lines[0].forms.keys() & lines[1].forms.keys()) == len(lines[0].forms)
    dead = [
        edges_of(f"\nAt least {count} people were killed there on Monday night.\nMore soon")
        for count in (3, 12)
    ]
    assert len(dead[0].forms.keys() & dead[1].forms.keys()) == 1
