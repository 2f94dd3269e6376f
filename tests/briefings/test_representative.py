from collections.abc import Callable
from itertools import permutations

import pytest

from service.briefings.outline import tell
from service.briefings.representative import Rule, choose_representative, reason
from service.briefings.summary import summarise
from service.model import FiledArticle

File = Callable[..., FiledArticle]

FLOOD = "The river Orr burst its banks in Pell and flooded two hundred homes."


def test_what_a_page_says_of_itself_stands_for_no_story_and_is_not_quoted(file: File) -> None:
    notice = (
        "We use cookies to give you the best experience on our website. By using this site you accept our use of "
        "cookies. Learn more about your privacy settings."
    )
    told = "The ferry Astrid ran aground off Lund on Thursday with 120 people aboard, the coast guard said."
    notices = [file(name, notice, title="Ferry Astrid aground off Lund with 120 aboard") for name in "ac"]
    story = [notices[0], file("b", told, title="Ferry aground", hours=1), notices[1]]
    assert choose_representative(story, None).article.id == "b"
    assert [cited.text for cited in summarise(story)] == [told]
    assert choose_representative(notices, None).article.id == "a"
    assert summarise(notices) == ()


def test_a_flash_that_a_later_turn_has_overtaken_does_not_stand_for_the_story(file: File) -> None:
    shot = file(
        "b", "Mayor Ruiz was shot twice on Friday and is in hospital.", title="Mayor Ruiz of Sant Elm shot"
    )
    dead = file("c", "Mayor Ruiz has died of his wounds.", title="Mayor of Sant Elm dies", hours=5)
    first = file("a", "The mayor of Sant Elm was shot.", title="Mayor shot")
    choice = choose_representative([first, shot, dead], None)
    assert (choice.article.id, choice.rule) == ("c", Rule.LATEST)
    assert choose_representative([first, shot], None).rule is not Rule.LATEST
    knows = file(
        "d", "The mayor, who had been shot, is dead.", title="Grief in Sant Elm for its mayor", hours=6
    )
    assert choose_representative([knows, dead, shot], None).article.id in {"c", "d"}
    longer = [
        file(one.id, one.article.text + " More." * 80, title=one.article.title, hours=n)
        for n, one in enumerate((first, shot, dead))
    ]
    assert choose_representative(longer, None).rule is not Rule.LATEST


def test_a_title_with_an_old_count_gives_way_to_one_with_the_count_that_holds(file: File) -> None:
    told = "The ferry Astrid hit the outer wall of the port of Skarvik on Tuesday in calm weather, the coastguard said."
    told += " The captain reported that the engines had not answered when he ordered them astern." * 3
    early = file(
        "a", f"{told} Fourteen people were injured.", title="14 injured as ferry Astrid hits wall at Skarvik"
    )
    usual = file("b", f"{told} It had lost power.", title="Ferry Astrid hits wall at Skarvik", hours=1)
    later = file(
        "c",
        f"{told} The number of people known to have been injured has risen to 19.",
        title="Ferry Astrid hit wall at Skarvik without power, 19 injured",
        hours=9,
    )
    first = choose_representative([early, usual], None)
    choice = choose_representative([early, usual, later], None)
    assert (first.article.id, choice.article.id, choice.rule) == ("a", "c", Rule.LATEST)
    assert tell([early, usual, later], None).headline == later.article.title
    flash = file("d", "", title="Ferry Astrid at Skarvik: 23 injured", hours=12)
    assert choose_representative([early, usual, flash], None).article.id == "a"


def test_reprints_of_one_wire_do_not_outvote_independent_reports(file: File) -> None:
    wire = [
        file(f"wire{n}", "Shares of Acme fell on flood fears.", origin="wire0", title="Shares fall")
        for n in range(5)
    ]
    free = [
        file("a", FLOOD, title="River Orr floods Pell"),
        file("b", FLOOD + " Boats took people off their roofs.", title="River Orr floods Pell homes"),
        file("c", "Two hundred homes in Pell were flooded as the river Orr rose.", title="Pell flooded"),
    ]
    choice = choose_representative([*wire, *free], None)
    assert choice.article.id in {"a", "b", "c"}
    assert choice.centrality > 0.3


def test_the_reason_is_given(file: File) -> None:
    short, full = file("a", FLOOD), file("b", FLOOD + " Boats came.", title="Flood", hours=1)
    twin = file("c", FLOOD + " Boats come.", title="Flood", hours=2)
    assert choose_representative([short], None).rule is Rule.ONLY
    assert choose_representative([short, full], None).rule is Rule.COMPLETE
    by_time = choose_representative([twin, full], None)
    assert (by_time.article.id, by_time.rule) == ("b", Rule.EARLIEST)
    pinned = choose_representative([short, full, twin], "a")
    assert (pinned.article.id, pinned.rule) == ("a", Rule.PINNED)
    assert choose_representative([short, full], "hidden").article.id == "b"


def test_no_copy_stands_for_its_original_however_long_its_page_has_made_it(file: File) -> None:
    wire = file("a", FLOOD, title="River Orr floods homes in Pell")
    paper = file("b", f"{FLOOD} {FLOOD} Ring us.", title="River Orr floods Pell", origin="a", hours=8)
    choice = choose_representative([wire, paper], None)
    assert (choice.article.id, choice.rule) == ("a", Rule.ORIGINAL)
    assert choose_representative([paper], None).article.id == "b"
    untitled = file("a", FLOOD)
    assert choose_representative([untitled, paper], None).article.id == "b"


def test_no_title_is_said_to_inform_where_there_is_none(file: File) -> None:
    full, short = file("a", FLOOD + " Boats came."), file("b", FLOOD)
    assert reason(choose_representative([full, short], None)) == "the fullest of 2 reports"
    titled = file("a", FLOOD + " Boats came.", title="River Orr floods homes in Pell")
    told = reason(choose_representative([titled, short], None))
    assert told == "the fullest of 2 reports with an informing title"


def test_length_beyond_three_medians_is_no_gain(file: File) -> None:
    early, late = file("a", FLOOD * 4, title="Flood"), file("b", FLOOD * 40, title="Flood", hours=1)
    others = [file(name, FLOOD, origin="a", title="Flood", hours=2) for name in "cde"]
    assert choose_representative([late, early, *others], None).useful_length == 3 * len(FLOOD)
    assert choose_representative([late, early, *others], None).article.id == "a"


def test_the_order_of_articles_does_not_matter(file: File) -> None:
    articles = [file(name, FLOOD, title="Flood") for name in "dbca"]
    assert {choose_representative(order, None).article.id for order in permutations(articles)} == {"a"}


def test_no_article_is_refused() -> None:
    with pytest.raises(ValueError, match="may be shown"):
        choose_representative([], None)


def test_a_preferred_source_stands_for_the_story_unless_all_it_has_is_a_flash(file: File) -> None:
    full = FLOOD + " Boats took people off their roofs, and the army was called in."
    wire = file("w", full, title="River Orr floods Pell", source="North Wire")
    post = file("p", full, title="Flood in Pell", source="Pell Post", hours=1)
    radio = file("r", full, title="Pell under water", source="Radio Orr", hours=2)
    flash = file("f", "Flood in Pell.", title="FLASH: flood", source="Radio Orr")
    order = ["radio orr", "Pell Post"]
    chosen = choose_representative([wire, post, radio], None, order)
    assert (chosen.article.id, chosen.rule) == ("r", Rule.PREFERRED)
    assert reason(chosen) == "of the source preferred most"
    assert choose_representative([wire, post, flash], None, order).article.id == "p"
    assert choose_representative([wire, post, radio], "w", order).rule is Rule.PINNED
    assert choose_representative([wire], None, order).rule is Rule.ONLY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Orr hospital to shut maternity ward", "Maternity ward in Orr to stay"),
        ("Lund sells shipyard to Holm", "Holm pulls out of shipyard deal"),
        ("Tarn raises property tax", "Tarn backs down on property tax"),
        ("Orr to join customs union", "Voters in Orr say no to customs union"),
    ],
)
def test_a_flash_that_goes_back_on_an_earlier_one_stands_for_the_story(
    file: File, before: str, after: str
) -> None:
    first = file("a", f"{before}, officials said on Monday in a short statement.", title=before)
    for hours, told in ((3, after), (0.5, before)):
        later = file("b", f"{after}, officials said.", title=after, hours=hours)
        assert choose_representative([first, later], None).article.article.title == told


def test_a_later_flash_on_something_else_does_not(file: File) -> None:
    first = file(
        "a", "The ferry Orla struck a wall, the coastguard said.", title="Ferry strikes wall at Pell"
    )
    aside = file(
        "b", "Captain Berit Holm is 52.", title="Captain of ferry was on first voyage for Tarn", hours=3
    )
    assert choose_representative([first, aside], None).article.id == "a"


@pytest.mark.parametrize("declared", [True, False])
def test_representative_headline_and_summary_are_in_one_language(file: File, *, declared: bool) -> None:
    told = {
        "de": (
            "Orr überflutet 200 Häuser in Pell",
            "Der Fluss Orr ist am Montag in Pell über die Ufer getreten und hat zweihundert Häuser überflutet, sagte "
            "der Bürgermeister. Boote holten Menschen von den Dächern.",
        ),
        "en": (
            "River Orr floods 200 homes in Pell",
            "The river Orr burst its banks in Pell on Monday and flooded two hundred homes, the mayor said. Boats took "
            "people off their roofs, and nobody was hurt.",
        ),
    }
    for first, second in permutations(told):
        story = [
            file(name, told[name][1], title=told[name][0], hours=3 * n, language=name if declared else None)
            for n, name in enumerate((first, second))
        ]
        choice = choose_representative(story, None)
        headline, summary = tell(story, None).headline, summarise(story)
        assert (choice.article.id, choice.rule, headline) == (first, Rule.LANGUAGE, told[first][0])
        assert {citation.article_id for cited in summary for citation in cited.citations} == {first}


def test_the_tables_of_one_agency_do_not_speak_for_one_another(file: File) -> None:
    result = (
        "Astrid Dahl won the presidency of Varn on Sunday, beating Goran Milas, who conceded at midnight."
    )
    first = file("a", result, title="Dahl wins Varn presidency", source="Courier")
    second = file(
        "b",
        "Voters in Varn have made the judge Astrid Dahl their president, ending ten years of Goran Milas.",
        title="Judge Dahl elected president of Varn",
        source="Northwire",
        hours=1,
    )
    tables = [
        file(
            region,
            f"Final count of the presidential election in the {region} region of Varn, as published by the electoral "
            f"commission: Astrid Dahl {50 + number}.4 percent, Goran Milas {40 - number}.1 percent, others 3.0.",
            title=f"Varn election: results from {region} region",
            source="Tabular",
            hours=2,
        )
        for number, region in enumerate(("North", "South", "Coast", "Capital", "Lakes"))
    ]
    assert choose_representative([first, second, *tables], None).article.id in {"a", "b"}
