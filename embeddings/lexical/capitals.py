"""The names and numbers of a text, told by its capitals.

A capital letter says "name", except where a capital stands anyway: on the first word of a sentence, and all through
a headline in Title Case or capitals. Such words count if the same text has them capitalised elsewhere, or if it is
all headline and case says nothing. Numbers count always. Neighbours also count as a pair ("volodymyr zelensky",
"boeing 737"). Of every term it is told of how many words the name is that it stands in, since one name of three words
is one name and five terms. Scripts without capitals give numbers alone.

A text in small letters throughout, such as a transcript, or in capitals, such as an old wire, has names like others,
which its spelling does not tell: so every word but stop words counts, and none is paired, since most neighbours are no
name.
"""

import numpy as np

from embeddings.compiled import compiled
from embeddings.lexical.characters import Places
from embeddings.lexical.lexicon import Book, Flags, Numbers
from embeddings.lexical.murmur import column
from embeddings.lexical.offices import pass_over_offices
from embeddings.lexical.stop_words import ENGLISH_STOP_WORDS
from embeddings.lexical.tokens import Tokens

OTHER, NUMBER, ACRONYM, CAPITALISED, LOWER, BEGINNING = range(6)
"""What the spelling of a token says; OTHER are stop words, single letters, marks, and scripts without capitals, and
BEGINNING those of them that have a capital, as at the beginning of a sentence."""

LENGTHS = 4
"""Names of one word, of two, and of three or more are told apart: 1 to 3, and 0 for none."""

_HEADLINE_WORDS = 3
"""Fewer capitals in a row are as likely a sentence as a headline."""
_SPACE = ord(" ")


def spelling(token: str) -> int:
    """Tell what the spelling of a word or number says."""
    key = token.casefold()
    if token[0].isdecimal():
        return NUMBER
    if len(token) == 1 or (key in ENGLISH_STOP_WORDS and not token.isupper()):
        return OTHER if key == token else BEGINNING
    if token.isupper():
        return ACRONYM
    if token != token.lower():
        return CAPITALISED
    return LOWER if token.islower() else OTHER


@compiled
def names_and_numbers(tokens: Tokens, numbers: Numbers, book: Book) -> tuple[Numbers, Flags, Places]:
    """The columns of the names, numbers and neighbouring pairs, as often as they occur, text by text.

    Also of how many words the name is that each stands in, up to ``LENGTHS - 1``; and where those of each text begin,
    and those of the last end.
    """
    kinds, keys = np.zeros(len(numbers), np.uint8), np.zeros(len(numbers), np.int64)
    parts, capitals, names = (
        np.zeros(len(numbers), np.uint8),
        np.zeros(len(numbers), np.uint8),
        np.zeros(len(numbers), np.uint8),
    )
    for token in range(len(numbers)):
        if numbers[token] >= 0:
            kinds[token], keys[token] = book.kinds[numbers[token]], book.keys[numbers[token]]
            parts[token] = book.parts[keys[token]]
    columns, lengths = np.empty(2 * len(numbers), np.int32), np.empty(2 * len(numbers), np.uint8)
    count = np.int64(0)
    counts = np.zeros(len(tokens.counts), np.int64)
    for text in range(len(tokens.counts) - 1):
        begin, end = tokens.counts[text], tokens.counts[text + 1]
        of_one_case = _is_of_one_case(kinds, begin, end)
        if not of_one_case:
            _mark_names(tokens, kinds, keys, begin, end, book)
        for token in range(begin, end):
            capitals[token] = _is_namelike(kinds[token]) or (of_one_case and kinds[token] == LOWER)
            named = not book.are_common[keys[token]] if of_one_case else book.marked[keys[token]]
            names[token] = capitals[token] and named
        pass_over_offices(tokens, begin, end, parts, capitals, names)
        for token in range(begin, end):
            names[token] |= kinds[token] == NUMBER
            book.marked[keys[token]] = 0
        own = tokens.sentences[begin:end], names[begin:end], keys[begin:end]
        count = _write((columns, lengths), count, own, 1 if of_one_case else LENGTHS - 1, book)
        counts[text + 1] = count
    return columns[:count], lengths[:count], counts


@compiled
def _write(
    written: tuple[Numbers, Flags],
    count: np.int64,
    text: tuple[Numbers, Flags, Places],
    longest: int,
    book: Book,
) -> np.int64:
    """Write the columns and lengths of one text behind the first ``count``; answers how many there are now.

    Where the ``longest`` name is one word, neighbours are no pairs.
    """
    (columns, lengths), (sentences, names, keys) = written, text
    token = 0
    while token < len(keys):
        start, before = token, count
        while token < len(keys) and names[token] and sentences[token] == sentences[start]:
            columns[count] = book.key_columns[keys[token]]
            count += 1
            if token > start and longest > 1:
                columns[count] = _pair(book, keys[token - 1], keys[token])
                count += 1
            token += 1
        if token > start:
            lengths[before:count] = min(token - start, longest)
        else:
            token += 1
    return count


@compiled
def _is_namelike(kind: int) -> bool:
    return kind in (ACRONYM, CAPITALISED)


@compiled
def _is_of_one_case(kinds: Flags, begin: int, end: int) -> bool:
    """Whether the words of a text are in small letters throughout, or in capitals: then none of them stands out."""
    small, capitals = 0, 0
    for token in range(begin, end):
        small += kinds[token] == LOWER
        capitals += kinds[token] == ACRONYM or kinds[token] == BEGINNING
        if kinds[token] == CAPITALISED or (small and capitals):
            return False
    return small + capitals >= _HEADLINE_WORDS


@compiled
def _mark_names(tokens: Tokens, kinds: Flags, keys: Places, begin: int, end: int, book: Book) -> None:
    """Mark the keys that are capitalised where a capital says something."""
    says_something = False
    start = begin
    while start < end:
        stop = _sentence_end(tokens, start, end)
        if not _is_headline(kinds, start, stop):
            first = start
            while first < stop and tokens.starts[first] == tokens.ends[first]:
                first += 1
            for token in range(start, stop):
                says_something = says_something or kinds[token] == LOWER
                if kinds[token] == ACRONYM or (kinds[token] == CAPITALISED and token > first):
                    book.marked[keys[token]] = 1
        start = stop
    if says_something:
        return
    for token in range(begin, end):
        if _is_namelike(kinds[token]):
            book.marked[keys[token]] = not book.are_common[keys[token]]


@compiled
def _sentence_end(tokens: Tokens, start: int, end: int) -> int:
    stop = start + 1
    while stop < end and tokens.sentences[stop] == tokens.sentences[start]:
        stop += 1
    return stop


@compiled
def _is_headline(kinds: Flags, start: int, stop: int) -> bool:
    """Whether every word that could be lower case has a capital."""
    capitals = 0
    for token in range(start, stop):
        if kinds[token] == LOWER:
            return False
        capitals += _is_namelike(kinds[token])
    return capitals >= _HEADLINE_WORDS


@compiled
def _pair(book: Book, one: np.int64, other: np.int64) -> np.int64:
    """The column of two keys with a space between."""
    term = np.empty(1 + _length(book, one) + _length(book, other), np.uint8)
    count = 0
    for place in range(book.key_ends[one], book.key_ends[one + 1]):
        term[count] = book.spelled[place]
        count += 1
    term[count] = _SPACE
    for place in range(book.key_ends[other], book.key_ends[other + 1]):
        count += 1
        term[count] = book.spelled[place]
    return column(term)


@compiled
def _length(book: Book, key: np.int64) -> int:
    return int(book.key_ends[key + 1] - book.key_ends[key])
