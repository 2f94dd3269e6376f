"""HTML to text: what a reader would read, in linear time; plain text stays as it is."""

import time
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.formats.cleaning import Markup, clean
from service.formats.html_text import html_to_text, looks_like_markup, parsed_text
from service.formats.simple_html import simple_text
from tests.long import half


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
    ("given", "text"),
    [
        ("AT&amp;T <T.N> and IBM <IBM.N> fell 3%, x <y", "AT&T <T.N> and IBM <IBM.N> fell 3%, x <y"),
        ("AT&amp;T said 5 &lt; 6.\n\n  Then it&#8217;s so.", "AT&T said 5 < 6.\n\n  Then it’s so."),
        ("5 &lt; 6", "5 &lt; 6"),
        ("The line&amp;#8217;s ferry &amp;amp;#8212; again", "The line’s ferry — again"),
        ("AT&amp;amp;T", "AT&T"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("<p>The line&amp;#8217;s ferry, by AT&amp;amp;T</p>", "The line’s ferry, by AT&T"),
        ("See /a?b=1&copy=3&amp;d=&nosuch; here", "See /a?b=1&copy=3&d=&nosuch; here"),
    ],
)
def test_references_are_resolved_and_nothing_else_is_lost(given: str, text: str) -> None:
    assert clean(given, "text", Markup.SURPRISING).text == text


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b><p>",
        "<",
        "<a href='",
        "<!--",
        "&",
        "&amp;amp;",
        "amp;",
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


CHARACTERS = [
    *"aébC \n\t\xa0\u2003>;\"'/=-.0\u200b\u2028\xad\u0301\ue000\u3000",
    "]]>",
    "-->",
    "😀",
    "\x85",
    "&",
    "<",
]
REFERENCES = [
    "&amp;",
    "&lt;b&gt;",
    "&amp;lt;",
    "&nbsp;",
    "&#8217;",
    "&#8232;",
    "&#39;",
    "&hellip;",
    "<br>",
    "<br />",
]
ATTRIBUTES = ["", "", ' href="https://a.example/?b=1&amp;c=2"', ' class="x\ny" id="z"', ' title="a>b"', " x"]


def inline(random: Random, depth: int = 2) -> str:
    """Text with references, breaks and elements in it; now and then something that no short way leads through."""
    parts = []
    for _ in range(random.randint(0, 4)):
        kind = random.randrange(20)
        if kind < 10:
            parts.append(
                "".join(random.choice(CHARACTERS[: -3 if kind or depth else None]) for _ in range(4))
            )
        elif kind < 15 or not depth:
            parts.append(random.choice(REFERENCES))
        else:
            parts.append(element(random, "b i em strong a span u", inline(random, depth - 1)))
    return "".join(parts)


def element(random: Random, names: str, content: str) -> str:
    name = random.choice(names.split())
    return f"<{name}{random.choice(ATTRIBUTES[: -2 if random.randrange(20) else None])}>{content}</{name}>"


def blocks(random: Random, depth: int = 2) -> str:
    parts = []
    for _ in range(random.randint(1, 4)):
        parts.append(element(random, "p p p h2 h3 h4", inline(random)))
        if depth and random.randrange(3) == 0:
            parts.append(element(random, "div blockquote", blocks(random, depth - 1)))
        if random.randrange(3) == 0:
            parts.append(element(random, "ul ol", element(random, "li li p", inline(random)) + "\n"))
        parts.append(random.choice(["", "\n", " \t"]))
    return "".join(parts)


@settings(max_examples=half(200), deadline=None)
@given(st.randoms().map(blocks))
@example("<p>one</p>\n<ul>\n<li>two <b>three<br/>four</b></li></ul>")
def test_the_short_way_gives_the_text_that_the_parser_gives(markup: str) -> None:
    simple = simple_text(markup)
    assert simple is None or simple == parsed_text(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<p>The river &amp; the <b>bridge</b>.</p>\n<p class="last">It <a href="https://a.example">rose</a>.</p>',
        "<h2>Rivers</h2><ul><li>Alma</li><li>Orle&nbsp;II</li></ul><blockquote><p>“No.”</p></blockquote>",
    ],
)
def test_what_wires_send_goes_the_short_way(markup: str) -> None:
    assert simple_text(markup)


def test_words_around_a_picture_are_no_part_of_the_report() -> None:
    figure = "<figure><img src='x.jpg'><div>Ida Brandt/NW</div><figcaption>A street.</figcaption></figure>"
    assert html_to_text(f"<p>One.</p>{figure}<p>Two.</p>") == "One.\nTwo."
    assert html_to_text("<p>One.</p><figure><table><tr><td>7</td></tr></table></figure>") == "One.\n7"
    torn = f"<figure><img src='x.jpg'><p>{'A body that was never closed. ' * 30}"
    assert html_to_text(torn).startswith("A body")
