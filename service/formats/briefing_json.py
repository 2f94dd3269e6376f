"""The shape of briefings in JSON, the same over HTTP and on the command line."""

from dataclasses import asdict

from service.briefings.values import (
    Abstract,
    Briefing,
    BriefItem,
    Disagreement,
    FigureClaim,
    News,
    Rank,
    Seen,
)
from service.formats.json_values import Json, JsonObject, number, numbers, time_or_null
from service.formats.story_json import constraint_json, outline_json, sentence_json
from service.formats.times import rfc3339

BRIEFING = "b-"
"""Ids of briefings begin so; the place in the event log follows up to which they tell."""


def brief_item_json(item: BriefItem) -> JsonObject:
    """Render one story of a briefing."""
    return {
        **outline_json(item.outline),
        "constraints": [constraint_json(constraint) for constraint in item.constraints],
        "summary": [sentence_json(sentence) for sentence in item.summary],
        "disagreements": [disagreement_json(disagreement) for disagreement in item.disagreements],
        "new_since": list(item.new_since),
        "news": news_json(item.news),
        "rank": rank_json(item.rank),
        "abstract": abstract_json(item.abstract),
        "duplicates": list(item.duplicates),
    }


def disagreement_json(disagreement: Disagreement) -> JsonObject:
    """Render what the sources say on one number."""
    return {
        "about": disagreement.about,
        "unit": disagreement.unit,
        "status": disagreement.status,
        "claims": [_claim_json(claim) for claim in disagreement.claims],
    }


def _claim_json(claim: FigureClaim) -> JsonObject:
    return {
        "value": _plain(claim.value),
        "upper": None if claim.upper is None else _plain(claim.upper),
        "modifier": claim.modifier or None,
        "said": claim.said,
        "place": claim.place or None,
        "attributed_to": claim.attributed_to,
        "quote": claim.quote,
        "article_id": claim.article_id,
        "source": claim.source,
        "published_at": time_or_null(claim.published_at),
        "field": claim.field,
        "start": claim.start,
        "end": claim.end,
    }


def _plain(value: float) -> int | float:
    """A whole number without a fraction."""
    return int(value) if value.is_integer() else number(value)


def abstract_json(abstract: Abstract | None) -> Json:
    """Render a summary in a language model's words; what was refused is counted by reason, and not repeated."""
    if abstract is None:
        return None
    sentences: list[Json] = [sentence_json(sentence) for sentence in abstract.sentences]
    return {"sentences": sentences, "refused": [one.why for one in abstract.refused], "model": abstract.by}


def rank_json(rank: Rank | None) -> Json:
    """Render why a story stands where it stands."""
    return None if rank is None else {"score": number(rank.score), **numbers(asdict(rank))}


def news_json(news: News | None) -> Json:
    """Render what is new in a story; null where it is not known when the reader last looked."""
    if news is None:
        return None
    sentences: list[Json] = [sentence_json(sentence) for sentence in news.sentences]
    return {"new_story": news.new_story, "sentences": sentences}


def _seen(seen: Seen) -> str:
    return f"{BRIEFING}{seen.place}" if seen.at is None else rfc3339(seen.at)


def briefing_json(briefing: Briefing) -> JsonObject:
    """Render a whole briefing."""
    request = briefing.request
    return {
        "briefing_id": f"{BRIEFING}{briefing.place}",
        "since": rfc3339(request.since),
        "until": rfc3339(request.until),
        "seen_before": None if request.seen_before is None else _seen(request.seen_before),
        "stories": [brief_item_json(item) for item in briefing.items],
    }
