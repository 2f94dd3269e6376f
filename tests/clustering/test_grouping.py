"""Deciding: every rule by small evidence, its receipt, and that nothing is changed by it."""

from dataclasses import replace
from math import exp

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from service.clustering.evidence import Evidence
from service.clustering.window import Window
from service.model import Constraint, Decision, Link, Relation
from tests.clustering.support import LEAD_ONLY, NOON, decided, evidence, snapshot, window_of

FLOOD = (
    "The river Talle rose above its banks near Orsk Bridge on Monday night and cut off the villages of Hemmel and "
    "Little Hemmel, where 40 families spent the night in a school. Soldiers brought blankets and bread by boat."
)
PAGE = "https://news.example/flood?utm_source=feed"
PLAIN = [("same", 0.0), ("near", 30.0), ("far", 120.0)]


def _window() -> Window:
    return window_of({name: [evidence(f"{name}1", angle)] for name, angle in PLAIN})


def _constrained(link: Link, first: str, second: str) -> Window:
    window = _window()
    window.constrain(Constraint(link, first, second, NOON))
    return window


def test_joins_the_most_probable_story_and_says_by_how_much() -> None:
    decision = decided(evidence("new", 5, hours=1), _window())
    assert (decision.story_id, decision.relation, decision.origin_id) == ("same", Relation.SAME_STORY, "new")
    receipt = decision.receipt
    assert receipt.rule == "same_story"
    assert receipt.runner_up is not None
    assert receipt.runner_up.story_id == "near"
    assert receipt.margin == approx(decision.probability - receipt.runner_up.probability, abs=2e-4)


def test_opens_a_story_where_none_is_more_likely_than_not_and_names_the_nearest() -> None:
    decision = decided(evidence("new", 170), _window())
    assert (decision.story_id, decision.relation) == ("s-new", Relation.NEW_STORY)
    assert decision.receipt.rule == "no_match"
    assert decision.receipt.runner_up is not None
    assert decision.receipt.runner_up.story_id == "far"
    assert decision.probability == approx(1 - decision.receipt.runner_up.probability, abs=2e-4)


def test_the_first_article_of_all_opens_a_story() -> None:
    decision = decided(evidence("new", 0), window_of({}))
    assert (decision.story_id, decision.probability, decision.receipt.features) == ("s-new", 1.0, {})


@given(angle=st.floats(0, 180))
def test_contributions_and_bias_sum_to_the_log_odds_of_the_probability(angle: float) -> None:
    decision = decided(evidence("new", angle, hours=30), _window())
    log_odds = sum(decision.receipt.contributions.values()) + LEAD_ONLY.same_story.bias
    chance = 1 / (1 + exp(-log_odds))
    belief = chance if decision.relation is Relation.SAME_STORY else 1 - chance
    assert decision.probability == approx(belief, abs=2e-3)


def test_a_story_is_met_as_a_whole_so_that_one_bridge_chains_nothing() -> None:
    window = window_of({"s": [evidence("a", 0), evidence("b", 80), evidence("c", 84)]})
    assert decided(evidence("new", 0), window).relation is Relation.NEW_STORY


def test_equal_stories_tie_by_id_whatever_came_first() -> None:
    for order in (["t", "s", "u"], ["u", "t", "s"]):
        window = window_of({name: [evidence(f"{name}1", 0, text=FLOOD[::-1])] for name in order})
        assert decided(evidence("new", 0), window).story_id == "s"


def test_an_editors_tie_comes_before_everything() -> None:
    window = _constrained(Link.MUST, "far1", "new")
    decision = decided(evidence("new", 0), window, linked="near")
    assert (decision.story_id, decision.receipt.rule, decision.probability) == ("far", "must_link", 1.0)


def test_the_providers_link_comes_before_the_text() -> None:
    decision = decided(evidence("new", 0), _window(), linked="elsewhere")
    assert (decision.story_id, decision.receipt.rule) == ("elsewhere", "provider_link")


def test_a_copy_is_one_though_its_provider_says_what_it_was_made_from() -> None:
    window = window_of({"s": [evidence("a", 0, text=FLOOD)]})
    for text, relation, original in (
        (FLOOD, Relation.EXACT_DUPLICATE, "a"),
        (FLOOD.replace("Soldiers", "Troops"), Relation.NEAR_DUPLICATE, "a"),
        (FLOOD.replace("40", "90"), Relation.SAME_STORY, None),
    ):
        decision = decided(evidence("new", 0, text=text), window, linked="s")
        assert (decision.relation, decision.duplicate_of, decision.origin_id) == (relation, original, "a")
        assert decision.receipt.rule == "provider_link"
    other = decided(evidence("new", 0, text="Geese won the race of Quillon."), window, linked="s")
    assert (other.relation, other.origin_id) == (Relation.SAME_STORY, "new")


@mark.parametrize("rule", ["must_link", "provider_link", "same_text", "same_story"])
def test_a_cannot_link_vetoes_every_rule_and_is_named(rule: str) -> None:
    text = FLOOD if rule == "same_text" else ""
    window = window_of({"s": [evidence("a", 0, text=text), evidence("b", 0)]})
    window.constrain(Constraint(Link.CANNOT, "new", "b", NOON))
    if rule == "must_link":
        window.constrain(Constraint(Link.MUST, "new", "a", NOON))
    decision = decided(evidence("new", 0, text=text), window, linked="s" if rule == "provider_link" else None)
    assert (decision.story_id, decision.receipt.vetoes) == ("s-new", ("cannot_link:s",))


def test_what_hardly_means_anything_alike_is_vetoed_however_probable_in_one_language() -> None:
    sure = replace(LEAD_ONLY, same_story=replace(LEAD_ONLY.same_story, bias=9.0))
    for story, new, degrees, joins in (
        ("The fee rose.", "The wolf fled.", 80, False),
        ("The fee rose.", "The wolf fled.", 60, True),
        ("Die Gebühr stieg in der Stadt.", "The wolf fled.", 80, True),
    ):
        window = window_of({"s": [evidence("a", 0, text=story)]})
        window.calibration = sure
        decision = decided(evidence("new", degrees, text=new), window)
        assert (decision.story_id == "s") is joins
        assert decision.receipt.vetoes == (() if joins else ("unlike:s",))


def test_same_words_are_an_exact_duplicate_of_the_earliest_whatever_the_vectors_say() -> None:
    first, second = evidence("b", 90, text=FLOOD), evidence("a", 0, text=FLOOD, hours=1)
    shouted = evidence("new", 180, title="Villages cut off", text=FLOOD.upper().replace(",", " –"), hours=2)
    decision = decided(shouted, window_of({"s": [first], "t": [second]}))
    assert (decision.relation, decision.duplicate_of, decision.story_id) == (
        Relation.EXACT_DUPLICATE,
        "b",
        "s",
    )
    assert (decision.origin_id, decision.receipt.rule) == ("b", "same_text")


def test_the_same_page_needs_nearly_the_same_words() -> None:
    window = window_of({"s": [evidence("a", 0, text=FLOOD, url="http://www.news.example/flood/#top")]})
    edited = evidence("new", 120, text=FLOOD.replace("bread", "warm bread"), url=PAGE)
    decision = decided(edited, window)
    assert (decision.receipt.rule, decision.duplicate_of) == ("same_page", "a")
    assert decided(evidence("new", 120, url=PAGE), window).relation is Relation.NEW_STORY


def test_a_reprint_takes_the_origin_of_its_original() -> None:
    window = window_of({"s": [evidence("a", 0, text=FLOOD), evidence("b", 0, text=f"{FLOOD} More follows.")]})
    decision = decided(evidence("new", 2, text=f"From Hemmel, by our agency: {FLOOD}"), window)
    assert (decision.relation, decision.receipt.rule) == (Relation.NEAR_DUPLICATE, "reprint")
    assert (decision.duplicate_of, decision.origin_id) == ("a", "a")


PLAINLY = (
    "Nobody was hurt when a barn caught fire late at night and the cows were led out in time by the farmer and "
    "his children, who had smelled the smoke"
)


@mark.parametrize("turned", [False, True])
def test_a_header_that_names_something_hides_no_reprint_whichever_came_first(turned: bool) -> None:
    texts = [PLAINLY, f"By Agency in Hemmel: {PLAINLY}"]
    first, second = reversed(texts) if turned else texts
    decision = decided(evidence("new", 0, text=second), window_of({"s": [evidence("a", 0, text=first)]}))
    assert decision.relation is Relation.NEAR_DUPLICATE


def test_a_template_with_other_names_and_figures_is_no_reprint() -> None:
    def results(company: str, place: str, now: int, before: int) -> str:
        return (
            f"{company} of {place} said its profit for the quarter came to {now} million crowns after {before} million "
            f"a year before. Sales grew as well, and the board proposed to pay out half of it to shareholders."
        )

    held = evidence("a", 0, text=results("Brandt Steel", "Port Ellis", 41, 38))
    decision = decided(
        evidence("new", 0, text=results("Okafor Foods", "Lagos", 7, 12)), window_of({"s": [held]})
    )
    assert (
        decision.relation is Relation.SAME_STORY
    )  # as the vectors here say; but each is a report of its own
    assert (decision.duplicate_of, decision.origin_id) == (None, "new")


MANY = [evidence(f"m{place}", angle, hours=place % 3) for place, angle in enumerate(range(0, 180, 12))]
HOMES = ["s", "t", "u", "v", "w"]
ARRIVING = [evidence("new", angle) for angle in (0, 25, 90, 179)]


@given(order=st.permutations(range(len(MANY))))
def test_decisions_do_not_depend_on_the_order_in_which_the_window_was_filled(order: list[int]) -> None:
    def answers(places: list[int]) -> list[Decision]:
        window = window_of({})
        for place in places:
            window.place(MANY[place], HOMES[place // 3])
        return [decided(one, window) for one in ARRIVING]

    assert answers(order) == answers(sorted(order))


@given(angle=st.floats(0, 180), linked=st.none() | st.just("far"))
def test_deciding_changes_nothing_and_answers_the_same_again(angle: float, linked: str | None) -> None:
    window, new = _constrained(Link.CANNOT, "near1", "new"), evidence("new", angle, text=FLOOD)
    probes = [new, *(member for name, _ in PLAIN for member in window.members(name))]
    before = snapshot(window, probes)
    assert decided(new, window, linked) == decided(new, window, linked)
    assert snapshot(window, probes) == before


@mark.parametrize(
    "odd",
    [
        evidence("new", 0, title="Weather"),
        evidence("new", 0, text="!!! \ud800 ???"),
        evidence("new", 0, text="🔥"),
        evidence("new", 0, title="Наводнение", text="Река вышла из берегов в понедельник, отрезав два села."),
        evidence("new", 0, title="洪水", text="河水在星期一夜里漫过堤岸,两个村庄被切断。"),
        evidence("new", 0, text="غمر النهر قريتين يوم الاثنين وقطع الطريق إليهما"),
        evidence("new", 0, text=" ".join(f"word{place % 977}" for place in range(60_000))),
        evidence("new", 0, text="a" * 1_000_000),
    ],
    ids=[
        "one word",
        "no words",
        "emoji",
        "Cyrillic",
        "Chinese",
        "Arabic",
        "60,000 words",
        "one megabyte word",
    ],
)
def test_odd_texts_are_decided_on_like_all_others_and_equal_ones_are_duplicates(odd: Evidence) -> None:
    window = _window()
    assert decided(odd, window).story_id == "same"
    window.place(replace(odd, article_id="twin"), "far")
    assert decided(odd, window).duplicate_of == "twin"


def test_texts_without_words_or_of_a_few_are_copies_only_under_one_title() -> None:
    window = window_of(
        {"s": [evidence("a", 0, title="Bridge falls", text="Watch live."), evidence("b", 0, text="🔥")]}
    )
    for title, text in (("Mayor resigns", "Watch live."), ("", "❄")):
        assert decided(evidence("new", 120, title=title, text=text), window).duplicate_of is None
    assert decided(evidence("new", 120, title="Bridge falls", text="Watch live!"), window).duplicate_of == "a"
    assert decided(evidence("new", 120, text="🔥"), window).duplicate_of == "b"
