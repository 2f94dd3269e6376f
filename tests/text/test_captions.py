"""Captions and prompts are told from the report, which begins at its dateline; news in like words stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.captions import LONGEST, dateline_end, is_caption, may_open_as_caption, report_start
from service.text.sentences import Span, split_sentences

REPORT = "The ferry Alma ran aground off Port Sunder on Monday. Nobody was hurt, the port office said."
CAPTIONS = [
    "FILE - In this Nov. 2, 2025 file photo, the ferry Alma leaves Port Sunder.",
    "FILE PHOTO: The ferry Alma is loaded at Port Sunder.",
    "In this image from video, the ferry Alma lies on a sandbank.",
    "This undated photo released by the port office shows the ferry Alma.",
    "Image copyright Sunder Post Image caption The ferry Alma carries 300 passengers.",
    "Photo: Ida Brandt. The ferry Alma lies on a sandbank.",
    "View Images The ferry Alma lies on a sandbank.",
    "The ferry Alma lies on a sandbank. (AP Photo/Ida Brandt)",
    "The ferry Alma lies on a sandbank... (Associated Press)",
    "The ferry Alma lies on a sandbank. Ida Brandt/Getty Images",
    "The ferry Alma is pictured on a sandbank off Port Sunder.",
    "Captain Jon Hale, left, and Mayor Ida Brandt talk on the quay of Port Sunder.",
    "Mayor Ida Brandt speaks to reporters on the quay of Port Sunder, Monday, Nov. 23, 2026.",
]
NEWS = [
    "The ferry Alma left Port Sunder on Monday, Nov. 23, 2026, with 300 passengers, the port office said.",
    "This photo was what led the police to the ferry.",
    "Photo agencies were kept off the quay.",
    "The party of the left, the mayor said, will vote against the plan.",
    "Files on the ferry were found at the port office.",
    "The captain spoke to Agence Sunder (the agency has offices there).",
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_what_stands_under_a_picture_is_told_by_its_line(caption: str) -> None:
    text = f"{caption}\n\n{REPORT}"
    told = [text[span.start : span.end] for span in split_sentences(text) if not is_caption(text, span)]
    assert " ".join(told) == REPORT


@pytest.mark.parametrize("sentence", NEWS)
def test_news_in_like_words_is_no_caption(sentence: str) -> None:
    for text in (sentence, f"{sentence}\n\n{REPORT}", f"{REPORT} {sentence}"):
        assert not any(is_caption(text, span) for span in split_sentences(text))


@pytest.mark.parametrize(
    "front",
    [
        "PORT SUNDER, Nov 23 (Northwire) - ",
        "PORT SUNDER—",
        "PORT SUNDER--",
        "--",
        "Port Sunder, Sundland (CNN) ",
        "Ferry Runs Aground, Office Says PORT SUNDER, Sund. (NW) - ",
    ],
)
def test_a_sentence_begins_behind_a_dateline_or_a_headline_run_into_one(front: str) -> None:
    assert dateline_end(front + REPORT, 0, len(front + REPORT)) == len(front)
    assert dateline_end(REPORT, 0, len(REPORT)) == 0


@pytest.mark.parametrize(
    "before", ["Ferry runs aground", "Mayor Ida Brandt on the quay.\nAlma on her bank.\n"]
)
def test_a_report_begins_at_its_dateline_if_little_comes_before(before: str) -> None:
    assert report_start(f"{before}\n\nPORT SUNDER (AP) — {REPORT}") == len(before) + 2
    assert report_start(f"{before}\n\n{REPORT}") == 0
    assert report_start(f"{REPORT}\n\nPORT SUNDER (AP) — Tugs wait.") == 0
    assert report_start(f"{REPORT * (LONGEST // len(REPORT) + 1)}\nPORT SUNDER (AP) — {REPORT}") == 0


def test_a_scene_in_the_present_opens_as_captions_do() -> None:
    assert may_open_as_caption("A woman waves a flag during a march in Port Sunder.")
    assert may_open_as_caption("A young man holds up a placard outside the port office.")
    assert not may_open_as_caption("A union that speaks for the crew said the ferry was old.")
    assert not may_open_as_caption("A court holds hearings on the ferry from Monday.")


@given(
    st.lists(st.sampled_from([*CAPTIONS, *NEWS, "\n", " ", "(", "PELL—"]) | st.text(max_size=20)).map("".join)
)
def test_whatever_the_text_places_lie_within_it(text: str) -> None:
    assert 0 <= report_start(text) <= len(text)
    for span in split_sentences(text):
        assert span.start <= dateline_end(text, *span) < span.end
        assert is_caption(text, span) in (True, False)


def test_a_line_too_long_for_a_caption_is_not_walked() -> None:
    text = "x " * 500_000
    assert not is_caption(text, Span(400_000, 400_010))
