"""Pieces at both ends of a text have names that are the same wherever they stand."""

from hypothesis import given
from hypothesis import strategies as st

from service.text.edges import HEAD, MOST_OF_END, TAIL, edges_of
from service.text.standing import report_between
from tests.text.test_furniture import REPORT

BEFORE = "The Valley Post\nYour town, your paper since 1902.\n"
BEHIND = "\nHave you seen a stray goat? Call the night desk.\n3 Mill Lane, Orr"


def test_the_pieces_of_a_page_are_named_alike_on_each_of_its_reports() -> None:
    long = "\n\n".join(f"The council met {day} times, and nobody came to hear it." for day in range(200))
    found = [set(edges_of(f"{BEFORE}{report}{BEHIND}").forms) for report in (REPORT, long)]
    page = edges_of(
        "the valley post\nYour town, your paper, since 1902\n"
        "Have you seen a stray goat? Call the night desk.\n3 MILL LANE, ORR"
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
    assert len(names) <= 2 * MOST_OF_END
    assert names == sorted(set(names))
    assert 0 not in names


def test_without_lines_as_much_is_named_alike_as_is_the_same() -> None:
    """From both ends, whole pieces at a time."""
    before, behind = (" ".join(f"{side}{number}" for number in range(40)) for side in ("menu", "footer"))
    one, other = (
        edges_of(f"{before} {report} {behind}") for report in (REPORT.replace("\n", " "), "x y z " * 200)
    )
    shared = {name: one.forms[name] for name in one.forms.keys() & other.forms.keys()}
    assert sorted(b" ".join(shared.values()).split()) == sorted(f"{before} {behind}".encode().split())


def told_beside(text: str, *others: str) -> str:
    """What of the text is told, where its page repeats all that others have at their ends as well."""
    edges = edges_of(text)
    repeated = frozenset(name for other in others for name in edges_of(other).forms if name in edges.forms)
    start, end = report_between(text, edges, repeated)
    return text[start:end]


FOOTER = "Wrenford sends this page to 4,000 readers each week who may pass it on to any neighbour that asks them for it"


def test_without_lines_a_report_keeps_the_words_that_others_happen_to_end_with() -> None:
    """Nor does any of its words look like a menu there, where no piece is a line."""
    reports = [
        "The envoy posted a video to his Twitter account before the talks on Tuesday.",
        "Two bridges were shut, and the ferry went nowhere on Tuesday.",
    ]
    one, other = (f"{report} {FOOTER}" for report in reports)
    assert told_beside(one, other) == reports[0]
    one, other = (f"{FOOTER}. {report}" for report in ("The envoy left early.", "The envoys came, and ate."))
    assert told_beside(one, other) == "The envoy left early."


def test_of_a_short_report_among_much_furniture_the_report_is_left() -> None:
    before, behind = (f"{side}\nZephyr and Loom\nNot all who knit are lost\n{side} again" for side in "AB")
    for here, there in ((before, behind), (before, ""), ("", behind)):
        one, other = (
            f"{here}\n{report}\n{there}" for report in ("The pier is shut.", "A goat won the race.")
        )
        assert told_beside(one, other) == "The pier is shut."
