"""What texts of any script have in common before their words are counted: one spelling, and word borders."""

import re
import unicodedata

# Letters that have no decomposition in Unicode, and the digits of other scripts.
_FOLDED = dict(zip("łŁøØđĐıħĦ", "lLoOdDihH", strict=True)) | {
    chr(code): str(unicodedata.decimal(chr(code)))
    for code in range(0x660, 0x1100)
    if unicodedata.category(chr(code)) == "Nd"
}
_TO_FOLD = re.compile(f"[{''.join(_FOLDED)}]")
_MAY_CHANGE = re.compile(r"[^\x00-\x7f\u2013-\u2015\u2018-\u2022«»€£§©®°]")
"""Most texts hold none of these, but English letters and the typographer's marks."""
_DIACRITICS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")  # accents; Hebrew, Arabic points
# It opens with what is looked for and looks back from there: so a search skips to the few places where one may stand.
_THOUSANDS = re.compile(r"[,'\u00a0\u202f](?<=\d.)(?=\d{3}(?!\d))")
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
)
"""Letters of the scripts without spaces, as ranges for a pattern."""
_UNSPACED = re.compile(f"[{UNSPACED}]+")
MARKS = "".join(
    chr(code)
    for first, last in ((0x300, 0x1CFF), (0xA800, 0xABFF))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
"""Vowel signs of Indic and other scripts, accents apart from their letter: no ``\\w``, yet they belong to the word."""
INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
"""What has neither width nor meaning, as a range for a pattern: soft hyphens, spaces of no width, joiners, marks of
direction. A word is the same with it and without, as Unicode's Default_Ignorable_Code_Point says."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def plain_text(text: str) -> str:
    """Fold diacritics, digits and thousands separators, drop what is invisible, set unspaced scripts apart.

    Case stays as it is.
    """
    text = _THOUSANDS.sub("", text)
    if text.isascii() or not _MAY_CHANGE.search(text):
        return text
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFKD", _TO_FOLD.sub(lambda match: _FOLDED[match[0]], text))
    text = unicodedata.normalize("NFC", _DIACRITICS.sub("", text))
    return _UNSPACED.sub(r" \g<0> ", text)


def is_unspaced(word: str) -> bool:
    """Whether ``word`` is of a script without spaces: Han, Kana, Thai, Lao, Khmer, Myanmar."""
    return not word.isascii() and _UNSPACED.match(word) is not None
