"""The worst mistakes of each set, with the receipts that led to them: reading matter, not a figure.

A false merge is a predicted story that holds several gold stories; a false split is a gold story that lies in several
predicted ones. Both are ranked by the pairs of articles that they get wrong. The page quotes the data, so it belongs
beside the report and into no repository.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from embeddings import load_encoder
from service.model import Article, Decision, Receipt
from tests.benchmarks import joined_labels
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import Pass, take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.vectors import RememberingEncoder

WORST = 8
"""Groups shown of each kind and set."""
MOST_SHOWN = 12
"""Articles shown of one group."""
FIRST_WORDS = 24
PAGE = "errors.md"


@dataclass(frozen=True, slots=True)
class Mistaken:
    """A group of one side that the other side divides."""

    name: str
    wrong_pairs: int
    places: Sequence[int]
    """Of its articles, in order of arrival."""


def run(sets: Sequence[LabelledSet], out: Path) -> Section:
    """Write the page, and say in the report how the mistakes are spread over the rules."""
    out.mkdir(parents=True, exist_ok=True)
    pages, rules, joined = (
        ["# Error cases\n\n" + (__doc__ or "").split("\n\n", 1)[1]],
        list[Row](),
        list[Row](),
    )
    for data in sets:
        say(f"errors: {data.name}")
        encoder = RememberingEncoder(load_encoder, out / "cache" / f"{data.name}.npz")
        done = take(data.articles, encoder)
        encoder.save()
        pages.append(_page(data, done))
        rules += _by_rule(data, done)
        joined += joined_labels.rows(data.name, data.gold, done.labels(data.level))
    (out / PAGE).write_text("\n".join(pages), encoding="utf-8")
    caption = (
        f"The worst of them stand in [{PAGE}]({PAGE}). Below, decisions on arrival by the rule that made them: "
        "`astray` joined a story of which most articles then had another gold label; `apart` opened a story although "
        "one of its gold label was there. Reconciling mends some of both. Last, pairs of gold labels in one group that "
        "cost most precision, and B³ F1 if each, and those above it in its set, were one label: whether they are is "
        "for a reader of the page to say."
    )
    return Section("Error cases", caption, {"": rules, "Gold labels in one group": joined})


def worst(groups: Sequence[str], others: Sequence[str]) -> list[Mistaken]:
    """The groups that ``others`` divides, most wrong pairs first."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(groups):
        held[name].append(place)
    found = [Mistaken(name, _wrong_pairs(places, others), places) for name, places in held.items()]
    return sorted((one for one in found if one.wrong_pairs), key=lambda one: (-one.wrong_pairs, one.name))


def _wrong_pairs(places: Sequence[int], others: Sequence[str]) -> int:
    parts = Counter(others[place] for place in places).values()
    return (len(places) ** 2 - sum(part**2 for part in parts)) // 2


def _page(data: LabelledSet, done: Pass) -> str:
    predicted = done.labels(data.level)
    names = {name: f"P{number}" for number, name in enumerate(dict.fromkeys(predicted), start=1)}
    short = [names[name] for name in predicted]
    merges, splits = worst(short, data.gold), worst(data.gold, short)
    parts = [
        f"## {data.name}\n\n{len(merges)} predicted {data.level} groups mix gold labels "
        f"({sum(one.wrong_pairs for one in merges)} wrong pairs); {len(splits)} gold groups are divided "
        f"({sum(one.wrong_pairs for one in splits)} missed pairs). P numbers are predicted groups.\n"
    ]
    for title, kind in (("False merges", merges), ("False splits", splits)):
        parts.append(f"### {title}\n")
        parts += [_group(one, data, done, short) for one in kind[:WORST]]
    parts.append("### Surest wrong joins on arrival\n\n" + "\n".join(_surest(data, done, short)) + "\n")
    return "\n".join(parts)


def _surest(data: LabelledSet, done: Pass, short: Sequence[str]) -> list[str]:
    """Pairs of an article and the story's first, where the story held none of its gold label: most probable first."""
    stories = _names(done, short)
    held: defaultdict[str, list[int]] = defaultdict(list)
    wrong: list[tuple[float, int, int]] = []
    for place, decision in enumerate(done.decisions):
        others = held[decision.story_id]
        if others and all(data.gold[other] != data.gold[place] for other in others):
            wrong.append((-decision.probability, place, others[0]))
        others.append(place)
    return [
        f"- gold **{data.gold[place]}**: {_words(done.articles[place])}  \n"
        f"  joined gold **{data.gold[first]}**: {_words(done.articles[first])}  \n"
        f"  {_why(done.decisions[place], stories)}"
        for _, place, first in sorted(wrong)[:WORST]
    ]


def _names(done: Pass, short: Sequence[str]) -> dict[str, str]:
    """Short names of the stories that decisions speak of."""
    return {decision.story_id: name for decision, name in zip(done.decisions, short, strict=True)}


def _group(one: Mistaken, data: LabelledSet, done: Pass, short: Sequence[str]) -> str:
    stories = _names(done, short)
    heading = f"#### {one.name}: {len(one.places)} articles, {one.wrong_pairs} pairs wrong\n"
    # Those that stand out are shown first; of each part, whoever came first.
    parts = Counter((data.gold[place], short[place]) for place in one.places)
    shown = sorted(one.places, key=lambda place: (parts[data.gold[place], short[place]], place))[:MOST_SHOWN]
    lines = [
        f"- gold **{data.gold[place]}**, predicted **{short[place]}**: {_words(done.articles[place])}  \n"
        f"  {_why(done.decisions[place], stories)}"
        for place in sorted(shown)
    ]
    hidden = len(one.places) - len(shown)
    return heading + "\n" + "\n".join(lines) + (f"\n- and {hidden} more" if hidden else "") + "\n"


def _words(article: Article) -> str:
    return " ".join(f"{article.title} / {article.text[:400]}".split()[:FIRST_WORDS])


def _why(decision: Decision, stories: Mapping[str, str]) -> str:
    receipt: Receipt = decision.receipt
    parts = [f"`{receipt.rule}`, probability {decision.probability:.2f}, margin {receipt.margin:.2f}"]
    if receipt.features:
        parts.append(
            ", ".join(
                f"{name} {value:.2f}"
                + (f" ({worth:+.2f})" if (worth := receipt.contributions.get(name)) else "")
                for name, value in receipt.features.items()
            )
        )
    if runner_up := receipt.runner_up:
        name = stories.get(runner_up.story_id, "a story since dissolved")
        parts.append(f"runner-up {name} at {runner_up.probability:.2f}")
    return "; ".join(parts)


def _by_rule(data: LabelledSet, done: Pass) -> list[Row]:
    """How often each rule sent an article astray, judged by what lay in the story on arrival."""
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    told, rows = set[str](), dict[str, Row]()
    for gold, decision in zip(data.gold, done.decisions, strict=True):
        row = rows.setdefault(
            decision.receipt.rule,
            {"set": data.name, "rule": decision.receipt.rule, "articles": 0, "astray": 0, "apart": 0},
        )
        others = held[decision.story_id]
        common = others.most_common(1)
        row["articles"] = int(row["articles"]) + 1
        row["astray"] = int(row["astray"]) + (bool(common) and common[0][0] != gold)
        row["apart"] = int(row["apart"]) + (not common and gold in told)
        others[gold] += 1
        told.add(gold)
    return list(rows.values())
