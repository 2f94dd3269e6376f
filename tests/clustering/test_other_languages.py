"""With the real model: reports in a language that it does not read are told apart by what they say, not by how."""

import json
from itertools import groupby

import pytest

from embeddings import Encoder
from service.model import Article, Submission
from tests.benchmarks.languages import REPORTS
from tests.clustering.test_first_of_their_kind import stories
from tests.clustering.test_headlines import OTHERS

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("shipped_calibration")]

LANGUAGES = {
    language: list(lines)
    for language, lines in groupby(
        map(json.loads, REPORTS.read_text("utf-8").splitlines()), lambda line: line["language"]
    )
}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_is_written_in_one_language_is_no_story_for_that(language: str, encoder: Encoder) -> None:
    english = [
        Submission(Article(f"en-{turn}", line["title"], line["text"]))
        for turn, line in enumerate(LANGUAGES["en"])
    ]
    english += [Submission(Article(f"en-title-{turn}", title, "")) for turn, title in enumerate(OTHERS)]
    told = LANGUAGES[language]
    events: dict[str, set[str]] = {}
    for line in told:
        events.setdefault(line["event"], set()).add(line["title"])
    assert stories([(line["title"], line["text"]) for line in told], encoder, english) == set(
        map(frozenset, events.values())
    )
