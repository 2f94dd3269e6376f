"""Sentences that later reports have overtaken: they show what a story is about, and are not quoted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from service.briefings.latest import words_of_line
from service.briefings.summary.candidate import Candidate
from service.briefings.values import Overtaken
from service.briefings.wording.quotable import Grade
from service.briefings.wording.stages import stages_known

_NAMES = re.compile(r"(?:The\s[A-Z]|[A-Z][\w’'-]+\s[A-Z])(?!.*\shad\s)")
"""How a sentence opens that tells of somebody or something by name, and does not go back in time."""


def mark(candidates: Sequence[Candidate], overtaken: Overtaken) -> list[Candidate]:
    """Mark what has been ``overtaken`` of the candidates (those of an article in a row), unless all of it has been.

    Where a report has lost its opening, the sentence behind that opens it, if it is understood alone and tells by name
    whom it is about: of an accident whose toll has risen, how it came about. Where the latest turn has passed others,
    what opens the reports that know it and tells it is read instead of theirs.
    """
    candidates = [replace(one, reopens=_tells_turn(one, overtaken)) for one in candidates]
    marked = [replace(one, overtaken=_is_overtaken(one, overtaken)) for one in candidates]
    if all(one.overtaken for one in marked) or not any(one.overtaken for one in marked):
        return list(candidates)
    return [
        one for _, article in groupby(marked, lambda one: one.filed.id) for one in _reopened(list(article))
    ]


def _is_overtaken(one: Candidate, overtaken: Overtaken) -> bool:
    title_alone = not one.filed.article.text.strip()
    return overtaken.has(one.filed.id, one.span.start) or (title_alone and one.filed.id in overtaken.titles)


def _tells_turn(one: Candidate, overtaken: Overtaken) -> bool:
    """Whether it opens a report that knows the latest turn and tells it, or half of what the title of that says."""
    known = overtaken.stage and one.place == 0 and one.filed.id not in overtaken.passed
    if not known or one.grade is not Grade.SOUND:
        return False
    title = words_of_line(one.filed.article)
    return overtaken.stage in stages_known(one.text) or 2 * len(title & set(one.terms)) >= len(title)


def _reopened(article: Sequence[Candidate]) -> Iterator[Candidate]:
    lost = all(one.overtaken for one in article if one.place == 0)
    reopens = lost and any(one.place == 1 and _opens(one) for one in article)
    for one in article:
        if reopens:
            yield replace(one, place=max(0, one.place - 1), reopens=one.reopens or one.place == 1)
        else:
            yield one


def _opens(one: Candidate) -> bool:
    return not one.overtaken and one.grade is Grade.SOUND and _NAMES.match(one.text) is not None
