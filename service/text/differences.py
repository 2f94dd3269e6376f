"""What changed between two texts, sentence by sentence."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from service.text.sentences import split_sentences

MOST_COMPARED = 1_000
"""Sentences compared at most: matching takes up to cubic time. What lies beyond is one change."""


class Kind(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was kept, removed, added or replaced; joined in order, the befores are the text before."""

    kind: Kind
    before: str
    after: str


_KINDS = {"equal": Kind.KEPT, "delete": Kind.REMOVED, "insert": Kind.ADDED, "replace": Kind.REPLACED}


def differences(before: str, after: str) -> list[Passage]:
    """Compare two texts, in order; what is neither kept nor changed does not exist: nothing of either is left out."""
    ones, others = _pieces(before), _pieces(after)
    # A sentence that a long text repeats all the time begins no match, only goes on with one: thousands of matches, of
    # one sentence each, would be looked for anew behind every one of them.
    matcher = SequenceMatcher(None, ones, others, autojunk=True)
    return [
        Passage(_KINDS[tag], "".join(ones[start:end]), "".join(others[first:last]))
        for tag, start, end, first, last in matcher.get_opcodes()
    ]


def _pieces(text: str) -> list[str]:
    """Sentences, each with the white space that follows it."""
    starts = [start for start, _ in split_sentences(text)]
    if not starts:
        return [text] if text else []
    starts[0] = 0
    del starts[MOST_COMPARED:]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
