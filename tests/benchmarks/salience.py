"""``python -m tests.benchmarks.salience --data FOLDER [--write]``: fit the weights of summaries, and judge them.

For each story of a set summaries are drawn: at random, then around what the weights so far would choose. A ridge
regression learns from their features what makes one of them closer to the human summary than the others of the same
story. Every figure is of stories that the weights have not seen: by folds within a set, and from one set to the other.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import lsq_linear

from service.briefings.summary.arranging import reading_order
from service.briefings.summary.budget import Budget
from service.briefings.summary.candidates import gather
from service.briefings.summary.material import Material
from service.briefings.summary.salience import FITTED, Salience, shipped_salience
from service.briefings.summary.selection import choose
from tests.benchmarks.human import FOLDS, LIMITS, Told, told_stories
from tests.benchmarks.progress import say
from tests.benchmarks.rouge import Rouge, rouge, tokens

DRAWN = 60
ROUNDS = 3
RIDGE = {"neus-dev": 0.02, "multinews-dev": 0.1}
TOWARDS = {"multinews-dev": "neus-dev"}
"""A set of few stories, and the one of many whose weights its own are drawn to, rather than to nothing."""
BOUNDS = {
    "lead": (0.03, np.inf),
    "speaker": (-np.inf, 0.0),
    "leans": (-np.inf, 0.0),
    "sources": (0.01, np.inf),
}
"""What an editor knows beforehand: a summary opens as a report does, with its subject, addresses nobody, and hears more
than one source."""
AIM = np.array([2.0, 1.0, 1.0])
"""What is learnt: 2 R1 + R2 + RL."""
COLUMN = {"neus-dev": "brief", "multinews-dev": "long"}
SHIPPED = Path(__file__).parents[2] / "service" / "briefings" / "summary" / "salience.json"

Floats = npt.NDArray[np.float64]


def budget_of(limit: int) -> Budget:
    """The budget under which newsfold is measured: words alone, cut like all others at the limit."""
    return Budget.of_words(limit)


@dataclass(slots=True)
class Moments:
    """Sums from which a ridge regression is solved."""

    xx: Floats
    xy: Floats
    stories: int = 1

    def __add__(self, other: "Moments") -> "Moments":
        return Moments(self.xx + other.xx, self.xy + other.xy, self.stories + other.stories)

    def mean(self) -> "Moments":
        """The same, counting as one story."""
        return Moments(self.xx / self.stories, self.xy / self.stories)


class Case:
    """One story, ready for drawing summaries and judging them."""

    def __init__(self, told: Told, limit: int) -> None:
        self.fold = told.fold
        self.limit = limit
        self.reference = tokens(told.summary)
        self.material = Material(gather(told.articles), budget_of(limit))

    def judge(self, chosen: Sequence[int]) -> Rouge:
        """ROUGE of a choice, in reading order and cut at the limit."""
        text = " ".join(self.material.candidates[index].text for index in self._read(chosen))
        return rouge(tokens(" ".join(text.split()[: self.limit])), self.reference)

    def measure(self, chosen: Sequence[int]) -> Floats:
        """The features of a choice as it is read: float64 (len(FITTED),)."""
        return self.material.measure(self._read(chosen))

    def _read(self, chosen: Sequence[int]) -> list[int]:
        return reading_order(self.material, chosen)

    def moments(self, choices: Iterable[tuple[int, ...]]) -> Moments:
        """What the choices teach, each compared with the mean of them all."""
        rows = [(self.measure(chosen), np.array(self.judge(chosen)) @ AIM) for chosen in choices]
        x, y = np.stack([row for row, _ in rows]), np.array([aim for _, aim in rows])
        x, y = (x - x.mean(axis=0)) / np.sqrt(len(y)), (y - y.mean()) / np.sqrt(len(y))
        return Moments(x.T @ x, x.T @ y)

    def draw(self, rng: np.random.Generator, around: Sequence[int] = ()) -> list[tuple[int, ...]]:
        """Draw summaries at random, earlier sentences rather, or by exchanging parts of one."""
        material, drawn = self.material, dict[tuple[int, ...], None]()
        places = np.array([candidate.place for candidate in material.candidates])
        for _ in range(DRAWN):
            urgency = -np.log(rng.random(len(places))) * (1 + 0.3 * places) ** rng.choice([0.5, 1.0, 2.0])
            order = np.argsort(urgency).tolist()
            kept = [index for index in around if rng.random() < 0.8] if rng.random() < 0.75 else []
            goal = min(self.limit, material.goal * rng.choice([0.5, 0.8, 1.0, 1.2, 1.6]))
            drawn[self._filled([*kept, *(i for i in order if i not in kept)], goal)] = None
        return list(drawn)

    def _filled(self, order: Sequence[int], goal: float) -> tuple[int, ...]:
        chosen, said = [], 0.0
        for index in order:
            if said >= goal:
                break
            chosen.append(index)
            said += self.material.lengths[index]
        return tuple(sorted(chosen))


def solve(moments: Moments, ridge: float, towards: Mapping[str, float] | None = None) -> dict[str, float]:
    """Ridge regression on features of unit spread, drawn to other weights, or to nothing, within the BOUNDS."""
    mean = moments.mean()
    spread = np.sqrt(np.diag(mean.xx)) + 1e-9
    prior = spread * np.array([towards[name] if towards else 0.0 for name in FITTED])
    root = np.linalg.cholesky(mean.xx / np.outer(spread, spread) + ridge * np.eye(len(spread)))
    aim = np.linalg.solve(root, mean.xy / spread + ridge * prior)
    bounds = np.array([BOUNDS.get(name, (-np.inf, np.inf)) for name in FITTED]).T * spread
    weights = lsq_linear(root.T, aim, bounds).x / spread
    return dict(zip(FITTED, np.round(weights, 4).tolist(), strict=True))


def _salience(weights: dict[str, float]) -> Salience:
    return replace(shipped_salience(), brief=weights, long=weights)


def _score(cases: Iterable[Case], weights: dict[int, Salience]) -> Floats:
    """Mean ROUGE, each case by the weights of its fold: float64 (3,)."""
    scores: Floats = np.mean(
        [case.judge(choose(case.material, weights[case.fold])) for case in cases], axis=0
    )
    return scores


def learn(name: str, cases: Sequence[Case], towards: Mapping[str, float] | None = None) -> Moments:
    """Learn from one set, in rounds; says what weights fitted without a fold make of that fold."""
    rng = np.random.default_rng(0)
    able = [case for case in cases if len(case.material.candidates) > 1]
    moments = [case.moments(case.draw(rng)) for case in able]
    for number in range(ROUNDS):
        fitted = {}
        for fold in range(FOLDS):
            seen = [each for case, each in zip(able, moments, strict=True) if case.fold != fold]
            fitted[fold] = _salience(solve(_sum(seen), RIDGE[name], towards))
        say(f"{name}, round {number}, by folds: {np.round(_score(cases, fitted), 4)}")
        if number + 1 < ROUNDS:
            for place, case in enumerate(able):
                best = choose(case.material, fitted[case.fold])
                moments[place] = moments[place] + case.moments([best, *case.draw(rng, best)]).mean()
    return _sum([each.mean() for each in moments])


def _sum(moments: Sequence[Moments]) -> Moments:
    total = moments[0]
    for each in moments[1:]:
        total = total + each
    return total


def main() -> None:
    """Fit every set, judge by folds and across sets, and write the weights where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.salience", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--stories", type=int, default=None)
    parser.add_argument(
        "--only", choices=list(LIMITS), nargs="+", default=list(LIMITS), help="fit these sets alone"
    )
    parser.add_argument("--write", action="store_true", help="replace the weights that are shipped")
    arguments = parser.parse_args()
    cases: dict[str, list[Case]] = {}
    for name in arguments.only:
        stories = told_stories(arguments.data, name, arguments.stories)
        cases[name] = [Case(told, LIMITS[name]) for told in stories if gather(told.articles)]
    shipped = asdict(shipped_salience())
    fitted, alone = dict[str, dict[str, float]](), dict[str, dict[str, float]]()
    for name, some in cases.items():
        other = TOWARDS.get(name)
        towards = fitted.get(other, shipped[COLUMN[other]]) if other else None
        moments = learn(name, some, towards)
        fitted[name] = solve(moments, RIDGE[name], towards)
        alone[name] = solve(moments, RIDGE[name])
    for name, weights in alone.items():
        for other, some in cases.items():
            if other != name:
                score = _score(some, dict.fromkeys(range(FOLDS), _salience(weights)))
                say(f"fitted on {name} alone, judged on {other}: {np.round(score, 4)}")
    if arguments.write:
        shipped |= {COLUMN[name]: weights for name, weights in fitted.items()}
        SHIPPED.write_text(json.dumps(shipped, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(fitted, indent=2) + "\n")


if __name__ == "__main__":
    main()
