"""Whatever a newsroom does, in whatever order: the laws of the house hold after every step."""

from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from service.briefings.values import Citation
from service.desk import Desk
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
    brief,
    check,
    fate,
    full_disk,
    known,
    on_show,
    report,
    submit,
)

SPAN = 14 * DAY
picks = st.integers(0, 1_000)
subjects = st.sampled_from(sorted(SUBJECTS)[:2])
takes = st.integers(0, len(TAKES) - 1)


class Newsroom(RuleBasedStateMachine):
    """A desk beside a simple model of it: what stands, what was withdrawn, every story id that was ever told."""

    url: ClassVar[str] = "memory:"

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.store: Store = open_store(self.url.format(folder=Path(self.folder.name)))
        self.desk = Desk(self.store, WordEncoder())
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

    @rule(subject=subjects, take=takes, hours=st.integers(1, 72))
    def post_under_embargo(self, subject: str, take: int, hours: int) -> None:
        article = self.write(subject, take)
        article = replace(article, status=Status.EMBARGOED, embargoed_until=self.now + hours * HOUR)
        self.send(article)
        self.standing[article.id] = article

    @rule(days=st.integers(15, 60), subject=subjects, take=takes)
    def post_long_after(self, days: int, subject: str, take: int) -> None:
        article = replace(self.write(subject, take), published_at=self.now - days * DAY)
        self.send(article)
        self.standing[article.id] = article

    @rule(article_id=st.sampled_from(["k1", "k2"]))
    def kill_the_unheard_of(self, article_id: str) -> None:
        kill = report(article_id, title=f"Mark{article_id}q", status=Status.CANCELED, published_at=self.now)
        [result] = self.send(kill)
        assert result.decision.relation is Relation.WITHDRAWN
        self.withdrawn[article_id] = kill

    @precondition(lambda self: self.standing)
    @rule(number=picks)
    def repost(self, number: int) -> None:
        article = self.pick(number)
        [result] = self.send(article)
        assert result.decision.relation is Relation.UNCHANGED
        assert result.decision.story_id == self.filed(article.id).story_id

    @precondition(lambda self: self.standing)
    @rule(number=picks, take=takes)
    def revise(self, number: int, take: int) -> None:
        known = self.pick(number)
        changed = replace(known, text=self.write("flood", take).text, byline=f"take {next(self.names)}")
        history = len(self.store.history(known.id))
        [result] = self.send(changed)
        assert result.decision.relation is Relation.REVISION
        assert len(self.store.history(known.id)) == history + 1
        self.standing[known.id] = changed

    @precondition(lambda self: self.standing)
    @rule(number=picks)
    def older_version_late(self, number: int) -> None:
        [result] = self.send(replace(self.pick(number), version="4", text="Old."))
        assert result.decision.receipt.rule == "older_version"
        assert result.article == self.pick(number)

    @precondition(lambda self: self.standing)
    @rule(number=picks)
    def copies(self, number: int) -> None:
        """Two copies in one batch: of each other in any case, of the original while the window holds it."""
        original, copies = self.pick(number), [self.write("flood", 0) for _ in range(2)]
        copies = [replace(copy, text=original.text) for copy in copies]
        first, second = (result.decision for result in self.send(*copies))
        assert second.relation is Relation.EXACT_DUPLICATE
        if self.filed(original.id).at >= self.now - SPAN:
            assert first.relation is Relation.EXACT_DUPLICATE
        self.standing |= {copy.id: copy for copy in copies}

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

    @precondition(lambda self: self.withdrawn)
    @rule(number=picks)
    def resend_the_withdrawn(self, number: int) -> None:
        article = list(self.withdrawn.values())[number % len(self.withdrawn)]
        [result] = self.send(replace(article, status=Status.USABLE, version="99"))
        assert result.decision.relation is Relation.WITHDRAWN

    @precondition(lambda self: len(self.standing) > 1)
    @rule(one=picks, other=picks)
    def merge(self, one: int, other: int) -> None:
        kept, folded = self.live(one), self.live(other)
        if kept != folded:
            assert self.desk.merge(kept, [folded], self.now) == kept
            assert self.live(one) == self.live(other) == kept

    @precondition(lambda self: len(self.standing) > 1)
    @rule(number=picks, chosen=st.sets(st.integers(0, 5), min_size=1))
    def split(self, number: int, chosen: set[int]) -> None:
        lying = self.lying_in(self.live(number))
        leaving = [name for place, name in enumerate(lying) if place in chosen]
        if 0 < len(leaving) < len(lying):
            fresh = self.desk.split(self.live(number), leaving, self.now)
            assert fresh not in self.told
            self.told.add(fresh)
            assert self.lying_in(fresh) == leaving

    @precondition(lambda self: self.standing)
    @rule(number=picks)
    def pin(self, number: int) -> None:
        article = self.pick(number)
        self.desk.pin(self.live(number), article.id, self.now)
        if self.filed(article.id).visible(self.now):
            assert self.desk.story(self.live(number), self.now)[0].representative.id == article.id

    @precondition(lambda self: self.standing)
    @rule(number=picks)
    def a_commit_fails(self, number: int) -> None:
        before = self.probe(self.desk)
        with full_disk(self.store):
            submit(self.desk, self.write("flood", 4), replace(self.pick(number), text="New."), now=self.now)
        with full_disk(self.store):
            self.desk.withdraw(self.pick(number).id, self.now, "libel")
        assert self.probe(self.desk) == before

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
        assert self.probe(rebuilt) == self.probe(self.desk)

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
    def every_id_ever_told_answers(self) -> None:
        living = {self.filed(name).story_id for name in self.standing}
        showing = {self.filed(name).story_id for name in self.standing if self.filed(name).visible(self.now)}
        for story_id in self.told:
            answer = fate(self.desk, story_id, self.now)
            assert (answer == "live") is (story_id in showing)
            assert (answer == "hidden") is (story_id in living - showing)
            assert answer in living | {"live", "hidden", "gone"}

    @invariant()
    def an_editors_word_is_final(self) -> None:
        for word in self.store.constraints():
            if {word.first, word.second} <= self.standing.keys():
                together = self.filed(word.first).story_id == self.filed(word.second).story_id
                assert together is (word.link is Link.MUST)

    @invariant()
    def only_what_may_be_shown_is_shown(self) -> None:
        shown = on_show(self.desk, self.now)
        for name, article in (self.standing | self.withdrawn).items():
            visible = name in self.standing and self.filed(name).visible(self.now)
            assert (article.title in shown) is visible

    @invariant()
    def every_sentence_stands_in_its_source(self) -> None:
        for item in brief(self.desk, self.now).items:
            for sentence in item.summary:
                assert sentence.text == self.quoted(sentence.citations[0])
                assert all(self.quoted(citation).strip() for citation in sentence.citations)

    def quoted(self, citation: Citation) -> str:
        return self.filed(citation.article_id).article.text[citation.start : citation.end]


class NewsroomOnDisk(Newsroom):
    url = "sqlite:///{folder}/newsfold.db"


in_brief = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), stateful_step_count=18
)
TestInMemory = Newsroom.TestCase
TestInMemory.settings = settings(in_brief, max_examples=20)
TestOnDisk = NewsroomOnDisk.TestCase
TestOnDisk.settings = settings(in_brief, max_examples=4)
