"""How surely reprints are found and counted as one origin, and how seldom other reports are taken for copies.

One desk takes real articles, of every set in turn. Whenever its window has reached a size to be measured,
it is sent reprints of articles in it, then families of which the original comes last, then forms filled in for other
events, then updates. The sets with gold stories go through desks of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import cycle, islice, product, zip_longest
from pathlib import Path
from random import Random

from embeddings import Encoder, load_encoder
from service.cli.oneshot import OneShotDesk, received
from service.desk import Desk
from service.model import Article, Decision, Relation, Submission
from tests.benchmarks import apart, updates
from tests.benchmarks.datasets import SEED, labelled_sets, read_articles
from tests.benchmarks.edits import EDITS, STRENGTHS, Sources, reprint
from tests.benchmarks.lookalikes import FORMS, lookalikes
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.vectors import RememberingEncoder

WINDOWS = (2_000, 20_000)
ORIGINALS = 800
"""Articles drawn for each size. Each is reprinted once, so that no reprint is found by way of another."""
FAMILIES = 40
COPIES = 5
"""Reprints of one original that come before it."""
LOOKALIKES = 60
LEAST_WORDS = 40
NOW = datetime(2026, 11, 23, tzinfo=UTC)
_COPIES = (Relation.EXACT_DUPLICATE, Relation.NEAR_DUPLICATE)


@dataclass(frozen=True, slots=True)
class Reprints:
    """Tables by what they tell."""

    found: list[Row] = field(default_factory=list)
    families: list[Row] = field(default_factory=list)
    updates: list[Row] = field(default_factory=list)
    apart: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Trial:
    """One reprint: what was done to it, and what it was taken for."""

    kind: str
    share: float
    found: bool
    """Counted to its original's origin."""
    copied: bool
    """That, and filed as a copy: what is taken for an update is not folded."""
    astray: bool
    """Taken for a copy of something else."""


def run(folder: Path, cache: Path, *, limit: int | None = None) -> Reprints:
    """Measure at every size of :data:`WINDOWS` up to ``limit`` articles."""
    encoder = RememberingEncoder(load_encoder, cache / "reprints.npz")
    random, measured = Random(SEED), Reprints()
    stream = _real_articles(folder)
    desk, held = OneShotDesk(encoder).desk, dict[str, Article]()
    for size in WINDOWS:
        if limit is not None and size > limit:
            break
        say(f"reprints: filling a window to {size} articles")
        later = list(islice(stream, size - len(held) + FAMILIES))
        withheld, filling = later[:FAMILIES], later[FAMILIES:]
        _send(desk, filling)
        held |= {article.id: article for article in filling}
        encoder.save()
        say(f"reprints: {ORIGINALS} originals, {FAMILIES} families, {LOOKALIKES} of each form")
        measured.found.extend(_found(len(held), _trials(desk, held, random)))
        measured.families.append(Row(window=len(held)) | _families(desk, withheld, _words(held), random))
        measured.apart.append(Row(what=f"forms, window of {len(held)}") | _forms(desk, encoder, random))
        measured.updates.append(Row(window=len(held)) | _updates(desk, held))
        encoder.save()
    for data in labelled_sets(folder):
        say(f"reprints: different events of {data.name}")
        path = RememberingEncoder(load_encoder, cache / f"{data.name}.npz")
        measured.apart.append(Row(what=data.name) | apart.measure(data.articles, data.gold, path))
        path.save()
    return measured


def _real_articles(folder: Path) -> Iterator[Article]:
    """One article of every set in turn, all of one time so that none leaves the window."""
    sets = [articles for path in sorted(folder.glob("*.jsonl.gz")) if (articles := _read(path))]
    for turn in zip_longest(*sets):
        yield from (article for article in turn if article is not None)


def _read(path: Path) -> list[Article]:
    try:
        articles, _ = read_articles(path)
    except KeyError:  # lines of another kind, such as summaries
        return []
    return [replace(one, id=f"{path.name}/{one.id}", published_at=None, url=None) for one in articles]


def _send(desk: Desk, articles: Sequence[Article]) -> dict[str, Decision]:
    results = received(desk, (Submission(article) for article in articles), NOW)
    return {result.article.id: result.decision for result in results}


def _trials(desk: Desk, held: dict[str, Article], random: Random) -> list[Trial]:
    """Reprint articles of the window, by all edits and strengths in turn."""
    long = [article for article in held.values() if _is_long(article)]
    sources = Sources(_words(held), random)
    plan = list(
        zip(random.sample(long, min(ORIGINALS, len(long))), cycle(product(EDITS, STRENGTHS)), strict=False)
    )
    made = [
        reprint(original, f"{original.id}/{len(held)}", kind, share, sources)
        for original, (kind, share) in plan
    ]
    decisions = _send(desk, made)
    trials = []
    for copy, (original, (kind, share)) in zip(made, plan, strict=True):
        decision = decisions[copy.id]
        own = decision.origin_id == _origin(desk, original.id)
        copied = decision.relation in _COPIES
        trials.append(Trial(kind, share, found=own, copied=own and copied, astray=not own and copied))
    return trials


def _found(window: int, trials: Sequence[Trial]) -> Iterator[Row]:
    """Precision, recall and F1 by edit, by strength and over all."""
    groups = {"all": list(trials)}
    groups |= {kind: [trial for trial in trials if trial.kind == kind] for kind in EDITS}
    groups |= {f"{share:.0%}": [trial for trial in trials if trial.share == share] for share in STRENGTHS}
    for name, own in groups.items():
        found, astray = sum(trial.found for trial in own), sum(trial.astray for trial in own)
        precision, recall = found / max(1, found + astray), found / len(own)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        yield {
            "window": window,
            "edit": name,
            "reprints": len(own),
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "filed as copies": sum(trial.copied for trial in own) / len(own),
        }


def _families(desk: Desk, articles: Sequence[Article], words: Sequence[str], random: Random) -> Row:
    """Send reprints first and their original last; count the origins that each family comes to."""
    sources, origins = Sources(words, random), []
    for original in filter(_is_long, articles):
        members = [
            reprint(
                original,
                f"{original.id}/{number}",
                random.choice(list(EDITS)),
                random.choice(STRENGTHS),
                sources,
            )
            for number in range(COPIES)
        ]
        _send(desk, [*members, original])
        origins.append(len({_origin(desk, member.id) for member in [*members, original]}))
    return {
        "families": len(origins),
        "texts in each": COPIES + 1,
        "mean origins": sum(origins) / max(1, len(origins)),
        "in one origin": sum(count == 1 for count in origins) / max(1, len(origins)),
    }


def _forms(desk: Desk, encoder: Encoder, random: Random) -> Row:
    """Forms filled in for other events: in this desk, and pair by pair."""
    made = [
        replace(article, id=f"{article.id}/{random.random()}")
        for form in FORMS
        for article in lookalikes(form, LOOKALIKES, random)
    ]
    decisions = _send(desk, made)
    copies = [decision.relation for decision in decisions.values() if decision.relation in _COPIES]
    return apart.row(copies, made, [article.id for article in made], encoder)


def _updates(desk: Desk, held: dict[str, Article]) -> Row:
    """Articles of the window with another figure in their opening."""
    long = [article for article in held.values() if _is_long(article)]
    pairs = updates.counted_anew(long, Random(SEED + len(held)))
    return updates.row(
        pairs, _send(desk, [update for _, update in pairs]), lambda name: _decision(desk, name)
    )


def _decision(desk: Desk, article_id: str) -> Decision:
    return desk.article(article_id, NOW).decision


def _origin(desk: Desk, article_id: str) -> str:
    return _decision(desk, article_id).origin_id


def _is_long(article: Article) -> bool:
    return len(article.text.split()) >= LEAST_WORDS


def _words(held: dict[str, Article]) -> list[str]:
    return [word for article in islice(held.values(), 300) for word in article.text.split()]
