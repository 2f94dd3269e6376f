"""Whether storylines carry over: running subjects of another set, told at four lengths.

Where a set's gold labels are ``SUBJECT_PART``, several events of one subject, the subjects are what storylines should
find. The same reports are taken as they are, as blurbs, as headlines, and as blurbs without capitals, small words and
times, as collections of short texts come. One configuration of newsfold meets them all. Of each peer both are told:
tuned on every form, and by the one setting that does best on all forms together.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from service.clustering.metrics import score
from service.model import Article
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.encoders import shipped
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import take
from tests.benchmarks.peers import PEERS
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.tasks import Peer, Setting, Task
from tests.benchmarks.vectors import RememberingEncoder, peer_text

BLURB_WORDS = 30
HEADLINE_WORDS = 15
"""Of the text, where there is no title."""


def run(sets: Sequence[LabelledSet], cache: Path) -> Section:
    """B-cubed F1 of storylines and peers on the subjects of every set that has any."""
    tables = {data.name: _rows(data, cache) for data in map(by_subject, sets) if data}
    caption = (
        "B³ F1 against running subjects, nothing fitted on them but what the provenance of the calibration says. "
        "Peers see each set at once."
    )
    return Section("Storylines on other subjects", caption, tables)


def by_subject(data: LabelledSet) -> LabelledSet | None:
    """The set with its labels cut before the underscore; None where that is not how its labels are made."""
    subjects = tuple(label.partition("_")[0] for label in data.gold)
    told_in_parts = all("_" in label for label in data.gold) and len(set(subjects)) < len(set(data.gold))
    return replace(data, gold=subjects) if told_in_parts else None


def forms(data: LabelledSet) -> Iterator[tuple[str, LabelledSet]]:
    """The set in each form; what is left without a word falls out."""
    for name, told in _FORMS.items():
        articles = [told(article) for article in data.articles]
        kept = [place for place, article in enumerate(articles) if f"{article.title}{article.text}".strip()]
        yield (
            name,
            replace(
                data,
                articles=tuple(articles[place] for place in kept),
                gold=tuple(data.gold[place] for place in kept),
            ),
        )


def _blurb(article: Article) -> Article:
    return replace(article, text=_words(article.text, BLURB_WORDS))


def _headline(article: Article) -> Article:
    return replace(article, text="" if article.title.strip() else _words(article.text, HEADLINE_WORDS))


def _bare_blurb(article: Article) -> Article:
    blurb = _blurb(article)
    return replace(blurb, title=_bare(blurb.title), text=_bare(blurb.text), published_at=None)


_FORMS: dict[str, Callable[[Article], Article]] = {
    "whole": lambda article: article,
    "blurbs": _blurb,
    "headlines": _headline,
    "bare blurbs": _bare_blurb,
}


def _words(text: str, most: int) -> str:
    return " ".join(text.split()[:most])


def _bare(text: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", text.lower()) if word not in ENGLISH_STOP_WORDS)


def _rows(data: LabelledSet, cache: Path) -> list[Row]:
    encoder = RememberingEncoder(shipped, cache / f"{data.name}-subjects.npz")
    told = dict(forms(data))
    ours: Row = {"system": "newsfold", "setting": "shipped"}
    tasks: dict[str, Task] = {}
    for name, form in told.items():
        say(f"subjects: {data.name}, {name}")
        ours[name] = score(form.gold, take(form.articles, encoder).storylines).b_cubed.f1
        texts = [peer_text(article) for article in form.articles]
        tasks[name] = Task(texts, encoder.encode(texts))
        encoder.save()
    return [ours, *(row for peer in PEERS for row in _peer(peer, told, tasks))]


def _peer(peer: Peer, told: dict[str, LabelledSet], tasks: dict[str, Task]) -> Iterator[Row]:
    say(f"subjects: {peer.name}")
    merits = {name: _merits(peer, form, tasks[name]) for name, form in told.items()}
    tuned: Row = {"system": peer.name, "setting": "tuned on each"}
    yield tuned | {name: max(found.values()) for name, found in merits.items()}
    common = [setting for setting in peer.grid if all(setting in found for found in merits.values())]
    best = max(common, key=lambda setting: mean(found[setting] for found in merits.values()))
    one: Row = {"system": peer.name, "setting": f"{', '.join(map(str, best))} for all"}
    yield one | {name: found[best] for name, found in merits.items()}


def _merits(peer: Peer, form: LabelledSet, task: Task) -> dict[Setting, float]:
    group = peer.prepare(task)
    return {
        setting: score(form.gold, [str(label) for label in group(setting)]).b_cubed.f1
        for setting in peer.settings(len(task.texts))
    }
