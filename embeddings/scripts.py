"""What texts of any script have in common before their words are counted: one spelling, and word borders."""

import re
import unicodedata

# Letters that have no decomposition in Unicode, and the digits of other scripts.
_FOLDED = str.maketrans("łŁøØđĐıħĦ", "lLoOdDihH") | {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x660, 0x1100)
    if unicodedata.category(chr(code)) == "Nd"
}
_DIACRITICS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")  # accents; Hebrew, Arabic points
_THOUSANDS = re.compile(r"(?<=\d)[,'\u00a0\u202f](?=\d{3}(?!\d))")
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
)
"""Letters of the scripts without spaces, as ranges for a pattern."""
_UNSPACED = re.compile(f"[{UNSPACED}]+")
# Vowel signs of Indic scripts are no \w, yet belong to the word.
_MARKS = "".join(
    chr(code) for code in range(0x900, 0x1B00) if unicodedata.category(chr(code)) in ("Mn", "Mc")
)

NUMBER = r"\d+(?:\.\d+)*[^\W_]*"
"""Pattern of a number with its unit: 8000, 4.4, 1.5m, 2nd."""
WORD = rf"{NUMBER}|[^\W_][\w{_MARKS}]*"
"""Pattern of a number or word in a text that :func:`plain_text` has gone over."""


def plain_text(text: str) -> str:
    """Fold diacritics, digits and thousands separators, and set unspaced scripts apart; case stays as it is."""
    text = _THOUSANDS.sub("", text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    text = unicodedata.normalize("NFC", _DIACRITICS.sub("", text))
    return _UNSPACED.sub(r" \g<0> ", text)


def is_unspaced(word: str) -> bool:
    """Whether ``word`` is of a script without spaces: Han, Kana, Thai, Lao, Khmer, Myanmar."""
    return not word.isascii() and _UNSPACED.match(word) is not None
