"""What was measured, as rows of the report."""

from dataclasses import asdict, dataclass

from service.clustering.metrics import Scores

Row = dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one system did on one set."""

    data: str
    system: str
    level: str
    counts: bool
    """Whether this is the level that the set's gold labels are of."""
    tuning: str
    setting: str
    order: str
    seconds: float
    """Wall clock without encoding; of a peer, the mean for one setting."""
    scores: Scores

    def row(self) -> Row:
        """Flat, for JSON and tables; fractions in [0, 1] rounded to six places."""
        scores = self.scores
        figures = {
            "b3_precision": scores.b_cubed.precision,
            "b3_recall": scores.b_cubed.recall,
            "b3_f1": scores.b_cubed.f1,
            "pair_precision": scores.pairwise.precision,
            "pair_recall": scores.pairwise.recall,
            "pair_f1": scores.pairwise.f1,
            "ari": scores.ari,
            "ami": scores.ami,
            "nmi": scores.nmi,
        }
        row: Row = {key: value for key, value in asdict(self).items() if key != "scores"}
        row |= {
            "articles": scores.articles,
            "gold_stories": scores.gold_stories,
            "predicted_stories": scores.predicted_stories,
        }
        row |= {name: round(value, 6) for name, value in figures.items()}
        return row | {"seconds": round(self.seconds, 2)}
