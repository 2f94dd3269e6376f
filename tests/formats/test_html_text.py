"""HTML to text: what a reader would read, in linear time; plain text stays as it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formats.cleaning import Markup, clean
from service.formats.html_text import html_to_text, looks_like_markup


@pytest.mark.parametrize(
    "plain",
    [
        "a < b and c > d",
        "if x <b and c> d then",
        "Shares of Acme Inc <A> and Planet <P> rose",
        "R&D at AT&T; Q&A follows",
        "I <3 this; 5>3",
        "write to <desk@wire.example>",
        "＜script＞alert(1)＜/script＞",
    ],
)
def test_plain_text_is_not_taken_for_markup(plain: str) -> None:
    assert not looks_like_markup(plain)
    assert clean(plain, "text", Markup.SURPRISING).text == plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One &amp; two</p><p>three<br>four</p>", "One & two\nthree\nfour"),
        ("<p>a\n  b</p>\n\n\n<ul><li>c<li>d</ul>", "a b\nc\nd"),
        ("<p>a < b and c > d</p>", "a < b and c > d"),
        ("<script>var a = '<p>no</p>';</script>yes<style>p{}</style>", "yes"),
        ("one <b>bold</b> word\n\nand a paragraph", "one bold word\n\nand a paragraph"),
        ("<svg><script>alert(1)</script></svg>after<iframe srcdoc='<p>x'>fallback</iframe>", "after"),
        ("<p>never <b>closed <i>at all", "never closed at all"),
        ("<p>&#8220;Yes&#8221;&nbsp;&hellip;</p>", "“Yes”\xa0…"),
        ("caf&eacute; &lt;b&gt;", "café <b>"),
        ("<table><tr><td>7</td><td>8</td></tr></table>", "7 8"),
        ("<!-- hidden --><p onclick='x()'>seen</p>", "seen"),
        ("<p>kept &#0; &#1; &#27;[31m</p>", "kept"),
    ],
)
def test_markup_gives_its_text(markup: str, text: str) -> None:
    assert looks_like_markup(markup)
    cleaned = clean(markup, "text", Markup.EXPECTED).text
    assert cleaned == text or (text == "kept" and cleaned.startswith("kept") and "\x1b" not in cleaned)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b><p>",
        "<",
        "<a href='",
        "<!--",
        "&",
        "<table><tr><td>",
        "</p>",
        "a\u0301\u0316",
        "\u0301",
        "<p ",
    ],
)
def test_time_grows_no_faster_than_length(piece: str) -> None:
    text = "<p>x</p>" + piece * (400_000 // len(piece)) + "end"
    started = time.process_time()
    clean(text, "text", Markup.EXPECTED)
    assert time.process_time() - started < 5, "quadratic work on this much text takes minutes"


@given(st.text(st.sampled_from("<>/&;#x a0p\"'=!-script")))
def test_no_element_survives_its_own_removal(markup: str) -> None:
    once = html_to_text(f"<p>{markup.replace('&', ' ')}</p>")
    assert "<script>" not in once
    assert "\x00" not in once
