"""Reports of different events that are taken for copies: through the desk, and over all pairs looked at."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from embeddings import Encoder
from service.cli.oneshot import OneShotDesk, received
from service.clustering.copies import align
from service.clustering.evidence import embed, gather
from service.clustering.originals import SHARING
from service.clustering.sides.scales import NEAREST
from service.clustering.window import Window
from service.model import Article, Relation, Submission
from tests.benchmarks.outcomes import Row

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def measure(articles: Sequence[Article], gold: Sequence[str], encoder: Encoder) -> Row:
    """Copies across gold stories, of one pass in the order given and over the pairs a window brings up."""
    story = dict(zip((article.id for article in articles), gold, strict=True))
    desk = OneShotDesk(encoder).desk
    results = received(desk, (Submission(article) for article in articles), NOW)
    copies = [
        result.decision.relation
        for result in results
        if (other := result.decision.duplicate_of) is not None and story[other] != story[result.article.id]
    ]
    return row(copies, articles, gold, encoder)


def row(
    copies: Sequence[Relation], articles: Sequence[Article], gold: Sequence[str], encoder: Encoder
) -> Row:
    """Lay one measurement out: what the desk called copies, and what comes of the pairs.

    Texts of the same words are left out of the pairs: labels that part them are not about what they say.
    """
    pairs, called = _pairwise(articles, gold, encoder)
    return {
        "articles": len(articles),
        "filed as exact": copies.count(Relation.EXACT_DUPLICATE),
        "filed as near": copies.count(Relation.NEAR_DUPLICATE),
        "pairs": pairs,
        "called copies": called,
        "in a thousand": 1_000 * called / max(1, pairs),
    }


def _pairwise(articles: Sequence[Article], gold: Sequence[str], encoder: Encoder) -> tuple[int, int]:
    """(pairs of different events among those the window looks up for each article, those called copies)."""
    vectors = embed(articles, encoder)
    made = gather([(article, NOW, its, article.id) for article, its in zip(articles, vectors, strict=True)])
    window = Window(encoder.identity.dimension, timedelta(days=14))
    for evidence in made:
        window.place(evidence, evidence.article_id)
    story = dict(zip((article.id for article in articles), gold, strict=True))
    pairs: set[tuple[str, str]] = set()
    for evidence in made:
        own = evidence.article_id
        near = [
            *window.vectors.nearest(evidence.vectors, NEAREST),
            *(window.at(place).article_id for place in window.shingles.sharing(evidence.codes, SHARING)),
        ]
        pairs |= {
            (min(own, other), max(own, other))
            for other in near
            if story[other] != story[own] and window.evidence(other).digest != evidence.digest
        }
    weights = window.background.name_weights
    called = sum(align(window.evidence(one), window.evidence(other), weights).is_copy for one, other in pairs)
    return len(pairs), called
