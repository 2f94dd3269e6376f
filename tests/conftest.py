"""The one thing that is dear enough to share among all tests, and which of them begin."""

import logging
import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from embeddings import Encoder, Runtime, load_encoder
from tests.long import half
from tests.postgresql import Server

# The same arithmetic on every machine; the tests of the runtimes name those they are about.
os.environ.setdefault("NEWSFOLD_ENCODER_RUNTIME", Runtime.TORCH)

# How long one example takes says how busy the machine is.
settings.register_profile("newsfold", deadline=None, max_examples=half(100))
settings.load_profile("newsfold")

LONGEST = ("tests/e2e/", "tests/test_readme.py", "tests/mcp/", "tests/cli/", "tests/web/")
"""They wait for servers: begun first, they are done when the others are."""


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default model, loaded once. Mark a test that uses it with ``@pytest.mark.model``."""
    return load_encoder()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, started once; tests that ask for it are skipped where there can be none."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def logging_put_back() -> Iterator[None]:
    """For tests in which logging is configured: what it writes to is gone after them, and others log as well."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take longest first."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
