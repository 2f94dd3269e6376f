"""What was withdrawn leaves the files as well, where that is wanted, and stays out when it is sent again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.desk import Desk
from service.ports import Rewriting
from service.settings import Settings
from service.stores.opening import open_store
from tests.api.support import FLOOD, FLOOD_COPY, Clock, WordEncoder

SECRET = "Ocelot"


def words_on_disk(folder: Path) -> int:
    return sum(file.read_bytes().lower().count(SECRET.lower().encode()) for file in folder.iterdir())


@pytest.mark.parametrize("days", [None, 0.0, 3.0])
def test_withdrawn_words_are_erased_from_the_files_after_their_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: float | None
) -> None:
    monkeypatch.setattr("service.app.timekeeping.ERASE_SECONDS", 0.05)
    clock, store = Clock(), open_store(f"sqlite:///{tmp_path}/desk.db")
    desk = Desk(store, WordEncoder())
    named = {**FLOOD, "text": f"{FLOOD['text']} {SECRET} was named. " * 300, "byline": SECRET}
    app = create_app(Settings(database_url="memory:", erase_days=days), desk, clock=clock)
    with TestClient(app) as client:
        client.post("/v1/articles", json={"articles": [FLOOD, named, FLOOD_COPY]})
        story = desk.article("north/1", clock.now).story_id
        said = Rewriting(story, 1, "a", ((f"{SECRET} was named.", (1,)),))
        assert any(desk.rewritings.keep(replace(said, revision=number)) for number in range(1, 5))
        client.post("/v1/articles/north/1/withdraw", json={"reason": "a child is named"})
        assert words_on_disk(tmp_path) or days == 0  # then they may be gone already
        sleep(0.3)
        assert bool(words_on_disk(tmp_path)) == (days != 0)
        clock.advance(timedelta(days=3))
        until = monotonic() + (0.3 if days is None else 20)
        while words_on_disk(tmp_path) and monotonic() < until:
            sleep(0.02)
        assert bool(words_on_disk(tmp_path)) == (days is None)
        [again] = client.post("/v1/articles", json=named).json()["results"]
        assert again["relation"] == "withdrawn"
        assert client.get("/v1/articles/north/1").status_code == 410
        assert client.get("/v1/articles/gazette/88").status_code == 200
        assert client.get("/v1/audit").json()["entries"][0]["reason"] == "a child is named"
    store.close()
