"""What is told to whoever has seen some reports of a story: a rule of ``service.briefings.anew`` each."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.anew import MOST_SENTENCES, told_anew
from service.briefings.seen import Seen
from service.briefings.summary.candidates import gather
from service.model import FiledArticle
from tests.benchmarks.novelty import HALVES, telling

File = Callable[..., FiledArticle]
Tell = Callable[..., list[str]]

CHARGED = "Foreman Anders Tolk was charged on Monday over the fire at the Mercer mill in Halm."
CONVICTED = "A jury on Tuesday convicted foreman Anders Tolk over the fire at the Mercer mill in Halm."
APPEAL = "Lawyers in Halm said they would take the case to the court of Aldmere before Christmas."
PUMPS = "Engineers said on Tuesday that two pumps at the Mercer mill had been broken for a month."


@pytest.fixture
def tell(file: File) -> Tell:
    """Tell what is new in some reports, texts or filed, for whoever has seen others."""

    def tell(known: Sequence[str], *fresh: str | FiledArticle) -> list[str]:
        seen = Seen([file(f"k{place}", text).article for place, text in enumerate(known)])
        reports = [
            file(f"f{place}", one, hours=place) if isinstance(one, str) else one
            for place, one in enumerate(fresh)
        ]
        return [one.text for one in told_anew(seen, gather(reports))]

    return tell


def test_a_turn_that_nobody_knew_is_told_however_many_of_its_words_are_known(tell: Tell) -> None:
    assert tell([CHARGED], CONVICTED) == [CONVICTED]


@pytest.mark.parametrize(
    "known",
    [
        f"{CHARGED} The foreman was found guilty by a jury.",
        f"{CHARGED} His conviction came on Tuesday.",
    ],
)
def test_a_turn_known_in_another_form_of_the_word_is_not_told_again(tell: Tell, known: str) -> None:
    assert tell([known], CONVICTED) == []


def test_a_turn_that_may_have_come_was_not_known(tell: Tell) -> None:
    assert tell([f"{CHARGED} He could be jailed for life if convicted, a prosecutor said."], CONVICTED) == [
        CONVICTED
    ]


def test_an_old_turn_told_as_background_is_no_news(tell: Tell) -> None:
    old = "Anders Tolk, who was convicted over a fire at a barn in 2009, was foreman of the Mercer mill in Halm."
    assert tell([CHARGED], old) == []


def test_a_turn_of_something_else_goes_by_the_share_of_what_is_known(tell: Tell) -> None:
    known = "Ferries to Tarn, Sall and Orr were full on Monday, the harbour of Pell said."
    other = "The mayor resigned. Ferries to Tarn, Sall and Orr were full on Monday."
    assert tell([known], other) == []


def test_a_turn_that_the_title_names_is_told_where_the_text_tells_it(tell: Tell, file: File) -> None:
    text = f"Widows wept in the gallery of the court. The mill still stands empty. {CONVICTED}"
    told = tell([CHARGED], file("f", text, title="Foreman convicted over fire at Mercer mill"))
    assert told == [CONVICTED]


def test_leads_come_before_what_stands_deeper_and_three_are_enough(tell: Tell) -> None:
    deep = (
        f"{CONVICTED} {APPEAL} Clerks said it was cold. Tolk thanked his sister, a nurse in Halm, the bailiff said. "
        f"Owners of the mill in Halm said they would rebuild its roof by May. {PUMPS}"
    )
    told = tell([CHARGED], deep, "The Mercer mill in Halm will be pulled down, its new owners announced.")
    assert len(told) == MOST_SENTENCES
    assert told == [
        CONVICTED,
        APPEAL,
        "The Mercer mill in Halm will be pulled down, its new owners announced.",
    ]


@pytest.mark.parametrize(
    "weak",
    [
        "In March 2019, the owners of the Mercer mill had bought nine looms abroad.",
        "You never trust a foreman at the Mercer mill in Halm with matches, said a wag on Tuesday.",
        "Looms in a mill often overheat in August, when belts dry and grease runs thin.",
        "He told the clerk in Halm on Tuesday that his shoes were soaked.",
        "Vance said on Tuesday that the mill in Halm owed thirty households half a year of wages.",
        "Orchards in Morrow were hit by hail on Tuesday, growers said.",
    ],
    ids=["background", "talk", "habit", "leans", "stranger", "far"],
)
def test_what_is_no_news_is_left_out(tell: Tell, weak: str) -> None:
    met = "Advocate Ruth Vance sat at the back." if weak.startswith("Vance") else "Snow fell outside."
    assert tell([CHARGED], f"{CONVICTED} {met} Nobody spoke much. {weak}") == [CONVICTED]
    assert tell([CHARGED], f"{CONVICTED} {met} Nobody spoke much. {PUMPS}") == [CONVICTED, PUMPS]


def test_somebody_whom_the_reader_has_met_is_no_stranger(tell: Tell) -> None:
    vance = "Vance said on Tuesday that the mill in Halm owed thirty households half a year of wages."
    report = f"{CONVICTED} Advocate Ruth Vance sat at the back. Nobody spoke much. {vance}"
    assert tell([f"{CHARGED} Ruth Vance speaks for the weavers."], report) == [CONVICTED, vance]


def test_what_others_take_up_comes_first(tell: Tell) -> None:
    reports = [
        "The Mercer mill in Halm has lost its licence, the county announced on Wednesday.",
        "Weavers will march through Halm on Friday, their union said.",
        "The county announced that the Mercer mill has lost its licence to weave.",
        "Mayor Inga Brandt visited a school in Halm on Wednesday to talk of its new windows.",
        "Sparrows nest in the chimney again, a keeper of birds in Halm reported.",
    ]
    assert reports[0] in tell([CHARGED], *reports) or reports[2] in tell([CHARGED], *reports)


def test_what_a_new_version_adds_is_told_wherever_it_stands(file: File) -> None:
    before = f"{CHARGED} Clerks wore gloves. The stove had failed. Snow fell on the yard."
    added = "The owners have locked the gates of the yard."
    told = told_anew(Seen([file("a", before).article]), gather([file("a", f"{before} {added}")]))
    assert [one.text for one in told] == [added]
    assert told_anew(Seen([file("a", before).article]), gather([file("b", f"{before} {added}")])) == []


def test_nothing_is_told_where_nothing_is_new(tell: Tell) -> None:
    assert tell([CHARGED], CHARGED) == []
    assert told_anew(Seen([]), []) == []


def test_other_languages_are_told_by_what_is_new_in_them(tell: Tell) -> None:
    known = (
        "Beim Untergang einer Fähre vor Tarn sind am Montag nach Angaben der Polizei 23 Menschen umgekommen."
    )
    news = "Der Kapitän der Fähre wurde am Dienstag im Hafen von Pell von der Polizei in Haft genommen."
    assert tell([known], news) == [news]


@given(st.permutations(range(4)))
def test_the_order_in_which_reports_are_handed_over_does_not_count(file: File, order: list[int]) -> None:
    texts = (CONVICTED, f"{CHARGED} {APPEAL}", PUMPS, f"{PUMPS} {APPEAL}")
    reports = [file(f"f{place}", text, hours=place // 2) for place, text in enumerate(texts)]

    def told(some: Sequence[FiledArticle]) -> list[str]:
        return [one.text for one in told_anew(Seen([file("k", CHARGED).article]), gather(some))]

    assert told([reports[place] for place in order]) == told(reports)


@pytest.mark.parametrize("half", HALVES)
def test_briefings_tell_the_news_and_only_news(half: str) -> None:
    found = telling(half)
    assert found.worth >= 0.75 * found.told
    assert found.missed <= 1


def test_in_what_was_read_before_another_figure_is_enough(file: File) -> None:
    """A corrected report, and an agency's update: of their words hardly any is new."""
    cut = (
        "The central bank of Estmark cut its main interest rate to 2.25 percent on Thursday, citing weaker demand for "
        "exports. Governor Ilse Brandt said that further steps would depend on wages."
    )
    anew = cut.replace("2.25", "2.15")
    read = file("a", cut)
    [told] = told_anew(Seen([read.article]), gather([file("a", anew)]))
    assert "2.15" in told.text
    update = file("b", anew, update_of="a", hours=1)
    assert [one.text for one in told_anew(Seen([read.article], {"a"}), gather([update]))] == [told.text]
    assert told_anew(Seen([read.article], {"a"}), gather([file("b", cut, update_of="a", hours=1)])) == []
