"""RSS, Atom and JSON Feed: entries become articles, and what is wrong with a feed is said."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from service.errors import UnreadableInput
from service.formats.reading import Reading
from service.model import Article

Read = Callable[[bytes | str], Reading]

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour &amp; Coast</title><link>https://coast.example/</link><language>en-gb</language>
<item>
  <title>Lighthouse &lt;b&gt;sold&lt;/b&gt;</title><link>https://coast.example/lighthouse</link>
  <guid isPermaLink="false">417</guid><dc:creator>Ida Brandt</dc:creator>
  <pubDate>Sun, 22 Nov 2026 10:00:00 +0200</pubDate>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>The lighthouse was sold.</p><script>x()</script><p>It shines on.</p>]]></content:encoded>
</item>
<item><title>Gulls&nbsp;return</title><guid>https://coast.example/gulls</guid><link>javascript:alert(1)</link>
  <pubDate>sometime</pubDate></item>
<item><guid>empty</guid></item>
</channel></rss>"""

ESCAPED = """<rss version="2.0"><channel><title>Coast</title><link>https://coast.example/</link>
<item><title>AT&amp;amp;T&amp;amp;#8217;s mast &amp;lt;T.N&amp;gt; falls</title><guid>1</guid>
<description>&lt;p&gt;The firm&amp;amp;#8217;s mast fell.&lt;/p&gt;</description></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Kurier</title>
<entry><id>tag:kurier.example,2026:1</id><title type="text">Damm hält</title><updated>2026-11-22T09:00:00Z</updated>
<link href="https://kurier.example/1"/><author><name>E. Lang</name></author>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Der Damm <b>hält</b>.</p><p>Gut so.</p></div></content>
</entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Valley News",
    "home_page_url": "https://valley.example/",
    "language": "en",
    "items": [
        {
            "id": "https://valley.example/1",
            "url": "https://valley.example/1",
            "title": "Bridge opens",
            "content_html": "<p>The bridge is open.</p>",
            "date_published": "2026-11-22T09:00:00+01:00",
            "authors": [{"name": "Jo Hale"}],
        },
        {"id": 7, "content_text": "Only words.", "authors": "nobody", "title": ["no"]},
        "not an item",
        {"id": "8"},
    ],
}


def articles(reading: Reading) -> list[Article]:
    return [submission.article for submission in reading.submissions]


def test_what_was_escaped_once_too_often_is_read_all_the_same(reading: Read) -> None:
    [article] = articles(reading(ESCAPED))
    assert article.title == "AT&T’s mast <T.N> falls"
    assert article.text == "The firm’s mast fell."


def test_rss(reading: Read) -> None:
    got = reading(RSS)
    first, second = articles(got)
    assert got.format == "RSS or Atom"
    assert first == Article(
        id="coast.example:417",
        title="Lighthouse sold",
        text="The lighthouse was sold.\nIt shines on.",
        url="https://coast.example/lighthouse",
        source="Harbour & Coast",
        published_at=datetime(2026, 11, 22, 8, tzinfo=UTC),
        language="en-gb",
        byline="Ida Brandt",
    )
    assert not got.submissions[0].warnings
    assert (second.id, second.title, second.url) == ("https://coast.example/gulls", "Gulls return", None)
    assert len(got.submissions[1].warnings) == 2, "the date and the link"
    assert [problem.where for problem in got.rejected] == ["entry 3"]


def test_atom(reading: Read) -> None:
    (article,) = articles(reading(ATOM))
    assert article == Article(
        id="tag:kurier.example,2026:1",
        title="Damm hält",
        text="Der Damm hält.\nGut so.",
        url="https://kurier.example/1",
        source="Kurier",
        published_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
        language="de",
        byline="E. Lang",
    )


def test_json_feed(reading: Read) -> None:
    got = reading(json.dumps(JSON_FEED))
    first, second = articles(got)
    assert got.format == "JSON Feed"
    assert first == Article(
        id="https://valley.example/1",
        title="Bridge opens",
        text="The bridge is open.",
        url="https://valley.example/1",
        source="Valley News",
        published_at=datetime(2026, 11, 22, 8, tzinfo=UTC),
        language="en",
        byline="Jo Hale",
    )
    assert (second.id, second.text, second.byline) == ("valley.example:7", "Only words.", None)
    assert [problem.where for problem in got.rejected] == ["item 3", "item 4"]


@pytest.mark.parametrize(
    ("date", "hour", "warning"),
    [
        ("Sun, 22 Nov 2026 08:30:00 +0530", 3, None),
        ("Sun, 22 Nov 2026 08:00:00 EST", 13, None),
        ("Sun, 22 Nov 2026 08:00:00 UTC", 8, None),
        ("2026-11-22T09:00:00+01:00", 8, None),
        ("Sun, 22 Nov 2026 09:00:00 CET", 8, None),
        ("Sun, 22 Nov 2026 09:00:00 MESZ", 7, None),
        ("Sun, 22 Nov 2026 18:00:00 AEST", 8, None),
        ("Sun, 22 Nov 2026 08:00:00 XYZ", 8, "a time zone that is not known"),
        ("Sun Nov 22 08:00:00 2026", 8, "no time zone"),
        ("2026-11-22T08:00:00", 8, "no time zone"),
        ("Sun, 22 Nov 2026 9:00 PM EST", None, "cannot be read"),
        ("1795334400", None, "cannot be read"),
    ],
)
def test_the_zone_of_a_date_counts_however_a_feed_names_it(
    reading: Read, date: str, hour: int | None, warning: str | None
) -> None:
    item = f"<item><title>A</title><pubDate>{date}</pubDate></item>"
    [taken] = reading(f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>").submissions
    published = taken.article.published_at
    assert (published and published.replace(minute=0)) == (hour and datetime(2026, 11, 22, hour, tzinfo=UTC))
    assert bool(taken.warnings) == bool(warning)
    assert all(warning and warning in said for said in taken.warnings)


def test_an_impossible_date_costs_no_report_of_a_json_feed(reading: Read) -> None:
    odd, mended = "2026-02-30T12:00:00Z", "2026-11-22T09:00:00Z"
    items = [{"id": "1", "title": "Bridge opens", "date_published": odd}]
    items.append({**items[0], "id": "2", "date_modified": mended})
    first, second = reading(json.dumps({**JSON_FEED, "items": items})).submissions
    assert first.article.published_at is None
    assert "the date in the feed cannot be read" in first.warnings[0]
    assert second.article.published_at == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert second.warnings == ()


def test_a_feed_in_another_encoding(reading: Read) -> None:
    latin = ATOM.replace("Kurier", "Kürier").join(('<?xml version="1.0" encoding="ISO-8859-1"?>\n', ""))
    assert articles(reading(latin.encode("iso-8859-1")))[0].source == "Kürier"
    assert articles(reading(ATOM.encode("utf-16")))[0].title == "Damm hält"


def test_a_broken_feed_gives_what_can_be_read_and_says_so(reading: Read) -> None:
    got = reading(RSS[: RSS.index("<guid>https://coast")].replace("<description>", "<description"))
    assert articles(got)[0].id == "coast.example:417"
    assert all("not well-formed XML" in submission.warnings[0] for submission in got.submissions)


@pytest.mark.parametrize(
    "feed", [RSS, ATOM.replace("<entry>", "<entry><id>tag:first</id><title>Fluss</title></entry><entry>")]
)
def test_an_entry_within_which_a_feed_ends_is_not_taken(reading: Read, feed: str) -> None:
    opening = "<item>" if feed is RSS else "<entry>"
    first, last = feed.index(opening), feed.index(opening, feed.index(opening) + 1)
    whole = articles(reading(feed))
    for end in range(last + len(opening), feed.index("</", last) + 1, 3):
        got = reading(feed[:end])
        assert articles(got) == [whole[0]]
        assert [problem.detail for problem in got.rejected] == ["the feed ends within it"]
    assert articles(reading(feed[:last])) == [whole[0]]
    assert articles(reading(feed[: last + 3])) == [whole[0]]
    assert not articles(reading(feed[: first + len(opening) + 9]))


def test_of_too_many_entries_the_first_are_taken(reading: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.formats.feed_xml.MAX_FEED_ENTRIES", 2)
    items = "".join(f"<item><title>Report {number}</title></item>" for number in range(5))
    got = reading(f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>")
    assert [article.title for article in articles(got)] == ["Report 0", "Report 1"]
    assert got.submissions[0].warnings == ("feed: 3 entries behind the first 2 left out",)


def test_references_that_nobody_knows_are_shown_as_they_stand(reading: Read) -> None:
    got = reading(
        "<rss version='2.0'><channel><title>t</title>"
        "<item><title>S&P; rates a caf&eacute;</title></item></channel></rss>"
    )
    assert articles(got)[0].title == "S&P; rates a café"
    assert not got.submissions[0].warnings


@pytest.mark.parametrize(
    ("feed", "says"),
    [
        ("<rss>no feed at all</rss>", "neither a title nor entries"),
        ("<rss><head><title>Page</title></head><p>words</p></rss>", "neither a title nor entries"),
        (
            "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><channel><title>&a;</title></channel></rss>",
            "entities",
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE x SYSTEM 'f' [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><rss>&a;</rss>",
            "entit",
        ),
    ],
)
def test_a_feed_that_is_none_is_refused(reading: Read, feed: str, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says) as caught:
        reading(feed)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("element", "content"),
    [
        ("author", "a" * 300_000),
        ("pubDate", "1" * 300_000),
        ("guid", "&amp;" * 60_000),
        ("title", "&lt;a " * 50_000),
        ("description", "<![CDATA[" + "<div>" * 60_000 + "]]>"),
        ("description", "<div>" * 2_000 + "a" * 300_000),
        ("description", "<author>" + "a" * 300_000 + "</author>"),
        ("x:author", "a " * 150_000),
    ],
)
def test_time_grows_no_faster_than_length(reading: Read, element: str, content: str) -> None:
    feed = f'<rss version="2.0" xmlns:x="urn:x"><channel><title>t</title><item><{element}>{content}</{element}></item>'
    started = time.process_time()
    reading(feed + "<item><title>Another</title></item></channel></rss>")
    assert time.process_time() - started < 5, "feedparser alone takes minutes for some of these"
