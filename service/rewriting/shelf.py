"""What the model has said of which sentences: in memory, and on file for other processes and later starts.

What is shown belongs to one revision of a story: a correction, a kill, a merge or a split makes another, and with it
the old words are never shown again and leave the file. What was said belongs to what was asked: as long as a story is
told in the same sentences, a copy that comes in costs nothing. Nothing that comes from the file is believed: it is
checked against the sentences as it was when it came from the model.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

from service.briefings.rewriting import Claimed, accept
from service.briefings.values import Abstract, BriefItem, CitedSentence
from service.ports import Rewriting, Rewritings

KEPT = 500
"""Revisions, and answers of the model, kept in memory."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the model is to be asked of one revision of a story."""

    story_id: str
    revision: int
    given: tuple[CitedSentence, ...]
    made_from: str
    """The digest of the question."""


def due(item: BriefItem, given: tuple[CitedSentence, ...], question: bytes) -> Due:
    """Say what there is to ask of a story."""
    story = item.outline.story
    return Due(story.id, story.revision, given, hashlib.sha256(question).hexdigest())


class Shelf:
    """Safe to read from several threads while one puts things there.

    Parameters
    ----------
    model
        The name of the model, which is told to readers.
    """

    def __init__(self, model: str, rewritings: Rewritings) -> None:
        self._model = model
        self._rewritings = rewritings
        self._guard = Lock()
        self._made: OrderedDict[tuple[str, int], Abstract] = OrderedDict()
        self._said: OrderedDict[str, tuple[Claimed, ...]] = OrderedDict()

    def made(self, item: BriefItem) -> Abstract | None:
        """Look up what there is of a story as it stands."""
        story = item.outline.story
        with self._guard:
            return self._made.get((story.id, story.revision))

    def take(self, wanted: Sequence[Due]) -> list[Due]:
        """Take what has been said already, here or by another process; answers those of which nothing was."""
        on_file = self._rewritings.find([one.story_id for one in wanted]) if wanted else {}
        lacking = []
        for one in wanted:
            row, said = on_file.get(one.story_id), self._said.get(one.made_from)
            if row is not None and row.made_from == one.made_from:
                self._keep(one, tuple(Claimed(text, numbers) for text, numbers in row.sentences))
            elif said is not None:
                self.put(one, said)
            else:
                lacking.append(one)
        return lacking

    def put(self, asked: Due, said: tuple[Claimed, ...]) -> Abstract:
        """Keep an answer of the model, nothing at all where it has none; answers what is left of it."""
        made = self._keep(asked, said)
        sentences = tuple((one.text, one.rests_on) for one in said)
        self._rewritings.keep(Rewriting(asked.story_id, asked.revision, asked.made_from, sentences))
        return made

    def _keep(self, asked: Due, said: tuple[Claimed, ...]) -> Abstract:
        made = replace(accept(said, asked.given), by=self._model)
        self._said[asked.made_from] = said
        with self._guard:
            self._made[asked.story_id, asked.revision] = made
        for kept in (self._said, self._made):
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return made
