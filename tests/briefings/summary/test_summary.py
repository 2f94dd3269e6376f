import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.briefings.summary import Budget, summarise
from service.briefings.summary.candidate import quoted_text
from service.briefings.wording.quotable import Grade, grade
from service.model import FiledArticle

File = Callable[..., FiledArticle]
Rows = list[tuple[str, str, int, int]]

STRIKE = (
    "PELL, Nov 2 (Wire) - Dock workers at the port of Pell walked out on Monday in a dispute over night "
    "shifts. The strike has stopped all container traffic, the port authority said. "
    "He added that talks would resume on Tuesday. Read More"
)
RIVAL = (
    "Container ships were turned away from Pell on Monday after dock workers went on strike over night "
    "shifts. The union said 1,400 of its members had joined the strike by noon. Will it last? "
    "Meanwhile, prices rose."
)
LATER = (
    "Dock workers in Pell ended their strike on Tuesday after the port authority withdrew the new plan. "
    "Union leader Ana Reyes called the agreement a victory for families across the harbour towns."
)


def texts(articles: list[FiledArticle], budget: Budget | None = None) -> list[str]:
    return [cited.text for cited in (summarise(articles, budget) if budget else summarise(articles))]


def test_a_story_is_told_across_sources_without_repeating_itself(file: File) -> None:
    articles = [file("a", STRIKE), file("b", RIVAL, hours=1), file("c", LATER, hours=26)]
    assert texts(articles, Budget(least=3)) == [
        RIVAL[: RIVAL.index(" The union")],
        "Dock workers in Pell ended their strike on Tuesday after the port authority withdrew the new plan.",
        "Union leader Ana Reyes called the agreement a victory for families across the harbour towns.",
    ]


def test_what_opens_a_later_report_is_a_development_and_not_a_repetition(file: File) -> None:
    first = "Dock workers at the port of Pell walked out on Monday in a dispute over night shifts."
    again = "Dock workers in Pell ended their protest after the new plan was dropped by the authority."
    told = {hours: texts([file("a", first), file("b", again, hours=hours)]) for hours in (0.1, 26)}
    assert len(told[0.1]) == 1
    assert told[26] == [first, again]


def test_the_latest_of_a_row_of_flashes_is_told_however_few_words_it_has_of_its_own(file: File) -> None:
    shot = "Mayor Pau Ruiz was shot twice outside the town hall of Sant Elm on Friday."
    died = "Mayor Pau Ruiz of Sant Elm has died of his wounds, the hospital said."
    flashes = [
        file("a", "The mayor of Sant Elm was shot on Friday evening."),
        file("b", f"{shot} He is in critical condition. A suspect was seized at the scene.", hours=0.3),
        file("c", died, hours=5),
    ]
    assert texts(flashes) == [shot, died]


def test_a_row_of_flashes_deserves_more_than_the_length_of_one(file: File) -> None:
    flashes = [
        file("a", "Storm Ada is expected to reach the west coast of Aldmere by Friday noon."),
        file("b", "Thousands in the west of Aldmere were told to leave as Storm Ada approached.", hours=2),
        file("c", "Storm Ada made landfall at Grenmouth with gusts of 160 kilometres an hour.", hours=5),
        file("d", "A man was killed by a tree in Grenmouth as Storm Ada crossed the coast.", hours=5.5),
    ]
    assert [text.split()[-1] for text in texts(flashes)] == ["noon.", "hour.", "coast."]


def test_a_later_flash_that_says_all_of_an_earlier_one_stands_for_both(file: File) -> None:
    derailed = "A passenger train has derailed near Filt."
    hurt = "A passenger train derailed near Filt on Tuesday and dozens of people were hurt, the railway said."
    assert texts([file("a", derailed), file("b", hurt, hours=0.5)]) == [hurt]


def test_a_sentence_that_breaks_off_at_a_rank_is_not_quoted_nor_is_its_rest(file: File) -> None:
    whole = "A man who had been let go from his job at a mill in Pell shot the owner on Friday evening."
    broken = f'{whole} "He came in and fired twice," said police Const. Eva Holt told reporters in Pell on Saturday.'
    assert texts([file("a", broken)]) == [whole]


def test_one_article_is_told_by_its_best_sentences_lead_first(file: File) -> None:
    told = texts([file("a", STRIKE)])
    assert told == [
        "Dock workers at the port of Pell walked out on Monday in a dispute over night shifts.",
        "The strike has stopped all container traffic, the port authority said.",
    ]


def test_what_wires_put_around_a_report_is_never_told(file: File) -> None:
    around = (
        "By Ida Brandt\n\nPELL, Nov 2 (Reuters) - Dock workers walked out over night shifts.\n"
        "(Reporting by Ida Brandt in Pell; additional reporting by Jon Hale; editing by Dana Collier)\n"
        "Our Standards: The Thomson Reuters Trust Principles.\nThis material may not be published or redistributed. "
        "Reuters"
    )
    assert texts([file("a", around)]) == ["Dock workers walked out over night shifts."]
    assert texts([file("b", "(CNN) Police closed the port of Pell on Monday after a threat. AFP/dpa")]) == [
        "Police closed the port of Pell on Monday after a threat."
    ]


def test_a_report_begins_behind_its_captions_and_highlights(file: File) -> None:
    paged = (
        "FILE - In this Nov. 2, 2025 file photo, lorries cross the old bridge of Orr. (AP Photo/Ida Brandt)\n\n"
        "Highlights\n\nBridge shut to lorries\n\nA woman stands on the bridge in Orr.\n\nORR—The council of Orr voted "
        "on Monday to close the old bridge to lorries.It will stay open to cars. This is a developing story."
    )
    told = [
        "The council of Orr voted on Monday to close the old bridge to lorries.",
        "It will stay open to cars.",
    ]
    assert texts([file("a", paged)]) == told
    assert texts([file("a", paged.replace("ORR—", ""))]) == told


def test_a_picture_is_told_by_its_caption_where_there_is_no_report(file: File) -> None:
    caption = "Mayor Ida Brandt, left, talks on the old bridge of Orr."
    assert texts([file("a", f"{caption} (AP Photo/Jon Hale)\n")]) == [caption]
    report = "The council of Orr voted on Monday to close the old bridge to lorries."
    assert texts([file("a", caption), file("b", report, hours=1)]) == [report]


def test_alerts_without_text_are_told_by_their_titles(file: File) -> None:
    titles = ["Quake of magnitude 6.1 shakes Orr", "Orr quake: roof of station falls in"]
    alerts = [file(str(hour), title=title, hours=hour) for hour, title in enumerate(titles)]
    assert sorted(texts(alerts)) == sorted(titles)


def test_copies_of_one_origin_are_cited_together_own_source_first(file: File) -> None:
    reprint = "From our partners.\n\n" + STRIKE
    copies = [
        file("b", reprint, origin="a", hours=1),
        file("a", STRIKE),
        file("c", "Cut.", origin="a", hours=2),
    ]
    first, *_ = summarise(copies)
    lead = "Dock workers at the port of Pell walked out on Monday in a dispute over night shifts."
    assert first.text == lead
    assert [(c.article_id, c.start) for c in first.citations] == [
        ("a", STRIKE.index(lead)),
        ("b", reprint.index(lead)),
    ]


def test_a_story_in_two_languages_is_told_in_one(file: File) -> None:
    german = (
        "Hafenarbeiter in Pell legten am Montag im Streit um Nachtschichten die Arbeit nieder "
        "und blockierten das Tor."
    )
    told = texts([file("a", STRIKE), file("b", RIVAL, hours=1), file("d", german, language="de", hours=2)])
    assert told
    assert german not in told


def test_tables_and_live_blogs_give_their_prose(file: File) -> None:
    table = (
        "Votes by ward\nNorth\t1,204\t33.1\nSouth\t980\t21.0\n\n"
        "Mayor Ilse Vann won a third term in Pell with 54 percent of the vote."
    )
    live = (
        "10:42 GMT Ilse Vann thanked voters in front of the town hall on Sunday night.\n\n"
        "10:30\n\nPhoto by A. Moor"
    )
    told = texts([file("a", table), file("b", live, hours=1)])
    assert sorted(told) == [
        "Ilse Vann thanked voters in front of the town hall on Sunday night.",
        "Mayor Ilse Vann won a third term in Pell with 54 percent of the vote.",
    ]


@pytest.mark.parametrize("text", ["", "Read More", "12 34 56\t78", "?!", "Sign up to our newsletter."])
def test_nothing_is_said_where_nothing_can_be_quoted(file: File, text: str) -> None:
    assert summarise([file("a", text, title="Why?")]) == ()
    assert summarise([]) == ()


def test_no_sentence_begins_once_the_words_have_been_said(file: File) -> None:
    told = texts([file("a", STRIKE), file("c", LATER, hours=26)], Budget(sentences=9, words=30))
    lengths = [len(sentence.split()) for sentence in told]
    assert sum(lengths) - max(lengths) < 30


def test_what_leans_is_read_behind_what_it_leans_on(file: File) -> None:
    text = (
        "The council of Orr voted on Monday to close the old bridge. It will stay open to cars and bicycles."
    )
    assert texts([file("a", text)]) == [
        "The council of Orr voted on Monday to close the old bridge.",
        "It will stay open to cars and bicycles.",
    ]
    assert texts([file("a", text)], Budget(sentences=1)) == [text[: text.index(" It")]]


def test_a_story_of_five_hundred_articles_is_told_as_shortly(file: File) -> None:
    towns = ["Orr", "Pell", "Vann", "Moor", "Lisk"]
    articles = [
        file(f"{n:03}", STRIKE.replace("Pell", towns[n % 5]), origin=f"{n % 90:03}", hours=n / 10)
        for n in range(500)
    ]
    shuffled = random.Random(1).sample(articles, len(articles))
    assert summarise(shuffled) == summarise(articles)
    assert 1 <= len(summarise(articles)) <= 5


SENTENCES = st.sampled_from(
    [
        *STRIKE.split(". "),
        *RIVAL.split(". "),
        *LATER.split(". "),
        "他们周一在港口罢工反对夜班。",
        "ORR (AP) - x",
        "“Open",
        "\n\n",
    ]
)
TEXT = st.one_of(st.lists(SENTENCES, max_size=8).map(". ".join), st.text(max_size=80))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(TEXT, TEXT, st.integers(0, 3), st.integers(0, 5)), max_size=6),
    st.randoms(use_true_random=False),
)
def test_every_sentence_stands_verbatim_at_its_offsets_whatever_the_order(
    file: File, rows: Rows, shuffler: random.Random
) -> None:
    articles = [
        file(str(n), text, title=title, origin=str(min(origin, n)), hours=hours)
        for n, (text, title, origin, hours) in enumerate(rows)
    ]
    summary = summarise(articles)
    by_id = {filed.id: quoted_text(filed.article) for filed in articles}
    for cited in summary:
        assert cited.citations
        assert all(by_id[c.article_id][c.start : c.end] == cited.text for c in cited.citations)
    assert len(summary) <= 5
    shuffler.shuffle(articles)
    assert summarise(articles) == summary


@pytest.mark.parametrize(
    ("sentence", "opens_text", "expected"),
    [
        ("Former mayor Ilse Vann won a third term in Pell on Sunday.", False, Grade.SOUND),
        ("This week the council of Orr closed the old bridge to lorries.", True, Grade.SOUND),
        ("This week the council of Orr closed the old bridge to lorries.", False, Grade.FOLLOWING),
        ("She said that the bridge of Orr would stay open to cars.", True, Grade.FOLLOWING),
        ("Vann’s comments come hours after the council of Orr had voted.", False, Grade.FOLLOWING),
        ("Nobody was hurt there.", False, Grade.FOLLOWING),
        ('Vann said: "The bridge is too weak for lorries, and it will stay closed.', False, Grade.PASSABLE),
        ("The bridge of Orr will stay closed until the council has", False, Grade.PASSABLE),
        ("The bridge (built in 1911 will stay closed until May.", False, Grade.PASSABLE),
        ("THE BRIDGE OF ORR WILL STAY CLOSED UNTIL MAY.", False, Grade.PASSABLE),
        ("“The bridge of Orr is much too weak for lorries,” he said on Monday.", False, Grade.FOLLOWING),
        ('"The bridge of Orr is much too weak for lorries."', False, Grade.FOLLOWING),
        ("“The bridge of Orr is much too weak for lorries,” Vann said on Monday.", False, Grade.SOUND),
        ("“The bridge of Orr is much too weak for lorries,” said the mayor.", False, Grade.SOUND),
        ("Asked about the bridge on Monday, she said that it was safe.", True, Grade.FOLLOWING),
        ("The other bridge of Orr will be closed to lorries in May.", False, Grade.FOLLOWING),
        ("Sign up to our newsletter for all the news from Orr.", False, Grade.NEVER),
        ("This is a developing story about the bridge of Orr.", False, Grade.NEVER),
        ("RELATED: Ten bridges that the council of Orr has closed.", False, Grade.NEVER),
    ],
)
def test_sentences_are_graded_by_how_they_stand_alone(
    sentence: str, opens_text: bool, expected: Grade
) -> None:
    assert grade(sentence, len(sentence.split()), opens_text=opens_text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "पुलिस ने बताया कि मंगलवार को बंदरगाह में नौका बांध से टकरा गई और चौदह लोग घायल हो गए।",
        "இருவரின் நிலை மோசமாக உள்ளது என்று துறைமுக மருத்துவமனை அதிகாரிகள் வியாழக்கிழமை தெரிவித்தனர்.",
        "ตำรวจกล่าวเมื่อวันอังคารว่า มีผู้บาดเจ็บสิบสี่คน เมื่อเรือชนเขื่อน ที่ท่าเรือเมื่อคืนนี้",
    ],
)
def test_vowels_that_are_signs_on_letters_are_words_as_well(file: File, text: str) -> None:
    assert texts([file("a", text)]) == [text]


def test_of_reports_in_one_sentence_the_one_that_tells_more_is_quoted(file: File) -> None:
    leads = (
        "Orr has chosen Lise Brandt to be its harbour master, the council said.",
        "The council of Orr has chosen Lise Brandt, a retired pilot, as the harbour master of the town, by nine votes "
        "to seven.",
        "Lise Brandt, who used to be a pilot, is to be the new harbour master of Orr, its council said on Monday.",
    )
    (quoted,) = summarise([file(name, text) for name, text in zip("abc", leads, strict=True)])
    assert quoted.text == leads[1]


def test_an_edited_copy_is_not_quoted_beside_its_original(file: File) -> None:
    wire = "Nine people were killed and 22 hurt when a coach fell into a ravine near Arvo on Tuesday, police said."
    more = "The coach was on its way from Selm to a spa when it broke through a barrier."
    edited = "Nine were and 22 hurt when coach fell a ravine near Arvo on Tuesday, police said."
    own = "The mayor of Arvo has called off the town's winter market, this paper has learnt from her office."
    copy = file("b", f"{edited} {more} {own}", origin="a", hours=2)
    told = summarise([file("a", f"{wire} {more}"), copy])
    assert edited not in {one.text for one in told}
    assert own in {one.text for one in told}
    counted_anew = wire.replace("Nine", "Eleven")
    assert {
        one.text for one in summarise([file("a", wire), file("b", counted_anew, origin="a", hours=9)])
    } == {counted_anew}
    assert summarise([copy])
