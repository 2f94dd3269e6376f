from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.api.schemas import briefing as briefing_schemas
from service.formats.outputs.styles import Style
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, Post, problem


def test_a_briefing_tells_each_story_in_cited_sentences(client: TestClient, post: Post) -> None:
    post(FLOOD, FLOOD_COPY, RESIGNATION)
    answer = client.get("/v1/briefing").json()
    briefing = briefing_schemas.BriefingOut.model_validate(answer)
    assert {item.headline for item in briefing.stories} == {FLOOD["title"], RESIGNATION["title"]}
    texts = {one["id"]: str(one["text"]) for one in (FLOOD, FLOOD_COPY, RESIGNATION)}
    sentences = [sentence for item in briefing.stories for sentence in item.summary]
    assert sentences
    for sentence in sentences:
        source = sentence.citations[0]
        assert texts[source.article_id][source.start : source.end] == sentence.text


def test_a_story_of_a_briefing_says_what_editors_have_said_about_its_articles(
    client: TestClient, post: Post
) -> None:
    one, other = post(FLOOD, RESIGNATION)
    assert [item["constraints"] for item in client.get("/v1/briefing").json()["stories"]] == [[], []]
    merged = client.post(f"/v1/stories/{one['story_id']}/merge", json={"with": [other["story_id"]]})
    assert merged.status_code == 200
    [item] = client.get("/v1/briefing").json()["stories"]
    assert item["constraints"]
    assert item["constraints"] == client.get(f"/v1/stories/{item['story_id']}").json()["constraints"]


def test_citations_are_of_the_text_as_it_was_kept_and_what_was_mended_in_it_is_said(
    client: TestClient, post: Post
) -> None:
    text = "AT&amp;T <T.N> shut its mast at Port Sunder on Friday, as 5 &lt; 6 firms do. It fell by 3%."
    [result] = post({"id": "m", "title": "AT&amp;T shuts mast", "text": text})
    assert [said.partition(":")[0] for said in result["warnings"]] == ["title", "text"]
    kept = client.get("/v1/articles/m").json()["text"]
    assert kept == "AT&T <T.N> shut its mast at Port Sunder on Friday, as 5 < 6 firms do. It fell by 3%."
    [story] = client.get("/v1/briefing").json()["stories"]
    for sentence in story["summary"]:
        [source] = sentence["citations"]
        assert kept[source["start"] : source["end"]] == sentence["text"]
    assert story["headline"] == "AT&T shuts mast"


def test_a_report_that_names_no_source_is_called_by_its_site(client: TestClient, post: Post) -> None:
    unnamed = {key: value for key, value in FLOOD.items() if key != "source"}
    [filed] = post(unnamed | {"url": "https://www.pellpost.example/flood"})
    assert "pellpost.example, " in client.get("/v1/briefing?format=md").text
    assert "pellpost.example" in client.get("/").text
    assert "<name>pellpost.example</name>" in client.get("/feeds/briefing.atom").text
    assert client.get(f"/v1/articles/{filed['article_id']}").json()["source"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Old", "New"}),
        ("since=2026-11-18T12:00:00Z", {"New"}),
        ("hours=30", {"New"}),
        ("hours=1", set()),
        ("until=2026-11-19T23:59:59Z", {"Old"}),
        ("until=2026-11-20T00:00:00Z&hours=1", {"New"}),
        ("until=2026-11-18&since=2026-11-17T00:00:00Z", {"Old"}),
        ("limit=1", {"New"}),
        ("min_origins=2", set()),
        ("source=Coast+Radio", {"New"}),
        ("language=fr", {"Old"}),
        ("source=Coast+Radio&language=fr", set()),
        ("source=coast", set()),
    ],
)
def test_the_period_and_the_size_are_chosen(
    client: TestClient, post: Post, query: str, found: set[str]
) -> None:
    post(
        {"title": "Old", "published_at": "2026-11-17T00:00:00Z", "language": "fr"},
        {"title": "New", "published_at": "2026-11-19T23:59:59Z", "source": "Coast Radio"},
        {"title": "Harbour pilots vote to end their strike", "published_at": "2026-11-16T23:59:58Z"},
    )
    answer = client.get(f"/v1/briefing?{query}")
    assert {item["headline"] for item in answer.json()["stories"]} == found


def test_without_a_period_it_counts_back_from_the_newest_report(
    client: TestClient, post: Post, clock: Clock
) -> None:
    post(FLOOD)
    clock.advance(timedelta(days=300))
    assert len(client.get("/v1/briefing").json()["stories"]) == 1
    assert client.get("/v1/briefing?hours=72").json()["stories"] == []


UPDATE = {
    "id": "harbour/7",
    "title": "River Alma falls at Port Sunder",
    "text": "The river Alma burst its banks at Port Sunder on Friday. Two bridges were torn away near the old mill.",
    "published_at": "2026-11-20T08:10:00Z",
}


def news(client: TestClient, seen_before: object) -> dict[str, Any]:
    """What is new by story."""
    answer = client.get("/v1/briefing", params={"seen_before": str(seen_before)})
    assert answer.status_code == 200, answer.text
    return {item["headline"]: item for item in answer.json()["stories"]}


def test_what_is_new_since_the_last_look(client: TestClient, post: Post, clock: Clock) -> None:
    post(FLOOD)
    briefing = client.get("/v1/briefing").json()
    assert [item["news"] for item in briefing["stories"]] == [None]
    looked, place = clock.now, client.get("/v1/events").json()["events"][-1]["sequence"]
    clock.advance(timedelta(minutes=1))
    post(FLOOD_COPY, UPDATE, RESIGNATION)
    for seen in (briefing["briefing_id"], place, looked.isoformat()):
        found = news(client, seen)
        flood = next(item for headline, item in found.items() if "Alma" in headline)
        assert flood["new_since"] == ["gazette/88", "harbour/7"]
        assert [sentence["text"] for sentence in flood["news"]["sentences"]] == [
            "Two bridges were torn away near the old mill."
        ]
        assert flood["news"]["sentences"][0]["citations"] == [
            {"article_id": "harbour/7", "start": 57, "end": 102}
        ]
        assert found[RESIGNATION["title"]]["news"] == {"new_story": True, "sentences": []}
    read = client.get("/v1/briefing").json()["briefing_id"]
    assert all(item["new_since"] == [] for item in news(client, read).values())


def test_what_came_in_while_the_reader_looked_is_new(client: TestClient, post: Post, clock: Clock) -> None:
    """A batch is filed with the time at which it came, but can be seen only when it is done."""
    post(FLOOD)
    briefing = client.get("/v1/briefing").json()
    clock.advance(timedelta(minutes=-5))
    post(UPDATE)
    (item,) = news(client, briefing["briefing_id"]).values()
    assert item["new_since"] == ["harbour/7"]


def test_of_a_replaced_text_only_what_it_adds_is_new(client: TestClient, post: Post, clock: Clock) -> None:
    post(FLOOD)
    read = client.get("/v1/briefing").json()["briefing_id"]
    clock.advance(timedelta(minutes=1))
    added = "Two bridges were torn away near the old mill."
    post({**FLOOD, "version": "2", "text": f"{FLOOD['text']} {added}"})
    (item,) = news(client, read).values()
    assert item["new_since"] == ["north/1"]
    assert [sentence["text"] for sentence in item["news"]["sentences"]] == [added]


@pytest.mark.parametrize("named", ["b-99", "99", "b-", "b--1", "yesterday", "", "1e3"])
def test_a_look_that_cannot_have_been_is_refused(client: TestClient, named: str) -> None:
    members = problem(client.get("/v1/briefing", params={"seen_before": named}), 422, "invalid-parameter")
    assert "seen_before" in members["detail"]


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("", "*/*", "application/json"),
        ("?format=md", "*/*", "text/markdown"),
        ("?format=html", "application/json", "text/html"),
        ("?format=mail", "*/*", "message/rfc822"),
        ("?format=slack", "text/html", "application/json"),
        ("?format=ninjs", "*/*", "application/json"),
        ("", "message/rfc822", "message/rfc822"),
        ("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("", "TEXT/HTML;Q=0.5, Text/Markdown", "text/markdown"),
        ("", "text/html;q=0, image/png;q=x", "application/json"),
    ],
)
def test_the_format_is_asked_for_by_name_or_by_accept(
    client: TestClient, post: Post, query: str, accept: str, expected: str
) -> None:
    post({**FLOOD, "title": "Floods <script>alert(1)</script> & more"})
    answer = client.get(f"/v1/briefing{query}", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == expected
    assert answer.headers["vary"] == "Accept"
    assert "Floods" in answer.text
    assert "<script>" not in answer.text or expected not in ("text/html", "text/markdown")


def test_messages_and_packages_are_as_documented(client: TestClient, post: Post) -> None:
    post(FLOOD)
    slack = client.get("/v1/briefing?format=slack").json()
    assert len(briefing_schemas.SlackOut.model_validate(slack).blocks) == 5
    ninjs = client.get("/v1/briefing?format=ninjs").json()
    assert len(briefing_schemas.NinjsOut.model_validate(ninjs).associations) == 1


def test_since_and_hours_together_are_refused(client: TestClient) -> None:
    answer = client.get("/v1/briefing?since=2026-11-18&hours=3")
    assert "since and hours" in problem(answer, 422, "invalid-parameter")["detail"]


def test_a_period_that_ends_before_it_begins_is_refused(client: TestClient) -> None:
    for until in ("2026-11-18", "0001-01-01"):
        answer = client.get(f"/v1/briefing?since=2026-11-18&until={until}")
        assert "until" in problem(answer, 422, "invalid-parameter")["detail"]
    problem(client.get("/v1/briefing?until=0001-01-01"), 422, "invalid-parameter")


def test_a_briefing_that_ends_in_the_past_stays_as_it_was_and_keeps_its_own_tag(
    client: TestClient, post: Post, clock: Clock
) -> None:
    embargo = {"status": "embargoed", "embargoed_until": "2026-11-20T18:00:00Z"}
    post(FLOOD, {**RESIGNATION, **embargo, "published_at": "2026-11-20T08:00:00Z"})
    path = "/v1/briefing?format=mail&until=2026-11-20T09:00:00Z"
    before, open_ended = client.get(path), client.get("/v1/briefing?format=mail")
    assert FLOOD["title"] in before.text
    assert RESIGNATION["title"] not in before.text
    assert "until=3D2026-11-20T09" in before.text
    assert "until=3D" not in open_ended.text
    assert before.headers["etag"] != open_ended.headers["etag"]
    clock.advance(timedelta(minutes=5))
    post({"id": "late/1", "title": "Ferry strike in Bergen", "published_at": "2026-11-20T09:00:00Z"})
    assert client.get(path, headers={"If-None-Match": before.headers["etag"]}).status_code == 304
    client.post(f"/v1/articles/{FLOOD['id']}/withdraw", json={"reason": "wrong"}).raise_for_status()
    assert client.get(path).status_code == 200
    assert FLOOD["title"] not in client.get(path).text


def test_nothing_on_file_is_an_empty_briefing(client: TestClient) -> None:
    for name in Style:
        assert client.get(f"/v1/briefing?format={name}").status_code == 200
    assert client.get("/v1/briefing").json()["stories"] == []


def test_a_representative_comes_with_its_reason_and_a_summary_with_the_length_asked_for(
    client: TestClient, post: Post
) -> None:
    text = (
        "The council of Orr voted on Monday to close the old bridge to lorries. "
        "Repairs will cost 4.1 million crowns and take until the spring, engineers told the council. "
        "Hauliers in Orr said that the detour would cost them two hours on every trip to the coast."
    )
    post({"id": "bridge", "title": "UPDATE 1-Orr closes old bridge to lorries", "text": text})
    [usual] = client.get("/v1/briefing").json()["stories"]
    assert usual["headline"] == "Orr closes old bridge to lorries"
    assert usual["representative"]["why"] == "the only report"
    [brief] = client.get("/v1/briefing?words=10").json()["stories"]
    assert len(brief["summary"]) == 1 < len(usual["summary"])
    assert client.get("/v1/briefing?words=1").status_code == 422
