"""From one database into another: articles as they arrived, then what editors said about them.

This is how a database moves to another model: texts are encoded anew and fold by the rules of today, while
kills stay killed and merges, splits and pins stay as they are. Ids of stories that come out otherwise lead to where
their reports are now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, groupby, islice

from service.audit import Entry, Verb
from service.cli.oneshot import CHUNK, received
from service.cli.terminal import Advance
from service.desk import Desk
from service.errors import Conflict, Gone, NotFound
from service.events import EventType, LoggedEvent
from service.model import Constraint, FiledArticle, Link, Result, Story, StoryState, Submission
from service.ports import Change, Store

_EVER = datetime.min.replace(tzinfo=UTC)
_PAGE = 1_000
_WITHDRAWALS = frozenset({EventType.ARTICLE_WITHDRAWN, EventType.STORY_WITHDRAWN})


def carry_articles(source: Store, desk: Desk, advance: Advance) -> Iterator[Result]:
    """Feed every article still in use to the desk, in order of arrival and each at the time it was received.

    A report without a date counts by the time that it counted by before. What a replay that was cut off has carried
    already is not encoded again.
    """
    filed = (row.filed for row in source.window_rows(_EVER))
    for received_at, together in groupby(filed, key=lambda article: article.received_at):
        submissions = (Submission(one.article, reckoned_at=one.at) for one in together)
        while chunk := list(islice(submissions, CHUNK)):
            news = desk.news_among(chunk)
            advance(len(chunk) - len(news))
            yield from received(desk, news, received_at, advance)


def carry_withdrawals(source: Store, desk: Desk) -> int:
    """Withdraw what was withdrawn, so that it stays out when a provider sends it again; answers how many."""
    withdrawn = dict.fromkeys(_withdrawn_ids(source))
    for article_id in withdrawn:
        filed = source.article(article_id)
        if filed is not None and filed.withdrawn_at is not None:
            desk.receive([Submission(filed.article)], filed.received_at)
            desk.withdraw(article_id, filed.withdrawn_at, filed.withdrawn_reason or "withdrawn")
    return len(withdrawn)


def _withdrawn_ids(source: Store) -> Iterator[str]:
    """Read the whole log, a page at a time, and the audit trail: of a kill under embargo the log does not tell."""
    for logged in _log(source):
        if logged.event.type in _WITHDRAWALS and logged.event.article_id is not None:
            yield logged.event.article_id
    for number in range(1, source.trail.newest() + 1):
        entry = source.trail.entry(number)
        if entry is not None and entry.verb is Verb.WITHDRAW:
            yield from entry.article_ids


def _log(source: Store) -> Iterator[LoggedEvent]:
    page = source.events(after=0, limit=_PAGE)
    while page:
        yield from page
        page = source.events(after=page[-1].sequence, limit=_PAGE)


def carry_constraints(source: Store, target: Store, desk: Desk) -> int:
    """Make the new stories obey every word that still stands, and keep it with who said it and why; answers how many.

    Words that name an article which is not in the new database are left behind.
    """
    constraints = source.constraints()
    tied = _tied(constraints)
    carried = 0
    for number, words in groupby(constraints, key=lambda constraint: constraint.entry):
        new = [word for word in words if not _said(word, target)]
        obeyed = [word for word in new if _obey(word, target, desk, tied.get(word.first, {word.first}))]
        if obeyed:
            old = None if number is None else source.trail.entry(number)
            target.commit(Change(constraints=tuple(obeyed)) if old is None else _entered(old, obeyed, target))
        carried += len(obeyed)
    return carried


def _said(word: Constraint, target: Store) -> bool:
    """Whether a replay that was cut off, or an editor, has said the same of the two articles in the new database."""
    said = target.constraints({word.first})
    return any((one.link, one.first, one.second) == (word.link, word.first, word.second) for one in said)


def _entered(old: Entry, words: Sequence[Constraint], target: Store) -> Change:
    """Words with an entry of the new trail, by which they can be taken back; what lies where is for the new stories."""
    named = [filed for word in words for name in (word.first, word.second) if (filed := target.article(name))]
    entry = Entry(
        id=target.trail.newest() + 1,
        at=old.at,
        verb=Verb.MERGE if words[0].link is Link.MUST else Verb.SPLIT,
        story_ids=tuple(dict.fromkeys(filed.story_id for filed in named)),
        article_ids=tuple(dict.fromkeys(filed.id for filed in named if not filed.concealed)),
        by=old.by,
        reason=old.reason,
    )
    return Change(constraints=tuple(replace(word, entry=entry.id) for word in words), entries=(entry,))


def _tied(constraints: Sequence[Constraint]) -> dict[str, set[str]]:
    """Articles that must lie with each article, itself included."""
    tied: dict[str, set[str]] = {}
    for constraint in constraints:
        if constraint.link is Link.MUST:
            ends = (constraint.first, constraint.second)
            together = set().union(*(tied.get(end, {end}) for end in ends))
            tied.update(dict.fromkeys(together, together))
    return tied


def _obey(constraint: Constraint, target: Store, desk: Desk, tied: set[str]) -> bool:
    """Merge or split where the two articles lie otherwise than they must; ``tied`` goes with the first."""
    first, second = target.article(constraint.first), target.article(constraint.second)
    if first is None or second is None:
        return False
    together = first.story_id == second.story_id
    try:
        if constraint.link is Link.MUST and not together:
            desk.merge(first.story_id, [second.story_id], constraint.at, constraint.by)
        if constraint.link is Link.CANNOT and together:
            story = target.story_file(first.story_id)
            leaving = [filed.id for filed in story.articles if filed.id in tied] if story else []
            desk.split(first.story_id, leaving, constraint.at, constraint.by)
    except (Conflict, Gone, NotFound):
        return False
    return True


def carry_pins(source: Store, target: Store, desk: Desk) -> int:
    """Pin the representatives that editors chose; answers how many."""
    carried = 0
    for story_id in dict.fromkeys(row.filed.story_id for row in source.window_rows(_EVER)):
        story = source.story(story_id)
        pinned = target.article(story.pinned) if story is not None and story.pinned else None
        if story is None or pinned is None:
            continue
        there = target.story(pinned.story_id)
        if there is not None and there.pinned != pinned.id:
            desk.pin(pinned.story_id, pinned.id, story.opened_at)
            carried += 1
    return carried


def carry_spending(source: Store, target: Store) -> None:
    """Let the new database know what a language model has cost, so that no day pays twice what it allows."""
    for day, tokens in source.spending.by_day().items():
        target.spending.raise_to(day, tokens)


def carry_ids(source: Store, target: Store) -> int:
    """Let every story id that was given answer in the new database too; answers of how many that had to be seen to.

    One that the new stories do not have redirects to the story in which most of its articles lie, or is withdrawn.
    """
    rows = (row.filed.story_id for row in source.window_rows(_EVER))
    given = dict.fromkeys(chain((logged.event.story_id for logged in _log(source)), rows))
    led = (_led(story_id, source, target) for story_id in given if target.story(story_id) is None)
    missing, carried = (story for story in led if story is not None), 0
    while some := tuple(islice(missing, _PAGE)):
        target.commit(Change(stories=some))
        carried += len(some)
    return carried


def _led(story_id: str, source: Store, target: Store) -> Story | None:
    """The row that such an id gets; None where nothing of its story has come along."""
    file = source.story_file(story_id)
    while file is not None and file.story.successor is not None:
        file = source.story_file(file.story.successor)
    if file is None:
        return None
    there = [filed for one in file.articles if (filed := target.article(one.id))]
    if file.story.state is StoryState.WITHDRAWN:
        return Story(story_id, story_id, file.story.opened_at, StoryState.WITHDRAWN, announced=True)
    successor = _mostly(there, target)
    if successor is None:
        return None
    return Story(
        story_id,
        successor.storyline_id,
        file.story.opened_at,
        StoryState.MERGED,
        successor=successor.id,
        announced=True,
    )


def _mostly(articles: Iterable[FiledArticle], target: Store) -> Story | None:
    """The story in which most of the articles in use lie; of several the one that is met first."""
    lying = Counter(filed.story_id for filed in articles if filed.withdrawn_at is None)
    return target.story(lying.most_common(1)[0][0]) if lying else None
