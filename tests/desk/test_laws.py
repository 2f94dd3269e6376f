"""Whatever a newsroom does, in whatever order: the laws of the house hold after every step."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from service.briefings.values import Citation
from service.clustering.sides.serials import LAG_SECONDS
from service.model import Relation, Status
from tests.desk.newsroom import EditedNewsroom, picks, subjects, takes
from tests.desk.support import DAY, HOUR, brief, full_disk, on_show, report, submit
from tests.long import half


class Newsroom(EditedNewsroom):
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
        """Two copies in one batch: of each other in any case, of the original as long as a line has copies.

        Lines that say so little may be of another event on another day: what decides is tested in
        :mod:`tests.clustering.likeness.test_recurring`, and that long texts are copies while the window holds them.
        """
        original, copies = self.pick(number), [self.write("flood", 0) for _ in range(2)]
        copies = [replace(copy, text=original.text) for copy in copies]
        self.send(*copies)
        # What is told of them is another thing where the one that they are copies of is under embargo.
        first, second = (self.filed(copy.id).decision for copy in copies)
        assert second.relation is Relation.EXACT_DUPLICATE
        if self.filed(original.id).at >= self.now - timedelta(seconds=LAG_SECONDS):
            assert first.relation is Relation.EXACT_DUPLICATE
        self.standing |= {copy.id: copy for copy in copies}

    @precondition(lambda self: self.withdrawn)
    @rule(number=picks)
    def resend_the_withdrawn(self, number: int) -> None:
        article = list(self.withdrawn.values())[number % len(self.withdrawn)]
        [result] = self.send(replace(article, status=Status.USABLE, version="99"))
        assert result.decision.relation is Relation.WITHDRAWN

    @precondition(lambda self: self.standing)
    @rule(number=picks)
    def a_commit_fails(self, number: int) -> None:
        before = self.probe(self.desk)
        with full_disk(self.store):
            submit(self.desk, self.write("flood", 4), replace(self.pick(number), text="New."), now=self.now)
        with full_disk(self.store):
            self.desk.withdraw(self.pick(number).id, self.now, "libel")
        assert self.probe(self.desk) == before

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
TestInMemory.settings = settings(in_brief, max_examples=half(20))
TestOnDisk = NewsroomOnDisk.TestCase
TestOnDisk.settings = settings(in_brief, max_examples=4)
