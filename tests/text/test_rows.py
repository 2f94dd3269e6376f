"""Rows of figures beside a report are told from what a page puts there."""

import pytest

from service.text.rows import rows_before, rows_behind

TABLE = "Shr 30 cts vs 21 cts\nNet 3,358,000 vs 2,276,000\nNine months\nShr 1.19 dlrs vs 96 cts\n"
NOTE = "The loom makers of Quillon sold more than ever."


def kept(before: str, behind: str) -> tuple[str, str]:
    """What is left of what stands before and behind a report."""
    text = f"{before}\n{NOTE}\n{behind}"
    start = len(before) + 1
    end = start + len(NOTE)
    return text[rows_before(text, start) : start].strip(), text[end : rows_behind(text, end)].strip()


def test_rows_stand_next_to_the_report_with_a_label_between_some() -> None:
    assert kept(f"Wrenford Wire\n{TABLE}", f"{TABLE}Wire") == (TABLE.strip(), TABLE.strip())


@pytest.mark.parametrize(
    "block",
    [
        "Kvax 30 4,118.22 Nordex 1,902.7 Brent 81.34\nSilver 20 vs 21\nFrom the market desk of the Wrenford paper",
        "By Ada Quill 10:30 4 March 2021\nUpdated 11:15 5 March 2021",
        "Ring +32 2 555 01 90\nFax +32 2 555 01 91",
        "Two died and three were hurt.\nFour fled and five stayed.",
        "Shr 30 cts vs 21 cts",
    ],
    ids=["words between", "times", "telephones", "sentences", "a single row"],
)
def test_what_a_page_has_with_figures_is_no_table_of_the_report(block: str) -> None:
    assert kept(block, "")[0] == ""
    assert kept("", "\n".join(reversed(block.split("\n"))))[1] == ""
