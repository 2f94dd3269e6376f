"""Where a report stands in its text, where of some pieces at its ends it is known that pages repeat them."""

from collections.abc import Iterable
from itertools import groupby

from service.text.blocks import MOST_BETWEEN, Part, reach_of
from service.text.edges import Cut, Edges, Piece, Pieces
from service.text.furniture import CLOSING, bare, is_furniture, report_in
from service.text.rows import is_table, rows_before, rows_behind
from service.text.sentences import Span
from service.text.strangers import are_strange_parts

LEAST_IN_CHUNKS = 16
"""Words of chunks that must be known to be repeated; of fewer a report itself may happen to be made."""
MOST_BEHIND = 2
"""Times as long as the report before it what is strange behind it may be."""
LEAST_LEFT = 30
"""Spaces in what is left without such a block, if a report is left."""
MOST_BEFORE = 8_000
"""Characters of the report that it is compared with."""


def report_between(text: str, edges: Edges, repeated: Pieces) -> Span:
    """Where in a text the report stands: without what is furniture by its form, or known to be ``repeated``."""
    start, end = report_in(text)
    head = max(start, _head_of_page(text, edges.head, repeated))
    tail = min(end, _tail_of_page(text, edges.tail, repeated, head))
    says_little = text.count(" ", head, tail) < LEAST_LEFT
    head = start if says_little and is_table(text[:head]) else max(start, rows_before(text, head))
    tail = end if says_little and is_table(text[tail:]) else min(end, rows_behind(text, tail))
    return bare(text, *((head, tail) if head < tail else _longest_left(text, edges, repeated)))


def _longest_left(text: str, edges: Edges, repeated: Pieces) -> Span:
    """The longest stretch that is not of the page, in a text so short that the blocks at both ends meet."""
    pieces = {one.start: one for one in (*edges.head, *edges.tail)}
    grouped = groupby(sorted(pieces.items()), lambda item: _is_known(text, item[1], repeated))
    stretches = [
        Span(its[0], pieces[its[-1]].end) for known, group in grouped if not known and (its := [*dict(group)])
    ]
    return max(stretches, key=lambda its: its.end - its.start, default=Span(0, 0))


def _head_of_page(text: str, head: Cut, repeated: Pieces) -> int:
    """Where the furniture of the head ends, as far as it is known to be repeated."""
    end = reach_of((Part(one.start, one.end, _is_known(text, one, repeated)) for one in head), 0)
    if not _are_enough((one for one in head if one.end <= end), repeated):
        return 0
    # One line alone that ends no sentence may be the first of a sentence that was wrapped.
    alone = end > 0 and end == head[0].end and text[end - 1] not in CLOSING
    return 0 if alone and text[end : end + 2].count("\n") == 1 else end


def _tail_of_page(text: str, tail: Cut, repeated: Pieces, start: int) -> int:
    """Where the furniture of the tail begins, likewise; headlines of other reports may change from day to day."""
    strange = _strange_end(text, tail, repeated, start)
    parts = (
        Part(
            one.end,
            one.start,
            one.start >= strange or _is_known(text, one, repeated),
            _may_be_headline(text, one),
        )
        for one in tail
    )
    begin = reach_of(parts, len(text))
    return begin if _are_enough((one for one in tail if one.start >= begin), repeated) else len(text)


def _strange_end(text: str, tail: Cut, repeated: Pieces, start: int) -> int:
    """Where the innermost piece of the page stands behind which all is strange to the report, or where the text ends.

    Readers' comments, other reports: what comes last on a page is different on each of its reports.
    """
    for number, one in reversed([*enumerate(tail)]):
        if one.start > start and one.name in repeated and not one.few:
            before, behind = text[start : one.start], text[one.end :]
            if (
                len(behind) <= MOST_BEHIND * len(before)
                and _are_enough(tail[: number + 1], repeated)
                and are_strange_parts(behind, before[:MOST_BEFORE])
            ):
                return one.start
    return len(text)


def _are_enough(pieces: Iterable[Piece], repeated: Pieces) -> bool:
    """Whether of these a whole sentence or line is known to be repeated, or enough words of others."""
    known = [one for one in pieces if one.name in repeated]
    return (
        not all(one.is_chunk for one in known)
        or sum(one.form.count(b" ") + 1 for one in known) >= LEAST_IN_CHUNKS
    )


def _may_be_headline(text: str, piece: Piece) -> bool:
    """Whether a piece is a short line that ends no sentence."""
    ends_line = text[piece.end : piece.end + 1] in ("", "\n")
    return ends_line and piece.end - piece.start < MOST_BETWEEN and text[piece.end - 1] not in CLOSING


def _is_known(text: str, piece: Piece, repeated: Pieces) -> bool:
    return piece.name in repeated or is_furniture(text[piece.start : piece.end])
