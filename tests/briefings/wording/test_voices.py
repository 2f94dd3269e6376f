"""What speaks for itself, calls on the reader, points to a page or goes on from elsewhere; and what only looks so."""

import pytest

from service.briefings.wording.going_on import goes_on
from service.briefings.wording.quotable import Grade, grade, without_front_matter
from service.briefings.wording.voices import calls_on_the_reader, speaks_for_itself
from service.text.sentences import Span


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("We think of harbours as calm places, much like ponds in a park.", True),
        ("We probably all saw this coming, and the harbour choir opened the show with a song.", True),
        ("Yesterday I wrote that the bridge of Orr would hold for another year.", True),
        ("The report on our bridge is a scandal, and the show must go on.", True),
        ("Mayor Pia Lund said that we would have to pay for it in the end.", False),
        ("We will close the bridge by Monday, the mayor tells the harbour choir.", False),
        ("Divers report that we can no longer trust the wall of Pell.", False),
        ("We are, according to the county, the last to know of it.", False),
    ],
)
def test_who_says_i_is_quoted_only_where_another_is_said_to_say_it(sentence: str, own: bool) -> None:
    assert speaks_for_itself(sentence) is own


@pytest.mark.parametrize(
    ("sentence", "calls"),
    [
        ("Wow, the geese of Quillon have won again by a whole length.", True),
        ("If you've been watching the race, you have met the geese of Quillon.", True),
        ("To the list of what the mayor of Orr undoes, go ahead and add the ferry.", True),
        ("The council will go ahead and close the harbour bridge of Orr.", False),
        ("If the geese of Quillon win again, the race will be stopped.", False),
    ],
)
def test_what_calls_on_the_reader_is_told_by_how_it_opens(sentence: str, calls: bool) -> None:
    assert calls_on_the_reader(sentence) is calls


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("Watch the full interview with Mayor Pia Lund of Orr here.", True),
        ("See the complete list of bridges that are closed to lorries.", True),
        ("The geese of Quillon come home to a crowd of thousands (video).", True),
        ("Watching the full moon over Pell, two keepers missed the ferry.", False),
        ("The film (video of the wall) was shown to the council of Orr.", False),
    ],
)
def test_what_points_to_more_is_never_quoted(sentence: str, never: bool) -> None:
    assert (grade(sentence, len(sentence.split())) is Grade.NEVER) is never


REPORT = "The council of Orr voted to close the bridge."


@pytest.mark.parametrize(
    "front", ["From The Pell Post:  ", "From Northwire: ", "Orr — ", "Tarn, Kessland - ", "New Pell – "]
)
def test_a_report_begins_behind_whose_it_is_and_where_it_was_written(front: str) -> None:
    text = front + REPORT
    assert text[without_front_matter(text, Span(0, len(text))).start :] == REPORT


@pytest.mark.parametrize(
    "text",
    [
        "From Monday: The bridge of Orr is closed to lorries.",
        "Ilse Vann — Mayor of Orr since 2011 — has resigned over the bridge.",
        "From the harbour of Orr the ferry Orla sails to Pell: The wind was fair.",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert without_front_matter(text, Span(0, len(text))).start == 0


def test_a_dash_within_a_text_is_no_dateline() -> None:
    text = f"{REPORT} Ilse Vann — The mayor had warned of it."
    begin = len(REPORT) + 1
    assert without_front_matter(text, Span(begin, len(text))).start == begin


@pytest.mark.parametrize(
    ("sentence", "later"),
    [
        ("Sources have also told the Pell Post more about the talks on the bridge.", True),
        ("Vann's reference to the other offers was about the ferry, the agent said.", True),
        ("In 2009 and 2010, Vann was sued by two pilots, the plaintiff says.", True),
        ("Orr's mayor has resigned over the harbour bridge.", False),
        ("Vann's statement on Monday ended the strike of the pilots.", False),
        ("Police arrested a man on Monday who had also been seen at Pell.", False),
        ("In Pell, the council voted to close the bridge.", False),
    ],
)
def test_what_goes_on_from_something_told_before_is_told_by_how_it_opens(sentence: str, later: bool) -> None:
    assert goes_on(sentence) is later
