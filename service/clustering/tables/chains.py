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
"""What there is of an entry, side by side. Entries are counted from 1, row by row; 0 is no key, and no entry."""


class Chains:
    """Rows of at most ``width`` keys each, none of them 0 and none twice in a row."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._entries: Keys = np.zeros((FIRST_ROWS * width, 2), np.uint32)
        self._heads: Keys = np.zeros(FIRST_ROWS * width // PER_BUCKET, np.uint32)
        """The first entry of each bucket."""
        self._buckets = 1

    @property
    def rows(self) -> int:
        """Rows there are, empty ones too."""
        return len(self._entries) // self._width

    def enter(self, row: int, keys: Keys) -> None:
        """Write a row that is empty."""
        if row >= self.rows:
            rows = max(row + 1, self.rows + self.rows // GROWTH)
            # In place: nobody else holds them.
            self._entries.resize((rows * self._width, 2), refcheck=False)
            self._heads.resize(rows * self._width // PER_BUCKET, refcheck=False)
        self._buckets = _enter(self._entries, self._heads, self._buckets, *self._span(row), keys)

    def leave(self, row: int) -> None:
        """Empty a row."""
        _leave(self._entries, self._heads, self._buckets, *self._span(row))

    def _span(self, row: int) -> tuple[int, int]:
        """How many entries there are before a row, and with it."""
        return row * self._width, (row + 1) * self._width

    @property
    def parts(self) -> tuple[Keys, Keys, int, int]:
        """What :func:`meetings` looks through."""
        return self._entries, self._heads, self._buckets, self._width


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
    entries[entry - 1, _NEXT] = heads[bucket]
    heads[bucket] = entry


@compiled
def _unlink(entries: Keys, heads: Keys, bucket: np.int64, entry: np.int64) -> None:
    """Take an entry out of its bucket: as long as to find who shares its key."""
    before = np.int64(heads[bucket])
    if before == entry:
        heads[bucket] = entries[entry - 1, _NEXT]
        return
    while entries[before - 1, _NEXT] != entry:
        before = np.int64(entries[before - 1, _NEXT])
    entries[before - 1, _NEXT] = entries[entry - 1, _NEXT]


@compiled
def _split(entries: Keys, heads: Keys, buckets: int, wanted: int) -> int:
    """Split buckets until there are as many as wanted; answers how many there are."""
    while buckets < wanted:
        bits = 1
        while bits * 2 <= buckets:
            bits *= 2
        old = buckets - bits
        buckets += 1
        entry = np.int64(heads[old])
        heads[old] = heads[buckets - 1] = 0
        while entry:
            following = np.int64(entries[entry - 1, _NEXT])
            _link(entries, heads, _bucket(entries[entry - 1, _KEY], buckets), entry)
            entry = following
    return buckets


@compiled
def _enter(entries: Keys, heads: Keys, buckets: int, before: int, end: int, keys: Keys) -> int:
    """Write a row, and split what it takes; answers how many buckets there are."""
    buckets = _split(entries, heads, buckets, end // PER_BUCKET)
    for turn in range(len(keys)):
        entries[before + turn, _KEY] = keys[turn]
        _link(entries, heads, _bucket(keys[turn], buckets), np.int64(before + turn + 1))
    return buckets


@compiled
def _leave(entries: Keys, heads: Keys, buckets: int, before: int, end: int) -> None:
    for entry in range(before + 1, end + 1):
        key = entries[entry - 1, _KEY]
        if key == 0:
            break
        _unlink(entries, heads, _bucket(key, buckets), np.int64(entry))
        entries[entry - 1, _KEY] = 0


@compiled
def meetings(entries: Keys, heads: Keys, buckets: int, width: int, keys: Keys) -> tuple[Rows, Rows]:
    """Each row that holds one of these keys, once for each, key by key; and how many rows hold each key."""
    rows, count, held = np.empty(64, np.int64), 0, np.zeros(len(keys), np.int64)
    for place in range(len(keys)):
        entry = np.int64(heads[_bucket(keys[place], buckets)])
        while entry:
            if entries[entry - 1, _KEY] == keys[place]:
                if count == len(rows):
                    rows = np.concatenate((rows, rows))
                rows[count] = (entry - 1) // width
                count += 1
                held[place] += 1
            entry = np.int64(entries[entry - 1, _NEXT])
    return rows[:count], held
