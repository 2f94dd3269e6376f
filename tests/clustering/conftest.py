"""These tests reckon with a fusion of their own: the shipped weights may change with every calibration."""

from collections.abc import Iterator

import pytest

from service.clustering import fusion
from tests.clustering.support import LEAD_ONLY


@pytest.fixture(autouse=True, scope="module")
def lead_only() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.clustering.window.window.shipped_calibration", lambda: LEAD_ONLY)
        yield


@pytest.fixture
def shipped_calibration(monkeypatch: pytest.MonkeyPatch) -> None:
    """The calibration as it comes with the package."""
    monkeypatch.setattr("service.clustering.window.window.shipped_calibration", fusion.shipped_calibration)
