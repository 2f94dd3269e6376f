"""Whose word a sentence is, and what takes it back, comes with it or the sentence does not come."""

import pytest

from service.briefings.news import _told_anew
from service.briefings.outline import tell
from service.briefings.seen import Seen
from service.briefings.summary import summarise
from service.briefings.summary.reading import quotable_in
from service.briefings.wording.quotable import Grade, breaks_off
from service.model import Article
from tests.briefings.conftest import File

CLAIM = "Mayor Pia Lund said on Monday that the harbour bridge of Orr was the longest one on the whole coast."
FACTS = "The harbour bridge of Orr was opened on Monday after eleven years of work and three of quarrels. "
FACTS += "A crowd of 4,000 people walked over it in the rain. A choir from Pell sang at the toll house."


def _read(text: str) -> list[tuple[str, Grade]]:
    return [(one.text, one.grade) for one in quotable_in(Article("a", text=text), 40)]


@pytest.mark.parametrize(
    "denial",
    [
        "That's not true.",
        "But that is false.",
        "But her comparison was misleading.",
        "There is no evidence of that.",
        "There’s no evidence for this claim.",
        "In fact, this was simply wrong.",
        "VERDICT: FALSE.",
        "AP's assessment: False.",
        "False.",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_claim_is_quoted_with_its_denial_or_not_at_all(file: File, denial: str, gap: str) -> None:
    text = f"{CLAIM}{gap}{denial} {FACTS}"
    both = f"{CLAIM}{gap}{denial}"
    assert (both, Grade.SOUND) in _read(text)
    assert not [told for told, _ in _read(text) if told in {CLAIM, denial}]
    story = [file("a", text), file("b", f"{CLAIM}{gap}{denial}", hours=1)]
    told = [*summarise(story), *_told_anew(Seen([]), story, story)]
    for sentence in told:
        citation = sentence.citations[0]
        assert text[citation.start : citation.end] == sentence.text or citation.article_id == "b"
        assert CLAIM not in sentence.text or denial in sentence.text
    headline = tell([file("a", f"{text} {FACTS}"), file("b", f"{FACTS} {text}", hours=1)], None).headline
    assert "longest" not in headline


def test_the_last_sentence_read_is_not_parted_from_its_denial() -> None:
    text = f"{FACTS} {CLAIM} That's not true."
    told = [one.text for one in quotable_in(Article("a", text=text), 4)]
    assert told[-1] == f"{CLAIM} That's not true."


@pytest.mark.parametrize(
    "following",
    [
        "There is no evidence that ships of more than forty metres could ever have passed below it.",
        "That is not the only thing that the council of Orr has been told by its own engineers since the spring.",
        "It was wrong of the county to have built the toll house at Pell, a court in Tarn found later that day.",
    ],
)
def test_what_tells_something_of_its_own_is_no_denial(following: str) -> None:
    assert any(told == CLAIM for told, _ in _read(f"{CLAIM} {following} {FACTS}"))


def test_a_claim_put_up_to_be_judged_is_never_quoted_without_the_verdict() -> None:
    claim = "CLAIM: The harbour bridge of Orr was sold to a bank in Tarn for one crown last week."
    assert not any(
        "sold" in told for told, _ in _read(f"{claim}\n\nNobody at the bank could be reached. {FACTS}")
    )
    assert any(
        told == f"{claim}\n\nVERDICT: FALSE." for told, _ in _read(f"{claim}\n\nVERDICT: FALSE. {FACTS}")
    )


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”")])
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_nothing_from_within_an_open_quotation_stands_as_news(opening: str, closing: str, gap: str) -> None:
    within = "The toll house is a ruin and nobody in the whole county wants to pay for it."
    said = (
        f"{opening}I have seen the bridge.{gap}{within}{gap}It must go,{closing} Ida Holt told the council."
    )
    assert not any(within in told for told, _ in _read(f"{FACTS}\n\n{said}\n\n{FACTS}"))
    paragraphs = (
        f"{opening}I have seen the bridge.{gap}{within}\n\n{opening}It must go,{closing} Ida Holt said."
    )
    assert not any(within in told for told, _ in _read(f"{FACTS}\n\n{paragraphs}\n\n{FACTS}"))


def test_a_mark_that_was_lost_hides_nothing() -> None:
    for text in (
        f'The "Orla was first.\n\n{FACTS}',
        f'It is 6" wide. {FACTS}',
        f'{FACTS} "Stop! he said.\n\n{FACTS} "No," she said.',
    ):
        assert any("4,000 people" in told and grade is Grade.SOUND for told, grade in _read(text))


@pytest.mark.parametrize(
    "label",
    [
        "Why it matters:",
        "The big picture:\xa0",
        "DRIVING THE NEWS:",
        "What they’re saying:",
        "Details:",
        "We found:",
    ],
)
def test_a_quotation_begins_behind_a_label(label: str) -> None:
    text = f"{FACTS} {label} {CLAIM}"
    told = next(one for one in quotable_in(Article("a", text=text), 40) if "longest" in one.text)
    assert told.text == CLAIM == text[told.span.start : told.span.end]
    assert _read(f"{FACTS} Mayor Lund: {CLAIM}")[-1][0].startswith("Mayor Lund: ")


def test_a_row_that_breaks_off_behind_a_title_is_no_sentence() -> None:
    for row in ("They were joined by the Rev.", "It was signed by Pia Lund and Gov.", "It was read to Sen."):
        assert breaks_off(row)
        assert (
            dict(
                _read(f"{FACTS}\n\n{row}\n\nLarry Holt of the chapel at Orr told them on Monday to go home.")
            )["Larry Holt of the chapel at Orr told them on Monday to go home."]
            is Grade.PASSABLE
        )
    for whole in (
        "She lives in Harbour St.",
        "They sent it to the Transport Dept.",
        "It was all over by 4 p.m.",
    ):
        assert not breaks_off(whole)


@pytest.mark.parametrize(
    "aside",
    [
        "Let's pay for the harbour bridge of Orr out of the toll that we all owe to it.",
        "Here’s what to know of the harbour bridge of Orr before it is opened on Monday.",
        "Imagine the harbour bridge of Orr without the toll house at the end of it.",
        "The harbour bridge of Orr is what we have been waiting for through eleven years.",
    ],
)
def test_what_calls_on_readers_or_speaks_for_itself_is_told_only_where_nothing_else_is(
    file: File, aside: str
) -> None:
    told = summarise([file("a", f"{aside} {FACTS}"), file("b", f"{FACTS} {aside}", hours=1)])
    assert told
    assert not any(aside in sentence.text for sentence in told)
    assert [sentence.text for sentence in summarise([file("a", aside)])] == [aside]


def test_first_person_that_is_somebodys_or_of_all_is_told() -> None:
    for text in (
        "The bridge will pay for our schools, the mayor of Orr told the council on Monday.",
        'The mayor of Orr called the bridge "the best thing that we have built" at its opening.',
        "The bridge is a model of our solar system with a lamp for every planet in it.",
        "The Pell Post and U.S. engineers in World War I built the first bridge at Orr.",
    ):
        assert dict(_read(text))[text] is Grade.SOUND
