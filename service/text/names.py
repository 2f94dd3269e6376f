"""One spelling for names that agencies write differently.

Two kinds of rule, both deliberately few:

* endings of Slavic family names: ``-skyy``, ``-skiy``, ``-skyi``, ``-skii``, ``-skij``, ``-ski`` all become ``-sky``
  (Zelenskyy, Zelenskiy, Zelensky);
* a short table of names whose spellings no rule can bridge (Kiev and Kyiv, Gaddafi and Qaddafi).

Both hold for headlines in capitals too.

Folding is for comparing only. What is shown and cited is always the text as it came.
"""

import re
from itertools import groupby
from operator import itemgetter

_SPELLINGS = {
    "Beijing": ("Peking",),
    "Chornobyl": ("Chernobyl",),
    "Dnipro": ("Dnepr", "Dnieper"),
    "Gaddafi": ("Qaddafi", "Qadhafi", "Gadhafi", "Kadhafi", "Kadafi", "Khadafy"),
    "Hezbollah": ("Hizbollah", "Hizbullah", "Hezballah", "Hizballah"),
    "Houthi": ("Huthi",),
    "Kharkiv": ("Kharkov",),
    "Kolkata": ("Calcutta",),
    "Kyiv": ("Kiev", "Kyjiw", "Kijev"),
    "Lviv": ("Lvov", "Lwow"),
    "Luhansk": ("Lugansk",),
    "Mumbai": ("Bombay",),
    "Muhammad": ("Mohammed", "Mohamed", "Muhammed", "Mohammad"),
    "Mykolaiv": ("Nikolaev", "Nikolayev"),
    "Myanmar": ("Burma",),
    "Odesa": ("Odessa",),
    "Osama": ("Usama",),
    "Qaeda": ("Qaida", "Kaida", "Kaeda"),
    "Tymoshenko": ("Timoshenko",),
    "Volodymyr": ("Wolodymyr",),
    "Yanukovych": ("Yanukovich", "Janukowitsch"),
    "Zaporizhzhia": ("Zaporizhia", "Zaporizhzhya", "Zaporozhye"),
}
_FOLDED = {variant: name for name, variants in _SPELLINGS.items() for variant in variants}
_FOLDED |= {variant.upper(): name.upper() for variant, name in _FOLDED.items()}
_ENDINGS = (
    # From the k on: there are far fewer of them than of s.
    r"k(?<=[^\W\d_]{2}sk)(?:yy|iy|yi|ii|ij|yj|i|yï|iĭ)",
    r"K(?<=[^\W\d_]{2}SK)(?:YY|IY|YI|II|IJ|YJ|I)",
)
_VARIANTS = (
    rf"{initial}(?<=\b{initial})(?:{'|'.join(variant[1:] for variant in variants)})"
    for initial, variants in groupby(sorted(_FOLDED), key=itemgetter(0))
)
# Every form opens with a letter and looks back from there: so a search skips to the few places where one may begin.
_FORM = re.compile(rf"(?:{'|'.join([*_ENDINGS, *_VARIANTS])})\b")


def fold_names(text: str) -> str:
    """Write each known name in one spelling; other characters stay as they are."""
    return _FORM.sub(_fold, text)


def _fold(match: re.Match[str]) -> str:
    form = match[0]
    return _FOLDED.get(form) or ("ky" if form[0] == "k" else "KY")
