import numpy as np

from embeddings.remembered import Remembered

VECTORS = np.eye(4, dtype=np.float32)


def test_the_vectors_used_last_stay() -> None:
    kept = Remembered(most_bytes=2 * (VECTORS[0].nbytes + 300))
    kept.keep(["a", "b"], VECTORS[:2])
    kept.find(["a"])
    kept.keep(["c"], VECTORS[2:3])

    found = kept.find(["a", "b", "c", "never seen"])

    assert found.keys() == {"a", "c"}
    assert np.array_equal(found["c"], VECTORS[2])
    assert len(kept) == 2


def test_what_is_remembered_is_nobodys_to_change() -> None:
    kept, vectors = Remembered(), VECTORS.copy()
    kept.keep(["half a pair \ud800"], vectors[:1])
    vectors[:] = 9
    found = kept.find(["half a pair \ud800"])["half a pair \ud800"]
    assert np.array_equal(found, VECTORS[0])
    assert not found.flags.writeable


def test_more_than_there_is_room_for_is_no_error() -> None:
    kept = Remembered(most_bytes=10)
    kept.keep(["a"], VECTORS[:1])
    assert len(kept) == 0
