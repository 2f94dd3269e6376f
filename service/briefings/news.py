"""What is new in a briefing for a reader who has looked before: whole stories, and sentences of known ones.

What a reader has seen is told by a place in the event log, because the log is written in the order in which things
could be seen; the times of articles are not (a batch that took long is filed with the time at which it came). An
article is new when it was first told of behind that place. One whose text was replaced there is new as well, but its
former texts have been heard.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from service.briefings.anew import told_anew
from service.briefings.as_told import as_told
from service.briefings.origins import chronological, one_per_origin_first, origin_of
from service.briefings.seen import Seen
from service.briefings.summary import cite
from service.briefings.summary.candidates import gather
from service.briefings.values import Briefing, BriefItem, CitedSentence, News
from service.briefings.wording.opinions import reports_among
from service.events import Told
from service.model import Article, FiledArticle

MOST_HEARD = 60
"""Articles of a story that a reader has seen which are looked at, one of every origin first."""

History = Callable[[str], Sequence[FiledArticle]]
"""Every text filed under an article's id, oldest first."""


def with_news(briefing: Briefing, told: Mapping[str, Told], history: History) -> Briefing:
    """Say how far whoever reads the briefing will have seen, and of each story what is new for its reader.

    ``told`` holds every article shown in it that consumers have been told of.
    """
    place = max((one.last for one in told.values()), default=0)
    seen = briefing.request.seen_before
    if seen is None:
        return replace(briefing, place=place)
    items = tuple(_with_news(item, seen.place, told, history) for item in briefing.items)
    return replace(briefing, items=items, place=place)


def _with_news(item: BriefItem, seen: int, told: Mapping[str, Told], history: History) -> BriefItem:
    shown = item.outline.articles
    places = {filed.id: told.get(filed.id, Told(0, 0)) for filed in shown}
    fresh = [filed for filed in shown if places[filed.id].last > seen]
    known = [filed for filed in shown if places[filed.id].first <= seen]
    if not known:
        news = News(new_story=True)
    else:
        former = [
            text.article
            for filed in fresh
            if filed in known
            for text in history(filed.id)[: filed.revision - 1]
        ]
        steady = [filed for filed in known if filed not in fresh]
        news = News(new_story=False, sentences=_told_anew(_seen(steady, former), fresh, shown))
    return replace(item, new_since=tuple(filed.id for filed in fresh), news=news)


def _seen(steady: Sequence[FiledArticle], former: Sequence[Article]) -> Seen:
    heard = one_per_origin_first(steady, MOST_HEARD)
    return Seen([*(filed.article for filed in heard), *former], set(map(origin_of, heard)))


def _told_anew(
    seen: Seen, fresh: Sequence[FiledArticle], shown: Sequence[FiledArticle]
) -> tuple[CitedSentence, ...]:
    """Comment is no news, unless there is nothing else to the story."""
    reports = {filed.id for filed in reports_among(shown)}
    candidates = gather([as_told(filed) for filed in fresh if filed.id in reports])
    everything = chronological(shown)
    return tuple(cite(one, everything) for one in told_anew(seen, candidates))
