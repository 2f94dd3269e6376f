from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.sentences import LONGEST, sentences_from_the_end, split_sentences

PIECES = [
    *["Mr. Vale", "U.S.", "a.m.", "J. K. Moor", "3.5", "No. 7", "The", "left.", '"Why?"', "he", "…", "..."],
    *["\n", "\n\n", "- ", "1. ", "。", "！", "؟", "।", "”", "\u00a0", "\u2028", "\x1c", " ", "😀", "e\u0301"],
    *["x" * 700, "(", ")", ";", "A"],
]
TEXT = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@given(TEXT)
def test_spans_are_ordered_apart_trimmed_and_cover_every_character_that_is_not_space(text: str) -> None:
    spans = list(split_sentences(text))
    assert all(0 <= start < end <= len(text) and end - start <= LONGEST for start, end in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


@given(TEXT)
def test_from_the_end_they_are_the_same(text: str) -> None:
    assert list(sentences_from_the_end(text)) == list(split_sentences(text))[::-1]


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "KYIV, Oct 31 (Agency) - The U.S. Senate met Gen. Ash at 10 a.m. on Jan. 5.",
            "He lost 3.5 percent.",
        ],
        ['"Why?" she asked.', "“Stop!”", "He left."],
        ["J. K. Moor wrote to Acme Inc. Chairman Lee.", "The reply never came."],
        ["They met Justice Minister Lee P. Moor on Monday.", "See p. 5.", "He turned to p.", "Moor left."],
        ["He moved to L. A. County in May.", "The U. S. Army paid."],
        ["Ferries stand still across the U.S. — and in Orr Ltd. – yards.", "It may last."],
        ["Rule No. 5 stands.", "She said no.", "Nobody spoke to her in the U.S.", "The end."],
        ["Wait... then it fell.", "It broke…", "All fled."],
        ["他走了。", "她来了！", "真的？", "「好。」", "对"],
        ["هل وصل؟", "نعم وصل.", "वह आया।", "वह गया।"],
        ["The mayor of St. Orr resigned (he gave no reason.)", "Others followed."],
    ],
)
def test_sentences_are_told_from_abbreviations_quotes_and_decimals(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_a_time_of_day_ends_its_sentence_where_neither_its_day_nor_its_zone_follows() -> None:
    for two in (
        ["About 31,000 homes had no power at 9 a.m.", "Trains will not run before noon, the railway said."],
        ["The vote is open from 7 a.m. to 8:30 p.m.", "Turnout was 40 percent by 2 p.m.", "Polls differ."],
        [
            "It struck at 5 p.m. GMT on Monday.",
            "It began at 6 p.m. Tuesday, or 11 p.m. New York time.",
            "All fled.",
        ],
    ):
        assert cut(" ".join(two)) == two
    for whole in (
        "At 7 a.m. Mayor Holt arrived.",
        "He went to the 8 p.m. Mass.",
        "It ran by 9 p.m. Pacific time.",
    ):
        assert cut(whole) == [whole]


def test_german_and_spanish_dates_and_short_forms_end_no_sentence() -> None:
    for sentences in (
        ["Am 3. Oktober stieg der Umsatz auf 400 Mio. Euro.", "Das Haus Nr. 5 kostet 1,2 Mrd. Kronen."],
        ["Der Wert lag bei 40 Mio.", "Das ist wenig, z. B. für den 2. Weltkrieg oder das 19. Jahrhundert."],
        ["La Sra. Prieto viaja a EE. UU. con el Sr. Gil.", "Vuelve el 4."],
    ):
        assert cut(" ".join(sentences)) == sentences


def test_sentences_run_together_are_parted_and_names_with_a_stop_are_not() -> None:
    assert cut("The bridge is shut.Lorries turn back.”Nobody knows why.") == [
        "The bridge is shut.",
        "Lorries turn back.”",
        "Nobody knows why.",
    ]
    for whole in (
        "He wrote to orr.Example.com about it.",
        "The firm Node.JS grew.",
        "Mr.Hale of St.Orr left.",
    ):
        assert cut(whole) == [whole]


def test_wrapped_lines_are_joined_and_headings_and_bullets_stand_alone() -> None:
    wrapped = "The harbour of Pell was closed on\nMonday after a crane fell into the\nfairway and blocked it."
    assert cut(wrapped) == [wrapped]
    listed = "Crane blocks harbour\nThe harbour of Pell is closed. Ships wait\n\n- one ship\n- Two ships"
    assert cut(listed) == [
        "Crane blocks harbour", "The harbour of Pell is closed.", "Ships wait", "- one ship", "- Two ships"
    ]  # fmt: skip


def test_a_run_without_stops_is_cut_after_punctuation_or_words() -> None:
    run = "grain, oil and steel, " * 100
    assert all(len(piece) <= LONGEST and piece.endswith(",") for piece in cut(run))


@pytest.mark.parametrize(
    "unit", ["a. ", "1. ", "word ", "x", "\n", "A.\n", ". ", '"', ".", "\n a", "A x\n", "No. "]
)
def test_a_megabyte_of_anything_is_walked_lazily_and_whole(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    first = list(islice(split_sentences(text), 3))
    spans = list(split_sentences(text))
    assert spans[:3] == first
    assert sum(len(text[start:end].split()) >= 1 for start, end in spans) == len(spans)
