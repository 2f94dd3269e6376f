"""Ids of items, among those of all feeds."""

from dataclasses import replace

import pytest

from service.formats.limits import MAX_ID
from service.model import Article, Submission
from service.polling.identity import qualified, qualify, told_apart

FEED = "wire.example~0a1b2c3d4e"


@pytest.mark.parametrize(
    "identity",
    [
        "https://wire.example/2026/11/20/flood",
        "http://wire.example/?p=17",
        "at://did:plc:abc/post/1",
        "tag:wire.example,2026:17",
        "urn:newsml:wire.example:20261120:17",
        "URN:UUID:0b5c9a3e-2f00-4f6e-9d7e-0123456789ab",
        "0B5C9A3E-2F00-4F6E-9D7E-0123456789AB",
        "QX7ZK3JW5NAPLR2M4T6V8Y1BCD",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "a-0123456789abcdef0123",
    ],
)
def test_what_names_it_for_all_the_world_stays(identity: str) -> None:
    assert qualified(identity, FEED, "wire.example") == identity


@pytest.mark.parametrize(
    ("identity", "own"),
    [
        ("17", "17"),
        ("wire.example:17", "17"),
        ("sport:17", "sport:17"),
        ("flood-in-port-sunder-leaves-hundreds-homeless", "flood-in-port-sunder-leaves-hundreds-homeless"),
        ("202611200000000000000017", "202611200000000000000017"),
        ("www.wire.example/17", "www.wire.example/17"),
    ],
)
def test_what_means_something_in_its_feed_alone_is_qualified_by_it(identity: str, own: str) -> None:
    assert qualified(identity, FEED, "wire.example") == f"{FEED}:{own}"


def test_a_qualified_id_still_fits() -> None:
    long = "x" * MAX_ID
    made = qualified(long, FEED, "")
    assert made.startswith(f"{FEED}:")
    assert len(made) <= MAX_ID
    assert made != qualified("y" + long[1:], FEED, "")


def test_a_predecessor_goes_by_the_id_that_it_was_filed_by() -> None:
    named = qualify(Submission(Article("2", "t", evolved_from="1")), FEED, "").article
    assert (named.id, named.evolved_from) == (f"{FEED}:2", f"{FEED}:1")
    kept = qualify(Submission(Article("urn:x:2", "t", evolved_from="urn:x:1")), FEED, "").article
    assert (kept.id, kept.evolved_from) == ("urn:x:2", "urn:x:1")


def test_of_several_versions_the_last_stays_and_of_several_pages_each() -> None:
    first = Submission(Article("0", "first", url="https://wire.example/1"))
    second = replace(first, article=replace(first.article, title="second"))
    third = Submission(Article("0", "third", url="https://wire.example/3"))
    assert told_apart([first, second]) == [second]
    assert [one.article.id for one in told_apart([first, third])] == [
        "https://wire.example/1",
        "https://wire.example/3",
    ]
    assert told_apart([first]) == [first]


def test_one_without_an_id_goes_by_its_address_if_that_is_its_own() -> None:
    home, page = "https://wire.example/", "https://wire.example/1"
    nameless = [
        Submission(Article(f"a-{number:020d}", "t", url=url))
        for number, url in enumerate((home, page, home, None))
    ]
    ids = [one.article.id for one in told_apart(nameless)]
    assert ids == [nameless[0].article.id, page, nameless[2].article.id, nameless[3].article.id]
    long = Submission(Article("a-" + "0" * 20, "t", url=home + "x" * MAX_ID))
    [made] = told_apart([long])
    assert len(made.article.id) <= MAX_ID
    assert made.article.id != long.article.id
