"""A story and a report as pages, without a browser."""

from datetime import datetime
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html

from service.desk import Desk
from service.web.naming import Names
from tests.api.support import FLOOD, FLOOD_COPY, NOON, RESIGNATION, Clock, Post
from tests.web.support import CALL, MENU, ON_ONE_PAGE, TOLD

EDITED = {
    **FLOOD_COPY,
    "text": "By our staff. " + FLOOD["text"] + " The mayor was on holiday.",
}


def shown(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_a_story_is_told_once_however_many_of_its_former_ids_are_named(
    client: TestClient, post: Post, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, *others = (
        one["story_id"]
        for one in post(
            *({**FLOOD, "id": f"f/{n}", "title": f"{n} {n}{n}", "text": f"Word{n} " * 9} for n in range(5))
        )
    )
    client.post(f"/v1/stories/{kept}/merge", json={"with": others}).raise_for_status()
    told: list[str] = []
    tell = desk.story

    def counted(story_id: str, now: datetime) -> object:
        told.append(story_id)
        return tell(story_id, now)

    monkeypatch.setattr(desk, "story", counted)
    names = Names(desk, NOON, desk.story(kept, NOON)[0])
    assert {names.story(one) for one in others} == {names.story(kept)}
    assert told.count(kept) == 1


def test_a_story_folds_its_copies_and_says_why_each_is_here(client: TestClient, post: Post) -> None:
    [story_id, _] = [one["story_id"] for one in post(FLOOD, FLOOD_COPY)]
    answer = client.get(f"/stories/{story_id}")
    assert answer.status_code == 200
    text = shown(answer.text)
    assert "2 reports from 1 text" in text
    assert "1 copy folded: Sunder Gazette" in text
    assert "the same text as the report of North Wire" in text
    assert "It opened a story: nothing on file was like it." in text
    assert "Nothing: the reports came together by themselves." in text
    twin = client.get(f"/stories/{story_id}.json")
    assert twin.headers["location"] == f"/v1/stories/{story_id}"


LONG_FLOOD = (
    "The river Alma burst its banks at Port Sunder on Friday and drowned at least 3 people, officials said. Some "
    "1,200 residents left their homes for the night and slept in two schools on the hill. Soldiers brought blankets "
    "and bread by boat, and the ferry to Skarvik will not run before the water has fallen."
)


def test_an_update_stands_by_itself_with_its_copies_folded_under_it(client: TestClient, post: Post) -> None:
    first = FLOOD | {"text": LONG_FLOOD}
    updated = FLOOD | {"id": "north/9", "text": LONG_FLOOD.replace("3 people", "11 people")}
    copied = updated | {"id": "sunder/9", "source": "Sunder Gazette"}
    story_id, *_ = [one["story_id"] for one in post(first, updated, copied)]
    text = shown(client.get(f"/stories/{story_id}").text)
    assert "3 reports from 2 texts" in text
    assert "1 copy folded: Sunder Gazette" in text
    assert "an update of the report of North Wire" in text
    [story] = client.get("/v1/briefing?since=2026-11-19T00:00:00Z").json()["stories"]
    assert (story["origin_count"], story["duplicates"]) == (1, ["sunder/9"])


def test_a_report_shows_the_cited_words_and_what_it_changes(client: TestClient, post: Post) -> None:
    post(FLOOD, EDITED)
    path = f"/articles/{quote(str(EDITED['id']), safe='')}"
    page = html.fromstring(client.get(f"{path}?start=3&end=13&against=north/1").text)
    assert page.xpath("string(//mark)") == EDITED["text"][3:13]
    assert page.xpath("string(//*[@class='text'])") == EDITED["text"]
    assert "The mayor was on holiday." in "".join(page.xpath("//ins/text()"))
    assert not html.fromstring(client.get(f"{path}?start=13&end=3").text).xpath("//mark")
    assert not html.fromstring(client.get(f"{path}?start=0&end=99999").text).xpath("//mark")


def test_versions_show_what_each_changed(client: TestClient, post: Post) -> None:
    post({**FLOOD, "version": "1"})
    post({**FLOOD, "version": "2", "text": FLOOD["text"].replace("1,200", "1,400")})
    page = html.fromstring(client.get("/articles/north%2F1").text)
    assert "1,200" in "".join(page.xpath("//*[@id='versions']//del/text()"))
    assert "1,400" in "".join(page.xpath("//*[@id='versions']//ins/text()"))


def test_a_text_that_is_not_shown_whole_says_so(client: TestClient, post: Post) -> None:
    post({**FLOOD, "text": "The river rose. " * 12_500 + "Nobody was hurt."})
    assert "goes on for 16 characters that are not shown" in client.get("/articles/north%2F1").text


def test_merged_unknown_and_withdrawn_stories_lead_on(
    client: TestClient, post: Post, desk: Desk, clock: Clock
) -> None:
    flood, minister = (one["story_id"] for one in post(FLOOD, RESIGNATION))
    desk.merge(flood, [minister], clock(), by="anna")
    moved = client.get(f"/stories/{minister}")
    assert moved.status_code == 308
    assert "merged into this one" in client.get(moved.headers["location"]).text
    assert "anna merged another story" in shown(client.get(f"/stories/{flood}").text)
    unknown = client.get("/stories/s-nothing")
    assert unknown.status_code == 404
    assert "No such story" in unknown.text
    for article in (FLOOD, RESIGNATION):
        desk.withdraw(str(article["id"]), clock(), "wrong")
    gone = client.get(f"/stories/{flood}")
    assert gone.status_code == 410
    assert "Alma" not in gone.text
    assert client.get("/articles/north%2F1").status_code == 410


def test_a_story_of_many_origins_and_copies_comes_in_pages(
    client: TestClient, desk: Desk, post: Post
) -> None:
    one = post(FLOOD)[0]["story_id"]
    post(*({**FLOOD, "id": f"copy/{number}", "source": f"Paper {number}"} for number in range(60)))
    text = shown(client.get(f"/stories/{one}").text)
    assert "60 copies folded" in text
    assert "and 52 more copies" in text
    rest = shown(client.get(f"/stories/{one}?origin=north%2F1&page=2").text)
    assert "page 2 of 2" in rest
    assert "Show all texts" in rest


def test_what_a_page_repeats_around_a_report_is_shown_apart(client: TestClient, post: Post) -> None:
    post(*ON_ONE_PAGE)
    for report, told in zip(ON_ONE_PAGE, TOLD, strict=True):
        start = report["text"].index("Nobody" if "Nobody" in told else "Bakers")
        page = html.fromstring(client.get(f"/articles/{report['id']}?start={start}&end={start + 6}").text)
        [text] = page.find_class("text")
        assert text.text_content() == report["text"]
        assert [one.text_content().strip() for one in text.find_class("around")] == [MENU, CALL]
        assert [one.text_content() for one in text.xpath(".//*[@id='cited']")] == [
            report["text"][start : start + 6]
        ]
        assert "what its page repeats" in shown(client.get(f"/articles/{report['id']}").text)
    # Words that somebody marks on both sides of where the report begins are marked as one.
    page = html.fromstring(client.get(f"/articles/{ON_ONE_PAGE[0]['id']}?start=4&end={len(MENU) + 12}").text)
    assert (
        "".join(one.text_content() for one in page.xpath("//mark"))
        == ON_ONE_PAGE[0]["text"][4 : len(MENU) + 12]
    )
    assert len(page.xpath("//*[@id='cited']")) == 1


def test_a_report_that_is_all_told_is_shown_as_one(client: TestClient, post: Post) -> None:
    post(FLOOD)
    page = html.fromstring(client.get(f"/articles/{FLOOD['id']}").text)
    assert not page.find_class("around")
    assert "what its page repeats" not in page.text_content()
