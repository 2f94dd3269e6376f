"""The same form filled in for other events: what a newsroom receives by the hundred, and no two of them one event."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from service.model import Article

_HEADS = [
    "Bran",
    "Cor",
    "Del",
    "Fen",
    "Gar",
    "Hal",
    "Jor",
    "Kel",
    "Lin",
    "Mar",
    "Nor",
    "Orl",
    "Pel",
    "Quin",
    "Ras",
    "Sel",
    "Tor",
    "Ul",
    "Var",
    "Wen",
    "Yar",
    "Zel",
]
_TAILS = [
    "ach",
    "berg",
    "dal",
    "eth",
    "ford",
    "grim",
    "holm",
    "ick",
    "land",
    "mere",
    "ney",
    "ost",
    "port",
    "rick",
    "sand",
    "thal",
    "und",
    "vik",
    "wick",
    "yard",
]
_TRADES = [
    "Steel",
    "Foods",
    "Power",
    "Rail",
    "Shipping",
    "Pharma",
    "Timber",
    "Insurance",
    "Software",
    "Cement",
    "Airways",
    "Textiles",
]
_SECTORS = ["banks", "oil", "miners", "retailers", "carmakers", "airlines", "builders", "chemicals"]


def name(random: Random) -> str:
    """A place, a person or a firm that nobody has heard of: some four hundred of them."""
    return random.choice(_HEADS) + random.choice(_TAILS)


def _results(random: Random) -> tuple[str, str]:
    firm, place = f"{name(random)} {random.choice(_TRADES)}", name(random)
    now, before, share = (random.randrange(10, 900) for _ in range(3))
    return (
        f"{firm} quarterly profit {'rises' if now > before else 'falls'} to {now} million crowns",
        f"{firm} of {place} reported a net profit of {now} million crowns for the third quarter, compared with "
        f"{before} million a year earlier. Earnings per share were {share / 100:.2f} crowns. Chief executive "
        f"{name(random)} {name(random)} said the company expected the trend to continue in the current quarter.",
    )


def _match(random: Random) -> tuple[str, str]:
    home, away = name(random), name(random)
    goals, fewer = random.randrange(2, 6), random.randrange(0, 2)
    return (
        f"{home} beat {away} {goals}-{fewer}",
        f"{home} beat {away} {goals}-{fewer} at home on Saturday in the second division. {name(random)} opened the "
        f"scoring in minute {random.randrange(2, 60)} before {random.randrange(2_000, 30_000)} spectators, and "
        f"{name(random)} made sure of the points after the break. Coach {name(random)} praised the defence.",
    )


def _quake(random: Random) -> tuple[str, str]:
    size, place = f"{random.randrange(30, 69) / 10:.1f}", name(random)
    return (
        f"Magnitude {size} earthquake strikes near {place}",
        f"An earthquake of magnitude {size} struck {random.randrange(4, 90)} kilometres from {place} in {name(random)} "
        f"province on Tuesday, the geological survey said. The quake was at a depth of {random.randrange(5, 120)} "
        f"kilometres. There were no immediate reports of damage or casualties.",
    )


def _close(random: Random) -> tuple[str, str]:
    place, share, points = name(random), random.randrange(1, 30) / 10, random.randrange(900, 9_000)
    return (
        "Stocks close higher",
        f"Shares in {place} closed higher on Tuesday, led by {random.choice(_SECTORS)}. The {name(random)} "
        f"{random.choice((20, 30, 40, 50, 100))} index gained {share} percent to {points} points. "
        f"{name(random)} {random.choice(_TRADES)} rose most after raising its outlook.",
    )


TEMPLATES: Mapping[str, Callable[[Random], tuple[str, str]]] = {
    "results": _results,
    "matches": _match,
    "quakes": _quake,
    "closes": _close,
}


def filled_in(kind: str, count: int, start: datetime, *, seed: int = 1) -> Iterator[Article]:
    """So many reports made from the template, three minutes apart."""
    random = Random(seed)
    for place in range(count):
        title, text = TEMPLATES[kind](random)
        at = start + timedelta(minutes=3 * place)
        yield Article(f"{kind}{place:03}", title, text, published_at=at, source="Wire")
