"""Briefings as JSON, Markdown and HTML: everything is there, and no one's words become markup."""

import html.parser
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.values import Briefing
from service.formats.briefing_json import briefing_json
from service.formats.links import is_web_link, link_target
from service.formats.outputs.markdown import briefing_markdown, escape_markdown
from service.formats.outputs.page import briefing_page
from service.formats.story_json import (
    filed_json,
    outline_json,
    receipt_json,
    result_json,
    story_json,
)
from service.formats.times import for_people, parse_time, rfc3339
from service.model import Constraint, Link, Receipt, Result

Brief = Callable[..., Briefing]

NASTY = [
    "<script>alert(1)</script>",
    "</p></article><iframe srcdoc='<script>x</script>'>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](http://evil.example/pixel)",
    "<http://evil.example>",
    "# Heading\n\n- list\n\n[1]: http://evil.example",
    "`code` *bold* _it_ ~~gone~~ | cell |",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;",
]


def test_markdown_shows_the_whole_story(briefing_on: Brief) -> None:
    text = briefing_markdown(briefing_on("Dam holds", "The dam held.", "Wire", "https://wire.example/a(b)"))
    assert text == (
        "# Briefing\n\n22 Nov 2026, 12:00 UTC to 23 Nov 2026, 12:00 UTC\n\n"
        "## Dam holds\n\n"
        "Wire, 23 Nov 2026, 11:00 UTC · 3 reports · 3 sources · 2 independent · 1 new since your last visit\n\n"
        "The dam held. \\[1\\] \\[2\\]\n\n"
        "1. Wire: [Dam holds](https://wire.example/a%28b%29), 23 Nov 2026, 11:00 UTC\n"
        "2. Wire: [Dam holds](https://wire.example/a%28b%29), 23 Nov 2026, 10:00 UTC\n\n"
        "1 copy folded: Wire\n"
    )


class Page(html.parser.HTMLParser):
    """What a browser would make of a page: its elements, their attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_shows_the_whole_story(briefing_on: Brief) -> None:
    page = briefing_page(briefing_on("Dam holds", "The dam held.", "Wire", "https://wire.example/a"))
    words = " ".join("".join(Page(page).words).split())
    assert "Dam holds Wire, 23 Nov 2026, 11:00 UTC · 3 reports" in words
    assert "The dam held.[1][2] Wire: Dam holds, 23 Nov 2026, 11:00 UTC" in words
    assert "1 copy folded: Wire" in words
    assert page.count('href="https://wire.example/a" rel="noopener noreferrer nofollow"') == 2


@pytest.mark.parametrize("nasty", NASTY)
def test_nobodys_words_become_html(briefing_on: Brief, nasty: str) -> None:
    plain = Page(briefing_page(briefing_on("words", "words", "words", None)))
    page = Page(briefing_page(briefing_on(nasty, nasty, nasty, nasty)))
    assert page.tags == plain.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert " ".join(nasty.split()) in " ".join("".join(page.words).split())


@pytest.mark.parametrize("nasty", NASTY)
def test_nobodys_words_become_markdown(briefing_on: Brief, nasty: str) -> None:
    text = briefing_markdown(briefing_on(nasty, nasty, nasty, nasty))
    assert not re.search(r"<|(?<!\\)[\[\]`*_~|]", text)
    assert [line[:2] for line in text.split("\n") if line.startswith("#")] == ["# ", "##"]


@given(st.text())
def test_escaped_markdown_is_one_line_without_markup(text: str) -> None:
    escaped = escape_markdown(text)
    assert "\n" not in escaped
    assert not re.search(r"[<>]|(?<!\\)(?:\\\\)*[\[\]`*_~|]", escaped)
    assert not re.match(r"\s{0,3}(?:#|[-+=]|\d{1,9}[.)])", escaped)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "http://",
        "http://[",
        "ftp://x.example",
        "",
        "JavaScript://x",
    ],
)
def test_only_web_addresses_become_links(briefing_on: Brief, url: str) -> None:
    assert not is_web_link(url)
    assert "](" not in briefing_markdown(briefing_on("t", "t", "s", url))
    assert 'rel="noopener' not in briefing_page(briefing_on("t", "t", "s", url))


@given(st.text())
def test_a_link_ends_where_it_should(path: str) -> None:
    target = link_target("https://wire.example/" + path.replace("\ud800", ""))
    assert target is None or re.fullmatch(r"https://[!-~]*", target)
    assert not re.search(r"[<>()\[\]\"'`\\*]", target or "")


def test_json_holds_the_contract(briefing_on: Brief) -> None:
    briefing = briefing_on("Dam holds", "The dam held.", "Wire", "https://wire.example/a")
    (story,) = json.loads(json.dumps(briefing_json(briefing), allow_nan=False))["stories"]
    assert story["summary"] == [
        {
            "text": "The dam held.",
            "citations": [{"article_id": f"n-{number}", "start": 0, "end": 13} for number in (1, 2)],
        }
    ]
    assert (story["new_since"], story["duplicates"]) == (["n-1"], ["n-3"])
    assert story["representative"]["article_id"] == story["representative"]["id"] == "n-1"
    assert "text" not in story["representative"]
    assert story["latest_published_at"] == "2026-11-23T11:00:00Z"
    outline = briefing.items[0].outline
    assert outline_json(outline).items() <= story.items()
    word = Constraint(Link.CANNOT, "n-1", "n-9", datetime(2026, 11, 23, tzinfo=UTC), "Ed", "two dams")
    whole = story_json(outline, [word])
    assert [article["relation"] for article in whole["articles"]] == [  # type: ignore[union-attr,index,call-overload]
        "new_story",
        "same_story",
        "exact_duplicate",
    ]
    assert whole["constraints"] == [
        {
            "link": "cannot_link",
            "first": "n-1",
            "second": "n-9",
            "at": "2026-11-23T00:00:00Z",
            "by": "Ed",
            "reason": "two dams",
        }
    ]


def test_a_result_is_the_same_with_its_receipt(briefing_on: Brief) -> None:
    filed = briefing_on("Dam holds", "The dam held.", "Wire", None).items[0].outline.articles[2]
    receipt = {
        "rule": "joined",
        "features": {"cosine": 0.5},
        "contributions": {"cosine": 1.25},
        "runner_up": {"story_id": "s-2", "probability": 0.125},
        "margin": 0.75,
        "vetoes": ["ordinal"],
    }
    assert result_json(Result(filed.article, filed.decision, ("mended",))) == {
        "article_id": "n-3",
        "version": None,
        "story_id": "s-1",
        "relation": "exact_duplicate",
        "probability": 0.875,
        "duplicate_of": "n-1",
        "receipt": receipt,
        "warnings": ["mended"],
    }
    assert filed_json(filed)["receipt"] == receipt
    numpy_made = receipt_json(Receipt("opened", {"cosine": float(np.float32(0.1))}))
    assert json.loads(json.dumps(numpy_made))["features"] == {"cosine": 0.1}


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES))  # noqa: DTZ001
def test_times_survive_being_written(time: datetime) -> None:
    assert rfc3339(time).endswith("Z")
    assert parse_time(rfc3339(time)) == (time, True)
    assert for_people(time).endswith(" UTC")
