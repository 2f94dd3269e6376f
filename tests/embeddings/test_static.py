"""The static encoder: distilled from the real default model, as at its first use on a new machine."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.static import StaticEncoder
from embeddings.weights import DEFAULT_MODEL, STATIC, find_weights
from service.clustering.fusion import shipped_calibration
from service.formats.calibration_json import calibration_for

FERRY = "Ferry hits pier in Lindholm, fourteen people hurt, the coast guard said"
ALSO_FERRY = "Passengers injured as ship rams harbour pier at Lindholm"
MINE = "Copper mine to close in March, unions protest against layoffs"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def encoder(cache: Path) -> StaticEncoder:
    return StaticEncoder(find_weights(STATIC), cache)


def test_reports_of_one_event_are_nearer_than_of_two(encoder: StaticEncoder) -> None:
    ferry, also_ferry, mine = encoder.encode([FERRY, ALSO_FERRY, MINE])
    assert ferry @ also_ferry > 2 * max(ferry @ mine, also_ferry @ mine)


def test_every_text_has_a_unit_vector_that_depends_on_nothing_else(encoder: StaticEncoder) -> None:
    texts = [FERRY, "", "!", "港口渡轮相撞", "half a pair \ud800", FERRY, MINE + " word" * 2_000]
    rows = encoder.encode(texts)
    assert rows.dtype == np.float32
    assert rows.shape == (len(texts), encoder.identity.dimension)
    assert np.abs(np.linalg.norm(rows, axis=1) - 1).max() < 1e-5
    for row, text in zip(rows, texts, strict=True):
        assert np.array_equal(row, encoder.encode([text])[0])
    assert encoder.encode([]).shape == (0, encoder.identity.dimension)


def test_it_is_distilled_once(encoder: StaticEncoder, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("embeddings.static.distil")
    again = StaticEncoder(find_weights(STATIC), cache)
    assert again.identity == encoder.identity
    assert np.array_equal(again.encode([FERRY]), encoder.encode([FERRY]))
    assert [entry.name for entry in cache.iterdir()] == [f"static-{encoder.identity.digest[:16]}"]


def test_it_is_a_model_of_its_own_with_a_calibration_of_its_own(encoder: StaticEncoder) -> None:
    assert encoder.identity.digest != find_weights(DEFAULT_MODEL).digest
    shipped = shipped_calibration(STATIC)
    assert (shipped.model, shipped.digest) == (encoder.identity.name, encoder.identity.digest)
    assert calibration_for("shipped", encoder.identity) == shipped
