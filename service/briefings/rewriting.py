"""A summary in other words, of which nothing is believed that its sources do not say.

A language model is given sentences with their numbers and answers with sentences that name the numbers they rest on.
Each of those is checked against the sentences it names, by rules that would rather refuse a good sentence than let a
wrong one pass:

1. It names at least one sentence, and only such as were given.
2. Every number in it, in digits or in words, stands in them; and where they say "nearly" or "at least" before that
   number, it says so too.
3. Every name in it stands in them, in whatever spelling.
4. Where all of them hedge ("allegedly", "is accused of", "may"), or all that tell a part of it, it hedges; so where
   they deny it denies, and where none does, it does not.
5. It shortens them: each of its pieces is a run of words of one of theirs (:mod:`service.briefings.wording.pieces`).
   "Killed" for "hurt", a buyer for a bid's target, millions for billions or what was only threatened as done: all of
   these are one word among ten, and the worst that a summary can say.
6. It is one sentence of plain text, and not a long one.

What fails is dropped, and why is kept. Where too little is left, the summary stays what it was: sentences of the
sources.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from service.briefings.values import Abstract, Citation, CitedSentence, Refused
from service.briefings.wording.lexicon import DENIALS, HEDGES, QUALIFIERS, STOP_WORDS
from service.briefings.wording.pieces import bearers
from service.briefings.wording.terms import fold
from service.text.names import fold_names
from service.text.number_words import NUMBER_WORDS
from service.text.sentences import split_sentences

LONGEST = 45
"""Words of a sentence."""

MOST_SENTENCES = 5

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|(?<=\w)[.'’-](?=\w))*")
_MARKUP = re.compile(
    "https?://|www\\.|[<>{}\\[\\]|`\u202a-\u202e\u2066-\u2069]|\\*\\*|[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]"
)
"""Of pages or of Markdown, or what no reader can see: control characters, halves of characters, and what is for one."""
_REACH = 25
"""Characters before a number in which what qualifies it stands."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A sentence of the model, with the numbers of the sentences that it says it rests on (from 1)."""

    text: str
    rests_on: tuple[int, ...]


def accept(claimed: Sequence[Claimed], given: Sequence[CitedSentence]) -> Abstract:
    """Keep what the given sentences bear out; ``sentences`` is empty where too little is left.

    At least half of what was claimed must hold, and something at all.
    """
    kept: list[CitedSentence] = []
    refused: list[Refused] = []
    for claim in claimed:
        why = objection(claim, given) or ("one sentence too many" if len(kept) == MOST_SENTENCES else None)
        if why is None:
            kept.append(CitedSentence(claim.text, tuple(_citations(claim, given))))
        else:
            refused.append(Refused(claim.text, why))
    sound = len(kept) >= max(1, len(refused))
    return Abstract(tuple(kept) if sound else (), tuple(refused))


def objection(claim: Claimed, given: Sequence[CitedSentence]) -> str | None:
    """Say why a sentence cannot be believed; None where it can."""
    if not claim.rests_on or not all(1 <= number <= len(given) for number in claim.rests_on):
        return "it does not name the sentences it rests on"
    if _MARKUP.search(claim.text) or not _is_one_sentence(claim.text):
        return "it is not one sentence of plain text"
    sources = [given[number - 1].text for number in claim.rests_on]
    checks = (_strange_number, _lost_qualifier, _strange_name, _changed_certainty, _other_words)
    return next((why for check in checks if (why := check(claim.text, sources))), None)


def _is_one_sentence(text: str) -> bool:
    return len(list(islice(split_sentences(text), 2))) == 1 and len(text.split()) <= LONGEST


def _citations(claim: Claimed, given: Sequence[CitedSentence]) -> Iterator[Citation]:
    places = (place for number in claim.rests_on for place in given[number - 1].citations)
    return iter(dict.fromkeys(places))


def _numbers(text: str) -> Iterator[tuple[str, int]]:
    """Numbers in digits, each with where it stands."""
    for match in _NUMBER.finditer(text):
        yield _THOUSANDS.sub("", match.group()), match.start()
    for match in _WORD.finditer(text):
        if (number := NUMBER_WORDS.get(match.group().lower())) and number != "1":
            yield number, match.start()


def _strange_number(text: str, sources: Sequence[str]) -> str | None:
    known = {number for source in sources for number, _ in _numbers(source)}
    strange = next((number for number, _ in _numbers(text) if number not in known), None)
    return None if strange is None else f"the number {strange} is not in the sentences it names"


def _qualified(text: str) -> dict[str, set[str]]:
    """What is said before each number: how it is qualified, "" where it is not."""
    found: dict[str, set[str]] = {}
    for number, start in _numbers(text):
        before = text[max(0, start - _REACH) : start].lower()
        kinds = {
            kind for kind, phrases in QUALIFIERS.items() if any(before.rstrip().endswith(p) for p in phrases)
        }
        found.setdefault(number, set()).update(kinds or {""})
    return found


def _lost_qualifier(text: str, sources: Sequence[str]) -> str | None:
    known: dict[str, set[str]] = {}
    for source in sources:
        for number, kinds in _qualified(source).items():
            known.setdefault(number, set()).update(kinds)
    for number, kinds in _qualified(text).items():
        if not kinds <= known.get(number, set()):
            return f"{number} is qualified in another way than in the sentences it names"
    return None


def _strange_name(text: str, sources: Sequence[str]) -> str | None:
    said = {fold(word) for source in sources for word in _WORD.findall(fold_names(source))}
    said |= {part for word in said for part in word.split("-")}
    for word in _WORD.findall(fold_names(text)):
        folded = fold(word)
        spoken = folded in STOP_WORDS or folded in NUMBER_WORDS
        if word[0].isupper() and folded not in said and not spoken:
            return f"the name {word} is not in the sentences it names"
    return None


def _changed_certainty(text: str, sources: Sequence[str]) -> str | None:
    # Of what is told in two words or more: who has said it stands in other sentences too.
    borne = [found for piece, found in bearers(text, sources) if found and len(piece) > 1]
    for marks, what in ((HEDGES, "hedges"), (DENIALS, "denies")):
        told = [_holds(source, marks) for source in sources]
        mine = _holds(text, marks)
        if not mine and any(all(_holds(one, marks) for one in some) for some in (sources, *borne)):
            return f"it leaves out that the sentence it names {what}"
        if what == "denies" and mine and not any(told):
            return "it denies what the sentences it names do not"
    return None


def _holds(text: str, marks: frozenset[str]) -> bool:
    padded = f" {' '.join(_WORD.findall(text.lower()))} "
    return any(f" {mark} " in padded or (mark == "n't" and "n't " in padded) for mark in marks)


def _other_words(text: str, sources: Sequence[str]) -> str | None:
    if all(told for _, told in bearers(text, sources)):
        return None
    return "it does not tell it in the words of the sentences it names"
