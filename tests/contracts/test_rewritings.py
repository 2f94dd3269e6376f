"""What every store must do with a language model's words: keep them once for all, and lose them with what they tell."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace

import pytest

from service.model import Story, StoryState
from service.ports import Change, Rewriting, Store
from service.stores.opening import open_store
from tests.contracts.conftest import POSTGRESQL, Adapter
from tests.contracts.test_store import story

SAID = (("The Alma burst its banks.", (1, 3)), ("Nobody was hurt, \ud800\x00.", ()))
"""Whatever a model may write: it is looked at when it is to be shown."""


def said(about: Story, made_from: str = "a") -> Rewriting:
    return Rewriting(about.id, about.revision, made_from, SAID)


def test_one_is_kept_for_each_story_the_latest(store: Store) -> None:
    first, second = story("s1"), replace(story("s2"), revision=4)
    store.commit(Change(stories=(first, second)))
    assert store.rewritings.find(["s1", "s2", "s3"]) == {}
    assert store.rewritings.keep(said(first))
    assert store.rewritings.keep(said(second))
    assert store.rewritings.keep(said(second, "b"))
    assert store.rewritings.find(["s2", "s3"]) == {"s2": said(second, "b")}
    assert len(store.rewritings.find(["s1", "s2"])) == 2


def test_it_survives_a_restart(durable_url: str) -> None:
    with closing(open_store(durable_url)) as store:
        store.commit(Change(stories=(story(),)))
        assert store.rewritings.keep(Rewriting("s1", 1, "a", ()))
    with closing(open_store(durable_url)) as store:
        assert store.rewritings.find(["s1"]) == {"s1": Rewriting("s1", 1, "a", ())}


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({"representative": "x"}, True),
        ({"revision": 2}, False),
        ({"state": StoryState.WITHDRAWN}, False),
        ({"state": StoryState.MERGED, "successor": "s2"}, False),
    ],
)
def test_it_goes_with_what_it_was_made_of(store: Store, change: dict[str, object], stays: bool) -> None:
    old, other = story("s1"), story("s2")
    new = replace(old, **change)  # type: ignore[arg-type]
    store.commit(Change(stories=(old, other)))
    assert store.rewritings.keep(said(old))
    assert store.rewritings.keep(said(other))
    store.commit(Change(stories=(new,)))
    assert ("s1" in store.rewritings.find(["s1", "s2"])) == stays
    assert "s2" in store.rewritings.find(["s1", "s2"])
    assert store.rewritings.keep(said(old)) == stays, "what was asked for before comes too late"
    assert not store.rewritings.keep(replace(said(other), story_id="s3")), "there is no such story"


def test_what_comes_while_a_report_is_withdrawn_does_not_stay(empty_url: Callable[[Adapter], str]) -> None:
    url = empty_url(POSTGRESQL)
    with ExitStack() as stack:
        one, other = (stack.enter_context(closing(open_store(url))) for _ in range(2))
        pool = stack.enter_context(ThreadPoolExecutor(2))
        one.commit(Change(stories=(story(),)))
        for number in range(1, 40):
            old = replace(story(), revision=number)
            kept = pool.submit(other.rewritings.keep, said(old))
            one.commit(Change(stories=(replace(old, revision=number + 1),)))
            kept.result()
            assert one.rewritings.find(["s1"]) == {}
