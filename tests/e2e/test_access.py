"""Keys, with ``newsfold serve`` in a process of its own."""

import hashlib
from pathlib import Path

import httpx2

from tests.e2e.support import QUICK, address, start

SECRETS = {name: f"{name}-has-a-long-secret" for name in ("reader", "writer")}
REPORT = {"id": "north/1", "title": "River Alma floods Port Sunder", "source": "North Wire"}


def test_keys_from_a_file_let_others_in_and_out_while_the_service_runs(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    entries = {
        "reader": f"reader:read:sha256:{hashlib.sha256(SECRETS['reader'].encode()).hexdigest()}",
        "writer": f"writer:write:{SECRETS['writer']}",
    }
    keys.write_text("\n".join(entries.values()), encoding="utf-8")
    process = start(tmp_path, code=QUICK, NEWSFOLD_API_KEYS=f"@{keys}", NEWSFOLD_HOST="0.0.0.0")
    try:
        with httpx2.Client(base_url=address(process), timeout=60) as client:
            assert client.get("/readyz").status_code == 200
            refused = client.post("/v1/articles", json=REPORT)
            assert refused.status_code == 401
            assert [c.split()[0] for c in refused.headers.get_list("www-authenticate")] == ["Bearer", "Basic"]
            sent = client.post("/v1/articles", json=REPORT, headers={"X-API-Key": SECRETS["writer"]})
            assert sent.status_code == 200
            # As a feed reader sends it, and from a proxy that is trusted only as far as uvicorn is told.
            reader = httpx2.BasicAuth("any", SECRETS["reader"])
            feed = client.get("/feeds/briefing.atom", auth=reader)
            assert REPORT["title"] in feed.text
            with client.stream("GET", "/v1/events/stream", auth=reader) as stream:
                lines = stream.iter_lines()
                next(lines)
                keys.write_text(entries["writer"], encoding="utf-8")
                assert not any(line.startswith("data") for line in lines)  # it ends, and tells nothing more
            assert client.get("/v1/events", auth=reader).status_code == 401
    finally:
        process.terminate()
        _, log = process.communicate(timeout=60)
    assert process.returncode == 0
    assert not any(secret in log for secret in SECRETS.values())
    assert "writer" in log
    assert "kept in plain text" in log
