"""What wires put around a report is told from the report; sentences about the trade stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.boilerplate import body, is_credit
from service.text.normal import normal_form

REPORT = (
    "The ferry Alma ran aground off Port Sunder on Monday. Nobody was hurt, the port office said.\n"
    "Tugs will try to free her at high tide."
)
HEADERS = [
    "PORT SUNDER, Nov 23 (Reuters) - ",
    "PORT SUNDER (AP) — ",
    "(AP) - ",
    "(Reuters Health) - ",
    "(CNN)",
    "BERLIN (dpa) - ",
    "LONDON, March 3 - ",
    "PORT SUNDER, Nov. 23, 2026 /PRNewswire/ -- ",
    "Reuters - ",
    "By Ida Brandt\n\n",
    "By Ida Brandt and Jon Hale, Associated Press\n",
    "By Dana Collier\nBBC News, Port Sunder\n",
    "Reuters\n",
    "\n  AFP\n\n",
]
CREDITS = [
    "(Reporting by Ida Brandt; editing by Jon Hale)",
    "(Reporting By Ida Brandt in Port Sunder and Jon Hale; Additional reporting by A. B. Marsh; Editing by Ty O’Dell)",
    "Reporting by Ida Brandt in Port Sunder; writing by Jon Hale; editing by Lee van der Berg",
    "Additional reporting by Ida Brandt and Jon Hale.",
    "Written by Ida Brandt, edited by Jon Hale",
    "Our Standards: The Thomson Reuters Trust Principles.",
    "Ida Brandt contributed to this report.",
    "Associated Press writers Ida Brandt in Melk and Jon Hale in Orle contributed to this report.",
    "Copyright 2026 The Associated Press. All rights reserved.",
    "© 2026 Northwire. All Rights Reserved.",
    "This material may not be published, broadcast, rewritten or redistributed without permission.",
    "Reuters",
    "—AFP",
    "(with AP)",
    "AFP/dpa",
    "Source: Reuters",
    "###",
    "- 30 -",
    "ENDS",
    "(Reporte de Ida Brandt; Editado en español por Jon Hale)",
    "(Bericht von Ida Brandt, redigiert von Jon Hale)",
    "(Reportage Ida Brandt, édité par Jon Hale)",
]
SENTENCES = [
    "Reporting by the paper led to the inquiry.",
    "Reporting by Reuters in March showed that the dam leaked.",
    "Written by nobody in particular, the letter was read aloud.",
    "Editing by committee never works, he said.",
    "Copyright law was changed last year.",
    "Reuters said its profit rose.",
    "Reuters could not verify the report.",
    "By Monday the water had fallen.",
    "By Friday",
    "The AP and the AFP agreed.",
    "Our standards are high, the mayor said.",
    "The rights of all fishermen are reserved to the crown.",
    "She contributed to this fund for years.",
    "30 people were hurt.",
    "APP said it would stop felling.",
    "The ship was produced by Melk Yards and sold.",
]


@pytest.mark.parametrize("credit", CREDITS)
def test_credits_are_told(credit: str) -> None:
    assert is_credit(credit) or all(is_credit(part) for part in credit.split(". "))
    for text in (f"{REPORT}\n{credit}", f"{REPORT}\n\n{credit}\n", f"{REPORT} {credit}"):
        assert normal_form(body(text)) == normal_form(REPORT)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_about_the_trade_are_none(sentence: str) -> None:
    assert not is_credit(sentence)
    assert body(f"{REPORT} {sentence}") == f"{REPORT} {sentence}"
    assert body(f"{sentence}\n{REPORT}") == f"{sentence}\n{REPORT}"


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize(
    "credit", ["", f"\n{CREDITS[0]}\n{CREDITS[5]}", f" {CREDITS[0]} {CREDITS[8]} {CREDITS[10]}"]
)
def test_headers_and_closings_come_off_together(header: str, credit: str) -> None:
    assert normal_form(body(f"{header}{REPORT}{credit}")) == normal_form(REPORT)


def test_a_credit_in_the_middle_comes_off_and_a_wrapped_line_stays() -> None:
    first, second = REPORT.split("\n")
    assert body(f"{first}\n\n{CREDITS[0]}\n\n{second}") == f"{first}\n\n\n{second}"
    wrapped = "The port office said so on Monday, as its head had told\nReuters."
    assert body(wrapped) == wrapped


def test_what_is_all_boilerplate_stays_as_it_is() -> None:
    for text in ("", " ", "Reuters", CREDITS[0], f"{CREDITS[0]}\n{CREDITS[5]}", "(AP) - "):
        assert body(text) == text


@given(
    st.lists(
        st.sampled_from([*HEADERS, *CREDITS, *SENTENCES, "\n", " ", "(", "--", "By "]) | st.text(max_size=20)
    )
)
def test_only_what_stands_there_is_left(pieces: list[str]) -> None:
    text = "".join(pieces)
    left = iter(normal_form(text).split())
    assert all(word in left for word in normal_form(body(text)).split()), "words of the text, in its order"
    assert bool(body(text).strip()) == bool(text.strip())
