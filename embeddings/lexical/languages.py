"""In which language a text is, and which of its words say nothing there.

"Die", "les" and "na" are as rare as names where most reports are English, and hold together whatever is written in one
language. So a text loses the stop words of its own language: the one that it has most stop words of. English ones are
dropped in any text, as are those in other letters than Latin ones, which nobody takes for another word.

What has too few of them, a headline, shows by its letters whether it is in another language than English.

The lists are those of stopwords-iso (https://github.com/stopwords-iso/stopwords-iso, MIT). Scripts without spaces have
character pairs for words, and so no stop words.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt
import stopwordsiso

from embeddings.compiled import compiled
from embeddings.lexical.scripts import MARKS, is_unspaced, plain_text
from embeddings.lexical.stop_words import ENGLISH_STOP_WORDS

Masks = npt.NDArray[np.uint64]
"""A bit for each language."""
_LANGUAGES = 64
_ENGLISH, _ONE = "en", np.uint64(1)
LEAST_MORE = 2
"""Stop words that a text must have of a language more than of English, to be of that language."""
LOOKED_AT = 200
"""Characters of a text by which its letters are judged."""
FOREIGN_WORDS = 2
"""Words with other letters than English ones from which on a text is taken for foreign: one may be a name."""


def is_stop_word(word: str) -> bool:
    """Whether a folded word says nothing in whatever text it stands."""
    return word in ENGLISH_STOP_WORDS or (not word.isascii() and word in _stop_words())


def stop_words() -> Iterable[str]:
    """Every stop word of any language, folded as in texts."""
    return _stop_words()


def languages_of(word: str) -> int:
    """The languages of which a folded word is a stop word, a bit for each: bit 0 for English."""
    return _stop_words().get(word, 0)


def has_foreign_letters(text: str) -> bool:
    """Whether a text begins in other letters than English ones: so it is told where there are too few stop words."""
    text = text[:LOOKED_AT]
    if text.isascii():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    strange = {letter for letter in letters if not letter.isascii()}
    words = sum(not strange.isdisjoint(word) for word in text.split())
    return words >= FOREIGN_WORDS or 2 * sum(letter in strange for letter in letters) > len(letters)


@cache
def _stop_words() -> dict[str, int]:
    """Every stop word, folded as in texts, with its languages."""
    codes = [_ENGLISH, *sorted(stopwordsiso.langs() - {_ENGLISH})]
    masks = defaultdict[str, int](int, dict.fromkeys(ENGLISH_STOP_WORDS, 1))
    for bit, code in enumerate(codes):
        for word in stopwordsiso.stopwords(code):
            folded = plain_text(word).casefold()
            if len(folded) > 1 and _is_word(folded) and not is_unspaced(folded):
                masks[folded] |= 1 << bit
    return dict(masks)


def _is_word(folded: str) -> bool:
    return all(letter.isalpha() or letter in MARKS for letter in folded)


@compiled
def language_of(masks: Masks) -> np.uint64:
    """The language of a text, by the languages of each of its words; all of several that are as likely.

    None where it may be English.
    """
    counts = np.zeros(_LANGUAGES, np.int64)
    for mask in masks:
        left, language = mask, 0
        while left:
            if left & _ONE:
                counts[language] += 1
            left >>= _ONE
            language += 1
    best, own = counts.max(), np.uint64(0)
    if best >= counts[0] + LEAST_MORE:
        for language in range(_LANGUAGES):
            if counts[language] == best:
                own |= _ONE << np.uint64(language)
    return own
