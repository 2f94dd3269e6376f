"""Numbers with a form of their own.

Results of votes (*passed 222-190*), ranks (*becomes the 24th senator*), children of a parent (*a mother of four*).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.briefings.figures.numbers.number_words import SMALL
from service.briefings.figures.sentences import Told, is_read, leading_sentences, said_language
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import SPANS_OF_TIME, WEEKDAYS
from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.saying import QUOTING
from service.briefings.wording.terms import fold
from service.model import Article
from service.text.months import MONTHS

VOTES, RANK, CHILDREN = "votes", "rank", "children"
_SENTENCES, _CHARACTERS = 12, 5_000
_REMEMBERED = 4_096
_MATTER = 4
"""Words before a result that tell what the vote was on."""
_AROUND = 120
"""Characters on either side of which the words are compared."""
_SHORTEST = 3
_NO_SHARE = r"(?!\s?(?:%|percent|per\scent|pct|points?|\d)|[\w:%/]|[.,]\d)"
_RESULT = re.compile(
    rf"(?<![\w:.,$€£/-])(\d{{2,3}})(?:\s?[-–]\s?(?:to\s?[-–]\s?)?|\sto\s)(\d{{2,3}}){_NO_SHARE}"
)
_VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|pass(?:ed|es)|approv(?:ed|es)|reject(?:ed|s)|confirm(?:ed|s)|tally)\b"
)
_WORDS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_NTH = {word: place + 3 for place, word in enumerate(_WORDS)}
_RANK = re.compile(
    rf"\b(?:becom(?:es?|ing)|became|is|was)\s(?:the\s)?((\d{{1,3}})(?:st|nd|rd|th)|{'|'.join(_WORDS)})\s([^\W\d_]{{3,}})",
    re.IGNORECASE,
)
_PARENTS = {
    **dict.fromkeys(("mother", "mom", "mum"), "mother"),
    **dict.fromkeys(("father", "dad"), "father"),
    **dict.fromkeys(("grandmother", "grandfather"), "grandparent"),
}
_PARENT = re.compile(
    rf"\b({'|'.join(_PARENTS)})(?:\sof\s|-of-)(\d{{1,2}}|{'|'.join(SMALL)})\b(?!\sof\b)",
    re.IGNORECASE,
)
_SIGNS_OF_PARENTS = tuple(f"{end}{of}" for end in ("ther", "mom", "mum", "dad") for of in (" of ", "-of-"))
"""One of these is in every text that tells of them: a quick look."""
_NO_RANK = SPANS_OF_TIME | word_set("time quarter round inning straight consecutive anniversary person")
"""What comes again and again; of persons, victims are counted elsewhere."""
_NO_WORDS = STOP_WORDS | QUOTING | WEEKDAYS | MONTHS | word_set("become becomes becoming became")
_CLAUSE = re.compile(r"[,;:()–—]|\.\s")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class SetForm:
    """A result or a rank, and where it stands."""

    kind: str
    numbers: tuple[int, ...]
    """Of a vote, for and against; of a rank and of children, the one."""
    noun: str
    """Who has the rank, or the children, folded."""
    matter: frozenset[str]
    """Folded, what the vote was on: the words before it in its clause; empty where nothing stands there."""
    words: dict[str, str]
    """Around it, folded, each as it is written."""
    told: Told
    said: str


def set_forms_of(article: Article) -> tuple[SetForm, ...]:
    """Read them from an article, title first."""
    return _set_forms(article.title, article.text[:_CHARACTERS], said_language(article))


@lru_cache(maxsize=_REMEMBERED)
def _set_forms(title: str, text: str, language: str) -> tuple[SetForm, ...]:
    if not is_read(title, text, language):
        return ()
    voting = _RESULT.search(text) and _VOTING.search(text.casefold())
    may_tell = voting or _RANK.search(text) or any(sign in text for sign in _SIGNS_OF_PARENTS)
    leading = leading_sentences(title, text, _SENTENCES if may_tell else 0)
    return tuple(form for told in leading for form in _in_sentence(told))


def _in_sentence(told: Told) -> Iterator[SetForm]:
    sentence = told.sentence
    voting = _VOTING.search(sentence.casefold()) is not None
    for match in _RESULT.finditer(sentence) if voting else ():
        numbers, words = (int(match[1]), int(match[2])), _telling(_around(sentence, match))
        before = _CLAUSE.split(sentence[: match.start()])[-1].split()[-_MATTER:]
        yield SetForm(VOTES, numbers, "", frozenset(_telling(before)), words, told, match[0])
    for match in _RANK.finditer(sentence):
        if match[3].casefold() not in _NO_RANK:
            rank, noun = int(match[2]) if match[2] else _NTH[match[1].casefold()], fold(match[3])
            words = _telling(_around(sentence, match))
            words.pop(noun, None)
            yield SetForm(RANK, (rank,), noun, frozenset(), words, told, f"{match[1]} {match[3]}")
    for match in _PARENT.finditer(sentence):
        number, words = match[2].casefold(), _telling(_around(sentence, match))
        children = SMALL.get(number) or int(number)
        yield SetForm(
            CHILDREN, (children,), _PARENTS[match[1].casefold()], frozenset(), words, told, match[0]
        )


def _around(sentence: str, match: re.Match[str]) -> list[str]:
    return _WORD.findall(sentence[max(0, match.start() - _AROUND) : match.end() + _AROUND])


def _telling(words: Sequence[str]) -> dict[str, str]:
    """Fold those that tell what it is about."""
    found: dict[str, str] = {}
    for word in words:
        low = word.casefold()
        if len(word) >= _SHORTEST and low not in _NO_WORDS and not _VOTING.fullmatch(low):
            found.setdefault(fold(word), word)
    return found
