"""Texts that have a statement in common and not much else: two reporters who quote the same one.

A tweet, a palace's announcement or a minister's answer is printed by everybody, and is most of what a short report
holds. Word by word such reports pass for copies, and yet each was written by somebody else. So a short text is no copy
by what it quotes: where that stands in the other and what it says in its own words does so far less. Whoever edits a
copy edits either. Whether a text quotes is asked of the one that has just come; how long the quotation is in the other
follows from what both have of it.
"""

from service.clustering.copies import LONG_WORDS
from service.clustering.evidence.runs import PAIR, covered
from service.clustering.evidence.words import quoted_and_own
from service.model import Article
from service.text.normal import Codes

LEAST_OWN = 0.7
"""Share, of what the shorter text says in its own words, that stands beside the same words in the other, with which it
is a copy whatever it quotes."""
LESS_THAN_QUOTED = 0.3
"""How much less of its own words than of those it quotes stands there if only these are in common. Of 18 pairs of
neus-dev that were copies but for this none is one; in copies that were edited it is as much, on the mean."""
STATEMENT = 12
"""Words that make one. What is quoted of less is a phrase, which tells nothing of who wrote the rest."""
FEW_WORDS = 8
"""A text with so few words of its own is nothing but a statement; whoever prints that prints the same text."""


def quote_the_same(report: Article, text: Codes, other: Codes) -> bool:
    """Whether a report, of these words in order, is like another text by a statement alone that it quotes."""
    short = min(len(text), len(other)) < LONG_WORDS
    return short and is_statement(*quoted_and_own(report), text, other)


def is_statement(quoted: Codes, own: Codes, text: Codes, other: Codes) -> bool:
    """Whether a text and another, one of them short, are alike by what it quotes alone.

    Parameters
    ----------
    quoted, own
        The words of the text that it quotes, and those that it does not.
    text, other
        All words of either, in order.
    """
    if len(quoted) < STATEMENT:
        return False
    if len(text) <= len(other):
        told, shared = float(len(own)), _beside(own, other)
    else:
        in_statement = _beside(other, quoted)
        told, shared = len(other) - in_statement, _beside(other, text) - in_statement
    if told < FEW_WORDS or shared >= LEAST_OWN * told:
        return False
    return shared / told <= _beside(quoted, other) / len(quoted) - LESS_THAN_QUOTED


def _beside(words: Codes, others: Codes) -> float:
    """How many of these words stand beside the same words in the others."""
    return covered(words, others, PAIR) * len(words) if len(words) else 0.0
