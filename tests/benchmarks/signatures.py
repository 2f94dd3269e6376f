"""Peers that look for copies: semhash over vectors, and MinHash with locality-sensitive hashing."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from embeddings import FloatArray
from tests.benchmarks.tasks import Grouping, Labels, Setting, Task

PERMUTATIONS = 128
_WORD = re.compile(r"\w+")


def components(count: int, links: Sequence[tuple[int, int]]) -> Labels:
    """Label the connected components of ``count`` articles under these links."""
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    ends = np.array(links, np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


class _NoModel:
    """semhash asks for a model even where the vectors are given; it must never be used."""

    def encode(self, inputs: Sequence[str]) -> FloatArray:
        raise AssertionError("the vectors were given")


def semhash_groups(task: Task, setting: Setting) -> Labels:
    """Put each record that semhash filters out with the one it is called a duplicate of."""
    from semhash import SemHash  # noqa: PLC0415

    records = [{"text": text, "row": str(row)} for row, text in enumerate(task.texts)]
    unused: Any = _NoModel()
    index = SemHash.from_embeddings(task.vectors, records, unused, columns=["text"])
    filtered = index.self_deduplicate(threshold=float(setting[0])).filtered
    links = [(int(found.record["row"]), int(found.duplicate_of["row"])) for found in filtered]
    return components(len(records), links)


def minhash_lsh(task: Task) -> Grouping:
    """Jaccard threshold over shingles of one to three words; groups are connected components.

    Broder, *On the resemblance and containment of documents*, 1997.
    """
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    words = [_WORD.findall(text.casefold()) for text in task.texts]
    signed: dict[int, list[MinHash]] = {}

    def group(setting: Setting) -> Labels:
        threshold, length = float(setting[0]), int(setting[1])
        if length not in signed:
            shingles = [_shingles(tokens, length) for tokens in words]
            signed[length] = MinHash.bulk(shingles, num_perm=PERMUTATIONS)
        index, links = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), []
        for row, signature in enumerate(signed[length]):
            near = index.query(signature)
            links += [(row, other) for other in near if signature.jaccard(signed[length][other]) >= threshold]
            index.insert(row, signature)
        return components(len(words), links)

    return group


def _shingles(words: Sequence[str], length: int) -> list[bytes]:
    runs = {" ".join(words[i : i + length]).encode() for i in range(max(1, len(words) - length + 1))}
    return sorted(runs)
