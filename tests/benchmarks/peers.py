"""The field's own tools, put to the same work: each sees a whole set at once.

A peer is prepared once for a set (distances, trees, signatures) and then asked for a grouping at every
setting of its grid, so that it can be tuned on the very set it is measured on. What it leaves alone is a
story of one. What costs a pass over all texts for each setting is tried at fewer settings on large sets, spread over
the same range.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from tests.benchmarks.signatures import minhash_lsh, semhash_groups
from tests.benchmarks.tasks import Grouping, Labels, Peer, Setting, Task, alone_where_negative


def _community_detection(task: Task) -> Grouping:
    import torch  # noqa: PLC0415 - takes seconds, and --help does not need it
    from sentence_transformers.util import community_detection  # noqa: PLC0415

    vectors = torch.from_numpy(task.vectors)

    def group(setting: Setting) -> Labels:
        labels = np.full(len(task.texts), -1)
        found = community_detection(vectors, threshold=float(setting[0]), min_community_size=2)
        for number, members in enumerate(found):
            labels[members] = number
        return alone_where_negative(labels)

    return group


def _tree(distances: npt.NDArray[np.float64]) -> Grouping:
    """Average linkage over a condensed distance matrix; the setting is the similarity it is cut at."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415

    tree = linkage(distances, method="average")
    return lambda setting: np.asarray(fcluster(tree, 1 - float(setting[0]), criterion="distance"), np.int64)


def _condensed(similarities: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Distances 1 - similarity above the diagonal, never below 0."""
    upper = np.triu_indices(len(similarities), k=1)
    return np.maximum(1.0 - similarities[upper].astype(np.float64), 0.0)


def _average_linkage(task: Task) -> Grouping:
    return _tree(_condensed(task.vectors @ task.vectors.T))


def _tfidf_average_linkage(task: Task) -> Grouping:
    return _tree(_condensed(_tfidf_cosines(task.texts)))


def _mixed_average_linkage(task: Task) -> Grouping:
    """Half of either likeness: the strongest of the peers on headlines."""
    return _tree(_condensed((task.vectors @ task.vectors.T + _tfidf_cosines(task.texts)) / 2))


def _tfidf_cosines(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32).fit_transform(texts)
    cosines: npt.NDArray[np.float32] = (rows @ rows.T).toarray()
    return cosines


def _dbscan(task: Task) -> Grouping:
    from sklearn.cluster import DBSCAN  # noqa: PLC0415

    distances = np.maximum(1 - task.vectors @ task.vectors.T, 0)

    def group(setting: Setting) -> Labels:
        model = DBSCAN(eps=float(setting[0]), min_samples=int(setting[1]), metric="precomputed")
        return alone_where_negative(model.fit_predict(distances))

    return group


def _hdbscan(task: Task) -> Grouping:
    from sklearn.cluster import HDBSCAN  # noqa: PLC0415

    # Distances of unit vectors, once for all settings: its own search for neighbours takes most of a minute on 6,000.
    squared = np.maximum(2 - 2 * (task.vectors @ task.vectors.T).astype(np.float64), 0)
    distances = np.sqrt((squared + squared.T) / 2)
    np.fill_diagonal(distances, 0)

    def group(setting: Setting) -> Labels:
        model = HDBSCAN(
            min_cluster_size=int(setting[0]),
            min_samples=int(setting[1]),
            cluster_selection_method=str(setting[2]),
            metric="precomputed",
            copy=True,
        )
        return alone_where_negative(model.fit_predict(distances))

    return group


def _grid(start: float, stop: float, step: float) -> tuple[float, ...]:
    """From ``start`` to ``stop``, both included."""
    return tuple(round(x, 3) for x in np.arange(start, stop + step / 2, step).tolist())


def _each(values: Sequence[float], *others: Sequence[float | str]) -> tuple[Setting, ...]:
    """Every combination."""
    settings: list[Setting] = [(value,) for value in values]
    for choices in others:
        settings = [(*setting, choice) for setting in settings for choice in choices]
    return tuple(settings)


PEERS = (
    Peer(
        "community_detection",
        _each(_grid(0.4, 0.9, 0.025)),
        _community_detection,
        rough=_each(_grid(0.4, 0.9, 0.05)),
    ),
    Peer("average linkage, MiniLM", _each(_grid(0.1, 0.9, 0.02)), _average_linkage),
    Peer(
        "DBSCAN, MiniLM",
        _each(_grid(0.1, 0.6, 0.025), (2, 3, 5)),
        _dbscan,
        rough=_each(_grid(0.1, 0.6, 0.05), (2, 5)),
    ),
    Peer(
        "HDBSCAN, MiniLM",
        _each((2, 3, 5, 10, 20, 40), (1, 2, 3, 5), ("eom", "leaf")),
        _hdbscan,
        rough=_each((5, 10, 20, 40), (1, 3), ("eom", "leaf")),
    ),
    Peer("TF-IDF average linkage", _each(_grid(0.01, 0.4, 0.01)), _tfidf_average_linkage),
    Peer("average linkage, half MiniLM, half TF-IDF", _each(_grid(0.05, 0.65, 0.01)), _mixed_average_linkage),
    Peer(
        "semhash, MiniLM",
        _each(_grid(0.4, 0.9, 0.025)),
        lambda task: partial(semhash_groups, task),
        rough=_each(_grid(0.4, 0.9, 0.05)),
    ),
    Peer(
        "MinHash LSH",
        _each(_grid(0.05, 0.7, 0.05), (1, 2, 3)),
        minhash_lsh,
        rough=_each(_grid(0.05, 0.65, 0.1), (1, 2)),
    ),
)
