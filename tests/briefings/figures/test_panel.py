from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.compose import compose
from service.briefings.figures.panel import disagreements
from service.briefings.values import BriefingRequest
from service.model import FiledArticle, Status, StoryFile
from tests.benchmarks.disagreements import cases

File = Callable[..., FiledArticle]
Bind = Callable[..., StoryFile]

TWELVE = "The crash near Orr killed 12 people, police said."
SIXTEEN = "At least 16 people died in the crash near Orr, the governor said."


def shown(articles: Sequence[FiledArticle]) -> list[tuple[str, str, list[str]]]:
    return [(one.about, one.status, [claim.said for claim in one.claims]) for one in disagreements(articles)]


def test_independent_sources_that_differ_at_one_time_contest_each_other(file: File) -> None:
    articles = [file("a", TWELVE, source="Wire"), file("b", SIXTEEN, source="Post", hours=0.5)]
    assert shown(articles) == [("people killed near Orr", "contested", ["12", "At least 16"])]
    first, second = disagreements(articles)[0].claims
    assert (first.source, first.article_id, first.attributed_to) == ("Wire", "a", "police")
    assert (second.value, second.modifier, second.place) == (16, "at least", "near Orr")


def test_the_article_before_a_number_tells_that_its_day_is_not_the_deaths_and_is_not_shown(
    file: File,
) -> None:
    """Of "the 16 people killed" the day of the sentence is another's."""
    told = [
        file("a", "A coach crash near Orr on Sunday killed 12 people, police said.", source="Wire"),
        file(
            "b", "Families on Monday buried the 16 people killed in the coach crash near Orr.", source="Post"
        ),
    ]
    [(_, status, said)] = shown(told)
    assert (status, said) == ("contested", ["12", "16"])
    without = replace(told[1].article, text=told[1].article.text.replace("the 16", "16"))
    assert shown([told[0], replace(told[1], article=without)]) == []


def test_an_article_before_digits_is_not_shown_and_one_that_is_a_number_is(file: File) -> None:
    told = [
        file("a", "The council of Orr passed a $1 trillion budget on Monday.", source="Wire"),
        file("b", "The council of Orr passed a budget of $1.2 trillion on Monday.", source="Post", hours=0.5),
    ]
    assert [said for _, _, claims in shown(told) for said in claims] == ["$1 trillion", "$1.2 trillion"]
    dozen = [
        file("a", "The crash near Orr killed a dozen people, police said.", source="Wire"),
        file("b", SIXTEEN, source="Post", hours=0.5),
    ]
    assert [said for _, _, claims in shown(dozen) for said in claims] == ["a dozen", "At least 16"]


def test_a_toll_that_rises_is_revised_and_numbers_that_fit_are_compatible(file: File) -> None:
    assert shown([file("a", TWELVE), file("b", SIXTEEN, hours=5)])[0][1] == "revised"
    fits = "At least 10 people died in the crash near Orr."
    assert shown([file("a", fits), file("b", TWELVE)])[0][1] == "compatible"
    lowered = [file("a", SIXTEEN, source="Wire"), file("b", TWELVE, source="Wire", hours=5)]
    assert shown(lowered)[0][1] == "revised"
    assert (
        shown([file("a", SIXTEEN, source="Wire"), file("b", TWELVE, source="Post", hours=5)])[0][1]
        == "contested"
    )


@pytest.mark.parametrize("when", ["last week", "since the first storm of winter", "across the country"])
def test_one_report_may_leave_unsaid_when_it_was(file: File, when: str) -> None:
    told = f"Floods killed 14 people {when}, the ministry said."
    other = "Floods have killed {} people, the rescuers said."
    articles = [file("a", told, source="Wire"), file("b", other.format(17), source="Post", hours=0.5)]
    assert [one[2] for one in shown(articles)] == [["14", "17"]]
    assert shown([articles[0], file("b", other.format(30), source="Post", hours=0.5)]) == []
    assert shown([articles[0], file("b", other.format("17"), source="Wire", hours=30)]) == []


def test_what_may_be_of_two_places_is_of_either_where_both_have_one_number(file: File) -> None:
    placed = [
        file("a", "The storm killed 12 people in Orr.", title="Storm in Tarn kills 12", source="Wire"),
        file("b", "Storm kills 14 people", source="Post", hours=0.5),
    ]
    assert [one[2] for one in shown(placed)] == [["12", "14"]]
    differing = placed[0].article.title.replace("12", "20")
    assert shown([file("a", placed[0].article.text, title=differing, source="Wire"), placed[1]]) == []


def test_a_bill_is_told_by_its_matter_and_not_by_who_is_named_beside_it(file: File) -> None:
    one = "Speaker Eva Holt told her Reformers that the $1 billion harbour bill would pass."
    other = "Governor Nils Orlo wants the Senate to pass a ${} billion harbour bill."
    articles = [file("a", one, source="Wire"), file("b", other.format(1.2), source="Post", hours=0.5)]
    assert [one[0] for one in shown(articles)] == ["harbour bill"]
    for apart in (other.format(1.7), other.format(1.2).replace("harbour bill", "farm bill")):
        assert shown([articles[0], file("b", apart, source="Post", hours=0.5)]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orr keeps 3,000 troops in Tarn past the July withdrawal date.", "Orr has 2,500 troops in Tarn."),
        (
            "Police arrested 750 people at a march before the upcoming vote on Jan. 8.",
            "Police arrested 900 people at the march.",
        ),
        ("A deal may end a strike by 48,000 workers.", "The strike by 41,000 workers goes on."),
    ],
)
def test_what_lies_ahead_makes_no_other_time_of_what_has_happened(file: File, one: str, other: str) -> None:
    articles = [file("a", one, source="Wire"), file("b", other, source="Post", hours=0.5)]
    assert len(shown(articles)) == 1


def test_who_is_unsure_of_a_number_says_it_all_the_same(file: File) -> None:
    unsure = "The crash near Orr killed potentially more than 20 people."
    assert len(shown([file("a", TWELVE, source="Wire"), file("b", unsure, source="Post")])) == 1
    for not_so in ("Police fear that", "Experts predict that", "Police are anticipating that"):
        feared = f"{not_so} the crash near Orr killed more than 20 people."
        assert shown([file("a", TWELVE, source="Wire"), file("b", feared, source="Post")]) == []
    projected = "A ministry projects 20 deaths in the crash near Orr."
    assert shown([file("a", TWELVE, source="Wire"), file("b", projected, source="Post")]) == []


def test_copies_of_one_origin_count_once_and_one_number_is_nothing_to_show(file: File) -> None:
    assert shown([file("a", TWELVE), file("b", TWELVE, origin="a"), file("c", TWELVE)]) == []
    told = [file("a", TWELVE), file("b", TWELVE, origin="a", hours=0.1), file("c", SIXTEEN)]
    assert [claim.article_id for claim in disagreements(told)[0].claims] == ["a", "c"]


def test_speakers_in_one_report_may_differ_but_a_report_that_contradicts_itself_states_nothing(
    file: File,
) -> None:
    crowd = "Police said 5,000 people marched in Orr. Organisers said 20,000 people marched in Orr."
    assert [one[1] for one in shown([file("a", crowd)])] == ["contested"]
    muddled = "A bomb killed five people in Orr. The bomb killed eight people in Orr."
    assert shown([file("a", muddled), file("b", TWELVE.replace("near", "in"))]) == []


def test_what_is_counted_elsewhere_is_listed_beside_what_is_contested(file: File) -> None:
    sent = "Marovia has sent {} Marovian troops to Belmark, {} said."
    there = "About 8,000 Marovian troops are stationed in Belmark's Lower Tarn region, {} said."
    articles = [
        file("a", sent.format("nearly 12,000", "Belmark")),
        file("b", sent.format("a total of 10,000", "the minister") + " " + there.format("she")),
        file("c", there.format("an envoy")),
    ]
    assert shown(articles) == [
        ("Marovian troops sent to Belmark", "contested", ["nearly 12,000", "a total of 10,000"]),
        (
            "Marovian troops stationed in Belmark's Lower Tarn region",
            "compatible",
            ["About 8,000", "About 8,000"],
        ),
    ]
    assert [one[2] for one in shown(articles[:2])] == [
        ["nearly 12,000", "a total of 10,000"],
        ["About 8,000"],
    ]
    assert shown([articles[2], file("d", there.format("a guard"))]) == []


def test_withdrawn_and_embargoed_articles_state_nothing(file: File, bind: Bind) -> None:
    now = file("n").at + timedelta(hours=6)
    request = BriefingRequest(now, since=now - timedelta(days=1), until=now)
    hidden = [
        file("gone", SIXTEEN, withdrawn=True),
        file("kill", SIXTEEN, status=Status.CANCELED),
        file("soon", SIXTEEN, embargoed_until=now + timedelta(hours=1)),
    ]
    (item,) = compose([bind(file("a", TWELVE), *hidden)], request).items
    assert item.disagreements == ()
    (item,) = compose(
        [bind(file("a", TWELVE), *hidden)],
        replace(request, now=now + timedelta(hours=2), until=now + timedelta(hours=2)),
    ).items
    assert {claim.article_id for one in item.disagreements for claim in one.claims} == {"a", "soon"}


@given(st.data())
def test_claims_are_verbatim_and_the_order_of_articles_does_not_matter(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from([case for case in cases() if case.expected]))
    articles = {filed.id: filed.article for filed in story.articles}
    found = disagreements(story.articles)
    for claim in (claim for one in found for claim in one.claims):
        assert claim.quote == getattr(articles[claim.article_id], claim.field)[claim.start : claim.end]
        assert claim.said in claim.quote
    assert disagreements(data.draw(st.permutations(story.articles))) == found


def test_one_number_on_two_days_puts_the_day_in_dispute(file: File) -> None:
    monday = file(
        "a", "A ferry sank off Tarn on Monday evening, killing 14 people, the coast guard said.", hours=20
    )
    written = file("b", "Fourteen people were killed when a ferry sank off Tarn on November 1, police said.")
    (day,) = disagreements([monday, written])
    assert (day.about, day.unit, day.status) == ("the day (people killed off Tarn)", "day", "contested")
    assert [(claim.value, claim.said, claim.article_id) for claim in day.claims] == [
        (20261101, "November 1", "b"),
        (20261102, "Monday", "a"),
    ]
    agreeing = file("c", "A ferry sank off Tarn on Nov. 2, killing 14 people, a spokesman said.")
    assert disagreements([monday, agreeing]) == ()
    other = file("d", "A ferry sank off Tarn on Sunday, killing 19 people, a spokesman said.")
    assert disagreements([monday, other]) == ()


def test_a_report_that_tells_of_a_later_date_than_its_own_is_taken_to_be_of_that_date(file: File) -> None:
    at_noon = file("a", TWELVE)
    years_off = file(
        "b", SIXTEEN.replace("governor said", "governor said on November 2, 2026"), hours=-130_000
    )
    (killed,) = disagreements([at_noon, years_off])
    assert (killed.status, [claim.value for claim in killed.claims]) == ("contested", [12, 16])
    ahead = file("c", SIXTEEN + " The hearing is set for December 5, 2026.", hours=-1)
    assert [one.status for one in disagreements([ahead, file("d", TWELVE, hours=-0.5)])] == ["contested"]


def test_sources_that_differ_on_the_age_of_somebody_contest_each_other(file: File) -> None:
    named = file("a", "Lise Brandt, 34, was pulled from the Orn on Monday.", source="Wire")
    other = file("b", "The body of 36-year-old Lise Brandt was found in the Orn.", source="Post")
    assert shown([named, other]) == [("age of Lise Brandt", "contested", ["34", "36"])]
    brother = file("b", "The body of 36-year-old Jens Brandt was found in the Orn.", source="Post")
    birthday = replace(other, at=other.at + timedelta(days=200))
    father = file("b", "Lise Brandt, 61, said that she had lost a daughter of her name.", source="Post")
    for one in (brother, birthday, father):
        assert shown([named, one]) == []


def test_a_price_that_counts_debt_is_not_compared_with_one_that_does_not(file: File) -> None:
    plain = file(
        "a", "Orr paint maker Velden is being bought by Tamm in a deal worth $7.4 billion, both said."
    )
    owing = file(
        "b",
        "Tamm has agreed to buy Velden in a deal that values the maker of Durafix at $8bn including debt.",
        title="Tamm swoops on Velden in $8bn paint deal",
    )
    other = file("c", "Tamm has agreed to buy Velden for $9 billion, including debt.", hours=0.2)
    assert not disagreements([plain, owing])
    assert [(one.about, one.status) for one in disagreements([owing, other])] == [
        ("price to buy with debt", "contested")
    ]
