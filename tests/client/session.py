"""A newsroom's program over the client that was generated from the document: run by test_generated_client.py.

Runs in the virtual environment of the generator: knows httpx and attrs, and nothing of newsfold. Every answer must come
as the model that the document promises, with all that was sent in it and nothing else.
"""

import json
import sys
from typing import Any

from newsfold_client import Client
from newsfold_client.api.articles import check_articles, get_article, get_versions, post_articles
from newsfold_client.api.briefing import get_briefing
from newsfold_client.api.editing import choose_representative, merge_stories, split_story, withdraw_article
from newsfold_client.api.events import list_events
from newsfold_client.api.feeds import get_json_feed
from newsfold_client.api.operations import healthz, readyz
from newsfold_client.api.stories import get_story, get_storyline, list_stories
from newsfold_client.api.webhooks import create_webhook, delete_webhook, list_webhooks
from newsfold_client.models import (
    ArticleIn,
    BatchIn,
    Briefing,
    BriefingFormat,
    EventType,
    MergeIn,
    Problem,
    Relation,
    RepresentativeIn,
    Results,
    Slack,
    SplitIn,
    Story,
    WebhookIn,
    WithdrawIn,
)

FLOOD = ArticleIn(
    id="north/1",
    title="River Alma floods Port Sunder",
    text="The river Alma burst its banks at Port Sunder on Friday. About 1,200 people left their homes.",
    source="North Wire",
)
COPY = ArticleIn(id="gazette/88", title=FLOOD.title, text=FLOOD.text, source="Sunder Gazette")
RESIGNATION = ArticleIn(
    id="capital/551",
    title="Transport minister Ilse Varga resigns over rail contract",
    text="Transport minister Ilse Varga stepped down after an audit report.",
    source="Capital Post",
)


class Session:
    """Calls operations, and compares each model with the answer that it was read from."""

    def __init__(self, address: str) -> None:
        self._client = Client(base_url=address)

    def call(self, operation: Any, *arguments: object, **named: object) -> Any:
        """The model of an answer."""
        answer = operation.sync_detailed(*arguments, client=self._client, **named)
        model = answer.parsed
        said = json.loads(answer.content)
        assert _plain(model.to_dict()) == _plain(said), f"{type(model).__name__} is not all of {said}"
        return model

    def refused(self, status: int, operation: Any, *arguments: object, **named: object) -> Problem:
        """The problem that an operation answers."""
        problem = self.call(operation, *arguments, **named)
        assert isinstance(problem, Problem)
        assert problem.status == status
        return problem

    def delete(self, webhook_id: str) -> None:
        """Delete a webhook: there is nothing in the answer."""
        assert delete_webhook.sync_detailed(webhook_id, client=self._client).status_code == 204


def _plain(node: Any) -> Any:
    """JSON in which a time is written in one way."""
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node.replace("+00:00", "Z") if isinstance(node, str) else node


def articles(session: Session) -> list[str]:
    """File articles; the ids of their stories."""
    assert session.call(healthz).status == "ok"
    assert session.call(readyz).window_articles == 0
    asked = session.call(check_articles, body=FLOOD)
    assert isinstance(asked, Results)
    assert asked.results[0].relation is Relation.NEW_STORY
    filed = session.call(post_articles, body=BatchIn([FLOOD, COPY, RESIGNATION]), idempotency_key="first")
    relations = [one.relation for one in filed.results]
    assert relations == [Relation.NEW_STORY, Relation.EXACT_DUPLICATE, Relation.NEW_STORY]
    assert filed.results[1].duplicate_of == "north/1"
    assert session.call(get_article, "gazette/88").receipt.rule
    assert session.call(get_versions, "north/1").versions[0].changes is None
    return [filed.results[0].story_id, filed.results[2].story_id]


def reading(session: Session, story_id: str) -> None:
    """Read one story, all of them page by page, and briefings."""
    story = session.call(get_story, story_id)
    assert isinstance(story, Story)
    assert [article.article_id for article in story.articles] == ["north/1", "gazette/88"]
    assert session.call(get_storyline, story.storyline_id).stories
    page = session.call(list_stories, limit=1)
    rest = session.call(list_stories, limit=1, cursor=page.next_cursor)
    assert {found.headline for found in [*page.stories, *rest.stories]} == {FLOOD.title, RESIGNATION.title}
    assert rest.next_cursor is None
    briefing = session.call(get_briefing, hours=1)
    assert isinstance(briefing, Briefing)
    assert briefing.stories[0].summary[0].citations
    assert isinstance(session.call(get_briefing, format_=BriefingFormat.SLACK), Slack)
    assert len(session.call(get_json_feed).items) == 2


def editing(session: Session, stories: list[str]) -> None:
    """Merge, split, pin and kill."""
    first, second = stories
    kept = session.call(merge_stories, first, body=MergeIn([second], by="anna")).story_id
    gone = session.refused(308, get_story, second if kept == first else first)
    assert gone["successor"] == kept
    parted = session.call(split_story, kept, body=SplitIn(["capital/551"], by="anna")).story_id
    assert session.call(get_story, parted).constraints
    session.call(choose_representative, kept, body=RepresentativeIn("gazette/88"))
    assert session.call(get_story, kept).pinned == "gazette/88"
    killed = session.call(withdraw_article, "capital/551", body=WithdrawIn("withdrawn by the ministry"))
    assert killed.relation is Relation.WITHDRAWN
    session.refused(410, get_article, "capital/551")
    kinds = [event.type_ for event in session.call(list_events, limit=1000).events]
    assert {EventType.STORY_MERGED, EventType.STORY_SPLIT, EventType.ARTICLE_WITHDRAWN} <= set(kinds)


def problems(session: Session) -> None:
    """Do what is refused."""
    assert session.refused(404, get_story, "s-nowhere").type_ == "urn:newsfold:problem:not-found"
    empty = session.refused(422, post_articles, body=BatchIn([ArticleIn(title=" ")]))
    assert empty["rejected"][0]["error"]["remedy"]
    assert session.refused(400, list_stories, cursor="x").remedy
    assert session.refused(422, create_webhook, body=WebhookIn("ftp://cms.example")).detail


def webhooks(session: Session) -> None:
    """Subscribe, look, and leave."""
    wish = WebhookIn("http://127.0.0.1:9/hook", types=[EventType.STORY_CREATED])
    made = session.call(create_webhook, body=wish)
    assert made.secret.startswith("whsec_")
    assert [webhook.id for webhook in session.call(list_webhooks).webhooks] == [made.id]
    session.delete(made.id)


if __name__ == "__main__":
    running = Session(sys.argv[1])
    found = articles(running)
    reading(running, found[0])
    editing(running, found)
    problems(running)
    webhooks(running)
