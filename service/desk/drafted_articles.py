"""The articles that one request changes, as it leaves them: which texts it files, and what it puts where."""

from dataclasses import replace
from itertools import count

from service.desk.identity_map import IdentityMap
from service.desk.recent_stories import in_story
from service.model import FiledArticle, Vectors
from service.ports import Filing


class DraftedArticles:
    """Those on file, and over them those that were drafted."""

    def __init__(self, records: IdentityMap) -> None:
        self._records = records
        self._filings: dict[str, list[Filing]] = {}
        """By article, in order of arrival: every text filed under the id, the one that stands last."""
        self._moves: dict[str, str] = {}
        self._redrawn: dict[str, FiledArticle] = {}
        """Stored articles that were moved or released, as they are left."""
        self._naming: dict[str, dict[str, None]] = {}
        """By article, those filed that have ever named it as what they were made from."""
        self._put: dict[str, set[str]] = {}
        """By story, the articles that were ever put there."""
        self._order: dict[str, int] = {}
        """When an article was first filed, or moved."""
        self._turns = count()
        self._releases: dict[str, None] = {}

    def article(self, article_id: str) -> FiledArticle | None:
        """The article as it is left."""
        if texts := self._filings.get(article_id):
            return texts[-1].filed
        filed = self._records.article(article_id)
        return self._as_drafted(article_id, filed) if filed else None

    def successors(self, article_id: str) -> list[FiledArticle]:
        """Articles that name this one as what they were made from, as they are left, the earliest first."""
        stored = [filed.id for filed in self._records.successors(article_id)]
        names = dict.fromkeys([*stored, *self._naming.get(article_id, ())])
        if not names:
            return []
        found = map(self.article, names)
        naming = [filed for filed in found if filed and filed.article.evolved_from == article_id]
        return sorted(naming, key=lambda filed: (filed.at, filed.id))

    def of(self, story_id: str) -> list[FiledArticle]:
        """Articles of a story as they are left: stored ones in order of arrival, then new ones."""
        file = self._records.story_file(story_id)
        stored = {filed.id: filed for filed in file.articles} if file else {}
        put = self._put.get(story_id)
        new = sorted(put.difference(stored), key=self._turn) if put else ()
        found = [*map(self._as_it_lies, stored, stored.values()), *map(self.article, new)]
        return [filed for filed in found if filed and filed.decision.story_id == story_id]

    def as_they_arrived(self, story_id: str) -> list[FiledArticle] | None:
        """Articles of a story in order of arrival; None where some have come to others from another story on file.

        How those of two stories stand to each other is told only by when they first arrived.
        """
        articles = self.of(story_id)
        file = self._records.story_file(story_id)
        stored = file.articles if file else ()
        gained = self._put.get(story_id, set()).difference(filed.id for filed in stored)
        sources = {filed.story_id for filed in map(self._records.article, gained) if filed}
        if not sources:
            return articles
        source = self._records.story_file(*sources) if len(sources) == 1 and not stored else None
        if source is None:
            return None
        places = {filed.id: place for place, filed in enumerate(source.articles)}
        return sorted(articles, key=lambda filed: places.get(filed.id, len(places)))

    def file(self, filed: FiledArticle, vectors: Vectors | None, traces: bytes | None) -> None:
        """Insert or replace an article; a text that it replaces is kept, as history."""
        moved = self.article(filed.id) if filed.id in self._moves else None
        self._moves.pop(filed.id, None)
        if filed.id not in self._filings:
            self._order[filed.id] = next(self._turns)
        # A stored text that was moved before becomes history as it lay after the move.
        texts = self._filings.setdefault(filed.id, [Filing(moved, None)] if moved else [])
        if texts and texts[-1].filed.article == filed.article:
            texts.pop()
        texts.append(Filing(filed, vectors, traces))
        if filed.article.evolved_from is not None:
            self._naming.setdefault(filed.article.evolved_from, {})[filed.id] = None
        self._note_place(filed.id, filed.story_id)

    def move(self, article_id: str, story_id: str) -> None:
        """Put an article into another story."""
        if texts := self._filings.get(article_id):
            texts[-1] = replace(texts[-1], filed=in_story(texts[-1].filed, story_id))
        else:
            if article_id not in self._moves:
                self._order[article_id] = next(self._turns)
            self._moves[article_id] = story_id
        self._note_place(article_id, story_id)

    def release(self, article_id: str) -> None:
        """Conceal an article no more."""
        self._releases[article_id] = None
        self._redrawn.pop(article_id, None)

    @property
    def filings(self) -> tuple[Filing, ...]:
        """Every text filed, in order of arrival of its article."""
        return tuple(filing for texts in self._filings.values() for filing in texts)

    @property
    def moves(self) -> tuple[tuple[str, str], ...]:
        """Stored articles that were moved, and the stories that they lie in now."""
        return tuple(self._moves.items())

    @property
    def releases(self) -> tuple[str, ...]:
        """Articles that are concealed no more."""
        return tuple(self._releases)

    def _as_it_lies(self, article_id: str, filed: FiledArticle) -> FiledArticle:
        """The article, which is on file so, as it is left."""
        texts = self._filings.get(article_id)
        return texts[-1].filed if texts else self._as_drafted(article_id, filed)

    def _turn(self, article_id: str) -> tuple[bool, int]:
        """Sort key: articles that were moved here, then those that were filed."""
        return article_id in self._filings, self._order[article_id]

    def _note_place(self, article_id: str, story_id: str) -> None:
        self._redrawn.pop(article_id, None)
        self._put.setdefault(story_id, set()).add(article_id)

    def _as_drafted(self, article_id: str, filed: FiledArticle) -> FiledArticle:
        story_id = self._moves.get(article_id)
        if story_id is None and article_id not in self._releases:
            return filed
        if article_id not in self._redrawn:
            shown = replace(filed, concealed=False) if article_id in self._releases else filed
            self._redrawn[article_id] = in_story(shown, story_id) if story_id else shown
        return self._redrawn[article_id]
