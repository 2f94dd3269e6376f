"""What an input is, is told by its content; what it is not, is said."""

import codecs
import gzip
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.errors import ItemProblem, UnreadableInput
from service.formats import decoding, json_lines, reading
from service.formats.reading import Reading, read, read_file
from service.model import Submission

Read = Callable[[bytes | str], Reading]

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ONE = {"id": "1", "title": "Ferry aground", "text": "A ferry ran aground."}
TWO = {"id": "2", "title": "Ferry afloat", "text": "The ferry floats again."}
LINES = f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n"
PAGE = """\
The harbour of Melk reopened after the ferry was towed off the sandbank.

Nobody was hurt, the port office said.
Read More
A baker in Orle has won the county prize with a loaf of acorn flour… Continue reading
The mayor of Tarn wants trams back...   Continue reading

  read more\t
The last item has no mark."""


def ids(read: Reading) -> list[str]:
    return [submission.article.id for submission in read.submissions]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (json.dumps([ONE, TWO]), "JSON"),
        (json.dumps({"articles": [ONE, TWO]}, indent=2), "JSON"),
        (LINES, "JSON Lines"),
        ("\n \n" + LINES.replace("\n", "\r\n\r\n"), "JSON Lines"),
        (codecs.BOM_UTF8 + LINES.encode(), "JSON Lines"),
        (gzip.compress(LINES.encode(), mtime=0), "JSON Lines"),
        (gzip.compress(json.dumps([ONE, TWO]).encode(), mtime=0), "JSON"),
        (codecs.BOM_UTF16_LE + LINES.encode("utf-16-le"), "JSON Lines"),
        (json.dumps([ONE, TWO]).encode("utf-16"), "JSON"),
    ],
)
def test_articles_in_json_are_recognised(reading: Read, data: bytes | str, form: str) -> None:
    got = reading(data)
    assert got.format == form
    assert ids(got) == ["1", "2"]
    assert not got.rejected


def test_one_article_alone(reading: Read) -> None:
    assert [ids(reading(json.dumps(ONE, indent=indent))) for indent in (None, 2)] == [["1"], ["1"]]
    assert reading("[]").items == ()


def test_a_briefing_page_is_cut_at_both_marks(reading: Read) -> None:
    got = reading(PAGE.replace("\n", "\r\n"))
    texts = [submission.article.text for submission in got.submissions]
    assert got.format == "briefing page"
    assert texts == [
        "The harbour of Melk reopened after the ferry was towed off the sandbank.\n\n"
        "Nobody was hurt, the port office said.",
        "A baker in Orle has won the county prize with a loaf of acorn flour",
        "The mayor of Tarn wants trams back",
        "The last item has no mark.",
    ]
    assert ids(got) == ids(reading(PAGE))
    assert len(set(ids(got))) == 4
    assert all(s.article.title == "" and s.article.source is None for s in got.submissions)


def test_a_briefing_page_may_begin_with_a_bracket(reading: Read) -> None:
    got = reading(
        "[Live] The ferry is aground at Melk.\nRead More\nThe mayor of Tarn wants trams back.\nRead More\n"
    )
    assert [submission.article.text[:10] for submission in got.submissions] == ["[Live] The", "The mayor "]


@pytest.mark.parametrize(
    "bad", ['{"title": "half', "garbage", "[1]", '{"title": 5}', '{"text": ""}', '{"a": 1}']
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bad_line_costs_only_itself(reading: Read, bad: str, place: int) -> None:
    lines = LINES.splitlines()
    lines.insert(place, bad)
    got = reading("\n".join(lines))
    assert ids(got) == ["1", "2"]
    assert [problem.where for problem in got.rejected] == [f"line {place + 1}"]


def test_no_article_is_looked_for_beyond_the_lines_that_are_read() -> None:
    lines = b'\n{"a": 1}' * 3 + b"\n\xef\xbb\xbf" + json.dumps(ONE).encode()
    assert len(read(lines, name="it", now=NOW, most=4).items) == 4
    with pytest.raises(UnreadableInput):
        read(lines, name="it", now=NOW, most=3)


def test_bytes_that_are_no_utf8_cost_their_line(reading: Read) -> None:
    got = reading(LINES.encode() + b'{"title": "caf\xe9"}\n')
    assert ids(got) == ["1", "2"]
    assert "byte 14 (0xe9)" in got.rejected[0].detail


def test_bad_items_are_named_by_their_place_and_the_others_taken(reading: Read) -> None:
    got = reading(json.dumps({"articles": [ONE, "words", {"text": ""}, TWO]}))
    assert [problem.where for problem in got.rejected] == ["item 2", "item 3"]
    assert [type(item) for item in got.items] == [Submission, ItemProblem, ItemProblem, Submission]


def test_raw_control_characters_in_json_are_mended(reading: Read) -> None:
    (submission,) = reading(b'[{"text": "one\x00 two\nthree"}]').submissions
    assert submission.article.text == "one two\nthree"
    assert submission.warnings


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x00\xff" * 300, "binary data"),
        (b"\x00\x01\x02" * 300, "binary data"),
        (b"%PDF-1.7 \xe2\xe3\xcf", "a PDF file"),
        (b"PK\x03\x04\x14\x00\xff", "a ZIP archive"),
        (b"\x28\xb5\x2f\xfd\x04\xff", "compressed with zstd; unpack it first"),
        (b"Ferry aground at caf\xe9", "byte 20 (0xe9) is not valid UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"title": "half', "starts like JSON but is not"),
        (b'[{"title": "x"}, {"title": "ha', "starts like JSON but is not"),
        (b"[" + b"1" * 5_000 + b"]", "starts like JSON but is not"),
        (b'"words"', "plain text"),
        (b"[Update 2] Ferry aground", "plain text in which no item ends"),
        (b"[true, false", "starts like JSON but is not"),
        (b"{\\rtf1\\ansi Ferry aground}", "an RTF document"),
        (b'{"a": 1}', "neither title, text"),
        (b'{"text": "x", "id": "1", "id": "2"}', "'id' stands twice"),
        (b"Just some words about a ferry.", "plain text in which no item ends"),
        (b"<!DOCTYPE html><html><body><p>News</p>\nRead More\n</body></html>", "an HTML page"),
        (b"<p>News of <b>today</b></p>", "an HTML page"),
        (b"<?xml version='1.0'?><invoice/>", "XML that is neither a feed nor a wire format"),
        (gzip.compress(b"hello" * 100, mtime=0)[:-12], "the input is damaged"),
        (b"\x1f\x8bnot gzip at all", "the input is damaged"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_remedy(reading: Read, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        reading(data)
    assert says in caught.value.detail
    assert caught.value.detail.startswith("input: ")
    assert caught.value.remedy


def test_a_gzip_bomb_is_refused(reading: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_INPUT_BYTES", 2**20)
    bomb = gzip.compress(b" " * 2**22)
    with pytest.raises(UnreadableInput, match="larger than 1 MiB"):
        reading(bomb)


@pytest.mark.parametrize(
    "data",
    [LINES.encode(), gzip.compress(LINES.encode(), mtime=0), PAGE.encode(), b"[]", b"\n" + LINES.encode()],
)
def test_a_file_reads_as_its_bytes_do(tmp_path: Path, reading: Read, data: bytes, now: datetime) -> None:
    path = tmp_path / "named.wrongly"
    path.write_bytes(data)
    assert tuple(read_file(path, now)) == reading(data).items


def test_standard_input_is_read_and_stays_open(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(LINES.encode())))
    monkeypatch.setattr("sys.stdin", stdin)
    assert len(list(read_file("-", now))) == 2
    assert not stdin.buffer.closed
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UnreadableInput, match="standard input: it is closed"):
        list(read_file("-", now))


def test_lines_are_given_out_before_the_stream_breaks_off(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "torn.gz"
    path.write_bytes(gzip.compress(LINES.encode())[:-8])
    items = read_file(path, now)
    assert isinstance(next(items), Submission)
    with pytest.raises(UnreadableInput, match=r"torn\.gz.*transfer the file again"):
        list(items)


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str, now: datetime) -> None:
    with pytest.raises(UnreadableInput, match="check the name"):
        list(read_file(tmp_path / name, now))


def test_an_overlong_line_is_skipped_whole(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(json_lines, "MAX_LINE_BYTES", 200)
    monkeypatch.setattr(reading, "MAX_LINE_BYTES", 200)
    data = LINES.encode() + json.dumps({"text": "x" * 1_000}).encode() + b"\n" + json.dumps(ONE).encode()
    items = list(json_lines.read_lines(io.BytesIO(data), now=now))
    assert [type(item) for item in items] == [Submission, Submission, ItemProblem, Submission]
    assert isinstance(items[2], ItemProblem)
    assert items[2].where == "line 3"


FRAGMENTS = st.sampled_from(
    (
        b'{"title": | "x"} | [ | ] | { | "items" | , | null | '
        b'{"version":"https://jsonfeed.org/version/1","items":[ | \n'
        b" | Read More | <rss> | <feed xmlns='http://www.w3.org/2005/Atom'> | <channel> | <item> | <entry> | <title>t"
        b" | <id> | </title> | </item> | <!DOCTYPE a [<!ENTITY | <?xml encoding=' | &a; | <![CDATA[ | <pubDate>1"
        b" | <link>http://[ | <author> | \xff | \x1f\x8b\x08\x00 | \xef\xbb\xbf"
    ).split(b" | ")
)


@given(st.binary() | st.lists(FRAGMENTS | st.binary(max_size=3), max_size=12).map(b"".join))
@example(b"<rss><channel><item><title>\x00</title>")
@example(
    b"<rss version='2.0'><channel><title>x</title><item><link>http://[</link><guid>http://[</guid><title>t"
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """And whatever is taken can be stored: it has text, and no byte a database would choke on."""
    try:
        got = read(data, name="input", now=NOW)
    except UnreadableInput as error:
        assert error.detail
        assert error.remedy
        return
    for submission in got.submissions:
        assert submission.article.title or submission.article.text
        f"{submission.article}".encode()
