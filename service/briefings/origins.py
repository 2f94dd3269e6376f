"""Articles by the independent source they go back to, so that five copies of one wire count once."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice

from service.model import FiledArticle


def origin_of(filed: FiledArticle) -> str:
    """Name the article's origin: its own id where the decision names none."""
    return filed.decision.origin_id or filed.id


def is_copy(filed: FiledArticle) -> bool:
    """Whether its text goes back to another article."""
    return origin_of(filed) != filed.id


def chronological(articles: Iterable[FiledArticle]) -> list[FiledArticle]:
    """Earliest first, ties by id: an order that does not depend on how they were handed over."""
    return sorted(articles, key=lambda filed: (filed.at, filed.id))


def by_origin(articles: Iterable[FiledArticle]) -> dict[str, list[FiledArticle]]:
    """Group the articles by origin, origins and articles chronological."""
    groups: dict[str, list[FiledArticle]] = {}
    for filed in chronological(articles):
        groups.setdefault(origin_of(filed), []).append(filed)
    return groups


def first_of_origins(articles: Iterable[FiledArticle]) -> list[FiledArticle]:
    """The earliest article of each origin, chronological."""
    first: dict[str, FiledArticle] = {}
    for filed in chronological(articles):
        first.setdefault(origin_of(filed), filed)
    return list(first.values())


def one_per_origin_first(articles: Sequence[FiledArticle], limit: int) -> list[FiledArticle]:
    """At most ``limit`` articles, chronological: the earliest of every origin before any of its copies.

    Where there are more origins than ``limit``, half of the limit goes to the oldest and half to the newest,
    because a story that runs for days must be seen from both ends.
    """
    groups = list(by_origin(articles).values())
    heads = [group[0] for group in groups]
    if len(heads) > limit:
        older = limit // 2
        return heads[:older] + heads[len(heads) - (limit - older) :]
    copies = chain.from_iterable(group[1:] for group in groups)
    return chronological(chain(heads, islice(copies, limit - len(heads))))
