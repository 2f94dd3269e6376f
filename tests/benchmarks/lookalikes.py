"""Reports that only look like copies: one form filled in for different events, with other names and figures."""

import re
from collections.abc import Iterator
from random import Random

from service.model import Article

_ONSETS = re.findall(r"\w+", "Ar Bel Cor Dun Esk Fal Gor Hal Ing Jor Kel Lor Mar Nor Or Pel")
_ENDS = re.findall(r"\w+", "ba dale den fjord garth ham ka lund mere nik oss ton vik wick zan")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FORMS = {
    "results": (
        "{a} posts {n} million crown quarterly profit",
        "{a} Industries of {b} said on {day} its net profit for the quarter came to {n} million crowns after "
        "{m} million a year before. Sales rose {k} percent to {o} million crowns, helped by demand for its "
        "products in {c} and {d}. Chief executive {e} {f} said the company expected the trend to continue in "
        "the second half of the year. The board proposed a dividend of {p} crowns a share. Shares in {a} "
        "closed {q} percent higher in {b}.",
    ),
    "quake": (
        "Magnitude {k}.{p} quake strikes off {a}",
        "An earthquake of magnitude {k}.{p} struck {n} km north of {a} in {b} on {day}, the seismological "
        "institute said. The quake was {q} km deep. There were no immediate reports of damage or casualties. "
        "The institute said the quake was centred {m} km from the town of {c}. No tsunami warning was issued."
        " Residents of {d} told local radio that buildings had shaken for about {o} seconds. {b} lies in a "
        "region where earthquakes are frequent.",
    ),
    "market": (
        "{b} stocks close {k}.{p} percent higher",
        "Stocks in {b} closed higher on {day}, led by shares in banks and exporters. The benchmark {a} index "
        "rose {k}.{p} percent to {n}.{m} points. {c} Bank gained {q} percent after it raised its forecast, "
        "while {d} Steel lost {o} percent. Volume came to {m} million shares. \"Investors are waiting for the"
        " central bank,\" said {e} {f}, an analyst at {f} Securities. The {b} crown was little changed "
        "against the dollar.",
    ),
    "bond": (
        "{a} issues {n} million crown bond",
        "{a} Finance is issuing a {n} million crown bond due in {o} years paying {k}.{p} percent and priced "
        "at 100.{q}, lead manager {c} Bank said. The bond is available in denominations of 1,000 and 10,000 "
        "crowns and will be listed in {b}. Fees comprise 1.25 percent selling concession and 0.625 percent "
        "for management and underwriting. The payment date is the end of the month. The issue is guaranteed "
        "by {d} Holdings.",
    ),
    "fire": (
        "{q} hurt in {a} fire",
        "A fire broke out in a block of flats in {a} early on {day}, injuring {q} people, the fire service "
        "said. About {n} firefighters from {a} and {b} fought the flames for {k} hours. Some {m} residents "
        "were taken to a school nearby. The cause of the fire was not yet known, a spokesman said, and police"
        " had opened an inquiry. \"We heard a bang and then saw smoke,\" said {e} {f}, who lives on the {p}th"
        " floor.",
    ),
    "match": (
        "{a} beat {b} {k}-{p}",
        "{a} beat {b} {k}-{p} on {day} to move into {q}th place in the first division. {e} {f} scored the "
        "first goal in the {n}th minute and {c} added another before half time. {b} had a player sent off "
        "after the break and hardly created a chance from then on. \"We were the better side from start to "
        "finish,\" said coach {d}. The attendance was {m},{n}.",
    ),
}  # fmt: skip
FORMS = tuple(_FORMS)


def lookalikes(form: str, count: int, random: Random) -> Iterator[Article]:
    """Fill in ``form`` for ``count`` events; ids are unique."""
    title, text = _FORMS[form]
    for number in range(count):
        slots: dict[str, object] = {letter: _name(random) for letter in "abcdef"}
        slots |= {letter: random.randint(11, 999) for letter in "nm"}
        slots |= {letter: random.randint(2, 59) for letter in "oq"}
        slots |= {letter: random.randint(1, 9) for letter in "kp"}
        slots["day"] = random.choice(_DAYS)
        yield Article(f"lookalike/{form}/{number}", title.format(**slots), text.format(**slots))


def _name(random: Random) -> str:
    return f"{random.choice(_ONSETS)}{random.choice(_ENDS)}"
