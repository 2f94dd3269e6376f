"""The sentences a summary may choose from, picked within bounds that hold for a story of any size."""

from collections.abc import Iterator, Sequence

from service.briefings.origins import folded_among, origin_of
from service.briefings.summary.candidate import Candidate
from service.briefings.summary.languages import told_from
from service.briefings.summary.overtaken import mark
from service.briefings.summary.reading import quotable_in
from service.briefings.summary.restating import OVERLAP
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken
from service.briefings.wording.quotable import Grade
from service.model import FiledArticle
from service.text.number_words import NUMBER_WORDS

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
    found = mark(_without_copied(chosen, [one for filed in chosen for one in _read(filed, share)]), overtaken)
    good = [candidate for candidate in found if candidate.grade > Grade.PASSABLE]
    sound = any(candidate.grade is Grade.SOUND and not candidate.overtaken for candidate in good)
    return good if sound else found


def _without_copied(articles: Sequence[FiledArticle], found: Sequence[Candidate]) -> list[Candidate]:
    """Of one text the original speaks, and copies are cited beside it; a copy says only what that lacks.

    Whoever printed it has cut and changed words: a sentence that shares half of its words with one of its original's
    is that one.
    """
    folded, first = folded_among(articles), dict[tuple[str, str], Candidate]()
    for one in sorted(found, key=lambda candidate: candidate.filed.id in folded):
        said = one.filed.id in folded and any(
            _is_edited(one, other) for (origin, _), other in first.items() if origin == one.origin
        )
        if not said:
            first.setdefault((one.origin, one.text), one)
    return [one for one in found if first.get((one.origin, one.text)) is one]


def _is_edited(one: Candidate, other: Candidate) -> bool:
    """Whether it is the other one, edited; with another number in it, it is none."""
    if not _numbers(one) <= _numbers(other):
        return False
    return len(one.content & other.content) >= OVERLAP * max(1, min(len(one.content), len(other.content)))


def _numbers(one: Candidate) -> frozenset[str]:
    return frozenset(
        NUMBER_WORDS.get(word, word) for word in one.words if word in NUMBER_WORDS or word[0].isdigit()
    )


def _read(filed: FiledArticle, limit: int) -> Iterator[Candidate]:
    origin = origin_of(filed)
    for one in quotable_in(filed.article, limit):
        yield Candidate(filed, origin, *one)
