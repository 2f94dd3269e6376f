import pytest

from service.briefings.outline import tell
from service.briefings.wording.titles import Tone, clean_title, tone
from service.model import Article
from tests.briefings.conftest import File


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("UPDATE 2-Ferry strikes breakwater at Pell", "Ferry strikes breakwater at Pell"),
        ("WRAPUP 3-CORRECTED-Orr bank cuts rates", "Orr bank cuts rates"),
        ("ALERT: Ferry strikes breakwater", "Ferry strikes breakwater"),
        ("Scoop: Orr bank plans to cut jobs", "Orr bank plans to cut jobs"),
        ("(LEAD) Orr tests missile, Pell says", "Orr tests missile, Pell says"),
        ("Ferry strikes breakwater | The Pell Post", "Ferry strikes breakwater"),
        ("Ferry strikes breakwater - Pell Post", "Ferry strikes breakwater"),
        ("Ferry strikes breakwater - 17 injured", "Ferry strikes breakwater - 17 injured"),
        ("Soccer-Late goal lifts Orr past Pell", "Late goal lifts Orr past Pell"),
        ("Exclusive-UPDATE 1-Orr bank to cut jobs", "Orr bank to cut jobs"),
        ("Soccer-mad Orr cheers Pell", "Soccer-mad Orr cheers Pell"),
        ("Tennis-Star Holt verletzt", "Tennis-Star Holt verletzt"),
        ("UPDATE on the ferry: all safe", "UPDATE on the ferry: all safe"),
        ("Lead found in water of Orr", "Lead found in water of Orr"),
        ("ALERT:", "ALERT:"),
        ("18 September 2026 Last updated at 13:59 GMT", ""),
        ("Updated Saturday, December 05, 2026 8:28 PM", ""),
        ("12 January 2026 @ 09:29 pm", ""),
        ("November 9", ""),
        ("1989", ""),
        ("First shot at 9", "First shot at 9"),
        ("May day in March on 3 May", "May day in March on 3 May"),
        ("  Ferry strikes\nbreakwater ", "Ferry strikes breakwater"),
    ],
)
def test_tags_of_wires_and_names_of_pages_are_not_shown(title: str, cleaned: str) -> None:
    article = Article("a", title, source="Pell Post")
    assert clean_title(article) == cleaned
    assert cleaned in " ".join(title.split())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("", Tone.NONE),
        ("Why did the ferry hit the wall?", Tone.TEASER),
        ("What the captain said next will surprise you", Tone.TEASER),
        ("7 things to know about the ferry", Tone.TEASER),
        ("Opinion: the harbour wall must go", Tone.TEASER),
        ("Ferry accident", Tone.SLIGHT),
        ("WHO declares outbreak in Pell over", Tone.PLAIN),
        ("Ferry strikes breakwater at Pell, 17 hurt", Tone.PLAIN),
    ],
)
def test_teasers_are_told_from_titles_that_inform(title: str, expected: Tone) -> None:
    assert tone(Article("a", title)) is expected


@pytest.mark.parametrize(
    "title",
    [
        "Orr should pull down its harbour bridge",
        "Orr must stop the sale of its bridge",
        "The toll at Pell is a disgrace",
        "Captain Holm Is a True Hero",
        "'Toll Queen' Pia Lund Raises Fees On Bridge",
        "SIX WEEKS: Mayor Of Orr Signs A Dozen Orders",
        "Bridge, Orr, tolls, Pia Lund, council",
        "Orr raises its bridge toll. Nobody is surprised",
        "Orr raises its toll by a whopping tenth",
        "Mayor of Orr resigns over toll — here's the plan for the bridge",
    ],
)
def test_a_title_that_comments_gives_way_to_a_plain_one_and_serves_where_there_is_none(
    file: File, title: str
) -> None:
    text = "The council of Orr raised the toll on its harbour bridge on Monday, the mayor said. " * 3
    loaded = file("a", text, title=title)
    plain = file("b", text[:170], title="Orr council raises toll on harbour bridge, mayor says", hours=1)
    assert tone(loaded.article) is Tone.LOADED
    assert tell([loaded, plain], None).headline == plain.article.title
    assert tell([loaded], None).headline == title
    assert tell([loaded, file("b", text[:170], title="Toll?", hours=1)], None).headline == title
    assert tell([loaded, plain], "a").headline == title


@pytest.mark.parametrize(
    "title",
    [
        "Court says shipyard must pay back toll money",
        "Judge rules Orr must stop sale of bridge",
        "Mayor of Orr says toll should be doubled",
        "Pia Lund: Orr should keep its bridge",
        "Ferry passengers must wear life jackets from Monday",
        "Most in Orr think toll is a mistake, poll finds",
        "Witness calls captain of ferry 'a hero'",
        "NASA: Bridge at Orr seen from space",
        "WHO: Outbreak of fever in Pell is over",
        "Mayor of Orr says bridge is longest on coast. It isn't",
        "'I fell. I swam.' Captain of ferry tells court of night at Pell",
        "Gov. Lund signs toll bill",
        "U.S. Steel buys shipyard at Orr for St. Elm dock",
        "Holm, Lund and Vann win seats in Orr, Pell",
        "Joaquin 'El Toro' Ruiz convicted in Tarn",
    ],
)
def test_an_agencys_title_is_plain_whatever_somebody_says_in_it(title: str) -> None:
    assert tone(Article("a", title)) is Tone.PLAIN


def test_the_headline_informs_where_any_title_does_and_is_the_editors_where_one_was_pinned(
    file: File,
) -> None:
    text = "The ferry Orla struck the harbour wall of Pell on Monday, and seventeen people were hurt. " * 3
    teaser = file("a", text, title="You won't believe what this ferry did")
    plain = file("b", text[:90], title="UPDATE 1-Ferry strikes harbour wall at Pell, 17 hurt", hours=1)
    assert tell([teaser, plain], None).headline == "Ferry strikes harbour wall at Pell, 17 hurt"
    assert tell([teaser, plain], "a").headline == teaser.article.title
    assert tell([teaser], None).headline == teaser.article.title
