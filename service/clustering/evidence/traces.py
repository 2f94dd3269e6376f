"""What an article's text left in its evidence, as bytes to keep beside its vectors.

Words, names and codes take far longer to read from a text than from here, and a start needs those of every live
article. They are kept for speed alone: traces that are missing, or not whole, or of another version are read from the
text again.

One record, little-endian: the header; uint32 word indices, name indices, codes and names of pieces; the counts of
words, then of names, each as wide as the largest needs; a byte for the length of each name; the canonical address in
UTF-8.
"""

from collections.abc import Sequence
from struct import Struct

import numpy as np

from service.clustering.evidence.evidence import (
    Evidence,
    Item,
    NameRow,
    Reading,
    SparseRow,
    Told,
    gather,
    known,
)

TRACES_VERSION = 14
"""To be raised with every change of what a text leaves: how words and names are told and folded, how much of the text
is read, which terms have which index; and of course with a change of the record itself."""

_HEADER = Struct("<BB?BIIIi16s")
"""Version; bytes a count takes; whether it is in another language than English; numbers of pieces, word terms, name
terms and codes; bytes of the address, -1 where there is none; digest."""
_NUMBER = np.dtype("<u4")
_WIDEST = np.dtype("<u2")
"""Of a count; earlier versions wrote wider ones."""
_NO_URL = -1


def pack(evidence: Evidence) -> bytes:
    """Write down what comes from the text alone."""
    words, names, codes = evidence.words, evidence.names, evidence.codes
    counts = b"".join([row.counts.astype(_WIDEST, copy=False).data for row in (words, names)])
    # The upper byte of a count, which is the second, is mostly 0.
    width = _WIDEST.itemsize if counts[1::2].strip(b"\0") else 1
    numbers = [row.view(_NUMBER).data for row in (words.indices, names.indices, codes, evidence.pieces)]
    url = None if evidence.url is None else evidence.url.encode("utf-8", "surrogatepass")
    header = _HEADER.pack(
        TRACES_VERSION,
        width,
        evidence.foreign,
        len(evidence.pieces),
        len(words.indices),
        len(names.indices),
        len(codes),
        _NO_URL if url is None else len(url),
        evidence.digest,
    )
    return b"".join([header, *numbers, counts[:: _WIDEST.itemsize // width], names.lengths.data, url or b""])


def unpack(traces: bytes, item: Item) -> Evidence | None:
    """Put together the evidence that :func:`pack` wrote down, equal to the last bit.

    None where the traces are of another version, or not whole: then gather it from the text.
    """
    if len(traces) < _HEADER.size or traces[0] != TRACES_VERSION:
        return None
    _, width, foreign, pieces, words, names, codes, address, digest = _HEADER.unpack_from(traces)
    if width > _WIDEST.itemsize:
        return None
    terms, coded = words + names, codes + pieces
    counted = _HEADER.size + (terms + coded) * _NUMBER.itemsize
    measured = counted + terms * width
    end = measured + names
    if len(traces) != end + max(address, 0):
        return None
    # Copied, so that the arrays can be written like those just read: for compiled code these are of one kind.
    numbers = np.frombuffer(traces, _NUMBER, terms + coded, _HEADER.size).astype(np.uint32)
    counts = np.frombuffer(traces, f"<u{width}", terms, counted).astype(np.uint16)
    lengths = np.frombuffer(traces, np.uint8, names, measured).copy()
    indices = numbers[:terms].view(np.int32)
    reading = Reading(
        words=SparseRow(indices[:words], counts[:words]),
        names=NameRow(indices[words:], counts[words:], lengths),
        foreign=foreign,
        codes=numbers[terms : terms + codes],
        pieces=numbers[terms + codes :],
        digest=digest,
        url=None if address == _NO_URL else traces[end:].decode("utf-8", "surrogatepass"),
    )
    return known(item, reading)


def restore(items: Sequence[Item], traces: Sequence[bytes | None], told: Sequence[Told]) -> list[Evidence]:
    """Evidence for the items, in the same order: from their traces, or from the text where those will not do."""
    kept = [unpack(its or b"", item) for its, item in zip(traces, items, strict=True)]
    unread = [place for place, evidence in enumerate(kept) if evidence is None]
    afresh = iter(gather([items[place] for place in unread], [told[place] for place in unread]))
    return [evidence or next(afresh) for evidence in kept]
