"""Parting in two finds what average linkage finds elsewhere, ties and all."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from service.clustering.halves import halve


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(2, 24), places=st.sampled_from([0, 1, 6]))
def test_the_same_halves_as_by_scipy(seed: int, count: int, places: int) -> None:
    alike = np.random.default_rng(seed).standard_normal((count, count)).round(places)
    alike += alike.T
    first, across = halve(alike)
    apart = np.round(alike.max() - alike, 6)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(apart), method="average")
    tree[:, 2] = np.arange(count - 1)  # joined one by one, also where distances are the same
    sides = fcluster(tree, count - 2.5, criterion="distance")
    assert first.tolist() == (sides == sides[0]).tolist()
    assert abs(across - alike[first][:, ~first].mean()) < 1e-9
