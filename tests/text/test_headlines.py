"""What desks put before a headline, and whose it is behind it, is not compared."""

import pytest

from service.text.headlines import bare_headline

SAID = "Ferry runs aground near Skarvik"


@pytest.mark.parametrize(
    "title",
    [
        *(
            f"BREAKING: {SAID}",
            f"UPDATE 1-{SAID}",
            f"UPDATE 2 - {SAID}",
            f"WATCH: {SAID}",
            f"Exclusive: {SAID}",
        ),
        *(f"Live updates: {SAID}", f"JUST IN: {SAID}", f"WRAPUP 3-{SAID}", f"CORRECTED-{SAID}"),
        *(f"OPINION | {SAID}", f"BREAKING: Opinion: {SAID}", f"{SAID} - The Harbour Post"),
        *(f"{SAID} | THE HARBOUR POST", f"UPDATE 3-{SAID} — The Harbour Post"),
    ],
)
def test_the_headline_is_left(title: str) -> None:
    assert bare_headline(title, "The Harbour Post") == SAID


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Breaking the ice: how Skarvik won",
            "Update on the ferry",
            "Watch makers strike",
            "Opinion is split on ferry",
        ),
        *(
            "Ferry aground - police",
            "Ferry aground | Fjord News",
            "Updated rules for ferries",
            "UPDATE 1-",
            " - The Harbour Post",
        ),
    ],
)
def test_what_only_looks_like_it_stays(title: str) -> None:
    assert bare_headline(title, "The Harbour Post") == title
