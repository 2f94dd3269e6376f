"""The shape of articles and stories in JSON, the same over HTTP and on the command line.

Plain dicts with JSON values only. Times are RFC 3339 in UTC with a Z; ``probability`` lies in [0, 1]; citations are
``[start, end)`` in characters (Unicode code points) of the article's text, or of its title where the text is empty.
"""

from collections.abc import Sequence
from dataclasses import asdict

from service.briefings.timeline import Moment, timeline
from service.briefings.values import CitedSentence, Outline
from service.formats.json_values import Json, JsonObject, number, numbers, time_or_null
from service.formats.times import rfc3339
from service.model import Article, Constraint, FiledArticle, Linking, Receipt, Result, RunnerUp
from service.text.differences import differences


def article_json(article: Article) -> JsonObject:
    """Render an article as it came in: the fields of a submission."""
    return {**reference_json(article), "text": article.text}


def reference_json(article: Article) -> JsonObject:
    """Render an article without its text, as lists and representatives show it."""
    return {
        "article_id": article.id,
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "published_at": time_or_null(article.published_at),
        "language": article.language,
        "version": article.version,
        "status": article.status.value,
        "embargoed_until": time_or_null(article.embargoed_until),
        "evolved_from": article.evolved_from,
        "byline": article.byline,
        "revised_at": time_or_null(article.revised_at),
        "expires_at": time_or_null(article.expires_at),
    }


def filed_json(filed: FiledArticle) -> JsonObject:
    """Render an article on file: its text, where it went and why."""
    told: Json = filed.told and {"start": filed.told[0], "end": filed.told[1]}
    return {**member_json(filed), "told": told, "receipt": receipt_json(filed.decision.receipt)}


def versions_json(versions: Sequence[FiledArticle]) -> JsonObject:
    """Render the texts of one article, oldest first (at least one), each with what it changed."""
    before = (None, *(filed.article for filed in versions[:-1]))
    return {
        "article_id": versions[0].id,
        "versions": [
            {**filed_json(filed), "changes": None if earlier is None else _changes(earlier, filed.article)}
            for earlier, filed in zip(before, versions, strict=True)
        ],
    }


def _changes(before: Article, after: Article) -> JsonObject:
    return {
        "title": [asdict(passage) for passage in differences(before.title, after.title)],
        "text": [asdict(passage) for passage in differences(before.text, after.text)],
    }


def member_json(filed: FiledArticle) -> JsonObject:
    """Render an article as a member of its story."""
    decision = filed.decision
    return {
        **article_json(filed.article),
        "story_id": decision.story_id,
        "relation": decision.relation.value,
        "probability": number(decision.probability),
        "duplicate_of": decision.duplicate_of,
        "origin_id": decision.origin_id or filed.id,
        "received_at": rfc3339(filed.received_at),
        "revision": filed.revision,
    }


def receipt_json(receipt: Receipt) -> JsonObject:
    """Render why an article went where it went."""
    return {
        "rule": receipt.rule,
        "features": numbers(receipt.features),
        "contributions": numbers(receipt.contributions),
        "runner_up": _runner_up(receipt.runner_up),
        "margin": number(receipt.margin),
        "vetoes": list(receipt.vetoes),
    }


def _runner_up(other: RunnerUp | None) -> Json:
    return None if other is None else {"story_id": other.story_id, "probability": number(other.probability)}


def result_json(result: Result) -> JsonObject:
    """Render the answer for one submitted article."""
    return {
        "article_id": result.article.id,
        "version": result.article.version,
        "story_id": result.decision.story_id,
        "relation": result.decision.relation.value,
        "probability": number(result.decision.probability),
        "duplicate_of": result.decision.duplicate_of,
        "receipt": receipt_json(result.decision.receipt),
        "warnings": list(result.warnings),
    }


def outline_json(outline: Outline) -> JsonObject:
    """Render a story as a list shows it: without its articles."""
    story = outline.story
    return {
        "story_id": story.id,
        "storyline_id": story.storyline_id,
        "state": story.state.value,
        "headline": outline.headline,
        "representative": {**reference_json(outline.representative.article), "why": outline.why},
        "pinned": story.pinned,
        "article_count": outline.article_count,
        "source_count": outline.source_count,
        "origin_count": outline.origin_count,
        "first_published_at": rfc3339(outline.first_published_at),
        "latest_published_at": rfc3339(outline.latest_published_at),
        "revision": story.revision,
    }


def story_json(outline: Outline, constraints: Sequence[Constraint] = ()) -> JsonObject:
    """Render a story with those of its articles that may be shown, its course, and the editors' word on it."""
    return {
        **outline_json(outline),
        "linking": linking_json(outline.story.linking),
        "timeline": [_moment(moment) for moment in timeline(outline.articles)],
        "articles": [member_json(filed) for filed in outline.articles],
        "constraints": [constraint_json(constraint) for constraint in constraints],
    }


def _moment(moment: Moment) -> JsonObject:
    return {
        "turn": moment.turn.value,
        "at": rfc3339(moment.filed.at),
        "article_id": moment.filed.id,
        "source": moment.filed.article.source,
        "sentence": None if moment.sentence is None else sentence_json(moment.sentence),
        "taken_up": moment.taken_up,
    }


def linking_json(linking: Linking | None) -> Json:
    """Render why a story lies in its storyline."""
    if linking is None:
        return None
    return {
        "storyline_id": linking.storyline_id,
        "probability": number(linking.probability),
        "receipt": receipt_json(linking.receipt),
    }


def constraint_json(constraint: Constraint) -> JsonObject:
    """Render an editor's word about two articles."""
    return {
        "link": constraint.link.value,
        "first": constraint.first,
        "second": constraint.second,
        "at": rfc3339(constraint.at),
        "by": constraint.by,
        "reason": constraint.reason,
    }


def sentence_json(sentence: CitedSentence) -> JsonObject:
    """Render a sentence with the places it stands at."""
    return {
        "text": sentence.text,
        "citations": [
            {"article_id": place.article_id, "start": place.start, "end": place.end}
            for place in sentence.citations
        ],
    }
