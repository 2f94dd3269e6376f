from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.briefings.timeline import Turn, timeline
from service.model import FiledArticle

File = Callable[..., FiledArticle]

FIRST = (
    "The ferry Halden rammed a breakwater at Skarvik on Tuesday and fourteen people were hurt, police said."
)
AGAIN = "Fourteen people were injured when the ferry Halden hit a breakwater at Skarvik on Tuesday."
CAUSE = "The engines did not answer when the captain put them in reverse, the shipping line told reporters."
TAKEN_UP = (
    "The captain had put the engines in reverse but they did not answer, according to the shipping line."
)
DETAIL = "A brass band that was to meet the passengers on the quay went home at noon without having played."
INQUIRY = "The maritime board opened an investigation into the accident and seized the logbook on Wednesday."


def test_it_tells_the_first_report_what_others_took_up_and_the_latest(file: File) -> None:
    told = timeline(
        [
            file("first", FIRST),
            file("again", AGAIN, hours=1),
            file("copy", FIRST, origin="first", hours=2),
            file("detail", f"{AGAIN} {DETAIL}", hours=3),
            file("cause", f"{AGAIN} {CAUSE}", hours=4),
            file("more", TAKEN_UP, hours=5),
            file("last", f"{TAKEN_UP} {INQUIRY}", hours=6),
        ]
    )
    assert [(moment.turn, moment.filed.id, moment.taken_up) for moment in told] == [
        (Turn.FIRST, "first", 0),
        (Turn.TURNING, "cause", 2),
        (Turn.LATEST, "last", 0),
    ]
    assert [moment.sentence.text for moment in told if moment.sentence] == [FIRST, CAUSE, INQUIRY]
    assert told[0].sentence is not None
    assert [place.article_id for place in told[0].sentence.citations] == ["first", "copy"]


def test_what_one_source_says_again_is_a_turning_point_that_no_other_source_took_up(file: File) -> None:
    reports = [
        file("first", FIRST, source="Northwire"),
        file("cause", f"{AGAIN} {CAUSE}", hours=1, source="Northwire"),
        file("more", TAKEN_UP, hours=2, source="northwire "),
        file("last", f"{TAKEN_UP} {INQUIRY}", hours=3, source="Northwire"),
    ]
    assert [(moment.filed.id, moment.taken_up) for moment in timeline(reports)] == [
        ("first", 0),
        ("cause", 0),
        ("last", 0),
    ]


def test_an_update_of_the_first_report_is_told_and_its_copies_are_not(file: File) -> None:
    updated = FIRST.replace("fourteen people were hurt", "three sailors drowned")
    reports = [
        file("first", FIRST, source="Northwire"),
        file("copy", FIRST, origin="first", hours=1, source="Gazette"),
        file("update", updated, update_of="first", hours=2, source="Northwire"),
        file("late copy", updated, origin="first", hours=3, source="Gazette"),
    ]
    reports[3] = replace(reports[3], decision=replace(reports[3].decision, duplicate_of="update"))
    assert [(moment.turn, moment.filed.id) for moment in timeline(reports)] == [
        (Turn.FIRST, "first"),
        (Turn.LATEST, "update"),
    ]


def test_a_story_of_one_report_has_one_moment(file: File) -> None:
    (moment,) = timeline([file("alert", title="Ferry hits breakwater")])
    assert (moment.turn, moment.filed.id) == (Turn.FIRST, "alert")
    assert timeline([]) == ()


@given(st.permutations(range(5)))
def test_the_order_in_which_it_is_handed_over_does_not_count(file: File, order: list[int]) -> None:
    reports = [
        file(f"r{index}", text, hours=index // 2)
        for index, text in enumerate((FIRST, CAUSE, TAKEN_UP, AGAIN, INQUIRY))
    ]
    assert timeline([reports[index] for index in order]) == timeline(reports)


def test_what_stands_deep_in_a_report_or_leans_is_no_turn(file: File) -> None:
    reports = [
        file("first", FIRST),
        file("deep", f"{AGAIN} Nobody was hurt badly, police said on Tuesday night. {CAUSE}", hours=1),
        file("leans", f"{TAKEN_UP} She said they were seizing the logbook.", hours=2),
        file(
            "last",
            f"{TAKEN_UP} It was seized with the logbook on Wednesday, as a maritime board ordered.",
            hours=3,
        ),
    ]
    assert [moment.sentence.text for moment in timeline(reports) if moment.sentence] == [
        FIRST,
        TAKEN_UP,
    ]


SCENE = "Gulls circled over the quay and a cook swept up glass before a shuttered kiosk."
TITLE = "Ferry rams breakwater at Skarvik, fourteen hurt"


def quoted(reports: list[FiledArticle]) -> list[str]:
    return [moment.sentence.text for moment in timeline(reports) if moment.sentence]


def test_where_the_first_lines_set_a_scene_the_sentence_that_tells_the_event_is_quoted(file: File) -> None:
    reports = [
        file("first", f"{SCENE} The kiosk stays shut for now. {AGAIN}", title=TITLE),
        file("last", f"{TAKEN_UP} {INQUIRY}", title="Ferry: board seizes logbook", hours=6),
    ]
    first, _ = timeline(reports)
    assert first.sentence is not None
    assert first.sentence.text == AGAIN
    start, end = first.sentence.citations[0].start, first.sentence.citations[0].end
    assert reports[0].article.text[start:end] == AGAIN


def test_first_lines_that_tell_a_turn_or_are_dated_stay(file: File) -> None:
    lead = "Two sailors died when she struck."
    dated = "Work on the quay was stopped on Tuesday by the harbour master."
    for opening in (lead.replace("she", "the ship"), dated):
        assert quoted([file("first", f"{opening} {AGAIN}", title=TITLE)]) == [opening]


def test_the_latest_report_is_told_by_its_news_and_not_by_comment(file: File) -> None:
    comment = "You would think that by now our captains knew how reverse gears, throttles and bells are used."
    reports = [file("first", FIRST, title=TITLE), file("last", f"{comment} {INQUIRY}", hours=6)]
    assert quoted(reports) == [FIRST, INQUIRY]


def test_the_day_on_which_a_page_was_changed_is_not_when_it_was_told(file: File) -> None:
    reports = [
        file("first", f"on November 2, 2026 at 10:50 AM, updated November 19, 2026 at 12:16 PM\n\n{FIRST}"),
        file("last", INQUIRY, hours=30),
    ]
    assert [moment.filed.id for moment in timeline(reports)] == ["first", "last"]
