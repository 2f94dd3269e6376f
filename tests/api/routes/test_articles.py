from datetime import timedelta

from fastapi.testclient import TestClient

from service.api.schemas import articles as schemas
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, Post, problem


def test_a_batch_is_filed_in_order_and_each_article_is_answered(client: TestClient) -> None:
    answer = client.post("/v1/articles", json={"articles": [FLOOD, FLOOD_COPY, RESIGNATION]})
    assert answer.status_code == 200
    results = schemas.ResultsOut.model_validate(answer.json()).results
    assert [result.article_id for result in results] == [FLOOD["id"], FLOOD_COPY["id"], RESIGNATION["id"]]
    assert [result.relation.value for result in results] == ["new_story", "exact_duplicate", "new_story"]
    assert results[1].story_id == results[0].story_id != results[2].story_id
    assert results[1].duplicate_of == FLOOD["id"]


def test_one_article_needs_no_batch(client: TestClient) -> None:
    answer = client.post("/v1/articles", json=FLOOD)
    assert [result["article_id"] for result in answer.json()["results"]] == [FLOOD["id"]]


def test_json_lines_and_feeds_are_taken_by_content(client: TestClient) -> None:
    lines = b'{"id":"a","title":"First report"}\n{"id":"b","title":"Another thing"}\n'
    feed = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><guid>c</guid>'
        b"<title>From a feed</title><description>Something happened.</description></item></channel></rss>"
    )
    for body, ids in ((lines, ["a", "b"]), (feed, ["Wire:c"])):
        answer = client.post("/v1/articles", content=body)
        assert answer.status_code == 200, answer.text
        assert [result["article_id"] for result in answer.json()["results"]] == ids


def test_check_answers_the_same_and_stores_nothing(client: TestClient) -> None:
    batch = {"articles": [FLOOD, FLOOD_COPY, {"title": ""}]}
    checked = client.post("/v1/check", json=batch)
    assert client.get("/v1/articles/north/1").status_code == 404
    assert client.get("/v1/events").json()["events"] == []
    filed = client.post("/v1/articles", json=batch)
    assert checked.status_code == filed.status_code == 200
    assert checked.content == filed.content


def test_an_article_is_shown_with_relation_and_receipt(client: TestClient, post: Post) -> None:
    [_, copy] = post(FLOOD, FLOOD_COPY)
    shown = client.get("/v1/articles/gazette/88").json()
    schemas.FiledOut.model_validate(shown)
    assert shown["title"] == FLOOD["title"]
    assert shown["text"] == FLOOD["text"]
    assert shown["relation"] == "exact_duplicate"
    assert shown["receipt"] == copy["receipt"]


def test_it_is_shown_where_in_a_scraped_text_the_report_stands(client: TestClient, post: Post) -> None:
    before, behind = (
        "The Orle stands on fifty towns, says our almanac.\n",
        "\nWrite to the night desk about it.",
    )
    stories = [
        f"{before}{one['text']} {' '.join(f'{kind}word{n}' for n in range(20))}.{behind}"
        for one, kind in ((FLOOD, "flood"), (RESIGNATION, "office"))
    ]
    post(*[{"id": f"scraped/{n}", "text": text} for n, text in enumerate(stories)])
    for n, text in enumerate(stories):
        told = client.get(f"/v1/articles/scraped/{n}").json()["told"]
        assert told == {"start": len(before), "end": len(text) - len(behind)}
    post({"id": "by/itself", "text": FLOOD["text"]})
    assert client.get("/v1/articles/by/itself").json()["told"] is None
    assert "neither compared nor quoted" in client.get("/articles/scraped/0").text
    assert "neither compared nor quoted" not in client.get("/articles/by/itself").text


def test_ids_may_hold_any_characters(client: TestClient, post: Post) -> None:
    ids = [
        "urn:newsml:x.example:2026:1",
        "https://x.example/a?b=c#d",
        "a/withdraw",
        "50 % #1",
        "日本/ñ",
        "x/../y",
    ]
    post(*({"id": name, "title": f"Report number {place}"} for place, name in enumerate(ids)))
    for name in ids:
        path = "/v1/articles/" + _escaped(name)
        assert client.get(path).json()["article_id"] == name
        assert client.post(path + "/withdraw", json={"reason": "test"}).json()["article_id"] == name
        problem(client.get(path), 410, "gone")


def test_a_kill_names_its_report_and_no_more(client: TestClient, post: Post) -> None:
    post(FLOOD)
    answer = client.post("/v1/articles", json={"id": FLOOD["id"], "status": "canceled"})
    assert [one["relation"] for one in answer.json()["results"]] == ["withdrawn"]
    assert client.get(f"/v1/articles/{FLOOD['id']}").status_code == 410
    assert client.get("/v1/stories").json()["stories"] == []


def test_a_killed_article_is_gone_and_killing_it_again_changes_nothing(
    client: TestClient, post: Post
) -> None:
    post(FLOOD)
    first = client.post("/v1/articles/north/1/withdraw", json={"reason": "wrong", "by": "anna"})
    assert first.status_code == 200
    assert first.json()["relation"] == "withdrawn"
    events = client.get("/v1/events").json()
    assert client.post("/v1/articles/north/1/withdraw", json={"reason": "wrong"}).status_code == 200
    assert client.get("/v1/events").json() == events
    problem(client.get("/v1/articles/north/1"), 410, "gone")
    problem(client.post("/v1/articles/unknown/withdraw", json={"reason": "wrong"}), 404, "not-found")


def test_what_is_under_embargo_is_unknown_before_its_time(
    client: TestClient, post: Post, clock: Clock
) -> None:
    until = clock.now + timedelta(hours=1)
    post({**FLOOD, "status": "embargoed", "embargoed_until": until.isoformat()})
    problem(client.get("/v1/articles/north/1"), 404, "not-found")
    assert client.get("/v1/stories").json()["stories"] == []
    clock.advance(timedelta(hours=1))
    assert client.get("/v1/articles/north/1").status_code == 200


def _escaped(name: str) -> str:
    return "".join(f"%{byte:02X}" for byte in name.encode())
