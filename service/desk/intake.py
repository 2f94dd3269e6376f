"""An article's way in: who it is, then where it goes, then what that changes about other stories."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from service.audit import Actor
from service.clustering.evidence import Evidence, Prepared
from service.clustering.evidence.traces import pack
from service.clustering.grouping import PROVIDER_LINK, Arrival, decide
from service.clustering.likeness.surroundings import look_around
from service.clustering.window import Window
from service.desk.audit_entries import enter_withdrawal
from service.desk.draft import Draft
from service.desk.preparing import Preparing
from service.desk.redaction import tellable
from service.desk.regroup import are_parted, fold, show, storyline_of, withdraw
from service.desk.rereading import read_anew
from service.desk.settling import Settling
from service.desk.versions import doubts, older, repeats
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
    Submission,
)


class Intake:
    """Takes articles one by one into a draft and the window."""

    def __init__(self, draft: Draft, window: Window, preparing: Preparing) -> None:
        self._draft = draft
        self._window = window
        self._preparing = preparing

    def take(self, submission: Submission, prepared: Prepared) -> Result:
        """Sort out the article's identity, then file it."""
        article, at = submission.article, self._effective_time(submission)
        known = self._draft.article(article.id)
        if known is None:
            filed = self._tombstone(article, at) if article.killed else self._first(article, at, prepared)
        elif known.withdrawn_at is not None:
            filed = _answering(known, Relation.WITHDRAWN, "withdrawn")
        elif article.killed:
            filed = withdraw(self._draft, self._window, known, f"provider: {article.status.value}")
            enter_withdrawal(self._draft, filed, article.status.value, Actor.PROVIDER)
        elif repeats(article, known.article):
            filed = _answering(known, Relation.UNCHANGED, "unchanged")
        elif older(article, known.article):
            filed = _answering(known, Relation.UNCHANGED, "older_version")
        else:
            filed = self._revise(known, submission, prepared)
        warnings = submission.warnings + doubts(article, known, self._draft.now)
        return Result(filed.article, tellable(self._draft, filed), warnings)

    def _first(self, article: Article, at: datetime, prepared: Prepared) -> FiledArticle:
        self._window.advance(at)
        prepared = self._preparing.settle(prepared, self._window)
        evidence = prepared.evidence(article, at, article.id)
        around = look_around(evidence, self._window)
        relatives = self._relatives(article)
        linked = relatives[0].story_id if relatives else None
        arrival = Arrival(evidence, self._draft.fresh_story_id(article.id), linked, prepared.page.report)
        decision = decide(arrival, around, self._window)
        now, told = self._draft.now, prepared.page.told
        filed = self._concealed(FiledArticle(article, decision, received_at=now, at=at, told=told))
        if decision.origin_id != evidence.origin_id:
            evidence = replace(evidence, origin_id=decision.origin_id)
        self._place(evidence, decision)
        self._record(filed, evidence)
        if decision.receipt.rule == PROVIDER_LINK:
            self._unite(article, relatives)
        Settling(self._draft, self._window, around).settle(decision)
        self._read_anew(prepared)
        return self._draft.article(article.id) or filed

    def _read_anew(self, prepared: Prepared) -> None:
        """See to those that came before it was known what the page of this one repeats."""
        if prepared.page.repeated:
            read_anew(prepared.page, self._draft, self._window, self._preparing.read)

    def _place(self, evidence: Evidence, decision: Decision) -> None:
        opens = decision.relation is Relation.NEW_STORY
        storyline_id = None if opens else storyline_of(self._draft, self._window, decision.story_id)
        self._window.place(evidence, decision.story_id, storyline_id)

    def _record(self, filed: FiledArticle, evidence: Evidence) -> None:
        story_id = filed.story_id
        self._file(filed, evidence)
        if self._draft.story(story_id) is None:
            self._draft.open_story(story_id, shown=None if filed.concealed else filed.id)
            return
        self._draft.touch(story_id, seen=not filed.concealed)
        if not filed.concealed:
            show(self._draft, filed)

    def _file(self, filed: FiledArticle, evidence: Evidence) -> None:
        self._draft.file(filed, evidence.vectors, pack(evidence))

    def _revise(self, known: FiledArticle, submission: Submission, prepared: Prepared) -> FiledArticle:
        """A later version: the text is replaced, the story stays (reconcile may still find it misplaced)."""
        article = submission.article
        # Never earlier than before: the window's clock has seen that time, and a restart must find it on file.
        at = max(known.at, self._effective_time(submission))
        receipt = Receipt("revision", margin=1.0)
        decision = replace(known.decision, relation=Relation.REVISION, probability=1.0, receipt=receipt)
        self._window.advance(at)
        if known.id in self._window:
            self._window.remove(known.id)
        prepared = self._preparing.settle(prepared, self._window)
        revision, told = known.revision + 1, prepared.page.told
        filed = self._concealed(
            FiledArticle(article, decision, known.received_at, at, revision=revision, told=told)
        )
        evidence = prepared.evidence(article, at, decision.origin_id)
        self._place(evidence, decision)
        self._file(filed, evidence)
        self._draft.touch(decision.story_id, seen=known.visible(self._draft.now) or not filed.concealed)
        self._tell_of_revision(known, filed)
        if article.evolved_from not in {None, known.article.evolved_from}:
            # The story it was made from keeps its id, as where a first version names its source.
            for source in self._relatives(article):
                self._unite(source.article, [filed])
        Settling(self._draft, self._window, look_around(evidence, self._window)).settle()
        self._read_anew(prepared)
        return self._draft.article(known.id) or filed

    def _tell_of_revision(self, known: FiledArticle, filed: FiledArticle) -> None:
        """Tell of it what may be known: that it was revised, is shown for the first time, or is no longer shown."""
        now = self._draft.now
        if not filed.visible(now):
            if known.visible(now):
                self._draft.tell(EventType.ARTICLE_WITHDRAWN, filed.story_id, filed.id, {"why": "embargo"})
        elif known.concealed:
            show(self._draft, filed)
        else:
            self._draft.tell(
                EventType.ARTICLE_REVISED, filed.story_id, filed.id, {"revision": filed.revision}
            )

    def _concealed(self, filed: FiledArticle) -> FiledArticle:
        """Note whether it is under an embargo that still holds."""
        return filed if filed.visible(self._draft.now) else replace(filed, concealed=True)

    def _tombstone(self, article: Article, at: datetime) -> FiledArticle:
        """An article first heard of by its kill: kept as withdrawn, so that a late first version stays out."""
        story_id = self._draft.fresh_story_id(article.id)
        receipt = Receipt("withdrawn", margin=1.0)
        decision = Decision(article.id, story_id, Relation.WITHDRAWN, 1.0, receipt, None, article.id)
        now = self._draft.now
        self._window.advance(at)
        reason = f"provider: {article.status.value}"
        filed = FiledArticle(article, decision, now, at, withdrawn_at=now, withdrawn_reason=reason)
        self._draft.open_tombstone(story_id)
        self._draft.file(filed, None)
        self._draft.tell(EventType.ARTICLE_WITHDRAWN, story_id, article.id)
        enter_withdrawal(self._draft, filed, article.status.value, Actor.PROVIDER)
        return filed

    def _tie(self, article_id: str, predecessor: str) -> None:
        """A provider's word that one text was made from another binds like an editor's, until an editor says other."""
        tie = Constraint(
            Link.MUST, article_id, predecessor, self._draft.now, by="provider", reason="evolved_from"
        )
        self._draft.constrain(tie)
        self._window.constrain(tie)

    def _relatives(self, article: Article) -> list[FiledArticle]:
        """The articles that this one was made from, or that were made from it and came before it.

        Those withdrawn left out; those that have left the window not.
        """
        known = self._draft.article(article.evolved_from) if article.evolved_from else None
        found = [*([known] if known else []), *self._draft.successors(article.id)]
        return [filed for filed in found if filed.withdrawn_at is None and filed.id != article.id]

    def _unite(self, article: Article, relatives: Sequence[FiledArticle]) -> None:
        """Tie the article to its relatives, and bring them together where they lie in several stories."""
        for relative in relatives:
            survivor = self._draft.article(article.id)
            absorbed = self._draft.article(relative.id)
            if survivor is None or absorbed is None:
                continue
            if survivor.story_id == absorbed.story_id:
                self._tie(article.id, relative.id)
            elif not are_parted(self._draft, self._window, survivor.story_id, absorbed.story_id):
                self._tie(article.id, relative.id)
                fold(self._draft, self._window, survivor.story_id, absorbed.story_id, why="provider")

    def _effective_time(self, submission: Submission) -> datetime:
        now = self._draft.now
        return min(submission.article.published_at or submission.reckoned_at or now, now)


def _answering(known: FiledArticle, relation: Relation, rule: str) -> FiledArticle:
    receipt = Receipt(rule, margin=1.0)
    return replace(
        known, decision=replace(known.decision, relation=relation, probability=1.0, receipt=receipt)
    )
