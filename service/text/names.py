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

# The patterns open with letters and look back from there: so a search skips to the few places where one may begin.
_SLAVIC_ENDING = re.compile(
    r"(?:sk(?<=[^\W\d_]{2}sk)(?:yy|iy|yi|ii|ij|yj|i|yï|iĭ)|SK(?<=[^\W\d_]{2}SK)(?:YY|IY|YI|II|IJ|YJ|I))\b"
)

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
_VARIANT = re.compile(
    "|".join(
        rf"{initial}(?<=\b{initial})(?:{'|'.join(variant[1:] for variant in variants)})\b"
        for initial, variants in groupby(sorted(_FOLDED), key=itemgetter(0))
    )
)


def fold_names(text: str) -> str:
    """Write each known name in one spelling; other characters stay as they are."""
    text = _SLAVIC_ENDING.sub(lambda match: "sky" if match[0].startswith("sk") else "SKY", text)
    return _VARIANT.sub(lambda match: _FOLDED[match[0]], text)
