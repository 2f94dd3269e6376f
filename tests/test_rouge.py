"""The quick ROUGE of the benchmarks must be the package's own."""

import pytest

from tests.benchmarks.rouge import rouge, tokens

PAIRS = [
    (
        "The ferry struck the wall of the harbour.",
        "A ferry has struck the harbour's wall; seventeen were hurt.",
    ),
    ("Talks, talks and talks again", "talking again of talks"),
    ("", "Nothing was said."),
    ("12,000 troops", "Nearly 12,000 troops were sent, 500 of them officers, 12,000 in all"),
]


@pytest.mark.parametrize(("said", "reference"), PAIRS)
def test_rouge_is_counted_as_the_package_counts_it(said: str, reference: str) -> None:
    scoring = pytest.importorskip("rouge_score.rouge_scorer")
    names = ["rouge1", "rouge2", "rougeL"]
    theirs = scoring.RougeScorer(names, use_stemmer=True).score(reference, said)
    assert rouge(tokens(said), tokens(reference)) == pytest.approx([theirs[name].fmeasure for name in names])
