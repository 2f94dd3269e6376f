import numpy as np
import pytest

from service.clustering.sides.brevity import mean_brevities
from service.clustering.sides.told import Groups


def test_both_sides_count_alike_however_many_articles_they_have() -> None:
    groups = Groups(np.array([0, 1, 2, 3, 4]), np.array([0, 1, 3, 5]))
    brevities = np.array([1.0, 0.5, 0.7, 0.0, 0.0])
    assert mean_brevities(brevities, groups, 1.0) == pytest.approx([0.8, 0.5])
    assert mean_brevities(brevities, groups, 0.5) == pytest.approx([0.4, 0.25])
