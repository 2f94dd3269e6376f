"""Articles by the text they go back to, and texts by their publisher, so that copies and updates count once.

Five copies of one wire are one text, and the wire's own updates are texts of one publisher: neither makes a story
better founded. An *origin* is named by the first report of its text; :func:`count_independent` says how many
independent sources the origins of a story go back to. An update that goes back to another text is of its origin and
yet no copy of it, for it has news.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from service.model import FiledArticle


def origin_of(filed: FiledArticle) -> str:
    """Name the article's origin: its own id where the decision names none."""
    return filed.decision.origin_id or filed.id


def is_copy(filed: FiledArticle) -> bool:
    """Whether its text is another article's, and no update of it."""
    return filed.decision.duplicate_of is not None


def _is_first(filed: FiledArticle) -> bool:
    """Whether it is the first of its origin."""
    return origin_of(filed) == filed.id


def is_update(filed: FiledArticle) -> bool:
    """Whether its text goes back to another article's, and has news beside it."""
    return not is_copy(filed) and not _is_first(filed)


def count_sources(articles: Collection[FiledArticle]) -> int:
    """Count the publishers, and each origin in which no report names one as one more."""
    publishers = {filed.article.publisher for filed in articles if filed.article.publisher}
    named = {origin_of(filed) for filed in articles if filed.article.publisher}
    return len(publishers) + len({origin_of(filed) for filed in articles} - named)


def count_independent(articles: Collection[FiledArticle]) -> int:
    """Count the independent sources: the publishers who were first with a text, and texts of which that is unknown.

    It is unknown where the first report of a text is not among the articles (it was withdrawn, or lies in another
    story) or names no source. There are never more independent sources than sources.
    """
    first = [filed for filed in articles if filed.article.publisher and _is_first(filed)]
    unknown = {origin_of(filed) for filed in articles} - {filed.id for filed in first}
    return min(len({filed.article.publisher for filed in first}) + len(unknown), count_sources(articles))


def count_recent(articles: Iterable[FiledArticle], recent: datetime) -> int:
    """Count the reports of ``recent`` and later with a text of their own: an update is news, a reprint is none."""
    return sum(filed.shown_from >= recent and not is_copy(filed) for filed in articles)


def chronological(articles: Iterable[FiledArticle]) -> list[FiledArticle]:
    """Earliest first, ties by id: an order that does not depend on how they were handed over."""
    return sorted(articles, key=lambda filed: (filed.at, filed.id))


def by_text(articles: Sequence[FiledArticle]) -> dict[str, list[FiledArticle]]:
    """Group the articles by text: each update by itself, with its own copies; texts and articles chronological."""
    names: dict[str | None, str] = {filed.id: filed.id for filed in articles if is_update(filed)}
    groups: dict[str, list[FiledArticle]] = {}
    for filed in chronological(articles):
        name = names.get(filed.id) or names.get(filed.decision.duplicate_of) or origin_of(filed)
        names[filed.id] = name
        groups.setdefault(name, []).append(filed)
    return groups


def head_of(group: Sequence[FiledArticle]) -> FiledArticle:
    """The one that the others of a text are copies of; where that is not among them, the earliest copy."""
    return next((filed for filed in group if not is_copy(filed)), group[0])


def folded_among(articles: Sequence[FiledArticle]) -> frozenset[str]:
    """Name those that stand under another of the articles, whose text they have (:func:`head_of`)."""
    folded = set[str]()
    for group in by_text(articles).values():
        head = head_of(group)
        folded.update(filed.id for filed in group if filed is not head)
    return frozenset(folded)


def first_of_origins(articles: Iterable[FiledArticle]) -> list[FiledArticle]:
    """The earliest article of each origin, chronological."""
    first: dict[str, FiledArticle] = {}
    for filed in chronological(articles):
        first.setdefault(origin_of(filed), filed)
    return list(first.values())


def one_per_origin_first(articles: Sequence[FiledArticle], limit: int) -> list[FiledArticle]:
    """At most ``limit`` articles, chronological: the earliest of every origin before any of its copies.

    Of what is more, be it origins or copies, half goes to the oldest and half to the newest, because a story that runs
    for days must be seen from both ends: in what papers reprint at night another count may stand than in the morning.
    """
    heads = first_of_origins(articles)
    firsts = {filed.id for filed in heads}
    copies = chronological(filed for filed in articles if filed.id not in firsts)
    return chronological([*_both_ends(heads, limit), *_both_ends(copies, max(limit - len(heads), 0))])


def _both_ends(articles: Sequence[FiledArticle], limit: int) -> Sequence[FiledArticle]:
    if len(articles) <= limit:
        return articles
    older = limit // 2
    return [*articles[:older], *articles[len(articles) - (limit - older) :]]
