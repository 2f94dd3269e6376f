"""Documents that are broken or made to break: refused or resolved, in words, by the HTTP service; never a 500."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.support import problem
from tests.formats.wires import samples

SECRET = "MARKER-OF-A-FILE"
DEPTH = 100


def feed(title: str, *items: str, link: str = "") -> bytes:
    linked = f"<link>{link}</link>" if link else ""
    return (
        f"<rss version='2.0'><channel><title>{title}</title>{linked}"
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "{}">]>'
        + samples.nitf().partition('dtd">')[2].replace("<p>", "<p>&x;"),
        '<!DOCTYPE newsItem [<!ENTITY % x SYSTEM "{}"> %x;]><newsItem guid="a">&y;</newsItem>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "{}">]><rss version="2.0"><channel><title>&x;</title></channel></rss>',
        "<!DOCTYPE nitf ["
        + '<!ENTITY a0 "boom">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
        + "]><nitf><body><body.content><p>&a19;</p></body.content></body></nitf>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(client: TestClient, tmp_path: Path, document: str, encoding: str) -> None:
    (tmp_path / "secret").write_text(SECRET)
    body = document.replace("{}", (tmp_path / "secret").as_uri()).encode(encoding)
    members = problem(client.post("/v1/articles", content=body), 400, "unreadable-body")
    assert "entities" in members["detail"]
    assert "DTD" in members["remedy"]
    assert SECRET not in json.dumps(members)


def ninjs_in_ninjs() -> Any:
    item: dict[str, Any] = samples.ninjs_1()
    for number in range(DEPTH):
        item = samples.ninjs_1() | {"uri": f"urn:deep:{number}", "associations": {"inner": item}}
    return item


def ans_in_ans() -> Any:
    element: dict[str, Any] = {"type": "text", "content": "Deep."}
    for _ in range(DEPTH):
        element = {"type": "quote", "content_elements": [element]}
    return samples.ans() | {"content_elements": [{"type": "text", "content": "Shallow."}, element]}


def graph_in_graph() -> Any:
    graph: Any = samples.json_ld()
    for _ in range(DEPTH):
        graph = {"@graph": [graph]}
    return graph


@pytest.mark.parametrize(
    ("document", "status"),
    [
        (ninjs_in_ninjs(), 200),
        (ans_in_ans(), 200),
        (graph_in_graph(), 400),
        (samples.ninjs_1() | {"extra": json.loads("[" * DEPTH + "]" * DEPTH)}, 200),
        (samples.ninjs_1() | {"body_html": "<div>" * DEPTH + "<p>Deep.</p>" + "</div>" * DEPTH}, 200),
        ({"id": "deep", "title": "T", "text": "<b>" * DEPTH + "x" + "</b>" * DEPTH}, 200),
        (
            samples.newsml()
            .replace("<p>", "<block>" * DEPTH + "<p>")
            .replace("</p>", "</p>" + "</block>" * DEPTH),
            200,
        ),
        (samples.newsml(body="html").replace("<p>", "<div>" * DEPTH + "<p>", 1), 200),
        ("<newsMessage>" * DEPTH + "</newsMessage>" * DEPTH, 400),
        (f"<rss version='2.0'><channel>{'<item>' * DEPTH}<title>u</title>", 422),
        (
            f"<rss version='2.0'><channel>{'<item>' * DEPTH}<title>u</title>{'</item>' * DEPTH}</channel></rss>",
            200,
        ),
    ],
)
def test_a_hundred_levels_are_read_or_refused(client: TestClient, document: Any, status: int) -> None:
    body = document if isinstance(document, str) else json.dumps(document)
    answer = client.post("/v1/articles", content=body.encode())
    assert answer.status_code == status, answer.text
    assert status == 200 or answer.json()["remedy"]


NORTH = (
    "<title>Flood on the Alma</title><guid>urn:north:1</guid><description>Die Flüße stiegen.</description>"
)


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("UTF-16", "utf-8"),
        ("utf-8", "utf-16"),
        ("no-such-charset", "utf-8"),
        ("rot13", "utf-8"),
        ("ISO-8859-1", "iso-8859-1"),
        ("windows-1252", "cp1252"),
        ("utf-8", "utf-8-sig"),
        ("UTF-32", "utf-32"),
    ],
)
def test_a_charset_is_told_by_the_bytes_where_the_declaration_cannot_be(
    client: TestClient, declared: str, written: str
) -> None:
    text = f"<?xml version='1.0' encoding='{declared}'?>" + feed("North", NORTH).decode()
    answer = client.post(
        "/v1/articles",
        content=text.encode(written),
        headers={"Content-Type": "application/xml; charset=ascii"},
    )
    assert [one["article_id"] for one in answer.json()["results"]] == ["urn:north:1"]
    assert client.get("/v1/articles/urn:north:1").json()["text"] == "Die Flüße stiegen."


@pytest.mark.parametrize(
    ("charset", "written"),
    [
        ("iso-8859-1", "iso-8859-1"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "utf-8"),
        ("utf-7", "utf-8"),
        ("ISO-2022-KR", "iso2022_kr"),
    ],
)
def test_the_charset_of_the_request_counts_where_the_body_is_in_no_other(
    client: TestClient, charset: str, written: str
) -> None:
    title = "홍수" if "KR" in charset else "Überflutung"
    headers = {"Content-Type": f"application/json; charset={charset}"}
    body = f'{{"id": "label", "title": "{title}"}}'.encode(written)
    assert client.post("/v1/articles", content=body, headers=headers).status_code == 200
    assert client.get("/v1/articles/label").json()["title"] == title


def test_bytes_that_are_not_in_the_charset_are_named(client: TestClient) -> None:
    body = b"<?xml version='1.0' encoding='utf-8'?>" + feed("North", NORTH).decode().encode("latin-1")
    members = problem(client.post("/v1/articles", content=body), 400, "unreadable-body")
    assert "(0xfc) is not valid UTF-8" in members["detail"]


def test_a_broken_date_costs_a_warning(client: TestClient) -> None:
    dates = [
        "yesterday",
        "Mon, 99 Foo 2026 25:61:00 GMT",
        "2026-13-45T99:99:99Z",
        "0000-00-00",
        "1e999",
        "",
    ]
    items = [
        f"<title>Report {n}</title><guid>urn:d:{n}</guid><pubDate>{date}</pubDate>"
        for n, date in enumerate(dates)
    ]
    answer = client.post("/v1/articles", content=feed("Dates", *items))
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert len(results) == len(dates)
    for result, date in zip(results, dates, strict=True):
        assert not date or any(warning.startswith("published_at:") for warning in result["warnings"]), date
        assert client.get(f"/v1/articles/{result['article_id']}").json()["published_at"] is None


def test_equal_guids_of_two_feeds_are_two_articles_where_they_count_by_themselves(client: TestClient) -> None:
    def take(body: bytes) -> list[tuple[str, str]]:
        results = client.post("/v1/articles", content=body).json()["results"]
        return [(one["article_id"], one["relation"]) for one in results]

    def told(words: str) -> str:
        return f"<title>{words}</title><guid isPermaLink='false'>17</guid><description>{words} at once.</description>"

    assert take(feed("North", told("Flood on the Alma"), link="https://north.example/")) == [
        ("north.example:17", "new_story")
    ]
    assert take(feed("South", told("Minister Varga resigns"), link="https://south.example/")) == [
        ("south.example:17", "new_story")
    ]
    assert take(feed("East", told("Tram lines are built in Tarn"))) == [("East:17", "new_story")]
    assert (
        take(feed("South", told("Minister Varga resigns"), link="https://south.example/"))[0][1]
        == "unchanged"
    )
    assert client.get("/v1/articles/north.example:17").json()["title"] == "Flood on the Alma"


def test_an_equal_guid_that_names_one_report_for_all_is_one_article(client: TestClient) -> None:
    first = client.post("/v1/articles", content=feed("North", NORTH, link="https://north.example/")).json()
    second = client.post(
        "/v1/articles", content=feed("South", NORTH, NORTH, link="https://south.example/")
    ).json()
    assert [one["relation"] for one in first["results"]] == ["new_story"]
    assert {one["relation"] for one in second["results"]} <= {"unchanged", "revision"}
    assert {one["article_id"] for one in second["results"]} == {"urn:north:1"}


def test_more_than_may_come_at_once_is_refused_before_it_is_read(client: TestClient) -> None:
    for body in (
        b"[" + b"0," * 1_000_000 + b"0]",
        b"<newsMessage>" + b"<newsItem/>" * 100_000 + b"</newsMessage>",
        feed("Many", *["<title>t</title>"] * 30_000),
    ):
        members = problem(client.post("/v1/articles", content=body), 422, "batch-too-large")
        assert "500" in members["remedy"]
