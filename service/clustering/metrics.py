"""How well a grouping agrees with gold labels: B-cubed, pairwise, ARI, AMI and NMI.

All of them are read off one contingency table ``n_ij``, the articles of gold story ``i`` that were put into
predicted story ``j``. The names of stories mean nothing; only who lies together counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Two fractions in [0, 1] that pull against each other."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Agreement of a predicted grouping with gold."""

    articles: int
    gold_stories: int
    predicted_stories: int
    b_cubed: PrecisionRecall
    pairwise: PrecisionRecall
    ari: float
    """Adjusted Rand index: 1 for the same grouping, 0 on average for a random one; may be negative."""
    ami: float
    """Adjusted mutual information: like NMI, less what chance would give; may be negative."""
    nmi: float
    """Normalised mutual information, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of the contingency table that are not empty, and its margins.

    ``cells``, ``rows`` and ``columns`` have the shape (c,): articles in the cell, in the gold story that it
    belongs to, and in the predicted one. ``gold`` (g,) and ``predicted`` (p,) are the sizes of the stories.
    """

    cells: Counts
    rows: Counts
    columns: Counts
    gold: Counts
    predicted: Counts

    @property
    def articles(self) -> int:
        return int(self.gold.sum())

    @property
    def identical(self) -> bool:
        """Whether both groupings are the same but for names: no story on either side is divided."""
        return len(self.cells) == len(self.gold) == len(self.predicted)


def score(gold: Sequence[str], predicted: Sequence[str]) -> Scores:
    """Compare ``predicted`` with ``gold``, story labels of the same articles in the same order.

    Raises
    ------
    ValueError
        The two differ in length, or are empty.
    """
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold labels cannot be compared with {len(predicted)} predicted ones")
    if not gold:
        raise ValueError("there is nothing to score: no labels were given")
    table = _tabulate(gold, predicted)
    nmi, ami = _information(table)
    return Scores(
        articles=table.articles,
        gold_stories=len(table.gold),
        predicted_stories=len(table.predicted),
        b_cubed=_b_cubed(table),
        pairwise=_pairwise(table),
        ari=_adjusted_rand(table),
        ami=ami,
        nmi=nmi,
    )


def _codes(labels: Sequence[str]) -> Counts:
    """Turn labels into numbers, shape (n,). A dictionary is faster here than sorting strings."""
    numbers: dict[str, int] = {}
    return np.fromiter((numbers.setdefault(x, len(numbers)) for x in labels), np.int64, len(labels))


def _tabulate(gold: Sequence[str], predicted: Sequence[str]) -> _Table:
    row, column = _codes(gold), _codes(predicted)
    rows, columns = np.bincount(row), np.bincount(column)
    keys, cells = np.unique(row * len(columns) + column, return_counts=True)
    return _Table(cells, rows[keys // len(columns)], columns[keys % len(columns)], rows, columns)


def _b_cubed(table: _Table) -> PrecisionRecall:
    """Mean over articles of the share of its story, on either side, that it shares with the other side.

    Bagga and Baldwin, *Algorithms for scoring coreference chains*, LREC 1998. F1 is taken of the two means.
    """
    squares = table.cells.astype(np.float64) ** 2
    n = table.articles
    return PrecisionRecall(
        precision=float((squares / table.columns).sum() / n), recall=float((squares / table.rows).sum() / n)
    )


def _pairs(sizes: Counts) -> int:
    """Unordered pairs inside groups of these sizes."""
    return int((sizes * (sizes - 1) // 2).sum())


def _pairwise(table: _Table) -> PrecisionRecall:
    """Over pairs of articles said to lie together. Where there is no such pair, nothing is wrong: 1."""
    both, gold, predicted = _pairs(table.cells), _pairs(table.gold), _pairs(table.predicted)
    return PrecisionRecall(
        precision=both / predicted if predicted else 1.0, recall=both / gold if gold else 1.0
    )


def _adjusted_rand(table: _Table) -> float:
    """Rand index, less its expectation under random labels with the same story sizes.

    Hubert and Arabie, *Comparing partitions*, Journal of Classification 2, 1985.
    """
    if table.identical:
        return 1.0
    n = table.articles
    both, gold, predicted = _pairs(table.cells), _pairs(table.gold), _pairs(table.predicted)
    chance = gold * predicted / (n * (n - 1) // 2)
    best = (gold + predicted) / 2 - chance
    return (both - chance) / best if best else 0.0


def _information(table: _Table) -> tuple[float, float]:
    """NMI and AMI, both normalised by the arithmetic mean of the two entropies.

    Vinh, Epps and Bailey, *Information theoretic measures for clusterings comparison*, JMLR 11, 2010.
    """
    if table.identical:
        return 1.0, 1.0
    n = table.articles
    cells = table.cells.astype(np.float64)
    mutual = float((cells / n * np.log(n * cells / (table.rows * table.columns))).sum())
    mean = (_entropy(table.gold) + _entropy(table.predicted)) / 2
    expected = _expected_mutual_information(table.gold, table.predicted)
    # The mean entropy of groupings that differ is above 0 and above what chance explains: no division by 0.
    return mutual / mean, (mutual - expected) / (mean - expected)


def _entropy(sizes: Counts) -> float:
    """In nats."""
    share = sizes / sizes.sum()
    return float(-(share * np.log(share)).sum())


def _expected_mutual_information(gold: Counts, predicted: Counts) -> float:
    """Mean mutual information (nats) over random labellings with these story sizes.

    Vinh et al. 2010, equation 24a. Stories of equal size contribute equally, so each pair of
    distinct sizes is worked out once.
    """
    n = int(gold.sum())
    log_factorial = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, n + 1)))))
    total = 0.0
    predicted_sizes, predicted_times = np.unique(predicted, return_counts=True)
    for size, times in zip(*np.unique(gold, return_counts=True), strict=True):
        for other, other_times in zip(predicted_sizes, predicted_times, strict=True):
            total += float(times * other_times) * _expected_cell(int(size), int(other), log_factorial)
    return total


def _expected_cell(a: int, b: int, log_factorial: Floats) -> float:
    """Weigh the sizes ``k`` of a cell between stories of ``a`` and ``b`` articles: they are hypergeometric.

    ``log_factorial`` has the shape (n + 1,), entry ``k`` being log k!.
    """
    n = len(log_factorial) - 1
    k = np.arange(max(1, a + b - n), min(a, b) + 1)
    ways = log_factorial[a] + log_factorial[b] + log_factorial[n - a] + log_factorial[n - b]
    taken = (
        log_factorial[n]
        + log_factorial[k]
        + log_factorial[a - k]
        + log_factorial[b - k]
        + log_factorial[n - a - b + k]
    )
    return float((k / n * np.log(n * k / (a * b)) * np.exp(ways - taken)).sum())
