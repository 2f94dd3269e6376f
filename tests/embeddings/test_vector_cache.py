import numpy as np

from embeddings.vector_cache import VectorCache

VECTORS = np.eye(4, dtype=np.float32)
A, B, A_LONG = ("a", "a"), ("b", "b"), ("a longer", "a longer")
A_FIRST = ("a longer", "a")
"""The same whole with another lead: other vectors."""


def test_the_vectors_used_last_stay() -> None:
    kept = VectorCache(most_bytes=2 * (VECTORS[0].nbytes + 300))
    kept.keep([A, B], VECTORS[:2])
    kept.find([A])
    kept.keep([A_LONG], VECTORS[2:3])

    found = kept.find([A, B, A_LONG, A_FIRST])

    assert found.keys() == {A, A_LONG}
    assert np.array_equal(found[A_LONG], VECTORS[2])
    assert len(kept) == 2


def test_what_is_remembered_is_nobodys_to_change() -> None:
    kept, vectors, half = VectorCache(), VECTORS.copy(), ("half a pair \ud800", "half")
    kept.keep([half], vectors[:1])
    vectors[:] = 9
    found = kept.find([half])[half]
    assert np.array_equal(found, VECTORS[0])
    assert not found.flags.writeable


def test_more_than_there_is_room_for_is_no_error() -> None:
    kept = VectorCache(most_bytes=10)
    kept.keep([A], VECTORS[:1])
    assert len(kept) == 0
