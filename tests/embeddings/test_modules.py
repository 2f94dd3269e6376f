"""Which models give whole and lead in one pass, and what the others do."""

from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings import Encoder
from embeddings.weights import find_weights

if TYPE_CHECKING:
    from embeddings.transformer import TransformerEncoder

VIEWS = [
    (
        "Pilots of Lindholm walked out on Tuesday. The mayor asked them back.",
        "Pilots of Lindholm walked out on Tuesday.",
    )
]


@pytest.mark.parametrize(("takes", "mode"), [(True, "mean"), (False, "mean"), (False, "cls")])
def test_a_model_that_cannot_is_told_by_trying(takes: bool, mode: str, small_modules: ModuleType) -> None:
    tokenwise = small_modules.Tokenwise(takes=takes)
    assert not small_modules.pass_at_once(tokenwise, small_modules.Pooled(mode))
    assert not small_modules.pass_at_once(tokenwise)


@pytest.mark.model
def test_such_a_model_embeds_both_as_texts_of_their_own(
    encoder: Encoder, transformer_encoder: "type[TransformerEncoder]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.transformer.one_pass", lambda *_: False)
    apart = transformer_encoder(find_weights("all-MiniLM-L6-v2")).encode_views(VIEWS)
    np.testing.assert_allclose(apart[0], encoder.encode(VIEWS[0]), atol=1e-5)
    together = encoder.encode_views(VIEWS)
    np.testing.assert_allclose(together[:, 1], apart[:, 1], atol=1e-4)
    assert not np.allclose(together[:, 0], apart[:, 0], atol=1e-2)
