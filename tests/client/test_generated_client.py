"""The OpenAPI document generates a client that works: made by openapi-python-client, tried against the real server."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.support import QUICK, address, start

ROOT = Path(__file__).parent.parent.parent
BIN = ROOT / ".venv" / "client" / "bin"
GENERATE = BIN / "openapi-python-client"


@pytest.mark.skipif(
    not GENERATE.exists(), reason="needs .venv/client, which `make .venv/client/.installed` makes"
)
def test_a_client_is_generated_without_a_warning_and_works(tmp_path: Path) -> None:
    server = start(tmp_path, code=QUICK, NEWSFOLD_ALLOW_PRIVATE_ADDRESSES="true", NEWSFOLD_LOG_LEVEL="error")
    try:
        url = address(server)
        made = _run(
            tmp_path,
            str(GENERATE),
            *("generate", "--url", f"{url}/openapi.json", "--fail-on-warning"),
            *("--meta", "none", "--output-path", str(tmp_path / "newsfold_client")),
        )
        assert "WARNING" not in made.upper()
        _run(tmp_path, str(BIN / "python"), str(Path(__file__).with_name("session.py")), url)
    finally:
        server.terminate()
        server.communicate(timeout=30)


def _run(folder: Path, *command: str) -> str:
    """What a command says; fails with it, where it does."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, env=environment, text=True, capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        pytest.fail(f"{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout + done.stderr
