"""Rows that a dateline left narrow, or that were wrapped early, and what only looks like one."""

import pytest

from service.text.sentences import split_sentences
from service.text.wrapped import told_sentences


def told(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in told_sentences(text)]


def test_a_narrow_first_row_goes_on_where_paragraphs_are_indented() -> None:
    text = (
        "The keepers of the Orr Island\nLighthouse Trust agreed on Monday to let the lamp burn for\n"
        "another year.\n    Its oil is paid for by the county."
    )
    assert told(text) == [
        "The keepers of the Orr Island Lighthouse Trust agreed on Monday to let the lamp burn for another year.",
        "Its oil is paid for by the county.",
    ]


def test_it_goes_on_behind_a_word_that_calls_for_another() -> None:
    text = "A quake measuring 5.1 on the\nRichter scale shook Hovden on Monday but broke little there,\nthe mayor said."
    assert told(text)[0].startswith("A quake measuring 5.1 on the Richter scale")


def test_a_later_row_goes_on_too_where_the_next_word_would_have_fitted() -> None:
    text = (
        "The keepers of the Orr Island lighthouse said on Monday that\nthe lamp will burn for another year.\n"
        "    The trust is ready to sell its oil because of debts of\n4.5 million crowns at the end of May, it said.\n"
        "    It charged the former treasurer of\n<Orr Island Oil Ltd> with theft."
    )
    assert told(text)[1:] == [
        "The trust is ready to sell its oil because of debts of 4.5 million crowns at the end of May, it said.",
        "It charged the former treasurer of <Orr Island Oil Ltd> with theft.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hovden bridge reopens\nThe bridge at Hovden was opened again on Monday after a year of\nwork.",
        "HOVDEN BRIDGE REOPENS\nThe bridge at Hovden was opened again.\n    It had been closed for a year.",
        "Hovden bridge reopens\n    The bridge was opened again on Monday.\n    It had been closed for a year.",
        "It was opened.\nThe bridge had been closed for a year.\n    Nobody knows why.",
        "",
    ],
)
def test_headlines_and_whole_sentences_stay_apart(text: str) -> None:
    assert list(told_sentences(text)) == list(split_sentences(text))
