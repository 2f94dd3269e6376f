"""The sentences a summary may choose from, picked within bounds that hold for a story of any size."""

from collections.abc import Iterator, Sequence

from service.briefings.origins import origin_of
from service.briefings.summary.candidate import Candidate
from service.briefings.summary.languages import told_from
from service.briefings.summary.overtaken import mark
from service.briefings.summary.reading import quotable_in
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken
from service.briefings.wording.quotable import Grade
from service.model import FiledArticle

MOST_SENTENCES = 80
"""Sentences read in all, shared evenly among the articles."""

LEAST_EACH, MOST_EACH = 2, 40
"""Bounds on the even share."""


def gather(articles: Sequence[FiledArticle], overtaken: Overtaken = NOTHING_OVERTAKEN) -> list[Candidate]:
    """Read the sentences of the story, in chronological order of articles, those never to be quoted left out.

    A story in several languages is told in the one that most of its articles are in. Passable sentences come in only
    where there is no sound one. Those ``overtaken`` are marked, unless there are no others.
    """
    chosen = told_from(articles)
    share = max(LEAST_EACH, min(MOST_EACH, MOST_SENTENCES // max(1, len(chosen))))
    # Of copies the earliest speaks; the others are cited beside it.
    first: dict[tuple[str, str], Candidate] = {}
    for candidate in (candidate for filed in chosen for candidate in _read(filed, share)):
        first.setdefault((candidate.origin, candidate.text), candidate)
    found = mark(list(first.values()), overtaken)
    good = [candidate for candidate in found if candidate.grade > Grade.PASSABLE]
    sound = any(candidate.grade is Grade.SOUND and not candidate.overtaken for candidate in good)
    return good if sound else found


def _read(filed: FiledArticle, limit: int) -> Iterator[Candidate]:
    origin = origin_of(filed)
    for one in quotable_in(filed.article, limit):
        yield Candidate(filed, origin, *one)
