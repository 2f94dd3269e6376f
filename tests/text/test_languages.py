"""A language is found however its tag is written, and with it what is spoken of it elsewhere."""

import pytest

from service.text.languages import is_of


@pytest.mark.parametrize(
    ("tag", "language", "found"),
    [
        ("de", "de", True),
        ("DE", "de", True),
        ("de-AT", "DE", True),
        ("pt_BR", "pt-br", True),
        ("de", "de-AT", False),
        ("den", "de", False),
        ("", "de", False),
    ],
)
def test_a_tag_is_of_a_language(tag: str, language: str, found: bool) -> None:
    assert is_of(tag, language) is found
