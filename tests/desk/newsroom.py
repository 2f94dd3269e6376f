"""A newsroom whose editors do and undo: a desk beside a simple model of it, and the laws that hold after every step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from service.audit import Verb
from service.desk import Desk
from service.desk.story_cache import StoryCache
from service.errors import CannotUndo
from service.model import Article, FiledArticle, Link, Relation, Result, Status, StoryState
from service.ports import Store
from service.stores.opening import open_store
from tests.desk.support import (
    DAY,
    HOUR,
    NOON,
    SUBJECTS,
    TAKES,
    WordEncoder,
    check,
    fate,
    known,
    report,
    submit,
    words_known,
)

SPAN = 14 * DAY
COPIES = {Relation.EXACT_DUPLICATE, Relation.NEAR_DUPLICATE}
picks = st.integers(0, 1_000)
subjects = st.sampled_from(sorted(SUBJECTS)[:2])
takes = st.integers(0, len(TAKES) - 1)


class EditedNewsroom(RuleBasedStateMachine):
    """A desk beside a simple model of it: what stands, what was withdrawn, every story id that was ever told."""

    url: ClassVar[str] = "memory:"

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.store: Store = open_store(self.url.format(folder=Path(self.folder.name)))
        self.desk = Desk(self.store, WordEncoder())
        self.cache = StoryCache(self.store, most=6)
        self.now = NOON
        self.names = count()
        self.standing: dict[str, Article] = {}
        self.withdrawn: dict[str, Article] = {}
        self.told: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def write(self, subject: str, take: int) -> Article:
        """A new report, with a mark by which its text is known wherever it shows."""
        number = next(self.names)
        return report(f"a{number}", subject, take, title=f"Mark{number}q", version="5", published_at=self.now)

    def send(self, *articles: Article) -> list[Result]:
        """File them; the check before it must have said so."""
        foretold = check(self.desk, articles, self.now)
        results = submit(self.desk, *articles, now=self.now)
        assert results == foretold
        self.told.update(result.decision.story_id for result in results)
        return results

    def pick(self, number: int) -> Article:
        return list(self.standing.values())[number % len(self.standing)]

    def filed(self, article_id: str) -> FiledArticle:
        found = self.store.article(article_id)
        assert found is not None
        return found

    def live(self, number: int) -> str:
        return self.filed(self.pick(number).id).story_id

    def lying_in(self, story_id: str) -> list[str]:
        return [name for name in self.standing if self.filed(name).story_id == story_id]

    @rule(subject=subjects, take=takes)
    def post(self, subject: str, take: int) -> None:
        article = self.write(subject, take)
        [result] = self.send(article)
        assert result.article == article
        self.standing[article.id] = article

    @precondition(lambda self: self.standing)
    @rule(number=picks, subject=subjects, take=takes)
    def rewrite(self, number: int, subject: str, take: int) -> None:
        source = self.pick(number)
        article = replace(self.write(subject, take), evolved_from=source.id)
        [result] = self.send(article)
        assert result.decision.receipt.rule == "provider_link"
        assert self.filed(source.id).story_id == self.filed(article.id).story_id
        self.standing[article.id] = article

    @precondition(lambda self: self.standing)
    @rule(number=picks, by_provider=st.booleans())
    def withdraw(self, number: int, by_provider: bool) -> None:
        article = self.pick(number)
        if by_provider:
            [result] = self.send(replace(article, status=Status.CANCELED))
        else:
            result = self.desk.withdraw(article.id, self.now, "libel")
        assert result.decision.relation is Relation.WITHDRAWN
        self.withdrawn[article.id] = self.standing.pop(article.id)

    @precondition(lambda self: len(self.standing) > 1)
    @rule(one=picks, other=picks, undone=st.booleans())
    def merge(self, one: int, other: int, undone: bool) -> None:
        kept, folded = self.live(one), self.live(other)
        if kept != folded:
            with self.and_back(undone):
                assert self.desk.merge(kept, [folded], self.now) == kept
                assert self.live(one) == self.live(other) == kept

    @precondition(lambda self: len(self.standing) > 1)
    @rule(number=picks, chosen=st.sets(st.integers(0, 5), min_size=1), undone=st.booleans())
    def split(self, number: int, chosen: set[int], undone: bool) -> None:
        story_id = self.live(number)
        lying = self.lying_in(story_id)
        leaving = [name for place, name in enumerate(lying) if place in chosen]
        if 0 < len(leaving) < len(lying):
            with self.and_back(undone):
                fresh = self.desk.split(story_id, leaving, self.now)
                assert fresh not in self.told
                assert self.lying_in(fresh) == leaving
            self.told.add(fresh)
            assert not undone or fate(self.desk, fresh, self.now) in (story_id, "hidden")

    @precondition(lambda self: self.standing)
    @rule(number=picks, undone=st.booleans())
    def pin(self, number: int, undone: bool) -> None:
        article = self.pick(number)
        with self.and_back(undone):
            self.desk.pin(self.live(number), article.id, self.now)
            if self.filed(article.id).visible(self.now):
                assert self.desk.story(self.live(number), self.now)[0].representative.id == article.id

    @contextmanager
    def and_back(self, undone: bool) -> Iterator[None]:
        """What is undone at once is as it was, and what is then done once more as it had been."""
        before = self.arrangement()
        yield
        done = self.arrangement()
        if undone:
            undoing = self.desk.undo(self.store.trail.newest(), self.now)
            assert self.arrangement() == before
            self.desk.undo(undoing.id, self.now)
            assert self.arrangement() == done
            self.desk.undo(self.store.trail.newest(), self.now)
            assert self.arrangement() == before

    def arrangement(self) -> list[Any]:
        """Where everything lies, by which words and choices; of stories, those that live."""
        places = {name: self.filed(name).story_id for name in self.standing | self.withdrawn}
        stories = (self.store.story(story_id) for story_id in sorted(set(places.values())))
        words = {(word.link, word.first, word.second) for word in self.store.constraints()}
        shown = [(story.id, story.state, story.pinned, story.storyline_id) for story in stories if story]
        return [places, shown, words]

    @precondition(lambda self: self.store.trail.newest())
    @rule(back=st.integers(0, 6))
    def undo(self, back: int) -> None:
        """One of the last entries, whatever has happened since: taken back whole, or refused with nothing changed."""
        chosen = self.store.trail.entry(max(1, self.store.trail.newest() - back))
        assert chosen is not None
        before = (self.arrangement(), self.probe(self.desk), self.store.newest_event())
        try:
            entry = self.desk.undo(chosen.id, self.now)
        except CannotUndo as error:
            assert (self.arrangement(), self.probe(self.desk), self.store.newest_event()) == before
            # It may be earlier: where the desk has brought together since what an older word keeps apart from others.
            assert error.blocker != chosen.id
            event("refused")
        else:
            assert chosen.verb is not Verb.WITHDRAW
            assert (entry.undoes, entry.verb) == (chosen.id, Verb.UNDO)
            event(f"undone: {chosen.verb}")
            with pytest.raises(CannotUndo):
                self.desk.undo(chosen.id, self.now)

    @rule(hours=st.sampled_from([1, 30, 200, 400]))
    def time_passes(self, hours: int) -> None:
        self.now += hours * HOUR

    @rule()
    def restart(self) -> None:
        self.desk = Desk(self.store, WordEncoder())

    def probe(self, desk: Desk) -> tuple[int, list[Result]]:
        articles = [report(f"probe/{name}", name, 5, published_at=self.now) for name in sorted(SUBJECTS)[:2]]
        return desk.window_size, check(desk, [*articles, *self.standing.values()], self.now)

    @invariant()
    def a_rebuilt_desk_answers_as_the_living_one(self) -> None:
        rebuilt = Desk(self.store, WordEncoder())
        assert known(rebuilt) == known(self.desk)
        assert words_known(rebuilt, self.told_articles) == words_known(self.desk, self.told_articles)
        assert self.probe(rebuilt) == self.probe(self.desk)

    @property
    def told_articles(self) -> list[str]:
        return [*self.standing, *self.withdrawn]

    @invariant()
    def every_article_lies_in_one_living_story(self) -> None:
        for name, article in self.standing.items():
            filed = self.filed(name)
            assert filed.article == article
            file = self.store.story_file(filed.story_id)
            assert file is not None
            assert file.story.state is StoryState.LIVE
            assert [one.id for one in file.articles].count(name) == 1

    @invariant()
    def a_copy_is_told_with_what_it_is_a_copy_of(self) -> None:
        """Whatever became of the original: who folds copies shows every story, and nothing of it twice."""
        for story_id in sorted(story_id for story_id in self.told if self.fate_of(story_id) == "live"):
            outline, _ = self.desk.story(story_id, self.now)
            told = {one.id: one.decision for one in outline.articles}
            assert any(decision.duplicate_of is None for decision in told.values())
            for name, decision in told.items():
                assert self.desk.article(name, self.now).decision == decision
                assert decision.duplicate_of in {None, *told} - {name}
                assert (decision.duplicate_of is not None) or decision.relation not in COPIES

    @invariant()
    def a_cached_story_is_the_one_on_file(self) -> None:
        told = sorted(self.told)
        assert self.cache.fetch(told) == self.store.story_files(told)

    @invariant()
    def a_story_at_hand_is_the_one_on_file(self) -> None:
        recent = filter(None, map(self.desk._turns._recent.get, sorted(self.told)))
        assert all(file == self.store.story_file(file.story.id) for file in recent)

    @invariant()
    def every_id_ever_told_answers(self) -> None:
        living = {self.filed(name).story_id for name in self.standing}
        showing = {self.filed(name).story_id for name in self.standing if self.filed(name).visible(self.now)}
        for story_id in self.told:
            answer = self.fate_of(story_id)
            assert (answer == "live") is (story_id in showing)
            assert (answer == "hidden") is (story_id in living - showing)
            assert answer in living | {"live", "hidden", "gone"}

    def fate_of(self, story_id: str) -> str:
        return fate(self.desk, story_id, self.now)

    @invariant()
    def an_editors_word_is_final(self) -> None:
        for word in self.store.constraints():
            if {word.first, word.second} <= self.standing.keys():
                together = self.filed(word.first).story_id == self.filed(word.second).story_id
                assert together is (word.link is Link.MUST)
