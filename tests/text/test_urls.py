"""One page, one address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.urls import canonical_url


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2026/flood",
        "http://www.news.example/2026/flood/",
        "HTTPS://News.Example:443/2026/flood#comments",
        "https://m.news.example/2026/flood?utm_source=feed&utm_medium=rss&fbclid=x",
        "https://amp.news.example/2026/flood/amp/",
        "https://www.news.example./2026/flood?amp&UTM_Campaign=",
        " //news.example/2026/flood ",
    ],
)
def test_one_page_under_many_addresses(url: str) -> None:
    assert canonical_url(url) == "news.example/2026/flood"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://news.example/?b=2&a=1", "news.example?a=1&b=2"),
        ("https://news.example/story.asp?12345", "news.example/story.asp?12345="),
        ("https://news.example:8080/a", "news.example:8080/a"),
        ("https://news.example/Überschwemmung?q=ü", "news.example/Überschwemmung?q=%C3%BC"),
        ("https://news.example/a?q=\ud800", "news.example/a?q=%3F"),
    ],
)
def test_what_tells_pages_apart_is_kept(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [None, "", "https://news.example", "https://www.news.example/?utm_source=x#top", "flood", "https://[::1/a",
     "https://a.example:99999/b", "mailto:desk@news.example"],
)  # fmt: skip
def test_no_page_of_its_own(url: str | None) -> None:
    assert canonical_url(url) is None


@given(st.text() | st.from_regex(r"https?://[^/]{0,12}/.*", fullmatch=True))
def test_any_text_is_an_address_or_none_and_where_one_came_from_does_not_matter(url: str) -> None:
    plain = url.partition("#")[0].rstrip()
    tracked = f"{plain}{'&' if '?' in plain else '?'}utm_source=feed#top"
    assert canonical_url(tracked) == canonical_url(plain)
