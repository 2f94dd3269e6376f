"""The same event told by twenty to eighty, and its look-alike by as many, in bare headlines or with a sentence or two.

Labelled sets hold an event three to twenty times; a wire and its customers tell it eighty times within hours. These
reports are invented: twelve events of six kinds, two of each, put together at random from phrases, and interleaved as
they would come. Parameters were chosen with these in view, so they show what was wrong, not how well it carries over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from service.model import Article
from tests.benchmarks import ours, quality
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Outcome, Row
from tests.benchmarks.sections import Section

SEEDS = (1, 2)
TIMES = (20, 30, 40, 60, 80)
"""How often an event is told."""
FORMS: Mapping[str, tuple[int, ...]] = {"headlines": (0,), "headlines and a sentence or two": (1, 2)}
"""Sentences behind each headline."""
_BEGINNING = datetime(2026, 11, 20, 6, tzinfo=UTC)
_TRIES = 4_000

CAPTION = (
    "B³ of invented reports of the same event, told 20 to 80 times, beside its look-alike. newsfold: one "
    "configuration, in order of arrival. Peers: tuned on that very set, seeing it whole; the best of them is named."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How an event of a kind is told: who, what, a detail, and sentences; the fields are filled in for each event."""

    who: Sequence[str]
    what: Sequence[str]
    details: Sequence[str]
    sentences: Sequence[str]
    events: Sequence[Mapping[str, str]]


def _fields(text: str) -> Mapping[str, str]:
    return dict(part.split("=") for part in text.split("; "))


KINDS = (
    Kind(
        ("{n}", "{k} {n}", "{c}-based {n}", "{n} {k}", "Struggling {n}", "{k} chain {n}"),
        (
            *("files for bankruptcy", "files for bankruptcy protection", "seeks Chapter 11", "goes bankrupt"),
            *("files Chapter 11 petition", "enters insolvency", "declares bankruptcy"),
            *(
                "files for second bankruptcy",
                "seeks court protection from creditors",
                "collapses into bankruptcy",
            ),
        ),
        (
            *("", "again", "for second time in {y} years", "after sales slump", "with {m} million in debt"),
            *("blames rents", "vows quick recovery", "lenders to take over", "to close {q} stores", "in {c}"),
        ),
        (
            "{n} said it owed {m} million to lenders led by {l}.",
            "The {k} chain, founded in {c}, employs {q}00 people.",
            "Chief executive {p} blamed rents and fewer visitors to malls.",
            "It is the second filing in {y} years.",
            "A court in {c} will hear the petition on Thursday.",
        ),
        (
            _fields("n=Brannock; k=pizza; c=Velden; y=3; m=140; q=45; l=Ostrava Credit; p=Dalia Renn"),
            _fields("n=Tessaly; k=furniture; c=Arlow; y=5; m=220; q=31; l=Meridian Lending; p=Joost Hale"),
        ),
    ),
    Kind(
        ("Ferry", "Passenger ferry {n}", "{n}", "Ferry with {q} aboard", "{c} ferry", "Overloaded ferry"),
        (
            "sinks",
            "capsizes",
            "goes down",
            "overturns in storm",
            "sinks in heavy seas",
            "founders",
            "lost in storm",
        ),
        (
            *("off {c}", "{m} dead", "at least {m} killed", "dozens missing", "{m} feared drowned"),
            *("rescuers search for survivors", "captain {p} held", "president declares mourning"),
        ),
        (
            "The {n} went down about {y} miles off {c} in heavy seas.",
            "Rescuers pulled {q} people from the water, the coast guard said.",
            "At least {m} bodies were found by evening.",
            "Captain {p} was questioned by police.",
            "The vessel belonged to {l}.",
        ),
        (
            _fields("n=Queen Ingrid; c=Port Calder; y=9; m=38; q=74; l=Orr Lines; p=Tomas Wray"),
            _fields("n=Sea Lark; c=Tarn Sound; y=4; m=21; q=52; l=Hovden Shipping; p=Aino Beck"),
        ),
    ),
    Kind(
        ("{p}", "Minister {p}", "{k} minister {p}", "{k} minister", "{c}'s {k} minister", "Embattled {p}"),
        (
            *("resigns", "quits", "steps down", "resigns from cabinet", "tenders resignation", "is out"),
            *("forced to quit", "leaves office"),
        ),
        (
            *("over {l} contract", "after audit", "amid row over {l}", "in blow to premier"),
            *("after {y} years in office", "denies wrongdoing", "successor to be named Monday"),
            "opposition demands election",
        ),
        (
            "{p} told reporters in {c} that the {l} affair had become a distraction.",
            "Auditors found {m} million in payments to {l} that nobody could explain.",
            "The premier accepted the resignation and thanked {p}.",
            "The {k} minister had been in office for {y} years.",
            "Opposition leaders called for an election.",
        ),
        (
            _fields("k=Transport; c=Alma; y=4; m=12; l=Northern Rail; p=Ilse Varga"),
            _fields("k=Health; c=Sunder; y=2; m=9; l=Calloway Labs; p=Petr Mielke"),
        ),
    ),
    Kind(
        ("Jury", "{p}", "{c} jury", "Ex-banker {p}", "{n} founder {p}", "Court"),
        (
            *("convicts", "found guilty", "guilty of fraud", "convicted of fraud", "guilty on all counts"),
            "faces {y} years",
        ),
        (
            *("in {n} trial", "of defrauding {l}", "over {m} million scheme", "after {q}-day trial"),
            *("sentencing in March", "to appeal", "in {c}"),
        ),
        (
            "A jury in {c} found {p} guilty of defrauding {l} of {m} million.",
            "Prosecutors said the founder of {n} had forged accounts for {y} years.",
            "{p} showed no emotion as the verdict was read.",
            "The trial lasted {q} days.",
            "Lawyers for {p} said they would appeal.",
        ),
        (
            _fields("n=Aldgrove; c=Kessel; y=7; m=310; q=26; l=pension funds; p=Marcus Oyelaran"),
            _fields("n=Pinecrest; c=Dunmore; y=6; m=84; q=19; l=investors; p=Lena Strand"),
        ),
    ),
    Kind(
        (
            *("Earthquake", "Strong quake", "Magnitude {y}.1 quake", "{c} earthquake", "Powerful tremor"),
            "Quake",
        ),
        ("hits {c}", "strikes {c}", "kills {m}", "shakes {c}", "rocks {c}", "levels homes in {c}"),
        (
            *("{m} dead", "hundreds hurt", "near {n}", "rescuers dig through rubble", "schools closed"),
            *("tremors felt in {l}", "governor {p} asks for help"),
        ),
        (
            "The quake struck {q} miles from {c} before dawn.",
            "At least {m} people were killed and hundreds hurt.",
            "Governor {p} asked for tents and blankets.",
            "Homes collapsed in {n}, and tremors were felt in {l}.",
            "The geological survey put it at magnitude {y}.1.",
        ),
        (
            _fields("n=Marrow Bay; c=Sovana; y=6; m=61; q=30; l=Lirien; p=Hanif Doss"),
            _fields("n=Upper Tiel; c=Karsk; y=7; m=112; q=18; l=Morvia; p=Yelda Ancel"),
        ),
    ),
    Kind(
        ("{n}", "{l}", "{k} maker {n}", "{n}, {l}", "Shares of {n}", "{n} board"),
        (
            *(
                "to buy {l}",
                "agrees to buy {l} for {m} billion",
                "merges with {l}",
                "in {m} billion deal for {l}",
            ),
            *("agrees {m} billion takeover", "creates {k} giant", "announces merger"),
        ),
        (
            *("", "in all-stock deal", "to cut {q}00 jobs", "subject to approval", "chief {p} to lead"),
            *("shares jump", "based in {c}", "deal to close next year"),
        ),
        (
            "{n} agreed to buy {l} for {m} billion, creating the largest {k} maker.",
            "{p}, chief executive of {n}, will lead the combined company from {c}.",
            "The companies expect to cut {q}00 jobs within {y} years.",
            "Shareholders of both must approve the deal.",
            "Regulators are expected to look at it closely.",
        ),
        (
            _fields("n=Corvane; k=engine; c=Halden; y=2; m=7; q=24; l=Stellan Motors; p=Greta Lind"),
            _fields("n=Fairmont Foods; k=snack; c=Orsk; y=3; m=4; q=11; l=Bellamy Biscuits; p=Ravi Kallur"),
        ),
    ),
)


def run(cache: Path) -> Section:
    """Measure newsfold and its peers on all of it."""
    sets = [retold(form, seed) for form in FORMS for seed in SEEDS]
    outcomes = [one for one in quality.run(sets, cache) if one.counts]
    rows = [_row(data, [one for one in outcomes if one.data == data.name]) for data in sets]
    return Section("Told forty times", CAPTION, {"": rows})


def retold(form: str, seed: int) -> LabelledSet:
    """All events in a form, interleaved; the same for one seed."""
    random = Random(seed)
    told = [
        (came, title, text, label)
        for kind in KINDS
        for event in kind.events
        for came, title, text, label in _told(kind, event, FORMS[form], random)
    ]
    told.sort()
    articles = tuple(
        Article(f"retold/{place}", title, text, published_at=came)
        for place, (came, title, text, _) in enumerate(told)
    )
    return LabelledSet(f"retold, {form}, seed {seed}", articles, tuple(label for *_, label in told))


def _told(
    kind: Kind, event: Mapping[str, str], sentences: Sequence[int], random: Random
) -> Iterator[tuple[datetime, str, str, str]]:
    """When, title, text and label of the reports of an event, no two of one title."""
    begun, times, titles = (
        _BEGINNING + timedelta(minutes=random.randrange(400)),
        random.choice(TIMES),
        set[str](),
    )
    for _ in range(_TRIES):
        if len(titles) == times:
            return
        mark = random.choice((" ", " ", ", ", ": ", " - "))
        line = f"{random.choice(kind.who)} {random.choice(kind.what)}"
        detail = random.choice(kind.details)
        title = (line + mark + detail if detail else line).format(**event)
        title = title[0].upper() + title[1:]
        if title in titles:
            continue
        titles.add(title)
        text = " ".join(random.sample(list(kind.sentences), random.choice(sentences))).format(**event)
        yield begun + timedelta(minutes=random.expovariate(1 / 90)), title, text, event["p"]


def _row(data: LabelledSet, outcomes: Sequence[Outcome]) -> Row:
    newsfold = next(one for one in outcomes if one.system == ours.NAME and one.order == "arrival")
    best = max(
        (one for one in outcomes if one.tuning == "tuned on the set"), key=lambda one: one.scores.b_cubed.f1
    )
    scores = newsfold.scores
    return {
        "set": data.name,
        "reports": scores.articles,
        "events": scores.gold_stories,
        "stories": scores.predicted_stories,
        "precision": scores.b_cubed.precision,
        "recall": scores.b_cubed.recall,
        "newsfold": scores.b_cubed.f1,
        "best peer": best.scores.b_cubed.f1,
        "which": best.system,
    }
