"""What a report's source is called, also where it does not say."""

import pytest

from service.model import Article
from service.text.source_names import source_name


@pytest.mark.parametrize(
    ("source", "url", "name"),
    [
        (" Pell Post ", "https://www.north.example/a", "Pell Post"),
        (None, "https://www.pellpost.example/2026/flood", "pellpost.example"),
        ("  ", "http://m.pellpost.example:8080", "pellpost.example"),
        (None, "https://desk:secret@pellpost.example/a", "pellpost.example"),
        (None, "https://[::1/a", ""),
        (None, "urn:newsml:pellpost.example:1", ""),
        (None, None, ""),
    ],
)
def test_as_it_names_itself_or_by_the_site_it_stands_on(
    source: str | None, url: str | None, name: str
) -> None:
    assert source_name(Article("1", "Flood", source=source, url=url)) == name
