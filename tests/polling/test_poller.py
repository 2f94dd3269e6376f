"""One poll after another, against a real server: what is new is filed, and nothing twice."""

from datetime import timedelta

import pytest

from service.feedbook import FeedState
from tests.egress.peer import peer, says
from tests.polling.conftest import Poll
from tests.polling.support import FLOOD, INTERVAL, MINUTE, MUSEUM, NOON, VARGA, header, in_turn, item, rss

HOUR = 60 * MINUTE


def test_what_is_new_is_filed_and_asked_for_with_its_validators_next_time(polling: Poll) -> None:
    head = 'ETag: W/"7"\r\nLast-Modified: Fri, 20 Nov 2026 09:00:00 GMT\r\n'
    server_says = in_turn(says(head, rss(item("1"), item("2", VARGA))), says("", status="304 Not Modified"))
    with peer(server_says) as server:
        feed = polling(server.url(path="/rss"))
        first = feed.poll()
        assert (first.state, first.status, first.title) == (FeedState.OK, 200, "North Wire")
        assert (first.taken, first.rejected, first.taken_in_all) == (2, 0, 2)
        assert sorted(feed.filed().values()) == sorted([FLOOD[0], VARGA[0]])
        feed.clock.advance(INTERVAL)
        again = feed.poll()
    assert (again.state, again.status, again.taken, again.taken_in_all) == (FeedState.OK, 304, 0, 2)
    assert again.validators == first.validators
    assert feed.wait() == INTERVAL
    assert [header(request, "if-none-match") for request in server.requests] == ["", 'W/"7"']
    assert header(server.requests[1], "if-modified-since") == "Fri, 20 Nov 2026 09:00:00 GMT"
    assert header(server.requests[0], "accept-encoding") == "gzip"
    assert feed.tally.polls == ["changed", "unchanged"]


def test_what_is_known_is_not_encoded_again(polling: Poll) -> None:
    many = [item(str(number), (f"{FLOOD[0]} Report number {number}.", "06:40")) for number in range(50)]
    with peer(in_turn(says("", rss(*many)), says("", rss(item("new", VARGA), *many)))) as server:
        feed = polling(server.url())
        assert feed.poll().taken == 50
        before = feed.encoder.encoded
        assert feed.poll().taken == 1
        assert 0 < feed.encoder.encoded - before <= 2
        before = feed.encoder.encoded
        assert feed.poll().status == 200
    assert feed.encoder.encoded == before
    assert feed.tally.received == 51


def test_an_item_that_changes_is_a_revision(polling: Poll) -> None:
    corrected = (FLOOD[0].replace("1,200", "1,300"), FLOOD[1])
    with peer(in_turn(says("", rss(item("1"))), says("", rss(item("1", corrected))))) as server:
        feed = polling(server.url())
        feed.poll()
        assert feed.poll().taken == 1
    [(article_id, text)] = feed.filed().items()
    assert text == corrected[0]
    assert len(feed.desk.versions(article_id, feed.clock.now)) == 2


def test_a_date_that_was_not_believed_is_no_news_when_its_time_has_come(polling: Poll) -> None:
    late = (FLOOD[0], "13:00")
    with peer(in_turn(says("", rss(item("1", late))), says("", rss(item("1", late), item("2"))))) as server:
        feed = polling(server.url())
        feed.poll()
        feed.clock.advance(2 * HOUR)
        feed.poll()
    assert [len(feed.desk.versions(name, feed.clock.now)) for name in feed.filed()] == [1, 1]


def test_stories_begin_with_what_came_first(polling: Poll) -> None:
    with peer(says("", rss(item("3", MUSEUM), item("2", VARGA), item("1", FLOOD)))) as server:
        feed = polling(server.url())
        feed.poll()
    order = [logged.event.article_id for logged in feed.desk.events(0) if logged.event.article_id]
    assert [str(name)[-1] for name in dict.fromkeys(order)] == ["1", "2", "3"]


SOURCED = "<source url='https://agency.example/rss'>Agency</source>"


@pytest.mark.parametrize(
    ("name", "title", "extra", "source"),
    [
        ("", "North Wire", "", "North Wire"),
        ("", "", "", "127.0.0.1"),
        ("Wire", "North Wire: all &amp; everything", "", "Wire"),
        ("Wire", "", "", "Wire"),
        ("Wire", "North Wire", SOURCED, "Agency"),
    ],
)
def test_the_source_is_what_the_item_says_else_the_name_given_else_the_title(
    polling: Poll, name: str, title: str, extra: str, source: str
) -> None:
    with peer(says("", rss(item("1", extra=extra), title=title))) as server:
        feed = polling(server.url(), name)
        feed.poll()
    [article_id] = feed.filed()
    assert feed.desk.article(article_id, NOON).article.source == source


def test_items_that_cannot_be_taken_cost_only_themselves(polling: Poll) -> None:
    with peer(says('ETag: "1"\r\n', rss("<item><guid>empty</guid></item>", item("1")))) as server:
        feed = polling(server.url())
        record = feed.poll()
    assert (record.taken, record.rejected, record.validators.etag) == (1, 1, '"1"')
    assert feed.tally.rejected == 1


def test_two_feeds_that_both_count_from_one_speak_of_different_articles(polling: Poll) -> None:
    with peer(says("", rss(item("1")))) as server:
        feed = polling(server.url(path="/world"))
        feed.poll()
        other = polling(server.url(path="/sport"))
        other.desk, other.poller = feed.desk, type(feed.poller)(feed.dependencies(), feed.stopping)
        other.poll()
    assert sorted(feed.filed()) == sorted([f"{feed.feed.id}:1", f"{other.feed.id}:1"])


@pytest.mark.parametrize(
    ("head", "feed_head", "wait"),
    [
        ("Cache-Control: public, max-age=1800\r\n", "", 30 * MINUTE),
        ("Cache-Control: max-age=1800\r\nAge: 900\r\n", "", 15 * MINUTE),
        ("Cache-Control: max-age=60\r\n", "", INTERVAL),
        ("Cache-Control: no-cache, max-age=1800\r\n", "", INTERVAL),
        ("Cache-Control: max-age=999999999999999\r\n", "", INTERVAL),
        ("Cache-Control: max-age=31536000\r\n", "", HOUR),
        ("", "<ttl>20</ttl>", 20 * MINUTE),
        ("", "<ttl>soon</ttl>", INTERVAL),
        (
            "",
            '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>'
            '<sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>',
            15 * MINUTE,
        ),
    ],
)
def test_it_is_left_alone_as_long_as_it_asks_within_reason(
    polling: Poll, head: str, feed_head: str, wait: timedelta
) -> None:
    with peer(says(head, rss(item("1"), head=feed_head))) as server:
        feed = polling(server.url())
        feed.poll()
    assert feed.wait() == wait


def test_a_server_that_asks_for_a_pause_gets_it(polling: Poll) -> None:
    with peer(says("Retry-After: 7200\r\n", status="503 Busy")) as server:
        feed = polling(server.url())
        feed.poll()
    assert feed.wait() == 2 * HOUR
