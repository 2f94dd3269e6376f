"""What a sentence says, piece by piece: runs of telling words, each with the small words that change what it says.

A sentence that only shortens another has the other's runs, with less before or behind; one that swaps who did what to
whom, what was counted, or what was only asked for, has others. So has many a good one in other words: this is for
whoever would rather doubt it.

- A piece ends at punctuation, at a conjunction, at "said" and at the prepositions of places and times.
- A small word that turns around, weakens, limits or directs (*not*, *may*, *half of*, *to*, *by*, *was*) goes with the
  telling word behind it: "refused to resign" has no "resign", and "was attacked by Kestrel" no "attacked Kestrel".
- What is only beside the matter is left out: weekdays, and what qualifies a number.

English; in other languages the small words are words like any other, and scripts without spaces go by character.
"""

import re
from collections.abc import Iterator, Sequence

from service.briefings.wording.lexicon import QUALIFIERS, STOP_WORDS
from service.briefings.wording.terms import fold, words
from service.text.names import fold_names
from service.text.number_words import NUMBER_WORDS

Piece = tuple[str, ...]

_SMALL = """
    not no never nor neither nobody none without
    may might could would should must will shall if unless whether
    is are was were be been being am
    by to from of for with against into than after before because since until over under above below near
    all most half third quarter some many few several each every only both
    alleged allegedly accused suspected reportedly apparently possibly likely unlikely almost nearly
    former fake false attempted denied denies refused failed
    minus usd eur gbp jpy inr rub krw
    """
_BOUND = frozenset(map(fold, _SMALL.split()))
"""Small words that go with the telling word behind them."""
_PARTICLES = frozenset(("off", "out", "up", "down", "back", "away"))
"""What goes with the word before: a strike called off is not called."""
_SAME = dict.fromkeys(("is", "are", "was", "were", "been", "being", "am"), "be") | {"shall": "will"}
_BREAK = re.compile(
    r"[;:!?()\[\]…“”\"«»，。、；：！？।؟،]|[,.](?!\d)|\s[–—-]+\s"
    r"|\b(?:and|or|but|while|when|as|though|although|amid|who|which|that"
    r"|said|says|say|saying|told|added|according|in|at|on|during|across|through|between|among)\b"
    r"|\b(?=(?:after|before|because|since|until|over|under|above|below|near)\b)",
    re.IGNORECASE,
)
_NUMBER = rf"[^\s\w]?\d|(?:an?|dozens?|hundreds?|thousands?|{'|'.join(NUMBER_WORDS)})\b"
_QUALIFIED = "|".join(
    sorted({phrase for some in QUALIFIERS.values() for phrase in some}, key=len, reverse=True)
)
_BESIDE = re.compile(
    r"\b(?:(?:late |early )?on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"|\b(?:{_QUALIFIED})\s+(?={_NUMBER})",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r",\s[^,;:]{1,80},(?=\s)")
_SIGNS = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"(?<![\w)])[-−–](?=\d)", "minus "),
        (r"(?<=\d)\s?%|\bper cent\b", " percent"),
        (r"n['’]t\b", " not"),
        (r"\bcannot\b", "can not"),
        (r"(?<=\d),(?=\d{3}(?!\d))", ""),
        (r"\$\s?(?=\d)", "usd "),
        (r"€\s?(?=\d)", "eur "),
        (r"£\s?(?=\d)", "gbp "),
        (r"[¥￥]\s?(?=\d)", "jpy "),
        (r"₹\s?(?=\d)", "inr "),
        (r"₽\s?(?=\d)", "rub "),
        (r"₩\s?(?=\d)", "krw "),
    )
)


def pieces(text: str) -> list[Piece]:
    """The runs of ``text``, in order."""
    text = _BESIDE.sub(" ", fold_names(text))
    for sign, word in _SIGNS:
        text = sign.sub(word, text)
    return [piece for part in _BREAK.split(text) if (piece := tuple(_told(part)))]


def bearers(text: str, sources: Sequence[str]) -> list[tuple[Piece, list[str]]]:
    """Each piece of ``text``, and those of the sources that have it, word for word, in a piece of theirs."""
    told = [(source, piece) for source in sources for form in _forms(source) for piece in pieces(form)]
    return [(piece, [source for source, other in told if _within(piece, other)]) for piece in pieces(text)]


def _forms(source: str) -> Iterator[str]:
    """The sentence as it is, and without what is told of somebody between two commas."""
    yield source
    yield _APPOSITION.sub("", source)


def _told(part: str) -> Iterator[str]:
    """The telling words of a part, each with the small words that go with it."""
    small: list[str] = []
    told = ""
    for word in words(part):
        if word in _PARTICLES and told and not small:
            told = f"{told} {word}"
        elif word in _BOUND:
            small.append(_SAME.get(word, word))
        elif word not in STOP_WORDS:
            if told:
                yield told
            told = " ".join([*dict.fromkeys(small), NUMBER_WORDS.get(word, word)])
            small = []
    if told:
        yield told


def _within(piece: Piece, other: Piece) -> bool:
    size = len(piece)
    return any(other[start : start + size] == piece for start in range(len(other) - size + 1))
