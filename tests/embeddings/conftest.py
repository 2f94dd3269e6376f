"""What stands on torch is imported when a test asks for it: that takes seconds, and most processes do without."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from embeddings.transformer import TransformerEncoder


@pytest.fixture(scope="session")
def transformer_encoder() -> "type[TransformerEncoder]":
    """The class."""
    found: type[TransformerEncoder] = import_module("embeddings.transformer").TransformerEncoder
    return found


@pytest.fixture(scope="session")
def small_modules() -> ModuleType:
    """``tests.embeddings.small_modules``."""
    return import_module("tests.embeddings.small_modules")
