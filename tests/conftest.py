"""The one thing that is dear enough to share among all tests."""

import pytest

from embeddings import Encoder, load_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default model, loaded once. Mark a test that uses it with ``@pytest.mark.model``."""
    return load_encoder()
