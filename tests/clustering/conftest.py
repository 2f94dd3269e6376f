"""These tests reckon with a fusion of their own: the shipped weights may change with every calibration."""

from collections.abc import Iterator

import pytest

from service.clustering import fusion
from tests.clustering.support import LEAD_ONLY


@pytest.fixture(autouse=True, scope="module")
def lead_only_fusion() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.clustering.grouping.shipped_fusion", lambda: LEAD_ONLY)
        yield


@pytest.fixture
def shipped_fusion(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fusion as it comes with the package."""
    monkeypatch.setattr("service.clustering.grouping.shipped_fusion", fusion.shipped_fusion)
