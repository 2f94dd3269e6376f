"""What to call a line of the panel whose figures have no name of their own: by words that all its sentences have.

Words that stand side by side are one phrase (*river fever*). What tells of a deed or how it was done (*signed*,
*finally*) names nothing, and is left out.
"""

from collections.abc import Collection, Iterable, Sequence

from service.briefings.figures.subjects.measured import MOVES
from service.briefings.figures.wording.tokens import Token, low_at, tokenize
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import NO_NOUN, SPANS_OF_TIME
from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.terms import fold

MOST_WORDS = 3
_OBJECTS = word_set("a an the his her its their all with")
"""Behind a word in *-ing*: it is a verb, *joining the march*."""
_NO_NAME = NO_NOUN | MOVES | SPANS_OF_TIME | word_set("within toward towards upon")
_SHORTEST_VERB, _SHORTEST_ADVERB = 5, 6
_HEAD_WITHIN = 5


def phrases(sentence: str, words: Sequence[str]) -> list[str]:
    """Put those of the ``words``, nearest first, that stand side by side in the sentence together.

    Three words at most, as the sentence writes them; none where they tell but of deeds.
    """
    tokens = tokenize(sentence)
    rank = {word.casefold(): place for place, word in reversed(list(enumerate(words)))}
    runs: list[list[Token]] = [[]]
    seen: set[str] = set()
    for at, token in enumerate(tokens):
        word = token.text.casefold()
        if word in rank and word not in seen and not _names_nothing(token, low_at(tokens, at + 1)):
            seen.add(word)
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    found, left = list[str](), MOST_WORDS
    for run in sorted(filter(None, runs), key=lambda run: min(rank[token.text.casefold()] for token in run)):
        kept = run[-left:]
        found.append(" ".join(token.text for token in kept))
        left -= len(kept)
        if not left:
            break
    return found


def _names_nothing(token: Token, following: str) -> bool:
    low = token.low
    return (
        low in _NO_NAME
        or (low.endswith("ed") and len(low) >= _SHORTEST_VERB)
        or (low.endswith("ly") and len(low) >= _SHORTEST_ADVERB)
        or (low.endswith("ing") and following in _OBJECTS)
    )


def head_behind(tokens: Sequence[Token], last: int) -> str:
    """Give the last word of those right behind an amount: of *$2 billion harvest rescue plan for*, *plan*."""
    head = ""
    for token in tokens[last : last + _HEAD_WITHIN]:
        if not token.is_word or token.low in STOP_WORDS or token.low in NO_NOUN:
            break
        head = token.low
    return head


def common_head(heads: Iterable[str], plain: Collection[str]) -> str:
    """Give the head that all of them have, folded alike, as the first writes it; empty where there is none."""
    first, *others = heads
    same = bool(first) and fold(first) in plain and all(fold(other) == fold(first) for other in others)
    return first if same else ""


def with_place(label: str, where: str) -> str:
    """Put the place before what stands in brackets."""
    name, bracket, words = label.partition(" (")
    return f"{name} {where}{bracket}{words}"
