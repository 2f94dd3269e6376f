"""The static encoder: distilled from the real default model, as at its first use on a new machine.

In the suite most of the 30,000 word pieces pass for a neighbour of theirs; the long form embeds every one.
"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from embeddings.static import StaticEncoder
from embeddings.weights import DEFAULT_MODEL, STATIC, WeightsError, find_weights
from service.clustering.fusion import shipped_calibration
from service.formats.calibration_json import calibration_for
from tests.long import LONG

FERRY = "Ferry hits pier in Lindholm, fourteen people hurt, the coast guard said"
ALSO_FERRY = "Passengers injured as ship rams harbour pier at Lindholm"
MINE = "Copper mine to close in March, unions protest against layoffs"

AGAIN = """
import sys
from pathlib import Path
from embeddings import Wanted, load_encoder
print(load_encoder(Wanted("static", cache_folder=Path(sys.argv[1]))).encode([""]).shape[1], "torch" in sys.modules)
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def encoder(cache: Path, small_modules: ModuleType) -> StaticEncoder:
    load = import_module("embeddings.transformer").load_model
    with pytest.MonkeyPatch.context() as patch:
        if not LONG:
            patch.setattr(
                "embeddings.transformer.load_model",
                lambda weights: small_modules.Thinned(load(weights), [FERRY, ALSO_FERRY, MINE], every=16),
            )
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
    monkeypatch.delattr("embeddings.distilling.distil")
    again = StaticEncoder(find_weights(STATIC), cache)
    assert again.identity == encoder.identity
    assert np.array_equal(again.encode([FERRY]), encoder.encode([FERRY]))
    assert [entry.name for entry in cache.iterdir()] == [f"static-{encoder.identity.digest[:16]}"]


def test_it_is_a_model_of_its_own_with_a_calibration_of_its_own(encoder: StaticEncoder) -> None:
    assert encoder.identity.digest != find_weights(DEFAULT_MODEL).digest
    shipped = shipped_calibration(STATIC)
    assert (shipped.model, shipped.digest) == (encoder.identity.name, encoder.identity.digest)
    assert calibration_for("shipped", encoder.identity) == shipped


def test_once_distilled_it_is_read_without_torch_and_told_of_where_it_is_broken(
    encoder: StaticEncoder, cache: Path, tmp_path: Path
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", AGAIN, str(cache)], check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == [str(len(encoder.encode([FERRY])[0])), "False"]
    broken = tmp_path / f"static-{encoder.identity.digest[:16]}"
    broken.mkdir()
    with pytest.raises(WeightsError, match="remove that folder"):
        StaticEncoder(find_weights(STATIC), tmp_path)


def test_where_there_is_no_room_to_keep_it_it_works_all_the_same(
    encoder: StaticEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = encoder._pieces
    monkeypatch.setattr("embeddings.static._distilled", lambda weights: pieces)
    (tmp_path / "file").touch()
    alone = StaticEncoder(find_weights(STATIC), tmp_path / "file" / "cache")
    assert np.array_equal(alone.encode([FERRY]), encoder.encode([FERRY]))
