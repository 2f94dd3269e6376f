import re
from collections.abc import Iterator
from typing import Any

from fastapi.openapi.models import OpenAPI
from fastapi.testclient import TestClient

from tests.api.support import Post

POSTS = ("/v1/articles", "/v1/check")


def test_the_document_is_openapi_and_every_reference_leads_somewhere(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    OpenAPI.model_validate(document)
    known = {**document["components"]["schemas"], **document["components"]["examples"]}
    references = {value for key, value in _members(document) if key == "$ref"}
    assert references
    assert {reference.rsplit("/", 1)[1] for reference in references} <= set(known)
    assert client.get("/docs").status_code == 200


def test_every_operation_says_what_it_does_and_how_it_fails(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operations = {
        (path, method): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }
    assert len({operation["operationId"] for operation in operations.values()}) == len(operations)
    for (path, method), operation in operations.items():
        assert operation["summary"]
        assert operation["description"]
        if path.startswith(("/v1/", "/feeds/")):
            failures = {code: answer for code, answer in operation["responses"].items() if code >= "400"}
            assert all("application/problem+json" in answer["content"] for answer in failures.values())
            says_all_in_its_path = path.endswith(("/rotate", "/enable", "/redeliver", "/poll"))
            assert ("requestBody" in operation) == (method == "post" and not says_all_in_its_path)


def test_every_example_is_accepted(client: TestClient, post: Post) -> None:
    document = client.get("/openapi.json").json()
    for path in POSTS:
        for name, body in _examples(document, path):
            answer = client.post(path, json=body)
            assert answer.status_code == 200, (path, name, answer.text)
            assert answer.json()["rejected"] == []
            assert all(not result["warnings"] for result in answer.json()["results"])
    for name, body in _examples(document, "/v1/webhooks"):
        answer = client.post("/v1/webhooks", json=body)
        assert answer.status_code == 201, (name, answer.text)
    results = client.post("/v1/check", json=dict(_examples(document, POSTS[0]))["batch-with-a-copy"])
    assert [one["relation"] for one in results.json()["results"]].count("unchanged") == 3

    story_id = client.get("/v1/articles/sunder-gazette/88123").json()["story_id"]
    for verb in ("representative", "split", "withdraw"):
        kind, target = ("articles", "sunder-gazette/88123") if verb == "withdraw" else ("stories", story_id)
        parameter = "article_id" if kind == "articles" else "story_id"
        for name, body in _examples(document, f"/v1/{kind}/{{{parameter}}}/{verb}"):
            answer = client.post(f"/v1/{kind}/{target}/{verb}", json=body)
            assert answer.status_code == 200, (verb, name, answer.text)
    for _, body in _examples(document, "/v1/audit/{entry_id}/undo"):
        assert client.post("/v1/audit/2/undo", json=body).json()["undoes"] == 2
    # No story has the id that this example makes up: it is understood, and only that is wrong with it.
    for _, body in _examples(document, "/v1/stories/{story_id}/merge"):
        assert body["with"][0] in client.post(f"/v1/stories/{story_id}/merge", json=body).json()["detail"]


def _examples(document: dict[str, Any], path: str) -> list[tuple[str, Any]]:
    content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    assert content["examples"]
    values = document["components"]["examples"]
    return [
        (name, values[example["$ref"].rsplit("/", 1)[1]]["value"])
        for name, example in content["examples"].items()
    ]


def _members(node: object) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key, value
            yield from _members(value)
    elif isinstance(node, list):
        for value in node:
            yield from _members(value)


def test_a_client_made_from_it_has_the_names_of_the_contract(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert {"ArticleIn", "Result", "Story", "Briefing", "Problem"} <= document["components"]["schemas"].keys()
    assert all(re.fullmatch("([A-Z][a-z]+)+", name) for name in document["components"]["schemas"])
    assert document["paths"]["/v1/stories/{story_id}"]["get"]["operationId"] == "get_story"
    for item in document["paths"].values():
        for operation in item.values():
            assert re.fullmatch("[a-z_]+", operation["operationId"])
            for parameter in operation.get("parameters", ()):
                assert {"type": "null"} not in parameter["schema"].get("anyOf", ())
