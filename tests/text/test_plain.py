"""Markup, addresses and the manners of posts are not told; all that is said is left."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.plain import plain_text

SAID = "Ferry runs aground near Skarvik"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ferry&#8217;s hull &amp; keel&nbsp;held.", "The ferry’s hull & keel held."),
        ("It held.&nbsp; &quot;Good&quot;, she said.", 'It held. "Good", she said.'),
        ("The line&amp;#8217;s ferry", "The line’s ferry"),
        ("AT&T and Q&A; R&D rose", "AT&T and Q&A; R&D rose"),
        (f"{SAID} #Skarvik #Ferry https://t.co/aB3xyz via @harbourpost", SAID),
        (f"{SAID} https://t.co/aB3xyz #Skarvik", SAID),
        (f"{SAID}. #Breaking", f"{SAID}."),
        (f"RT @harbourpost: {SAID} pic.twitter.com/aB3xyz", SAID),
        ("Thousands march for #Skarvik", "Thousands march for Skarvik"),
        ("Crowds at #Skarvik wait for @norline to answer", "Crowds at Skarvik wait for @norline to answer"),
        ("Ranked #1 of 40, said ida@norline.example.", "Ranked #1 of 40, said ida@norline.example."),
        ("See www.norline.example/help. It is open.", "See . It is open."),
        ("请看https://t.co/aB3渡轮搁浅", "请看渡轮搁浅"),
        ("#Skarvik #Ferry https://t.co/aB3xyz", "#Skarvik #Ferry https://t.co/aB3xyz"),
        ("https://t.co/aB3xyz", "https://t.co/aB3xyz"),
    ],
)
def test_what_is_said_is_left(text: str, told: str) -> None:
    assert plain_text(text).strip() == told


PIECES = [
    "&#8217;",
    "&amp;",
    "#Tag",
    "@who",
    "via @who",
    "https://t.co/x",
    " ",
    "\n",
    "Ferry",
    "aground.",
    "&#1;",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join))
def test_nothing_comes_out_empty(text: str) -> None:
    assert bool(plain_text(text).strip()) == bool(text.strip())


@pytest.mark.parametrize("piece", ["&amp;", "#a ", "@a ", "https://", "www.", "via @a #b ", "t.co/(", "&"])
def test_the_time_is_linear(piece: str) -> None:
    started = time.process_time()
    plain_text(piece * 200_000)
    assert time.process_time() - started < 3.0
