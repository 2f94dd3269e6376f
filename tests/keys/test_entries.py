import hashlib
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InputError
from service.keys import Scope, make_key
from service.keys.entries import Piece, digest_of, pieces_of_file, pieces_of_setting, read_entries

NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,20}", fullmatch=True)
SCOPES = st.sets(st.sampled_from(Scope), min_size=1)
VISIBLE = "".join(chr(code) for code in range(0x21, 0x7F))
SECRETS = st.text(VISIBLE.replace(":", "").replace(",", "").replace("@", ""), min_size=1, max_size=60)
SEPARATORS = st.text(" \t\r\n,", min_size=1, max_size=4)
HASHED = hashlib.sha256(b"open sesame").hexdigest()


def texts(entries: list[tuple[str, set[Scope], str]]) -> list[str]:
    return [f"{name}:{'+'.join(scopes)}:{secret}" for name, scopes, secret in entries]


@given(
    st.lists(st.tuples(NAMES, SCOPES, SECRETS), unique_by=lambda entry: entry[2], min_size=1, max_size=6),
    SEPARATORS,
)
def test_what_is_written_is_read_plain_or_hashed_in_a_setting_or_a_file(
    entries: list[tuple[str, set[Scope], str]], separator: str
) -> None:
    plain = texts(entries)
    hashed = texts([(name, scopes, f"sha256:{digest_of(secret).hex()}") for name, scopes, secret in entries])
    expected = [(name, frozenset(scopes), digest_of(secret)) for name, scopes, secret in entries]
    lines = [f"  {text}   # whose it is" for text in hashed]
    for pieces in (
        pieces_of_setting(separator.join(plain)),
        pieces_of_setting(separator + separator.join(hashed) + separator),
        pieces_of_file("# our keys\n\n" + "\n".join(lines)),
    ):
        read = read_entries(pieces)
        assert [(key.name, key.scopes, key.digest) for key in read.keys] == expected
        assert read.trouble is None
    assert all(key.caveat for key in read_entries(pieces_of_setting(" ".join(plain))).keys)
    assert not any(key.caveat for key in read_entries(pieces_of_setting(" ".join(hashed))).keys)


@given(SECRETS)
def test_a_secret_alone_may_do_everything_and_is_called_by_its_place(secret: str) -> None:
    one, two = read_entries(pieces_of_setting(f"first:read:sha256:{HASHED}, {secret}")).keys
    assert (two.name, two.scopes, two.digest) == ("key-2", frozenset(Scope), digest_of(secret))
    assert ("guessed" in str(two.caveat)) == (len(secret) < 16)
    assert one.caveat is None


@given(st.text(string.printable, max_size=80))
def test_whatever_it_is_given_it_reads_or_names_the_place_and_no_long_part_of_it(text: str) -> None:
    pieces = pieces_of_setting(text)
    read = read_entries(pieces)
    assert len(read.keys) + len(read.mistakes) == len(pieces)
    for mistake in read.mistakes:
        assert str(mistake).startswith(f"entry {mistake.piece.number}")
        _, _, secret = mistake.piece.text.rpartition(":")
        assert len(secret) < 8 or secret not in str(mistake)
    assert all(piece.text not in repr(read) or len(piece.text) < 8 for piece in pieces)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("desk:read", "entry 1 has two parts"),
        ("hunter2:password", "entry 1 has two parts"),
        ("des/k:read:hunter2", "entry 1 has a name that is not"),
        ("desk:raed:hunter2", "entry 1 (desk) has other scopes than read, write and edit"),
        ("desk::hunter2", "entry 1 has other scopes"),
        ("hunter:2#!:hunter2", "entry 1 has other scopes"),
        ("desk:read:", "entry 1 (desk) has a secret that is empty"),
        ("desk:read:hunter²", "entry 1 (desk) has a secret that is empty, or not visible ASCII"),
        ("desk:read:sha256:hunter2", "entry 1 (desk) does not have 64 hex digits after sha256:"),
        (f"desk:read:sha256:{HASHED}0", "entry 1 (desk) does not have 64 hex digits"),
        (
            f"a:read:sha256:{HASHED} b:edit:sha256:{HASHED.upper()}",
            "entry 2 (b) has the secret of entry 1 (a)",
        ),
    ],
)
def test_a_mistake_is_named_by_place_and_name_with_the_remedy(entry: str, said: str) -> None:
    trouble = read_entries(pieces_of_setting(entry)).trouble
    assert trouble is not None
    assert trouble.startswith(said)
    assert "`newsfold key NAME`" in trouble
    assert "hunter" not in trouble
    assert HASHED not in trouble


def test_two_keys_may_have_one_name_so_that_one_can_replace_the_other() -> None:
    old, new = read_entries(pieces_of_setting("desk:read:the-old-one desk:edit:the-new-one")).keys
    assert (old.name, new.name) == ("desk", "desk")


@given(NAMES, SCOPES)
def test_a_new_key_is_let_in_by_its_entry_and_is_random(name: str, scopes: set[Scope]) -> None:
    made, other = make_key(name, scopes), make_key(name, scopes)
    (key,) = read_entries([Piece("entry", 1, made.entry)]).keys
    assert (key.name, key.scopes, key.digest) == (name, frozenset(scopes), digest_of(made.secret))
    assert re.fullmatch(r"newsfold_[A-Za-z0-9_-]{43}", made.secret)
    assert made.secret not in made.entry
    assert made.secret not in repr(made)
    assert made.secret != other.secret


@pytest.mark.parametrize("name", ["", "two words", "a:b", "-x", "x" * 65, "ä"])
def test_a_name_that_no_entry_can_hold_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="cannot name a key"):
        make_key(name, [Scope.READ])
