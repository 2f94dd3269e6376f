"""Stories that are hard to tell: each has to come out as a sound briefing, honestly marked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.briefings.compose import compose
from service.briefings.figures.panel import disagreements
from service.briefings.timeline import Turn, timeline
from service.briefings.values import BriefingRequest, BriefItem
from service.model import FiledArticle, StoryFile

File = Callable[..., FiledArticle]
Bind = Callable[..., StoryFile]
Brief = Callable[..., BriefItem]

SUNK = (
    "A ferry sank off Tarn on Monday morning, killing 14 people, the coast guard said. The ferry Sall Star had left "
    "Port Sall an hour before. Divers were called from Pell and searched the wreck until dusk."
)
DROWNED = "At least 19 people died when the ferry Sall Star sank off Tarn on Monday, the port authority said."


@pytest.fixture
def brief(file: File, bind: Bind) -> Brief:
    """Compose a briefing of one story, and check that every quotation can be read again where it stands."""

    def composed(*articles: FiledArticle) -> BriefItem:
        now = file("now", hours=200).at
        (item,) = compose([bind(*articles)], BriefingRequest(now, now - timedelta(days=9_000), now)).items
        texts = {filed.id: filed.article for filed in articles}
        for sentence in item.summary:
            for cited in sentence.citations:
                whole = texts[cited.article_id].text or texts[cited.article_id].title
                assert whole[cited.start : cited.end] == sentence.text
        for claim in (claim for one in item.disagreements for claim in one.claims):
            assert getattr(texts[claim.article_id], claim.field)[claim.start : claim.end] == claim.quote
            assert claim.said in claim.quote
        return item

    return composed


def numbers(item: BriefItem) -> list[tuple[str, list[float]]]:
    return [(one.status, [claim.value for claim in one.claims]) for one in item.disagreements]


def test_one_line_alerts(brief: Brief, file: File) -> None:
    titles = [
        "Ferry sinks off Tarn, 14 dead",
        "Ferry sinks off Tarn; at least 19 killed",
        "Ferry sinks: police",
    ]
    item = brief(*(file(str(at), title=title, hours=at / 10) for at, title in enumerate(titles)))
    assert item.summary
    assert numbers(item) == [("contested", [14, 19])]


def test_titles_alone_tell_the_latest_turn(brief: Brief, file: File) -> None:
    """No title ends with a full stop, and none is kept out for sharing the names of all of them."""
    titles = [
        "BREAKING: Explosion at the Harrow chemical plant",
        "Harrow chemical plant explosion: at least 3 injured - fire service",
        "UPDATE: Two dead in Harrow chemical plant explosion, police say",
        "Harrow chemical plant explosion death toll rises to 4",
        "Fire at Harrow chemical plant under control - officials",
    ]
    item = brief(*(file(str(at), title=title, hours=at / 2) for at, title in enumerate(titles)))
    assert titles[2].removeprefix("UPDATE: ") in [sentence.text for sentence in item.summary]


def test_live_blogs_and_tables(brief: Brief, file: File) -> None:
    live = "10:42 GMT At least 14 people are dead after a ferry sank off Tarn, police say.\n\n10:30\n\nShare this"
    table = "Ferry\tTonnes\tDead\nSall Star\t1,204\t19\n\nThe ferry sank off Tarn, killing 19 people, police said."
    item = brief(file("a", live, title="Live: ferry"), file("b", table, title="Ferry", hours=3))
    assert item.summary
    assert {sentence.text[:12] for sentence in item.summary} <= {"At least 14 ", "The ferry sa"}
    assert numbers(item) == [("revised", [14, 19])]


def test_tables_do_not_silence_the_one_report_in_sentences(brief: Brief, file: File) -> None:
    rows = "\n".join(f"{place}\tNovak Horak\tTarn\t6:12.{place}" for place in range(1, 9))
    told = "10:49 Klein is closing in.\n\n10:51 GOLD! Novak and Horak win the final of the regatta off Tarn in 6:12.1."
    item = brief(
        file("a", f"Rank\tCrew\tPort\tTime\n{rows}", title="Regatta: results"),
        file("b", f"Place\tCrew\tPort\tTime\n{rows}", title="Results of the regatta", hours=1),
        file("c", told, title="Regatta live", hours=2),
    )
    assert {cited.article_id for sentence in item.summary for cited in sentence.citations} == {"c"}


def test_reports_of_the_first_day_there_is(file: File) -> None:
    told = [
        SUNK.replace("Monday", "Sunday"),
        DROWNED.replace("Monday", "Sunday"),
        f"{SUNK} In 2025 nobody died.",
    ]
    reports = [
        replace(file(str(at), text), at=datetime.min.replace(tzinfo=UTC)) for at, text in enumerate(told)
    ]
    assert disagreements(reports)
    assert timeline(reports)[0].turn is Turn.FIRST


def test_two_languages(brief: Brief, file: File) -> None:
    german = (
        "Beim Untergang einer Fähre vor Tarn sind am Montag nach Angaben der Polizei 23 Menschen umgekommen."
    )
    item = brief(file("a", SUNK), file("d", german, language="de"), file("b", DROWNED, hours=0.5))
    assert "d" not in {cited.article_id for sentence in item.summary for cited in sentence.citations}
    assert numbers(item) == [("contested", [14, 19])]


def test_every_article_of_one_origin(brief: Brief, file: File) -> None:
    changed = SUNK.replace("14 people", "15 people")
    copies = [file(str(at), changed if at == 3 else SUNK, origin="0", hours=at / 10) for at in range(6)]
    item = brief(*copies)
    assert (item.outline.origin_count, item.outline.article_count) == (1, 6)
    assert numbers(item) == [("revised", [14, 15])]


def test_five_hundred_articles(brief: Brief, file: File) -> None:
    story = [file(f"{at:03}", SUNK.replace("14", str(14 + at // 100)), hours=at / 25) for at in range(500)]
    item = brief(*story)
    assert item.outline.article_count == 500
    assert 2 <= len(item.summary) <= 5
    ((status, values),) = numbers(item)
    assert status == "revised"
    assert values == sorted(values)
    assert len(values) <= 12


def test_sources_that_name_different_days(brief: Brief, file: File) -> None:
    sunday = SUNK.replace("on Monday morning", "on Sunday night")
    item = brief(file("a", SUNK, title="Ferry sinks"), file("b", sunday, title="Ferry lost", hours=1))
    assert [(one.about, one.unit) for one in item.disagreements] == [
        ("the day (people killed off Tarn)", "day")
    ]
    assert [claim.said for claim in item.disagreements[0].claims] == ["Monday", "Sunday"]


def test_a_time_that_contradicts_the_text(brief: Brief, file: File) -> None:
    wrong = DROWNED.replace("authority said", "authority said on November 2, 2026")
    item = brief(file("a", SUNK), file("b", wrong, hours=-140_000))
    assert numbers(item) == [("contested", [14, 19])]


def test_a_report_is_not_the_first_of_what_came_after_its_own_time(file: File) -> None:
    wrong = DROWNED.replace("authority said", "authority said on November 3, 2026")
    first = file("a", SUNK, title="Ferry sinks")
    late = file("b", wrong, title="Ferry lost", hours=-140_000)
    assert [(moment.turn, moment.filed.id) for moment in timeline([late, first])] == [
        (Turn.FIRST, "a"),
        (Turn.LATEST, "b"),
    ]


@pytest.mark.parametrize("hours", [-0.5, -5, -30, -90_000, 0, 0.5, 5, 30, 150])
def test_an_update_that_comes_with_any_time_leaves_the_story_sound(
    brief: Brief, file: File, hours: float
) -> None:
    first = file("a", SUNK, title="Ferry sinks off Tarn", source="Wire")
    update = file(
        "b", f"{DROWNED} Divers found five more bodies.", title="Ferry: 19 dead", source="Post", hours=hours
    )
    item = brief(first, update)
    ((status, values),) = numbers(item)
    assert sorted(values) == [14, 19]
    # Who says less later, or at the same time, contradicts; who says more has counted on.
    assert status == ("revised" if hours > 1 else "contested")
    assert item.summary
    turns = timeline([update, first])
    assert [one.turn for one in turns] == [Turn.FIRST, Turn.LATEST]
    assert [one.filed.id for one in turns] == (["a", "b"] if hours >= 0 else ["b", "a"])


def test_nothing_but_comment_and_comment_among_reports(brief: Brief, file: File) -> None:
    column = "Some 40 people died when the ferry Sall Star sank off Tarn, and nobody will answer for it in this town."
    opinion = file("o", column, title="Opinion: A scandal foretold", hours=1)
    item = brief(
        file("a", SUNK, title="Ferry sinks off Tarn"), file("b", DROWNED, title="Ferry lost"), opinion
    )
    assert item.outline.representative.id != "o"
    assert "o" not in {cited.article_id for sentence in item.summary for cited in sentence.citations}
    assert numbers(item) == [("contested", [14, 19])]
    assert brief(opinion).summary
