"""One JSON item: what is taken, what is mended, what is refused and how that is said."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidItem, ItemProblem
from service.formats.article_json import submission_from_mapping
from service.formats.limits import MAX_ID, MAX_TEXT, MAX_TITLE, MAX_URL
from service.formats.story_json import article_json
from service.formats.times import CLOCK_SKEW, rfc3339
from service.model import Article, Status, Submission

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def take(item: object) -> Submission:
    return submission_from_mapping(item, now=NOW, where="item 3")


def refuse(item: object) -> ItemProblem:
    with pytest.raises(InvalidItem) as caught:
        take(item)
    problem = caught.value.problem
    assert problem.where == "item 3"
    assert problem.detail
    assert problem.remedy
    return problem


def test_every_field_is_read() -> None:
    item = {
        "id": "w-1",
        "title": "Dam holds",
        "text": "The dam held.",
        "url": "https://wire.example/dam",
        "source": "Wire",
        "published_at": "2026-11-23T12:30:00+02:00",
        "language": "en",
        "version": 2,
        "status": "embargoed",
        "embargoed_until": "2027-01-01T00:00:00Z",
        "evolved_from": "w-0",
        "byline": "A. Writer",
    }
    assert take(item) == Submission(
        Article(
            id="w-1",
            title="Dam holds",
            text="The dam held.",
            url="https://wire.example/dam",
            source="Wire",
            published_at=datetime(2026, 11, 23, 10, 30, tzinfo=UTC),
            language="en",
            version="2",
            status=Status.EMBARGOED,
            embargoed_until=datetime(2027, 1, 1, tzinfo=UTC),
            evolved_from="w-0",
            byline="A. Writer",
        )
    )


def test_null_is_as_good_as_absent() -> None:
    fields = article_json(Article("x"))
    assert take({**dict.fromkeys(fields), "text": "Rain."}) == take({"text": "Rain.", "article_id": None})


def test_what_is_written_can_be_read_again() -> None:
    first = take(
        {"title": "A", "text": "B\n\nC", "published_at": "2026-11-22", "status": "cancelled"}
    ).article
    written = {name: value for name, value in article_json(first).items() if name != "article_id"}
    assert take(written) == Submission(first)
    assert first.status is Status.CANCELED


def test_without_an_id_the_same_report_gets_the_same_one() -> None:
    item = {"title": "A", "text": "B", "url": "https://wire.example/1", "source": "Wire"}
    ids = {take(item).article.id, take({**item, "language": "en", "id": ""}).article.id}
    others = {take({**item, name: "https://wire.example/other"}).article.id for name in item}
    assert len(ids) == 1
    assert len(others | ids) == 5
    assert all(len(one) == 22 and one.startswith("a-") for one in ids | others)


@pytest.mark.parametrize(
    ("item", "field", "says"),
    [
        ({}, "text", "both empty"),
        ({"title": " \t", "text": "\u200b\x00"}, "text", "both empty"),
        ({"status": "canceled"}, "text", "both empty"),
        ({"id": "a", "status": "embargoed"}, "text", "both empty"),
        ({"text": "<script>steal()</script>"}, "text", "both empty"),
        ("words", "item", "found a string"),
        (None, "item", "found null"),
        ({"text": ["words"]}, "text", "found a list"),
        ({"title": 7}, "title", "found a number"),
        ({"text": "x", "id": True}, "id", "found a boolean"),
        ({"text": "x", "id": 10**5000}, "id", "characters"),
        ({"text": "x", "version": 1.5}, "version", "found a number"),
        ({"text": "x", "status": "live"}, "status", "'live'"),
        ({"text": "x", "published_at": "yesterday"}, "published_at", "'yesterday'"),
        ({"text": "x", "published_at": "0001-01-01T00:00:00+14:00"}, "published_at", "cannot|not a date"),
        ({"text": "x", "published_at": "9999-12-31T23:59:60Z"}, "published_at", "not a date"),
        ({"text": "x", "published_at": 1700000000}, "published_at", "found a number"),
        ({"text": "x", "embargoed_until": "soon"}, "embargoed_until", "'soon'"),
        ({"text": "x" * (MAX_TEXT + 1)}, "text", "1,000,000"),
        ({"text": "x" * 5_000_000}, "text", "5,000,000"),
        ({"title": "x" * (MAX_TITLE + 1)}, "title", "1,000"),
        ({"text": "x", "id": "i" * (MAX_ID + 1)}, "id", "512"),
        ({"text": "x", "url": "https://x.example/" + "u" * MAX_URL}, "url", "4,096"),
        ({"text": "x", "byline": "b" * 513}, "byline", "512"),
    ],
)
def test_what_is_refused_is_named(item: object, field: str, says: str) -> None:
    problem = refuse(item)
    assert problem.field == field
    assert any(part in problem.detail for part in says.split("|"))


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_kill_need_not_say_what_it_kills(status: str) -> None:
    article = take({"id": "a", "status": status}).article
    assert (article.id, article.killed, article.text) == ("a", True, "")


@pytest.mark.parametrize("said", ["2016-12-31T23:59:60Z", "2017-01-01t00:59:60.000+01:00"])
def test_a_leap_second_is_a_time_as_rfc_3339_has_it(said: str) -> None:
    assert take({"text": "x", "published_at": said}).article.published_at == datetime(2017, 1, 1, tzinfo=UTC)
    assert refuse({"text": "x", "published_at": said.replace(":60", ":61")}).field == "published_at"


def test_an_unknown_status_is_answered_with_those_that_are_known() -> None:
    assert refuse({"text": "x", "status": "\x1b[31mlive"}).remedy == (
        "use one of usable, embargoed, withheld, canceled"
    )


@pytest.mark.parametrize(
    ("item", "warning"),
    [
        ({"published_at": "2026-11-23T10:00:00"}, "no time zone and was taken as UTC"),
        ({"published_at": "2026-11-20"}, "no time zone"),
        ({"published_at": "2099-01-01T00:00:00Z"}, "is in the future; the time of receipt is used"),
        (
            {"published_at": "0001-01-01T00:00:00Z"},
            "is what programs write for an unknown time, and was ignored",
        ),
        (
            {"published_at": "1970-01-01T01:00:00+01:00"},
            "is what programs write for an unknown time, and was ignored",
        ),
        (
            {"expires_at": "1970-01-01T00:00:00Z"},
            "is what programs write for an unknown time, and was ignored",
        ),
        ({"expires_at": "0001-01-01T00:00:00"}, "expires_at: '0001-01-01T00:00:00' is what programs write"),
        ({"text": "a\x00b"}, "text: 1 control character removed"),
        ({"title": "Rises by \u202e52\u202c percent"}, "title: 1 control character removed"),
        ({"title": "a\ud800b"}, "title: 1 unpaired surrogate replaced"),
        ({"text": "<p>words &amp; deeds</p>"}, "text: looked like HTML"),
        ({"text": "AT&amp;T"}, "text: character references of HTML were resolved"),
        ({"url": "javascript:alert(1)"}, "is not an http(s) address and was dropped"),
        ({"colour": "red"}, "unknown fields ignored: 'colour'"),
    ],
)
def test_what_is_mended_is_said_once(item: dict[str, object], warning: str) -> None:
    (said,) = take({"text": "x", **item}).warnings
    assert warning in said


def test_the_future_begins_after_the_clock_skew() -> None:
    edge = NOW + CLOCK_SKEW
    assert take({"text": "x", "published_at": rfc3339(edge)}) == take(
        {"text": "x", "published_at": rfc3339(edge)}
    )
    assert take({"text": "x", "published_at": rfc3339(edge)}).article.published_at == edge
    late = take({"text": "x", "published_at": rfc3339(edge + timedelta(seconds=1))})
    assert late.article.published_at is None


def test_text_is_kept_as_it_is_but_for_breaks_and_composition() -> None:
    article = take(
        {"title": " Two\n lines ", "text": "\r\n  Cafe\u0301  au lait.\r\rNext:  a < b and c > d \n"}
    ).article
    assert article.title == "Two lines"
    assert article.text == "Café  au lait.\n\nNext:  a < b and c > d"


def test_what_nobody_can_see_parts_no_word_and_what_shapes_letters_is_kept() -> None:
    article = take(
        {
            "title": "Minis\u00adterin tritt zu\u00adr\u00fcck",
            "text": "\ufeffBundes\u00ad\ntag, 1\u200b200 \u2060people. می\u200cروم 👩\u200d🚀 ไทย\u200bดี",
            "source": "North\u200b Wire",
        }
    ).article
    assert (article.title, article.source) == ("Ministerin tritt zurück", "North Wire")
    assert article.text == "Bundestag, 1200 people. می\u200cروم 👩\u200d🚀 ไทย\u200bดี"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(sorted(article_json(Article("x"))))


@given(st.dictionaries(FIELDS, JSON_VALUES, max_size=6) | JSON_VALUES)
def test_any_item_is_taken_or_refused_by_name(item: object) -> None:
    try:
        article = take(item).article
    except InvalidItem as error:
        assert error.problem.field
        return
    everything = f"{article.id}{article.title}{article.text}{article.url}{article.source}{article.byline}"
    everything.encode()
    assert "\x00" not in everything
    assert article.title or article.text
    assert article.text == unicodedata.normalize("NFC", article.text).strip()
    assert article.published_at is None or article.published_at <= NOW + CLOCK_SKEW
