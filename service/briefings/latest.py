"""Which reports of a story have been overtaken by later ones.

A report is *gone back on* where a later one says that something has been undone (a suspect cleared, a deal off), and
it knows the thing, but not that. What undoes something has it in its title, or where this does not tell it, in its
first sentence. So is what told of exit polls or the first counts where a later one tells who has won. This goes for
stories of any size.

In a story of few flashes a report is *outrun* by a later one whose title names a turn of events that it does not know
(somebody has died), or says something else of the same after a while.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from service.briefings.origins import origin_of
from service.briefings.wording.opinions import is_opinion
from service.briefings.wording.provisional import Stage, may_tell_stage, stage
from service.briefings.wording.quotable import without_front_matter
from service.briefings.wording.reversals import may_tell_reversal, reversals_in, reversals_told
from service.briefings.wording.terms import content, words
from service.briefings.wording.titles import clean_title
from service.briefings.wording.turns import turns_in
from service.model import Article, FiledArticle
from service.text.wrapped import told_sentences

CHARACTERS_READ = 600
"""Of each text: a report tells what it is about in its first paragraphs."""

SOON = timedelta(hours=1)
"""Reports no further apart than this are of the same time, and neither goes back on the other."""

ONE_STATE = timedelta(hours=2)
"""Flashes no further apart tell one state of things, and a later one often rewrites the earlier."""

LEAST_SAME = 2
"""Telling words that two reports have in common if they are on the same thing."""

_OPENING_READ = 400

REMEMBERED = 4_096
"""Articles of which it is kept what was read of them by themselves."""


def gone_back_on(articles: Sequence[FiledArticle]) -> frozenset[str]:
    """Name the articles that a later one goes back on, and the copies of those; never all of them."""
    turning = [one for one in articles if _undone(one.article)]
    origins = set(_before_the_count(articles))
    if turning:
        titled = [(one, words_of_line(one.article)) for one in articles]
        origins |= {origin for later in turning for origin in _left_behind(later, titled)}
    return frozenset(one.id for one in articles if origin_of(one) in origins)


def outrun(reports: Sequence[FiledArticle]) -> frozenset[str]:
    """Name the flashes that do not know what a later one has in its title; never all of them."""
    return frozenset(
        one.id for one in reports for later in reports if later.at > one.at and _outruns(later, one)
    )


def _left_behind(later: FiledArticle, titled: Sequence[tuple[FiledArticle, frozenset[str]]]) -> Iterator[str]:
    """Name the origins of those, each with the telling words of its title, that do not know what a later one undoes."""
    head, undone = words_of_head(later.article), _undone(later.article)
    for one, title in titled:
        on_the_same = one.at < later.at - SOON and len(title & head) >= LEAST_SAME
        if on_the_same and origin_of(one) != origin_of(later) and _knows_less(one.article, undone):
            yield origin_of(one)


def _before_the_count(articles: Sequence[FiledArticle]) -> Iterator[str]:
    """Name the origins of those that tell of an election before somebody has won, where a later one knows who has."""
    settling = [one for one in articles if _stage(one.article) is Stage.SETTLED]
    for one in articles if settling else ():
        if _stage(one.article) is Stage.OPEN and any(
            # However close in time: nobody goes from who has won to exit polls.
            one.at <= later.at
            and origin_of(one) != origin_of(later)
            and len(words_of_line(one.article) & words_of_head(later.article)) >= LEAST_SAME
            for later in settling
        ):
            yield origin_of(one)


def _knows_less(article: Article, undone: Mapping[str, frozenset[str]]) -> bool:
    """Whether it tells of one of these things, and not that this has been undone."""
    told_of, known = _reversals_known(article), words_of_head(article)
    return any(kind not in told_of and 2 * len(thing & known) >= len(thing) for kind, thing in undone.items())


def _outruns(later: FiledArticle, one: FiledArticle) -> bool:
    """Whether the later title names a turn that the other report does not know, or goes on from its title.

    It goes on from it where it says something else of the same: half of the shorter title's words, after a while.
    """
    if not _turns_in_title(later.article) <= _turns_known(one.article):
        return True
    titles = words_of_line(one.article), words_of_line(later.article)
    same = 2 * len(titles[0] & titles[1]) >= max(2 * LEAST_SAME, min(map(len, titles)))
    return same and later.at - one.at > ONE_STATE and not titles[1] <= words_of_head(one.article)


def head_of(article: Article) -> str:
    """Give the title and the first paragraphs of a report."""
    return f"{article.title}\n{article.text[:CHARACTERS_READ]}"


def _opening(article: Article) -> str:
    """Read the first sentence of the text, where it is not long."""
    head = article.text[:_OPENING_READ]
    first = next(iter(told_sentences(head)), None)
    return "" if first is None else " ".join(head[slice(*without_front_matter(head, first))].split())


@lru_cache(maxsize=REMEMBERED)
def _undone(article: Article) -> Mapping[str, frozenset[str]]:
    """What the title, else the first sentence, says has been undone; nothing where it is an opinion."""
    undone = reversals_in(clean_title(article))
    if not undone and may_tell_reversal(article.text[:_OPENING_READ]):
        undone = reversals_told(_opening(article))
    return undone if undone and not is_opinion(article) else {}


@lru_cache(maxsize=REMEMBERED)
def _stage(article: Article) -> Stage:
    if not may_tell_stage(f"{article.title}\n{article.text[:_OPENING_READ]}") or is_opinion(article):
        return Stage.NONE
    return stage(clean_title(article), _opening(article))


@lru_cache(maxsize=REMEMBERED)
def _turns_in_title(article: Article) -> frozenset[str]:
    return turns_in(words(article.title))


@lru_cache(maxsize=REMEMBERED)
def _turns_known(article: Article) -> frozenset[str]:
    return turns_in(words(head_of(article)))


@lru_cache(maxsize=REMEMBERED)
def _reversals_known(article: Article) -> frozenset[str]:
    return frozenset(reversals_in(head_of(article)))


@lru_cache(maxsize=REMEMBERED)
def line_of(article: Article) -> str:
    """Give the title, else the first sentence."""
    return clean_title(article) or _opening(article)


@lru_cache(maxsize=REMEMBERED)
def words_of_line(article: Article) -> frozenset[str]:
    """The telling words of the title, else of the first sentence."""
    return frozenset(content(words(line_of(article))))


@lru_cache(maxsize=REMEMBERED)
def words_of_head(article: Article) -> frozenset[str]:
    """The telling words of a report's title and first paragraphs."""
    return frozenset(content(words(head_of(article))))
