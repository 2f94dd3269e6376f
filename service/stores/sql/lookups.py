"""The look-ups by key that every decision makes.

To put such a statement together takes five times as long as to carry it out, so it is done once.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import BindParameter, Connection, Select, bindparam, or_, select

from service.model import FiledArticle, Story, StoryFile
from service.ports import Found
from service.stores.database.dialects import portions
from service.stores.rows import FILED, STORY, read_filed, read_story
from service.stores.tables import articles, stories

_ONE: BindParameter[str] = bindparam("key")
_MANY: BindParameter[str] = bindparam("keys", expanding=True)
_ARTICLES = select(*FILED).where(articles.c.id.in_(_MANY))
_ARTICLES_AND_SUCCESSORS = (
    select(*FILED)
    .where(or_(articles.c.id.in_(_MANY), articles.c.evolved_from.in_(_MANY)))
    .order_by(articles.c.sequence)
)
_ARTICLE_IDS = select(articles.c.id).where(articles.c.id.in_(_MANY))
_STORY_IDS = select(stories.c.id).where(stories.c.id.in_(_MANY))
_SUCCESSORS = select(*FILED).where(articles.c.evolved_from.in_(_MANY)).order_by(articles.c.sequence)
_MEMBERS = select(*FILED).where(articles.c.story_id.in_(_MANY)).order_by(articles.c.sequence)
_MEMBER_IDS = (
    select(articles.c.story_id, articles.c.id)
    .where(articles.c.story_id.in_(_MANY))
    .order_by(articles.c.sequence)
)
_STORY = select(*STORY).where(stories.c.id == _ONE)
_STORIES = select(*STORY).where(stories.c.id.in_(_MANY))
_LINKED = select(*STORY).where(stories.c.storyline_id == _ONE).order_by(stories.c.id)


def look_up(connection: Connection, article_ids: Collection[str], story_ids: Collection[str]) -> Found:
    """Look up many articles, those that name them, and headers of stories."""
    found: dict[str, FiledArticle] = {}
    successors: defaultdict[str, dict[str, FiledArticle]] = defaultdict(dict)
    for some in portions(article_ids):
        asked = set(some)
        for row in connection.execute(_ARTICLES_AND_SUCCESSORS, {"keys": some}):
            filed = read_filed(row)
            if row.id in asked:
                found[row.id] = filed
            if row.evolved_from in asked:
                successors[row.evolved_from][row.id] = filed
    named = {name: list(ones.values()) for name, ones in successors.items()}
    return Found(found, named, _stories(connection, story_ids))


def articles_on_file(connection: Connection, article_ids: Collection[str]) -> dict[str, FiledArticle]:
    """Look up articles as they now stand, by id."""
    return {
        row.id: read_filed(row)
        for some in portions(article_ids)
        for row in connection.execute(_ARTICLES, {"keys": some})
    }


def known_articles(connection: Connection, article_ids: Collection[str]) -> set[str]:
    """Find those that are on file."""
    return _known(connection, _ARTICLE_IDS, article_ids)


def known_stories(connection: Connection, story_ids: Collection[str]) -> set[str]:
    """Find those that are on file."""
    return _known(connection, _STORY_IDS, story_ids)


def _known(connection: Connection, statement: Select[str], names: Collection[str]) -> set[str]:
    return {name for some in portions(names) for name in connection.scalars(statement, {"keys": some})}


def article(connection: Connection, article_id: str) -> FiledArticle | None:
    """Look up one article as it now stands."""
    row = connection.execute(_ARTICLES, {"keys": [article_id]}).first()
    return None if row is None else read_filed(row)


def successors(connection: Connection, article_id: str) -> list[FiledArticle]:
    """Look up the articles that name this one as what they were made from, in order of arrival."""
    return [read_filed(row) for row in connection.execute(_SUCCESSORS, {"keys": [article_id]})]


def story(connection: Connection, story_id: str) -> Story | None:
    """Look up the header row of one story."""
    row = connection.execute(_STORY, {"key": story_id}).first()
    return None if row is None else read_story(row)


def stories_in(connection: Connection, storyline_id: str) -> list[Story]:
    """Look up the header rows of a storyline, by id."""
    return [read_story(row) for row in connection.execute(_LINKED, {"key": storyline_id})]


def with_articles(connection: Connection, found: Sequence[Story]) -> list[StoryFile]:
    """Add to each story its articles, in order of arrival."""
    members: defaultdict[str, list[FiledArticle]] = defaultdict(list)
    for some in portions([story.id for story in found]):
        for row in connection.execute(_MEMBERS, {"keys": some}):
            members[row.story_id].append(read_filed(row))
    return [StoryFile(story, tuple(members[story.id])) for story in found]


def with_article_ids(connection: Connection, story_ids: Collection[str]) -> list[tuple[Story, list[str]]]:
    """Look up stories, each with the ids of its articles in order of arrival."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    found = _stories(connection, story_ids)
    for some in portions(found):
        for story_id, article_id in connection.execute(_MEMBER_IDS, {"keys": some}):
            members[story_id].append(article_id)
    return [(story, members[name]) for name, story in found.items()]


def _stories(connection: Connection, story_ids: Collection[str]) -> dict[str, Story]:
    return {
        row.id: read_story(row)
        for some in portions(story_ids)
        for row in connection.execute(_STORIES, {"keys": some})
    }


def story_files(
    connection: Connection, story_ids: Sequence[str], known: Mapping[str, StoryFile]
) -> list[StoryFile]:
    """Look up several stories with their articles, in the order asked for; of the ``known``, only the headers."""
    found = _stories(connection, set(story_ids))
    files = {name: file for name, file in known.items() if found.get(name) == file.story}
    unknown = [story for name, story in found.items() if name not in files]
    files |= {file.story.id: file for file in with_articles(connection, unknown)}
    return [files[name] for name in story_ids if name in files]
