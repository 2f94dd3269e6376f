import pytest
from fastapi.testclient import TestClient

from tests.api.support import problem


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/v1/briefing?limt=5", "limt: this call has no such parameter; did you mean limit?"),
        ("/v1/stories?sicne=2026-03-01", "sicne: this call has no such parameter; did you mean since?"),
        ("/v1/briefing?hour=3&limit=5", "hour: this call has no such parameter; did you mean hours?"),
        (
            "/v1/stories?Min-Origins=2",
            "Min-Origins: this call has no such parameter; did you mean min_origins?",
        ),
        ("/readyz?writeable=true", "writeable: this call has no such parameter; did you mean writable?"),
    ],
)
def test_a_parameter_that_is_nearly_one_is_refused_by_both_names(
    client: TestClient, asked: str, meant: str
) -> None:
    assert problem(client.get(asked), 422, "invalid-parameter")["detail"] == meant


def test_what_other_calls_take_and_what_nobody_knows_is_passed_over(client: TestClient) -> None:
    """One client may send the same to all of them, and proxies add names of their own."""
    document = client.get("/openapi.json").json()
    parameters = {
        path: {one["name"] for one in item["get"].get("parameters", []) if one["in"] == "query"}
        for path, item in document["paths"].items()
        if "get" in item and "{" not in path and "stream" not in path
    }
    for path, own in parameters.items():
        foreign = set().union(*parameters.values(), {"utm_source", "_"}) - own
        answer = client.get(path, params=dict.fromkeys(foreign, "1"))
        assert answer.status_code == 200, (path, answer.text)
