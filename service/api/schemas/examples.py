"""Examples for /docs. Each is really accepted: the tests send them all."""

from collections.abc import Mapping

from pydantic.config import JsonDict

ARTICLE = {
    "id": "north-wire/2026-11-20/0412",
    "title": "River Alma floods Port Sunder, 1,200 people leave their homes",
    "text": (
        "PORT SUNDER, Nov 20 (North Wire) - The river Alma burst its banks at Port Sunder on Friday and about "
        "1,200 people had to leave their homes, the mayor said. Two bridges are closed."
    ),
    "url": "https://northwire.example/2026/11/20/alma-flood",
    "source": "North Wire",
    "published_at": "2026-11-20T06:40:00Z",
    "language": "en",
}
_COPY = {
    **ARTICLE,
    "id": "sunder-gazette/88123",
    "url": "https://gazette.example/news/88123?utm_source=feed",
    "source": "Sunder Gazette",
    "published_at": "2026-11-20T07:05:00Z",
}
_OTHER = {
    "id": "capital-post/551",
    "title": "Transport minister Ilse Varga resigns over rail contract",
    "text": "Transport minister Ilse Varga resigned on Friday after a report on the northern rail contract.",
    "source": "Capital Post",
    "published_at": "2026-11-20T09:15:00+01:00",
}

ARTICLES = {"one-article": ARTICLE, "batch-with-a-copy": {"articles": [ARTICLE, _COPY, _OTHER]}}
WITHDRAW = {"kill": {"reason": "The mayor's office has withdrawn the statement.", "by": "anna"}}
MERGE = {
    "two-stories-are-one": {"with": ["s-5d2c7b3f0a9e1846"], "by": "anna", "reason": "One and the same flood."}
}
SPLIT = {
    "another-event": {
        "article_ids": ["sunder-gazette/88123"],
        "by": "anna",
        "reason": "The flood of last year.",
    }
}
UNDO = {"a-mistake": {"by": "anna", "reason": "They are two floods after all."}}
REPRESENTATIVE = {
    "pin": {"article_id": "sunder-gazette/88123", "by": "anna"},
    "let-the-rule-choose": {"article_id": None},
}
WEBHOOK = {
    "every-event": {"url": "https://cms.example/newsfold"},
    "kills-only": {"url": "https://cms.example/kills", "types": ["article.withdrawn", "story.withdrawn"]},
}
FEED: JsonDict = {
    "id": "northwire.example~3f5a0c9d12",
    "url": "https://northwire.example/world/rss",
    "name": "North Wire",
    "title": "North Wire: the world",
    "state": "failing",
    "last_polled_at": "2026-11-20T12:05:10Z",
    "last_success_at": "2026-11-20T11:50:02Z",
    "next_poll_at": "2026-11-20T12:25:51Z",
    "http_status": 503,
    "error": {"detail": "HTTP 503", "remedy": "it is polled again by itself; if it lasts, ask the publisher"},
    "failures": 2,
    "taken": 0,
    "rejected": 0,
    "taken_in_all": 418,
    "moved_to": "https://northwire.example/feeds/world",
}
"""An answer; not in :data:`ALL`, which are requests."""

ALL: Mapping[str, object] = {**ARTICLES, **WITHDRAW, **MERGE, **SPLIT, **REPRESENTATIVE, **UNDO, **WEBHOOK}
