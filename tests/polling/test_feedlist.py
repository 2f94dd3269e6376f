"""What NEWSFOLD_FEEDS may hold, and what is said of an entry that cannot be used."""

import re
from pathlib import Path

import pytest

from service.errors import StartupError
from service.polling.feedlist import read_feed_list, with_userinfo_of

WIRE, GAZETTE = "https://northwire.example/rss", "http://gazette.example:8080/feed.json?section=world"


def urls(value: str) -> list[str]:
    return [feed.url for feed in read_feed_list(value)]


@pytest.mark.parametrize("separator", [" ", "\n", "\t ", ",", ", ", " ,", ",\n"])
def test_addresses_are_separated_by_white_space_or_commas(separator: str) -> None:
    assert urls(f" {WIRE}{separator}{GAZETTE}, ") == [WIRE, GAZETTE]


def test_nothing_is_no_feed() -> None:
    assert read_feed_list(" \n ") == ()


def test_an_address_may_have_a_name_and_commas_in_it() -> None:
    listed = "https://agency.example/rss?topics=a,b,c"
    feeds = read_feed_list(f"NorthWire={WIRE},{listed},Gazette={GAZETTE}")
    assert [(feed.name, feed.url) for feed in feeds] == [
        ("NorthWire", WIRE),
        ("", listed),
        ("Gazette", GAZETTE),
    ]


def test_a_file_has_an_entry_a_line(tmp_path: Path) -> None:
    file = tmp_path / "feeds.txt"
    file.write_text(
        f"\ufeff# wires\n\n North Wire  = {WIRE}   # from the agency\n{GAZETTE}#top\n#{WIRE}\n",
        encoding="utf-8",
    )
    feeds = read_feed_list(f"@{file}")
    assert [(feed.name, feed.url) for feed in feeds] == [("North Wire", WIRE), ("", GAZETTE)]


def test_an_id_names_the_address_whatever_its_scheme_user_and_name() -> None:
    ids = [
        read_feed_list(value)[0].id
        for value in (
            "https://Wire.example/rss",
            "http://wire.example:80/rss",
            "W=https://eva:secret@wire.example:443/rss#top",
        )
    ]
    assert len(set(ids)) == 1
    assert re.fullmatch(r"wire\.example~[0-9a-f]{10}", ids[0])
    others = read_feed_list(
        "https://wire.example/rss?page=2 https://wire.example/Rss https://wire.example:81/rss"
    )
    assert len({ids[0], *(feed.id for feed in others)}) == 4


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("northwire.example/rss", "does not begin with http"),
        ("feed://northwire.example/rss", "does not begin with http"),
        ("file:///etc/passwd", "does not begin with http"),
        ("https://", "names no host"),
        ("Wire=https:///rss", "names no host"),
        ("https://[northwire.example/rss", "Invalid IPv6"),
        ("https://northwire.example:99999/", "[Pp]ort"),
        ("https://northwire.example/\x01", "invisible"),
    ],
)
def test_what_is_no_feed_is_named_with_the_remedy(entry: str, said: str) -> None:
    with pytest.raises(
        StartupError, match=f"NEWSFOLD_FEEDS: .*is not a feed: .*{said}.*; write https://host/path"
    ):
        read_feed_list(f"{WIRE} {entry}")


def test_no_message_repeats_a_password() -> None:
    with pytest.raises(StartupError) as refused:
        read_feed_list("wire=htps://eva:secret@northwire.example/rss")
    assert "secret" not in str(refused.value)
    twice = "https://eva:secret@northwire.example/rss"
    with pytest.raises(StartupError, match="twice") as refused:
        read_feed_list(f"{twice} {twice}")
    assert "secret" not in str(refused.value)


def test_a_file_that_cannot_be_read_and_its_bad_line_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        StartupError, match=r"feeds\.txt, which cannot be read: No such file.*correct the path"
    ):
        read_feed_list(f"@{tmp_path}/feeds.txt")
    (tmp_path / "feeds.txt").write_text(f"# wires\n{WIRE}\nsoon\n", encoding="utf-8")
    with pytest.raises(
        StartupError, match=r"line 3 of .*feeds\.txt \(NEWSFOLD_FEEDS\): 'soon' is not a feed"
    ):
        read_feed_list(f"@{tmp_path}/feeds.txt")


def test_a_password_goes_along_to_the_same_place_only() -> None:
    named = "https://eva:secret@northwire.example/rss"
    assert (
        with_userinfo_of("https://northwire.example/new", named) == "https://eva:secret@northwire.example/new"
    )
    for elsewhere in (
        "http://northwire.example/rss",
        "https://other.example/",
        "https://northwire.example:8/",
    ):
        assert with_userinfo_of(elsewhere, named) == elsewhere
    assert with_userinfo_of("https://northwire.example/new", WIRE) == "https://northwire.example/new"
