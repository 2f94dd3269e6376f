"""An article's way in: who it is, then where it goes, then what that changes about other stories."""

from dataclasses import replace
from datetime import datetime

from service.clustering.evidence import Evidence, gather
from service.clustering.grouping import PROVIDER_LINK, Arrival, decide
from service.clustering.surroundings import look_around
from service.clustering.traces import pack
from service.clustering.window import Window
from service.desk.draft import Draft
from service.desk.regroup import storyline_of, withdraw
from service.desk.settling import Settling
from service.events import EventType
from service.model import (
    Article,
    Constraint,
    Decision,
    FiledArticle,
    Link,
    Receipt,
    Relation,
    Result,
    StoryState,
    Submission,
    Vectors,
)


class Intake:
    """Takes articles one by one into a draft and the window."""

    def __init__(self, draft: Draft, window: Window) -> None:
        self._draft = draft
        self._window = window

    def take(self, submission: Submission, vectors: Vectors) -> Result:
        """Sort out the article's identity, then file it."""
        article = submission.article
        known = self._draft.article(article.id)
        if known is None:
            filed = self._tombstone(article) if article.killed else self._first(article, vectors)
        elif known.withdrawn_at is not None:
            filed = _answering(known, Relation.WITHDRAWN, "withdrawn")
        elif article.killed:
            filed = withdraw(self._draft, self._window, known, f"provider: {article.status.value}")
        elif article == known.article:
            filed = _answering(known, Relation.UNCHANGED, "unchanged")
        elif _older(article, known.article):
            filed = _answering(known, Relation.UNCHANGED, "older_version")
        else:
            filed = self._revise(known, article, vectors)
        return Result(filed.article, filed.decision, submission.warnings)

    def _first(self, article: Article, vectors: Vectors) -> FiledArticle:
        at = self._effective_time(article)
        self._window.advance(at)
        [evidence] = gather([(article, at, vectors, article.id)])
        around = look_around(evidence, self._window)
        linked = self._predecessors_story(article)
        arrival = Arrival(evidence, self._draft.fresh_story_id(article.id), linked)
        decision = decide(arrival, around, self._window)
        filed = FiledArticle(article, decision, received_at=self._draft.now, at=at)
        self._place(replace(evidence, origin_id=decision.origin_id), decision)
        if decision.receipt.rule == PROVIDER_LINK and article.evolved_from:
            self._tie(article.id, article.evolved_from)
        self._record(filed, evidence)
        Settling(self._draft, self._window, around).settle()
        settled = self._draft.article(article.id)
        return replace(settled or filed, decision=replace(decision, story_id=(settled or filed).story_id))

    def _place(self, evidence: Evidence, decision: Decision) -> None:
        opens = decision.relation is Relation.NEW_STORY
        storyline_id = None if opens else storyline_of(self._draft, self._window, decision.story_id)
        self._window.place(evidence, decision.story_id, storyline_id)

    def _record(self, filed: FiledArticle, evidence: Evidence) -> None:
        story_id = filed.story_id
        if self._draft.story(story_id) is None:
            self._draft.open_story(story_id)
            self._file(filed, evidence)
            self._draft.tell(EventType.STORY_CREATED, story_id, filed.id, {"storyline_id": story_id})
        else:
            self._file(filed, evidence)
            self._draft.touch(story_id)
            data = {"relation": filed.decision.relation.value}
            self._draft.tell(EventType.STORY_UPDATED, story_id, filed.id, data)

    def _file(self, filed: FiledArticle, evidence: Evidence) -> None:
        self._draft.file(filed, evidence.vectors, pack(evidence))

    def _revise(self, known: FiledArticle, article: Article, vectors: Vectors) -> FiledArticle:
        """A later version: the text is replaced, the story stays (reconcile may still find it misplaced)."""
        # Never earlier than before: the window's clock has seen that time, and a restart must find it on file.
        at = max(known.at, self._effective_time(article))
        receipt = Receipt("revision", margin=1.0)
        decision = replace(known.decision, relation=Relation.REVISION, probability=1.0, receipt=receipt)
        filed = FiledArticle(article, decision, known.received_at, at, revision=known.revision + 1)
        self._window.advance(at)
        if known.id in self._window:
            self._window.remove(known.id)
        [evidence] = gather([(article, at, vectors, decision.origin_id)])
        self._place(evidence, decision)
        self._file(filed, evidence)
        self._draft.touch(decision.story_id)
        self._draft.tell(EventType.ARTICLE_REVISED, decision.story_id, known.id, {"revision": filed.revision})
        Settling(self._draft, self._window, look_around(evidence, self._window)).settle()
        return self._draft.article(known.id) or filed

    def _tombstone(self, article: Article) -> FiledArticle:
        """An article first heard of by its kill: kept as withdrawn, so that a late first version stays out."""
        story_id = self._draft.fresh_story_id(article.id)
        receipt = Receipt("withdrawn", margin=1.0)
        decision = Decision(article.id, story_id, Relation.WITHDRAWN, 1.0, receipt, None, article.id)
        now, at = self._draft.now, self._effective_time(article)
        self._window.advance(at)
        reason = f"provider: {article.status.value}"
        filed = FiledArticle(article, decision, now, at, withdrawn_at=now, withdrawn_reason=reason)
        self._draft.open_story(story_id, state=StoryState.WITHDRAWN)
        self._draft.file(filed, None)
        self._draft.tell(EventType.ARTICLE_WITHDRAWN, story_id, article.id)
        return filed

    def _tie(self, article_id: str, predecessor: str) -> None:
        """A provider's word that one text was made from another binds like an editor's, until an editor says other."""
        tie = Constraint(
            Link.MUST, article_id, predecessor, self._draft.now, by="provider", reason="evolved_from"
        )
        self._draft.constrain(tie)
        self._window.constrain(tie)

    def _predecessors_story(self, article: Article) -> str | None:
        """The living story of the article that this one was made from, also when that has left the window."""
        if article.evolved_from is None:
            return None
        known = self._draft.article(article.evolved_from)
        if known is None or known.withdrawn_at is not None:
            return None
        return known.story_id

    def _effective_time(self, article: Article) -> datetime:
        return min(article.published_at or self._draft.now, self._draft.now)


def _older(article: Article, known: Article) -> bool:
    """Whether a version that arrives late must change nothing: both are numbers and this one is smaller."""
    if article.version is None or known.version is None:
        return False
    if not (article.version.isdecimal() and known.version.isdecimal()):
        return False
    return int(article.version) < int(known.version)


def _answering(known: FiledArticle, relation: Relation, rule: str) -> FiledArticle:
    receipt = Receipt(rule, margin=1.0)
    return replace(
        known, decision=replace(known.decision, relation=relation, probability=1.0, receipt=receipt)
    )
