"""Rows of keys, found by any key that they hold: what a sketch is kept in.

The entries that share a bucket are linked to one another, so that entering, leaving and finding take as long as there
are entries to look at, and never a pause. There are always about half as many buckets as entries: with each row a few
more are split in two, in turn (linear hashing; Litwin 1980), so the table grows without being made anew.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled

Keys = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int64]

FIRST_ROWS = 256
GROWTH = 16
"""It grows by one row in so many at a time: little is ever copied at once, and little stands empty."""
PER_BUCKET = 2
_KEY, _NEXT = range(2)
"""What there is of an entry. Entries are counted from 1, row by row; 0 is no key, and no entry."""


class Chains:
    """Rows of at most ``width`` keys each, none of them 0 and none twice in a row."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._entries: Keys = np.zeros((FIRST_ROWS, 2, width), np.uint32)
        self._heads: Keys = np.zeros(FIRST_ROWS * width // PER_BUCKET, np.uint32)
        """The first entry of each bucket."""
        self._buckets = 1

    @property
    def rows(self) -> int:
        """Rows there are, empty ones too."""
        return len(self._entries)

    def enter(self, row: int, keys: Keys) -> None:
        """Write a row that is empty."""
        if row >= self.rows:
            rows = max(row + 1, self.rows + self.rows // GROWTH)
            # In place: nobody else holds them.
            self._entries.resize((rows, 2, self._width), refcheck=False)
            self._heads.resize(rows * self._width // PER_BUCKET, refcheck=False)
        self._buckets = _enter(self._entries, self._heads, self._buckets, row, keys)

    def leave(self, row: int) -> None:
        """Empty a row."""
        _leave(self._entries, self._heads, self._buckets, row)

    @property
    def parts(self) -> tuple[Keys, Keys, int]:
        """What :func:`meetings` looks through."""
        return self._entries, self._heads, self._buckets


@compiled
def _bucket(key: np.uint32, buckets: int) -> np.int64:
    """The lowest bits of the key, as many as are needed; one less where the bucket is yet to be split off."""
    bits = 1
    while bits < buckets:
        bits *= 2
    found = np.int64(key) & (bits - 1)
    return found if found < buckets else found & (bits // 2 - 1)


@compiled
def _link(entries: Keys, heads: Keys, bucket: np.int64, entry: np.int64) -> None:
    """Put an entry before the first of its bucket."""
    width = entries.shape[2]
    entries[(entry - 1) // width, _NEXT, (entry - 1) % width] = heads[bucket]
    heads[bucket] = entry


@compiled
def _unlink(entries: Keys, heads: Keys, bucket: np.int64, entry: np.int64) -> None:
    """Take an entry out of its bucket: as long as to find who shares its key."""
    width = entries.shape[2]
    following = entries[(entry - 1) // width, _NEXT, (entry - 1) % width]
    before = np.int64(heads[bucket])
    if before == entry:
        heads[bucket] = following
        return
    while entries[(before - 1) // width, _NEXT, (before - 1) % width] != entry:
        before = np.int64(entries[(before - 1) // width, _NEXT, (before - 1) % width])
    entries[(before - 1) // width, _NEXT, (before - 1) % width] = following


@compiled
def _split(entries: Keys, heads: Keys, buckets: int, wanted: int) -> int:
    """Split buckets until there are as many as wanted; answers how many there are."""
    width = entries.shape[2]
    while buckets < wanted:
        bits = 1
        while bits * 2 <= buckets:
            bits *= 2
        old = buckets - bits
        buckets += 1
        entry = np.int64(heads[old])
        heads[old] = heads[buckets - 1] = 0
        while entry:
            row, column = (entry - 1) // width, (entry - 1) % width
            following = np.int64(entries[row, _NEXT, column])
            _link(entries, heads, _bucket(entries[row, _KEY, column], buckets), entry)
            entry = following
    return buckets


@compiled
def _enter(entries: Keys, heads: Keys, buckets: int, row: int, keys: Keys) -> int:
    """Write a row, and split what it takes; answers how many buckets there are."""
    width = entries.shape[2]
    buckets = _split(entries, heads, buckets, (row + 1) * width // PER_BUCKET)
    for column in range(len(keys)):
        entries[row, _KEY, column] = keys[column]
        _link(entries, heads, _bucket(keys[column], buckets), np.int64(row * width + column + 1))
    return buckets


@compiled
def _leave(entries: Keys, heads: Keys, buckets: int, row: int) -> None:
    width = entries.shape[2]
    for column in range(width):
        key = entries[row, _KEY, column]
        if key == 0:
            break
        _unlink(entries, heads, _bucket(key, buckets), np.int64(row * width + column + 1))
        entries[row, _KEY, column] = 0


@compiled
def meetings(entries: Keys, heads: Keys, buckets: int, keys: Keys) -> tuple[Rows, Rows]:
    """Each row that holds one of these keys, once for each, key by key; and how many rows hold each key."""
    width = entries.shape[2]
    rows, count, held = np.empty(64, np.int64), 0, np.zeros(len(keys), np.int64)
    for place in range(len(keys)):
        entry = np.int64(heads[_bucket(keys[place], buckets)])
        while entry:
            row, column = (entry - 1) // width, (entry - 1) % width
            if entries[row, _KEY, column] == keys[place]:
                if count == len(rows):
                    rows = np.concatenate((rows, rows))
                rows[count] = row
                count += 1
                held[place] += 1
            entry = np.int64(entries[row, _NEXT, column])
    return rows[:count], held
