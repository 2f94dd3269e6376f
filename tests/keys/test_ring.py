from pathlib import Path

import pytest
from structlog.testing import capture_logs

from service.errors import StartupError
from service.keys import Key, Scope
from service.keys.ring import KeyRing, open_ring

ANNA, BEN = "anna:read:annas-own-secret", "ben:edit:bens-own-secret"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "keys"
    found.write_text(f"{ANNA}\n{BEN}\n", encoding="utf-8")
    return found


@pytest.fixture
def ring(file: Path) -> KeyRing:
    return open_ring(f"@{file}")


def names(ring: KeyRing) -> set[str]:
    return {key.name for key in ring.keys}


def key_of(ring: KeyRing, secret: str) -> Key:
    key = ring.find(secret)
    assert key is not None
    return key


def test_a_secret_opens_what_its_key_is_for() -> None:
    ring = open_ring(f"{ANNA}, {BEN}")
    anna = key_of(ring, "annas-own-secret")
    assert anna.name == "anna"
    assert ring.holds(anna, Scope.READ)
    assert not ring.holds(anna, Scope.EDIT)
    for wrong in ("", "annas-own-secre", "annas-own-secret ", anna.digest.hex(), ANNA, "\ud800"):
        assert ring.find(wrong) is None


def test_without_a_setting_no_key_is_asked_for() -> None:
    assert not open_ring("  ").required
    assert open_ring(ANNA).required


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (",", "NEWSFOLD_API_KEYS holds no key"),
        (f"{ANNA} ben:all:bens-own-secret", r"NEWSFOLD_API_KEYS: entry 2 \(ben\) has other scopes"),
        ("@", "cannot be read"),
        ("@/no/such/file", "/no/such/file, which cannot be read"),
    ],
)
def test_a_start_with_keys_that_cannot_be_used_is_refused(setting: str, said: str) -> None:
    with pytest.raises(StartupError, match=said) as raised:
        open_ring(setting)
    assert "own-secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no key"),
        (b"# none yet\n", "holds no key"),
        (b"anna:read:\xff\n", "not UTF-8"),
        (b"\n# whose\nanna:reed:x\n", r"line 3 \(anna\) has other scopes"),
        (b"#" * (1024 * 1024 + 1), "too large"),
    ],
)
def test_a_start_with_a_file_that_cannot_be_used_is_refused(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    with pytest.raises(StartupError, match=said) as raised:
        open_ring(f"@{file}")
    assert str(file) in str(raised.value)


def test_the_file_is_read_anew_when_it_changes(ring: KeyRing, file: Path) -> None:
    anna = key_of(ring, "annas-own-secret")
    assert not ring.look()
    file.write_text(f"\ufeff# Anna left\n{BEN}\ncleo:read+write:cleos-own-secret  # new\n", encoding="utf-8")
    assert ring.look()
    assert not ring.look()
    assert names(ring) == {"ben", "cleo"}
    assert not ring.holds(anna, Scope.READ)


def test_a_scope_that_is_taken_away_is_gone_at_once(ring: KeyRing, file: Path) -> None:
    ben = key_of(ring, "bens-own-secret")
    file.write_text(BEN.replace("edit", "read"), encoding="utf-8")
    assert ring.look()
    assert not ring.holds(ben, Scope.EDIT)
    assert ring.holds(ben, Scope.READ)


def test_a_line_that_is_broken_keeps_its_key_and_one_that_is_gone_is_revoked(
    ring: KeyRing, file: Path
) -> None:
    file.write_text("ben:edti:bens-own-secret\ncleo:read:cleos-own-secret", encoding="utf-8")
    with capture_logs() as logged:
        assert ring.look()
        assert not ring.look()
    assert names(ring) == {"ben", "cleo"}
    assert ring.holds(key_of(ring, "bens-own-secret"), Scope.EDIT)
    assert str(logged).count("line 1 (ben) has other scopes") == 1
    assert "own-secret" not in str(logged)


def test_a_file_that_cannot_be_read_keeps_all_keys_until_it_can(ring: KeyRing, file: Path) -> None:
    with capture_logs() as logged:
        for spoil in (file.unlink, lambda: file.write_bytes(b"\xff")):
            spoil()
            assert not ring.look()
            assert not ring.look()
            assert names(ring) == {"anna", "ben"}
    assert [line["event"] for line in logged] == ["API keys stay as they were"] * 2
    file.write_text(ANNA, encoding="utf-8")
    assert ring.look()
    assert names(ring) == {"anna"}


def test_when_the_last_key_is_revoked_the_door_stays_shut(ring: KeyRing, file: Path) -> None:
    file.write_text("", encoding="utf-8")
    assert ring.look()
    assert ring.keys == ()
    assert ring.required
