"""Of a text among what its page repeats, the report is told: all of it, and nothing else."""

from service.text.edges import edges_of
from service.text.standing import report_between
from tests.text.test_edges import LONG
from tests.text.test_furniture import REPORT


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


RESULTS = (
    "Shr 30 cts vs 21 cts\nNet 3,358,000 vs 2,276,000\nSales 43.3 mln vs 33.5 mln\nYear\nShr 1.19 dlrs vs 96 cts\nWire",
    "Shr 13 cts vs 18 cts\nNet 1,364,712 vs 881,082\nSales 9.1 mln vs 8.7 mln\nYear\nShr 61 cts vs 64 cts\nWire",
)


def test_a_table_of_figures_is_a_reports_own_though_all_have_one_like_it() -> None:
    one, other = RESULTS
    assert told_beside(one, other).startswith(one.removesuffix("\nWire"))
    menu = "Markets 20\nBonds 30\nGold 12\nAbout Wrenford and all its papers"
    one, other = (f"{menu}\n{report}" for report in (REPORT, LONG))
    assert told_beside(one, other) == REPORT.strip()


def test_however_long_the_note_beside_it_is() -> None:
    first, second = (table.removesuffix("\nWire") for table in RESULTS)
    for one, other in (
        (f"{first}\n{REPORT}", f"{second}\n{LONG}"),
        (f"{REPORT}\n{first}", f"{LONG}\n{second}"),
    ):
        assert told_beside(one, other) == one.strip()
    assert told_beside(f"{REPORT}\n{first}\nWire", f"{LONG}\n{second}\nWire") == f"{REPORT}\n{first}".strip()


COMMENTS = (
    "Quince: My sister keeps ferrets, and none of hers would ever steal a chestnut, not even at Easter.\n"
    "Turnip: Roast chestnuts, drink cider, dance barefoot: my grandmother swore by that.",
    "Old Salt: Lost a boot in that mud once. Found another, somewhat newer, and wore both for years.\n"
    "Lamplighter: Bagpipes at dawn, trombones at noon, and everybody wonders why nobody sleeps.",
)
RULES = "\nKindly read our rules before you write anything beneath an article of this paper.\n"


def test_what_is_strange_to_the_report_behind_a_piece_of_the_page_is_the_pages() -> None:
    one, other = (f"{report}{RULES}{own}" for report, own in zip((REPORT, LONG), COMMENTS, strict=True))
    assert told_beside(one, other) == REPORT.strip()


def test_behind_such_a_piece_a_report_may_go_on() -> None:
    """Then it speaks of the same, mostly: a call to subscribe may stand between two paragraphs."""
    first, second = (
        "The council of Orr voted on Monday to close the old pier for repairs until the spring of next year. Fishermen "
        "and ferries will use the market quay meanwhile, the mayor said, and a loan pays for the planks.",
        "Repairs of the old pier will take until spring, and the council of Orr has voted for a loan, the mayor said "
        "on Monday after the vote. Ferries to Tarn leave from the fish market meanwhile, fishermen were told.",
    )
    text = f"{first}{RULES}{second}"
    assert told_beside(text, f"{REPORT}{RULES}{COMMENTS[0]}") == text


def test_a_report_is_never_what_is_strange_to_its_page() -> None:
    """Where the page's own words stand before it, however short it is."""
    menu = "Sloops Ketches Yawls Harbour dues and tides for each day of the week\nLeave your berth as you would find it"
    before, report = (
        f"{menu}{RULES}",
        "A goat has won the race of Quillon, ahead of two dogs, a pig and nine geese.",
    )
    one, other = f"{before}{report}", f"{before}{REPORT}"
    assert told_beside(one, other) == report
    assert told_beside(f"{COMMENTS[0]}{RULES}{report} {report}", f"{COMMENTS[1]}{RULES}{REPORT}").endswith(
        report
    )
