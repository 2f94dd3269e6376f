"""The tools: each calls the service once, and gives of its answer what a language model needs."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from service.mcp.calling import Answer, Service
from service.mcp.shapes import Briefing, Placement, Report, Stories, Story, Words

Limit = Annotated[int, Field(ge=1, le=50, description="At most so many stories")]
MinOrigins = Annotated[int, Field(ge=1, description="Only stories with at least so many independent sources")]
Source = Annotated[Words, Field(description="Only stories with a report from this source, such as Reuters")]
Language = Annotated[Words, Field(description="Only stories with a report in this language, such as en")]


class Tools:
    """What a language model may do at the service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def check_report(self, report: Report) -> Placement:
        """Tell whether a report is already on file and which story it belongs to. Nothing is stored.

        Use it for questions such as "do we have this already?" and before submit_report.
        """
        return self._placed("check", report)

    def submit_report(self, report: Report) -> Placement:
        """File a report for good and tell which story it went into.

        Use it only when somebody wants the report to be on file; to ask, use check_report. Sending the same report
        again changes nothing; the same id with another text files a revision.
        """
        return self._placed("articles", report)

    def get_briefing(
        self,
        hours: Annotated[
            float | None,
            Field(
                gt=0,
                description="The last so many hours; by default the 72 up to the newest report, or until",
            ),
        ] = None,
        until: Annotated[datetime | None, Field(description="Where the hours end; by default now")] = None,
        limit: Limit = 10,
        source: Source = None,
        language: Language = None,
        min_origins: MinOrigins = 1,
        seen_before: Annotated[datetime | None, Field(description="When the reader last looked")] = None,
    ) -> Briefing:
        """Give the most important stories of a period, each in a few sentences quoted word for word from its sources.

        Use it for "what happened?" and "what is new?". Name the sources when you pass sentences on. For one event use
        find_stories.
        """
        answer = self._service.get(
            "briefing",
            hours=hours,
            until=_time(until),
            limit=limit,
            source=source,
            language=language,
            min_origins=min_origins,
            seen_before=_time(seen_before),
            format="json",
        )
        return Briefing.model_validate(answer)

    def find_stories(
        self,
        words: Annotated[Words, Field(description="Words that stand together in a title or a text")] = None,
        since: Annotated[datetime | None, Field(description="Newest report at or after")] = None,
        until: Annotated[datetime | None, Field(description="Newest report before")] = None,
        source: Source = None,
        limit: Limit = 10,
        cursor: Annotated[str | None, Field(description="next_cursor of the previous answer")] = None,
    ) -> Stories:
        """Look stories up by words, source and time, newest first.

        Use it to find the story_id of an event; then read it with get_story.
        """
        answer = self._service.get(
            "stories",
            q=words,
            since=_time(since),
            until=_time(until),
            source=source,
            limit=limit,
            cursor=cursor,
        )
        return Stories.model_validate(answer)

    def get_story(
        self,
        story_id: Annotated[str, Field(min_length=1, description="From the other tools: s-...")],
        *,
        texts: Annotated[
            bool, Field(description="Whether to include the whole texts, which may be long")
        ] = False,
    ) -> Story:
        """Give one story with all its reports: who published what and when, and which are copies of another.

        The id of a story that was merged leads to the one it went into.
        """
        answer = self._service.get("stories", story_id)
        if not texts:
            answer["articles"] = [{**article, "text": None} for article in answer["articles"]]
        return Story.model_validate(answer)

    def _placed(self, where: str, report: Report) -> Placement:
        sent = report.model_dump(mode="json", exclude_none=True)
        result: Answer = self._service.post(where, body=sent)["results"][0]
        return Placement.model_validate({**result, "rule": result["receipt"]["rule"]})


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
