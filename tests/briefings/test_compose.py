from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.briefings.compose import compose
from service.briefings.origins import count_independent, count_sources
from service.briefings.outline import outline
from service.briefings.ranking import rank, spread
from service.briefings.values import BriefingRequest
from service.model import FiledArticle, Relation, Status, Story, StoryFile
from service.ports import StorySize

File = Callable[..., FiledArticle]
Bind = Callable[..., StoryFile]

LEAD = "The council of Orr voted on Monday to close the old bridge to lorries until the spring of next year."


@pytest.fixture
def request_for_today(noon: datetime) -> BriefingRequest:
    return BriefingRequest(
        now=noon + timedelta(hours=6), since=noon - timedelta(days=1), until=noon + timedelta(days=1)
    )


def test_sources_and_origins_are_counted_apart(file: File, bind: Bind, noon: datetime) -> None:
    counted = outline(
        bind(
            file("a", LEAD, source="Pell Post"),
            file("b", LEAD, source=" pell post", origin="a"),
            file("c", LEAD, origin="a"),
            file("d", LEAD, hours=1),
            file("e", LEAD, origin="d", hours=2),
            file("f", LEAD, source="Orr Radio", hours=3),
        ),
        noon,
    )
    assert counted is not None
    assert (counted.article_count, counted.source_count, counted.origin_count) == (6, 3, 3)
    assert counted.latest_published_at - counted.first_published_at == timedelta(hours=3)


@pytest.mark.parametrize(
    ("reports", "sources", "independent"),
    [
        pytest.param([("a", "Wire", "a"), ("b", " WIRE", "b"), ("c", "Wire", "c")], 1, 1, id="own updates"),
        pytest.param(
            [("a", "Wire", "a"), ("b", "Post", "a"), ("c", "Wire", "c"), ("d", "Post", "c")],
            2,
            1,
            id="client",
        ),
        pytest.param([("a", "Wire", "a"), ("b", "Post", "a"), ("c", "Post", "c")], 2, 2, id="client's own"),
        pytest.param([("a", None, "a"), ("b", None, "b")], 2, 2, id="nobody is named"),
        pytest.param([("b", "Post", "gone"), ("c", "Echo", "gone"), ("d", "Post", "d")], 2, 2, id="gone"),
        pytest.param([("b", "Wire", "gone"), ("c", "Wire", "c")], 1, 1, id="no more than sources"),
        pytest.param([("a", None, "a"), ("b", "Post", "a"), ("c", "Post", "c")], 1, 1, id="named by a copy"),
    ],
)
def test_the_texts_of_one_publisher_are_one_independent_source(
    file: File, reports: list[tuple[str, str | None, str]], sources: int, independent: int
) -> None:
    articles = [file(name, LEAD, source=source, origin=origin) for name, source, origin in reports]
    assert (count_sources(articles), count_independent(articles)) == (sources, independent)


def test_what_is_withdrawn_or_embargoed_is_never_shown_counted_or_cited(
    file: File, bind: Bind, request_for_today: BriefingRequest
) -> None:
    now = request_for_today.now
    hidden = [
        file("kill", LEAD, title="Killed", status=Status.CANCELED, hours=3),
        file("gone", LEAD, title="Gone", withdrawn=True),
        file("held", LEAD, title="Held", status=Status.EMBARGOED),
        file("soon", LEAD, title="Soon", embargoed_until=now + timedelta(hours=1)),
    ]
    shown = file("a", LEAD, origin="gone", embargoed_until=now)
    (item,) = compose([bind(*hidden, shown, pinned="soon")], request_for_today).items
    assert item.outline.articles == (shown,)
    assert item.outline.representative is shown
    assert {c.article_id for cited in item.summary for c in cited.citations} == {"a"}
    assert item.new_since == ("a",)
    assert compose([bind(*hidden)], request_for_today).items == ()
    assert outline(bind(*hidden), now) is None


def test_duplicates_are_named(file: File, bind: Bind, request_for_today: BriefingRequest) -> None:
    story = bind(
        file("a", LEAD),
        file("b", LEAD, relation=Relation.EXACT_DUPLICATE, origin="a", hours=1),
        file("c", LEAD, origin="a", hours=2),
        file("d", "Lorries will have to take the northern road from Tuesday.", hours=3),
    )
    (item,) = compose([story], request_for_today).items
    assert item.duplicates == ("b", "c")
    assert item.new_since == ("a", "b", "c", "d"), "nobody knows when the reader last looked"


def test_of_copies_whose_original_is_gone_the_first_is_none(
    file: File, bind: Bind, request_for_today: BriefingRequest
) -> None:
    left = [file(name, LEAD, origin="gone", hours=hour) for hour, name in enumerate("abc")]
    (item,) = compose([bind(*left)], request_for_today).items
    assert item.duplicates == ("b", "c")


def test_what_stands_for_a_story_is_no_duplicate_in_it(
    file: File, bind: Bind, request_for_today: BriefingRequest
) -> None:
    untitled, titled = file("a", LEAD), file("b", LEAD, title="Orr shuts its bridge to lorries", origin="a")
    (item,) = compose([bind(untitled, titled)], request_for_today).items
    assert (item.outline.representative.id, item.duplicates) == ("b", ())


def test_a_briefing_is_filtered_ranked_and_cut(
    file: File, bind: Bind, noon: datetime, request_for_today: BriefingRequest
) -> None:
    stories = [
        bind(file("old", LEAD, hours=-30), story_id="old"),
        bind(file("edge", LEAD, hours=24), story_id="after"),
        bind(file("p", LEAD), file("q", LEAD, origin="p"), story_id="one voice"),
        bind(file("r", LEAD), file("s", LEAD, hours=-1), story_id="two voices"),
        bind(file("t", LEAD), story_id="b"),
        bind(file("u", LEAD), story_id="a"),
    ]
    for order in (stories, stories[::-1]):
        names = [item.outline.story.id for item in compose(order, request_for_today).items]
        assert names == ["two voices", "one voice", "a", "b"]
    voices = compose(stories, replace(request_for_today, min_origins=2)).items
    assert [item.outline.story.id for item in voices] == ["two voices"]
    assert len(compose(stories, replace(request_for_today, limit=1)).items) == 1


def test_only_stories_with_an_article_of_the_source_and_in_the_language(
    file: File, bind: Bind, request_for_today: BriefingRequest
) -> None:
    stories = [
        bind(file("a", LEAD, source="Orr Radio"), file("b", LEAD, language="fr"), story_id="both"),
        bind(file("c", LEAD, source="Pell Post", language="fr"), story_id="another source"),
        bind(file("d", LEAD, source="Orr Radio", language="fr", withdrawn=True), file("e"), story_id="gone"),
    ]

    def found(**wanted: str) -> set[str]:
        request = replace(request_for_today, source=wanted.get("source"), language=wanted.get("language"))
        items = compose(stories, request).items
        return {item.outline.story.id for item in items}

    assert found(source="Orr Radio") == {"both"}
    assert found(language="fr") == {"both", "another source"}
    assert found(source="Orr Radio", language="fr") == {"both"}
    assert found(source="Pell Post", language="en") == set()


def test_the_parts_of_a_rank_add_up_and_grow_with_what_they_name(noon: datetime) -> None:
    one = StorySize("s", "s", 1, 1, 1, noon)
    two = StorySize("s", "s", 2, 2, 2, noon)
    fresh, stale = rank(two, noon), rank(replace(two, recent_texts=0), noon + timedelta(days=1))
    assert fresh.score == fresh.origins + fresh.recency + fresh.growth + fresh.size
    assert fresh.origins > rank(one, noon).origins
    assert fresh.growth > rank(one, noon).growth > stale.growth == 0.0
    assert stale.recency < fresh.recency == rank(two, noon - timedelta(days=1)).recency


def test_recent_are_the_texts_of_their_own_of_the_last_hours_of_the_period(
    file: File, bind: Bind, request_for_today: BriefingRequest, noon: datetime
) -> None:
    until = noon + timedelta(hours=3)
    story = bind(
        file("a", LEAD, hours=-8),
        file("b", LEAD, hours=-2),
        file("c", LEAD, origin="b", hours=1),
        file("d", hours=2),
    )
    (item,) = compose([story], replace(request_for_today, until=until)).items
    assert item.rank == rank(StorySize("story", "story", 4, 3, 2, noon + timedelta(hours=2)), until)


def test_one_saga_does_not_fill_the_page(
    file: File, request_for_today: BriefingRequest, noon: datetime
) -> None:
    def story(name: str, storyline: str, reports: int) -> StoryFile:
        articles = tuple(file(f"{name}{number}", LEAD) for number in range(reports))
        return StoryFile(Story(name, storyline, noon), articles)

    stories = [*(story(f"saga {n}", "saga", 9 - n) for n in range(5)), story("other", "other", 1)]
    request = replace(request_for_today, per_storyline=2)

    def names(request: BriefingRequest) -> list[str]:
        return [item.outline.story.id for item in compose(stories, request).items]

    assert names(request) == ["saga 0", "saga 1", "other", "saga 2", "saga 3", "saga 4"]
    assert names(replace(request, limit=3)) == ["saga 0", "saga 1", "other"]


@given(st.lists(st.sampled_from("abc")), st.integers(1, 4))
def test_spreading_leaves_nothing_out(subjects: list[str], most: int) -> None:
    order = spread(subjects, most)
    assert sorted(order) == list(range(len(subjects)))
    for subject in "abc":
        places = [place for place in order if subjects[place] == subject]
        assert places == sorted(places), "a subject keeps its own order"
