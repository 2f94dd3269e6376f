import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from typer.testing import CliRunner

import embeddings
from service.audit import TrailQuery
from service.cli import app
from service.desk import Desk, Order
from service.errors import Gone, Moved
from service.model import FiledArticle
from service.stores.opening import open_store
from tests.postgresql import Server

Rows = list[dict[str, object]]
Given = Callable[..., str]

NOW = datetime(2026, 11, 3, tzinfo=UTC)


def filed(url: str, *ids: str) -> list[FiledArticle]:
    with closing(open_store(url)) as store:
        found = [store.article(article_id) for article_id in ids]
    return [article for article in found if article is not None]


def test_replay_fills_a_database_and_counts_what_became_of_it(
    run: CliRunner, given: Given, reports: Rows
) -> None:
    result = run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])

    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == {
        "articles": 3,
        "relations": {"new_story": 2, "exact_duplicate": 1},
    }
    assert len(filed("sqlite:///desk.db", "a", "b", "c")) == 3


def test_replaying_twice_changes_nothing(run: CliRunner, given: Given, reports: Rows) -> None:
    run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])
    before = filed("sqlite:///desk.db", "a", "b", "c")

    again = run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])

    assert json.loads(again.stdout)["relations"] == {"unchanged": 3}
    assert filed("sqlite:///desk.db", "a", "b", "c") == before


def test_another_model_is_refused_with_the_remedy_and_the_remedy_works(
    run: CliRunner, given: Given, reports: Rows
) -> None:
    name = given(*reports)
    run.invoke(app, ["replay", name, "--db", "sqlite:///desk.db"])

    refused = run.invoke(app, ["replay", name, "--db", "sqlite:///desk.db"], env={"NEWSFOLD_MODEL": "other"})
    moved = run.invoke(
        app, ["replay", "sqlite:///desk.db", "--db", "sqlite:///new.db"], env={"NEWSFOLD_MODEL": "other"}
    )

    assert refused.exit_code == 2
    assert "newsfold replay" in refused.stderr
    assert moved.exit_code == 0, moved.stderr
    old, new = filed("sqlite:///desk.db", "a", "b", "c"), filed("sqlite:///new.db", "a", "b", "c")
    assert [a.article for a in new] == [a.article for a in old]
    assert [(a.received_at, a.at) for a in new] == [(a.received_at, a.at) for a in old]


def test_what_editors_said_goes_along(run: CliRunner, given: Given, reports: Rows) -> None:
    other = {"id": "d", "title": "Chess title decided in Riga", "text": "Two grandmasters met in Riga."}
    held = {"id": "e", "title": "Prize for a poet in Turku", "embargoed_until": "2096-01-01T00:00:00Z"}
    run.invoke(app, ["replay", given(*reports, other, held), "--db", "sqlite:///desk.db"])
    with closing(open_store("sqlite:///desk.db")) as store:
        desk = Desk(store, embeddings.load_encoder())
        flood, strike = desk.article("a", NOW).story_id, desk.article("b", NOW).story_id
        order = Order(NOW, "editor", "one event")
        desk.carry_out(order, lambda editing: editing.merge(flood, [strike]))
        desk.pin(flood, "c", NOW, by="editor")
        desk.split(flood, ["c"], NOW, by="editor")
        desk.pin(desk.article("a", NOW).story_id, "b", NOW, by="editor")
        desk.withdraw("d", NOW, "libel", by="editor")
        desk.withdraw("e", NOW, "hoax", by="editor")
        said = store.constraints()

    result = run.invoke(app, ["replay", "sqlite:///desk.db", "--db", "sqlite:///new.db"])

    assert result.exit_code == 0, result.stderr
    a, b, c, d, e = filed("sqlite:///new.db", "a", "b", "c", "d", "e")
    assert a.story_id == b.story_id != c.story_id
    assert [(one.withdrawn_at, one.withdrawn_reason) for one in (d, e)] == [(NOW, "libel"), (NOW, "hoax")]
    with closing(open_store("sqlite:///new.db")) as store:
        story = store.story(a.story_id)
        assert story is not None
        assert story.pinned == "b"
        kept = {(one.link, one.first, one.second) for one in store.constraints()}
        trail = store.trail.find(TrailQuery())
        assert ("editor", "one event") in {(entry.by, entry.reason) for entry in trail}
        assert all(one.entry for one in store.constraints())
    assert {(one.link, one.first, one.second) for one in said} <= kept


def test_every_id_that_was_given_answers_after_a_move(run: CliRunner, given: Given, reports: Rows) -> None:
    """A merge, a split of the same, and a kill: the new desk gives fewer ids, and knows all the old ones."""
    other = {"id": "d", "title": "Chess title decided in Riga", "text": "Two grandmasters met in Riga."}
    run.invoke(app, ["replay", given(*reports, other), "--db", "sqlite:///desk.db"])
    with closing(open_store("sqlite:///desk.db")) as store:
        desk = Desk(store, embeddings.load_encoder())
        ids = {desk.article(name, NOW).story_id for name in "abcd"}
        flood, strike = desk.article("a", NOW).story_id, desk.article("b", NOW).story_id
        desk.merge(flood, [strike], NOW)
        parted = desk.split(flood, ["b"], NOW)
        desk.withdraw("d", NOW, "libel")
    assert parted not in ids

    assert run.invoke(app, ["replay", "sqlite:///desk.db", "--db", "sqlite:///new.db"]).exit_code == 0
    assert run.invoke(app, ["replay", "sqlite:///desk.db", "--db", "sqlite:///new.db"]).exit_code == 0

    with closing(open_store("sqlite:///new.db")) as store:
        desk = Desk(store, embeddings.load_encoder())
        assert answers(desk, parted) == ["b"]
        assert sorted(str(answers(desk, story_id)) for story_id in ids) == ["['a', 'c']", "['b']", "gone"]


def answers(desk: Desk, story_id: str) -> list[str] | str:
    """The reports that an id leads to, or that they were withdrawn."""
    try:
        return [filed.id for filed in desk.story(story_id, NOW)[0].articles]
    except Moved as moved:
        return answers(desk, moved.successor)
    except Gone:
        return "gone"


def test_what_a_language_model_has_cost_goes_along_once(run: CliRunner, given: Given, reports: Rows) -> None:
    """Otherwise a newsroom that moves in the middle of a day could spend twice what the day allows."""
    run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])
    days = [(NOW + timedelta(days=number)).date() for number in range(2)]
    with closing(open_store("sqlite:///desk.db")) as store:
        assert all(store.spending.book(day, 70, most=100) for day in days)
    move = ["replay", "sqlite:///desk.db", "--db", "sqlite:///new.db"]
    assert run.invoke(app, move).exit_code == 0
    with closing(open_store("sqlite:///new.db")) as store:
        assert not store.spending.book(days[0], 31, most=100)
        assert store.spending.book(days[0], 20, most=100)

    assert run.invoke(app, move).exit_code == 0
    with closing(open_store("sqlite:///new.db")) as store:
        assert store.spending.by_day() == {days[0]: 90, days[1]: 70}, "also where it is run again"


def test_a_desk_moves_to_postgresql_also_when_the_move_is_cut_off(
    run: CliRunner, given: Given, reports: Rows, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])
    with closing(open_store("sqlite:///desk.db")) as store:
        desk = Desk(store, embeddings.load_encoder())
        flood, strike = desk.article("a", NOW).story_id, desk.article("b", NOW).story_id
        desk.merge(flood, [strike], NOW, by="editor")
        desk.pin(flood, "b", NOW, by="editor")
        names = store.constraints()
    url = postgresql.empty()
    move = ["replay", "sqlite:///desk.db", "--db", url]
    with monkeypatch.context() as patch:
        patch.setattr("service.cli.replay.carrying.carry_constraints", Mock(side_effect=KeyboardInterrupt))
        assert run.invoke(app, move).exit_code != 0
    ends = []
    for _ in range(2):
        assert run.invoke(app, move).exit_code == 0
        with closing(open_store(url)) as store:
            ends.append((store.constraints(), store.trail.newest(), store.newest_event()))
    assert ends[0] == ends[1]
    assert {(one.link, one.first, one.second) for one in names} <= {
        (one.link, one.first, one.second) for one in ends[0][0]
    }
    assert len({one.story_id for one in filed(url, "a", "b", "c")}) == 1
    told = run.invoke(app, ["doctor"], env={"NEWSFOLD_DATABASE_URL": url}).stdout
    assert "PostgreSQL 16" in told
    assert "3 articles" in told
    refused = run.invoke(app, ["replay", url, "--db", url.replace("+psycopg", "")])
    assert "cannot be replayed into itself" in refused.stderr


def test_a_database_is_not_replayed_into_itself(run: CliRunner, given: Given, reports: Rows) -> None:
    run.invoke(app, ["replay", given(*reports), "--db", "sqlite:///desk.db"])

    result = run.invoke(app, ["replay", "sqlite:///./desk.db", "--db", "sqlite:///desk.db"])

    assert result.exit_code == 2
    assert "cannot be replayed into itself" in result.stderr


def test_a_source_database_that_is_not_there_is_not_created(run: CliRunner) -> None:
    result = run.invoke(app, ["replay", "sqlite:///typo.db", "--db", "sqlite:///new.db"])

    assert result.exit_code == 2
    assert "there is no database sqlite:///typo.db" in result.stderr
